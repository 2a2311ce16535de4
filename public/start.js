// Starts the app, and says so in words when that fails. External because the page's policy allows no inline script.
const engine = document.querySelector('meta[name="roundtrip-engine"]');

try {
  const { default: init } = await import(new URL(engine.dataset.js, document.baseURI).href);
  await init({ module_or_path: new URL(engine.dataset.wasm, document.baseURI) });
} catch (error) {
  report("This browser could not start the engine.", error);
}

// A panic in the app ends the engine: without this the page would look alive and answer nothing.
for (const kind of ["error", "unhandledrejection"]) {
  window.addEventListener(kind, ({ error, reason = error }) => {
    if (reason instanceof WebAssembly.RuntimeError)
      report("The engine stopped", reason, "This is a fault in the playground, not in your design. The design is kept in this browser: reload to go on.");
  });
}

function report(title, error, why) {
  const fault = document.getElementById("fault");
  const details = fault.querySelector("pre");
  const [reload, copy] = fault.querySelectorAll("button");
  fault.querySelector("h2").textContent = title;
  if (why) {
    fault.querySelector("p").textContent = why;
    reload.textContent = "Reload";
  }
  details.textContent = `${title}\n${error?.stack ?? error}\n${navigator.userAgent}`;
  reload.onclick = () => location.reload();
  copy.onclick = () =>
    navigator.clipboard.writeText(details.textContent).then(
      () => (copy.textContent = "Report copied"),
      () => (details.parentElement.open = true),
    );
  fault.hidden = false;
  reload.focus();
  document.documentElement.dataset.ready = "failed";
}
