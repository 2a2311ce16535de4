//! A second engine in a worker (`public/reader.js`): the page hands it a file or a text, and goes on while it is read.
//!
//! Messages, page to worker: the file, or the text. Worker to page: 0 when it can take one, 1 when the text is there, then a list:
//! of two texts, what was read, or of one, why not.

use std::cell::Cell;
use std::rc::Rc;

use js_sys::{Array, JSON, Object};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;

use super::script::{call, function, get, new, promised, set, text};
use super::window::document;

/// What was read, as two texts; or why not.
pub type Read = Result<[String; 2], String>;

/// How a worker ended.
pub enum End {
    /// With an answer.
    Read(Read),
    /// It never began: this browser has no such workers, or a file of the page is missing.
    NotBegun,
    /// In the middle.
    Broken,
}

/// A worker that reads.
pub struct Reader(JsValue);

impl Reader {
    /// Hands a file or a text to a new worker. `begun` is called when its text is there; `ended` once, unless it is ended before.
    pub fn start(what: JsValue, begun: impl Fn() + 'static, ended: impl FnOnce(End) + 'static) -> Option<Self> {
        let Some(worker) = worker() else {
            ended(End::NotBegun);
            return None;
        };
        let ended = Rc::new(Cell::new(Some(ended)));
        let has_begun = Rc::new(Cell::new(false));
        let finish = {
            let worker = worker.clone();
            move |end: End| {
                stop(&worker);
                if let Some(ended) = ended.take() {
                    ended(end);
                }
            }
        };
        let (began, on_error) = (Rc::clone(&has_begun), finish.clone());
        let to = worker.clone();
        set(
            &worker,
            "onmessage",
            &function(move |event| {
                let data = get(&event, "data");
                match data.as_f64() {
                    Some(0.0) => {
                        began.set(true);
                        let _ = call(&to, "postMessage", std::slice::from_ref(&what));
                    }
                    Some(_) => begun(),
                    None => finish(answer(&data).map_or(End::Broken, End::Read)),
                }
            }),
        );
        set(&worker, "onerror", &function(move |_| on_error(if has_begun.get() { End::Broken } else { End::NotBegun })));
        Some(Self(worker))
    }

    /// Ends it, whatever it does.
    pub fn end(&self) {
        stop(&self.0);
    }
}

/// The worker's side: reads whatever comes.
pub fn serve(read: fn(&str) -> Read) {
    let post = |message: &JsValue| {
        let _ = call(&js_sys::global(), "postMessage", std::slice::from_ref(message));
    };
    set(
        &js_sys::global(),
        "onmessage",
        &function(move |event| {
            let what = get(&event, "data");
            spawn_local(async move {
                let text = match what.as_string() {
                    Some(text) => Some(text),
                    None => promised(&what, "text", &[]).await.ok().and_then(|text| text.as_string()),
                };
                post(&1.into());
                let read = text.map_or_else(|| Err("The file could not be read. Choose it again; it may have moved.".to_owned()), |text| read(&text));
                let texts: Array = match read {
                    Ok(texts) => texts.iter().map(JsValue::from).collect(),
                    Err(why) => Array::of1(&why.into()),
                };
                post(&texts);
            });
        }),
    );
    post(&0.into());
}

fn worker() -> Option<JsValue> {
    let engine = document()?.query_selector("meta[name=roundtrip-engine]").ok()??;
    let base = text(&document()?.into(), "baseURI")?;
    let whole = |name: &str| Some(JsValue::from(web_sys::Url::new_with_base(&engine.get_attribute(name)?, &base).ok()?.href()));
    let (at, options) = (Object::new(), Object::new());
    set(&at, "js", &whole("data-js")?);
    set(&at, "wasm", &whole("data-wasm")?);
    set(&options, "type", &"module".into());
    set(&options, "name", &JSON::stringify(&at).ok()?.into());
    new("Worker", &["./reader.js".into(), options.into()]).ok()
}

fn stop(worker: &JsValue) {
    let _ = call(worker, "terminate", &[]);
}

fn answer(data: &JsValue) -> Option<Read> {
    let texts: &Array = data.dyn_ref()?;
    match (texts.get(0).as_string(), texts.get(1).as_string()) {
        (Some(design), Some(noticed)) => Some(Ok([design, noticed])),
        (Some(why), None) => Some(Err(why)),
        _ => None,
    }
}
