// Starts the app, and says so in words when that fails. External because the page's policy allows no inline script.
const engine = document.querySelector('meta[name="roundtrip-engine"]');
const address = (name) => new URL(engine.dataset[name], document.baseURI).href;

try {
  // The sample of the first paint is for those who come without a design of their own, or a link to one.
  if (location.hash || localStorage.getItem("roundtrip.open") || localStorage.getItem("roundtrip.design")) document.querySelector("#first-paint .stage-room").remove();
} catch {
  // A browser that keeps nothing has nothing of one's own.
}

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
for (const kind of ["error", "unhandledrejection"]) {
  window.addEventListener(kind, ({ error, reason = error }) => {
    if (reason instanceof WebAssembly.RuntimeError)
      report("The engine stopped", reason, "This is a fault in the playground, not in your design. What was saved is kept in this browser: reload to go on.");
  });
}

// The first paint can be read before the engine takes the processor, however fast both arrive. A hidden page paints nothing.
function painted() {
  return new Promise((done) => {
    setTimeout(done, document.hidden ? 0 : 300);
    new PerformanceObserver(done).observe({ type: "paint", buffered: true });
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
  for (const waits of document.querySelectorAll(".waits")) waits.textContent = "Not started.";
  fault.hidden = false;
  reload.focus();
  document.documentElement.dataset.ready = "failed";
}
