// Starts the app, and says so in words when that fails. External because the page's policy allows no inline script.
const engine = document.querySelector('meta[name="roundtrip-engine"]');
const address = (name) => new URL(engine.dataset[name], document.baseURI).href;

try {
  await painted();
  const wasm = fetch(address("wasm"));
  // Told below, where it is awaited.
  wasm.catch(() => {});
  const { default: init } = await import(address("js"));
  await init({ module_or_path: wasm });
} catch (error) {
  report("This browser could not start the engine.", error);
}

// A panic in the app ends the engine: without this the page would look alive and answer nothing.
window.addEventListener("error", ({ error }) => {
  if (error instanceof WebAssembly.RuntimeError) report("The engine stopped. This is a fault in the playground.", error);
});

// The first paint can be read before the engine takes the processor, however fast both arrive. A hidden page paints nothing.
function painted() {
  return new Promise((done) => {
    setTimeout(done, document.hidden ? 0 : 300);
    new PerformanceObserver(done).observe({ type: "paint", buffered: true });
  });
}

function report(title, error) {
  const fault = document.getElementById("fault");
  fault.querySelector("h2").textContent = title;
  fault.querySelector("pre").textContent = `${error?.stack ?? error}\n${navigator.userAgent}`;
  fault.querySelector("button").addEventListener("click", () => location.reload());
  fault.hidden = false;
  document.documentElement.dataset.ready = "failed";
}
