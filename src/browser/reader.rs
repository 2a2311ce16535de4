//! A second engine in a worker (`public/reader.js`): the page hands it a file or a text, and goes on while it is read.
//!
//! Messages, page to worker: what is wanted, and the file or the text. Worker to page: 0 when it can take one, 1 when the text is
//! there, then a list of texts: what was read, or why not, behind a word that tells which.

use std::cell::Cell;
use std::rc::Rc;

use js_sys::{Array, JSON, Object};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;

use super::files;
use super::script::{call, function, get, new, set, text};
use super::window::{after, document};

/// What was read, as texts; or why not.
pub type Read = Result<Vec<String>, String>;

/// The first of the texts where it was read.
const READ: &str = "read";
/// How many milliseconds a worker may take to begin. Its engine is the page's own, which this browser has fetched already.
const PATIENCE: i32 = 20_000;

/// How a worker ended.
pub enum End {
    /// With an answer.
    Read(Read),
    /// This browser has no such workers.
    NoWorkers,
    /// It never began: a file of the page did not come.
    NotBegun,
    /// In the middle.
    Broken,
}

/// A worker that reads.
pub struct Reader(JsValue);

impl Reader {
    /// Hands a file or a text to a new worker, with a word for what is to become of it. `begun` is called when its text is there; `ended` once, unless it is ended before.
    pub fn start(wanted: &str, what: &JsValue, begun: impl Fn() + 'static, ended: impl FnOnce(End) + 'static) -> Option<Self> {
        let Some(worker) = worker() else {
            ended(End::NoWorkers);
            return None;
        };
        let what = Array::of2(&wanted.into(), what).into();
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
        let (began, on_error, on_time) = (Rc::clone(&has_begun), finish.clone(), finish.clone());
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
        let in_time = Rc::clone(&has_begun);
        after(PATIENCE, move || {
            if !in_time.get() {
                on_time(End::NotBegun);
            }
        });
        set(&worker, "onerror", &function(move |_| on_error(if has_begun.get() { End::Broken } else { End::NotBegun })));
        Some(Self(worker))
    }

    /// Ends it, whatever it does.
    pub fn end(&self) {
        stop(&self.0);
    }
}

/// The worker's side: reads whatever comes, given the word for what is wanted.
pub fn serve(read: fn(&str, &str) -> Read) {
    let post = |message: &JsValue| {
        let _ = call(&js_sys::global(), "postMessage", std::slice::from_ref(message));
    };
    set(
        &js_sys::global(),
        "onmessage",
        &function(move |event| {
            let data: Array = get(&event, "data").unchecked_into();
            spawn_local(async move {
                let (wanted, what) = (data.get(0).as_string().unwrap_or_default(), data.get(1));
                let text = match (what.as_string(), what.dyn_ref::<web_sys::File>()) {
                    (Some(text), _) => Ok(text),
                    (None, Some(file)) => files::read(file).await,
                    (None, None) => Err("There is nothing to read. Choose the file again.".to_owned()),
                };
                post(&1.into());
                let read = text.and_then(|text| read(&wanted, &text));
                let texts: Array = match read {
                    Ok(texts) => std::iter::once(READ.into()).chain(texts.iter().map(JsValue::from)).collect(),
                    Err(why) => Array::of2(&JsValue::NULL, &why.into()),
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
    let mut all = texts.iter();
    let is_read = all.next()?.as_string().as_deref() == Some(READ);
    let texts: Vec<String> = all.filter_map(|text| text.as_string()).collect();
    Some(if is_read { Ok(texts) } else { Err(texts.into_iter().next()?) })
}
