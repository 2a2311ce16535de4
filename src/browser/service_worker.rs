//! The page's side of `public/service-worker.js`: it announces the engine and answers what the worker forwards.

use js_sys::{Array, Object, Reflect, Uint8Array};
use roundtrip::http::{Headers, Request, Response, method, status};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};

use super::window::window;

/// What takes the answer to a request.
pub type Reply = Box<dyn FnOnce(&Response)>;

/// Hands the worker's requests to `handle`, with what takes the answer.
pub fn listen(handle: impl Fn(Request, Reply) + 'static) {
    let Some(container) = container() else { return };
    let on_message = Closure::<dyn Fn(web_sys::MessageEvent)>::new(move |event: web_sys::MessageEvent| {
        let data = event.data();
        let Some(port) = event.ports().get(0).dyn_into::<web_sys::MessagePort>().ok() else { return };
        match text(&data, "type").as_deref() {
            Some("ping") => {
                let _ = port.post_message(&object(&[("type", "pong".into())]));
            }
            Some("request") => {
                if let Some(request) = request(&data) {
                    handle(
                        request,
                        Box::new(move |response| {
                            let _ = port.post_message(&answer(response));
                        }),
                    );
                }
            }
            _ => {}
        }
    });
    let _ = container.add_event_listener_with_callback("message", on_message.as_ref().unchecked_ref());
    on_message.forget();
    // With `addEventListener` the browser holds messages back until it is told to start (Service Workers, client message queue).
    if let Ok(start) = Reflect::get(&container, &"startMessages".into()).and_then(|start| start.dyn_into::<js_sys::Function>()) {
        let _ = start.call0(&container);
    }

    let on_change = Closure::<dyn Fn()>::new(announce);
    let _ = container.add_event_listener_with_callback("controllerchange", on_change.as_ref().unchecked_ref());
    on_change.forget();
    // A worker that is there already, from an earlier visit, may have another tab in mind.
    announce();
}

/// Registers the worker, which then keeps the page's files. Browsers without service workers do without the real wire.
///
/// Best done when the page is at rest: installing takes the processor from whatever is drawn meanwhile.
pub fn register() {
    let Some(container) = container() else { return };
    let registration = container.register("./service-worker.js");
    wasm_bindgen_futures::spawn_local(async move {
        if wasm_bindgen_futures::JsFuture::from(registration).await.is_ok() {
            announce();
        }
    });
}

/// Whether a worker stands between this page and the network.
pub fn is_connected() -> bool {
    container().is_some_and(|container| container.controller().is_some())
}

fn container() -> Option<web_sys::ServiceWorkerContainer> {
    let navigator = window()?.navigator();
    let has = Reflect::has(&navigator, &"serviceWorker".into()).unwrap_or(false);
    // Pages without a secure context have the property and no value.
    has.then(|| navigator.service_worker()).filter(|container| !container.is_undefined())
}

/// Tells the worker that this page can answer.
fn announce() {
    if let Some(worker) = container().and_then(|container| container.controller()) {
        let _ = worker.post_message(&object(&[("type", "roundtrip-ready".into())]));
    }
}

fn request(data: &JsValue) -> Option<Request> {
    let mut request = Request::new(method::parse(&text(data, "method")?)?, text(data, "target")?);
    let headers: Array = Reflect::get(data, &"headers".into()).ok()?.dyn_into().ok()?;
    for pair in headers.iter() {
        let pair: Array = pair.dyn_into().ok()?;
        request.headers.append(&pair.get(0).as_string()?, pair.get(1).as_string()?);
    }
    let body = Reflect::get(data, &"body".into()).ok()?;
    request.body = Uint8Array::new(&body).to_vec().into();
    Some(request)
}

fn answer(response: &Response) -> JsValue {
    let headers: Array = pairs(&response.headers);
    let body = Uint8Array::from(response.body.bytes()).buffer();
    object(&[
        ("status", response.status.into()),
        ("statusText", status::reason(response.status).into()),
        ("headers", headers.into()),
        ("body", body.into()),
    ])
}

fn pairs(headers: &Headers) -> Array {
    headers.iter().map(|(name, value)| JsValue::from(Array::of2(&name.into(), &value.into()))).collect()
}

fn object(members: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (name, value) in members {
        let _ = Reflect::set(&object, &(*name).into(), value);
    }
    object.into()
}

fn text(data: &JsValue, name: &str) -> Option<String> {
    Reflect::get(data, &name.into()).ok()?.as_string()
}
