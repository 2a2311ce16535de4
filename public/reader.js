// A second engine in a worker of its own, which reads what is large while the page goes on. Its name says where the engine is.
const { js, wasm } = JSON.parse(self.name);

// The page is told of errors, and of nothing that a promise keeps to itself.
self.addEventListener("unhandledrejection", ({ reason }) => {
  throw reason;
});

const { default: init } = await import(js);
await init({ module_or_path: wasm });
