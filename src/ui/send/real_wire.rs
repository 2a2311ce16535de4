//! The page's own way over the real wire: the browser's `fetch` to `mock/...`, which the service worker brings back to this tab.

use roundtrip::http::Request;

use crate::browser::{location, service_worker};
use crate::ui::toasts::Toast;
use crate::ui::workspace::Workspace;

/// Sends a request with the browser's own `fetch`. Its exchange appears in the traffic when the worker hands it over.
pub fn send(workspace: Workspace, request: Request) {
    if !service_worker::is_connected() {
        workspace.toast(Toast::error(
            "The real wire is not ready: its service worker comes once every part of the page is there. Wait a moment, or use the virtual wire."
                .to_owned(),
        ));
        return;
    }
    let url = format!("{}mock{}", location::base(), request.target);
    wasm_bindgen_futures::spawn_local(async move {
        let headers = gloo_net::http::Headers::new();
        for (name, value) in request.headers.iter() {
            headers.append(name, value);
        }
        let builder = gloo_net::http::RequestBuilder::new(&url).method(request.method.clone()).headers(headers);
        let sent = match request.body.is_empty() {
            true => builder.build(),
            false => builder.body(js_sys::Uint8Array::from(request.body.bytes())),
        };
        let result = match sent {
            Ok(request) => request.send().await.map(|_| ()),
            Err(error) => Err(error),
        };
        if let Err(error) = result {
            workspace.toast(Toast::error(format!("The browser did not send it: {error}.")));
        }
    });
}
