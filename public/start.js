// Starts the app, and says so in words when that fails. External because the page's policy allows no inline script.
const engine = document.querySelector('meta[name="roundtrip-engine"]');

try {
  const { default: init } = await import(new URL(engine.dataset.js, document.baseURI).href);
  await init({ module_or_path: new URL(engine.dataset.wasm, document.baseURI) });
} catch (error) {
  report("This browser could not start the engine.", error);
}

// A panic in the app ends the engine: without this the page would look alive and answer nothing.
window.addEventListener("error", ({ error }) => {
  if (error instanceof WebAssembly.RuntimeError) report("The engine stopped. This is a fault in the playground.", error);
});

function report(title, error) {
  const fault = document.getElementById("fault");
  fault.querySelector("h2").textContent = title;
  fault.querySelector("pre").textContent = `${error?.stack ?? error}\n${navigator.userAgent}`;
  fault.querySelector("button").addEventListener("click", () => location.reload());
  fault.hidden = false;
  document.documentElement.dataset.ready = "failed";
}
