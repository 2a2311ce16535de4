//! The request in the making, as typed: nothing is checked before it is sent, since sending it is how one meets 400 and 422.

use leptos::prelude::*;
use roundtrip::design::{Design, Endpoint};
use roundtrip::http::{Request, Target, method};
use roundtrip::mock::routes::Routes;
use std::sync::Arc;

use super::Options;
use crate::ui::traffic::Wire;

/// One header line in the making.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeaderLine {
    /// Whether it is sent.
    pub on: bool,
    /// The field's name.
    pub name: String,
    /// The field's value.
    pub value: String,
}

/// The request in the making.
#[derive(Clone, Copy)]
pub struct Draft {
    /// The client that sends, by name.
    pub client: RwSignal<String>,
    /// The endpoint it was made for; `None` for a request typed freely.
    pub endpoint: RwSignal<Option<String>>,
    /// The method, as typed.
    pub method: RwSignal<String>,
    /// Path and query, as typed.
    pub target: RwSignal<String>,
    /// Header lines without the client's credentials.
    pub headers: RwSignal<Vec<HeaderLine>>,
    /// The content, as typed.
    pub body: RwSignal<String>,
    /// Whether the client's credentials go along.
    pub credentials: RwSignal<bool>,
    /// What the page passes to `fetch()` beside it.
    pub options: RwSignal<Options>,
    /// The way it takes.
    pub wire: RwSignal<Wire>,
    /// The content as it was made for the endpoint, to know whether anybody has touched it.
    pub made: StoredValue<String>,
    /// Content and its type, kept aside while the method has none.
    aside: StoredValue<Option<(String, Option<HeaderLine>)>>,
    /// Whether only the request line is shown; `None` leaves it to the height of the window.
    pub fold: RwSignal<Option<bool>>,
    /// Whether the window is so low that the panel folds by itself after an answer.
    pub low: RwSignal<bool>,
}

impl Draft {
    /// An empty request of a client.
    pub fn new(client: String) -> Self {
        Self {
            client: RwSignal::new(client),
            endpoint: RwSignal::new(None),
            method: RwSignal::new("GET".to_owned()),
            target: RwSignal::new(String::new()),
            headers: RwSignal::new(Vec::new()),
            body: RwSignal::new(String::new()),
            credentials: RwSignal::new(true),
            options: RwSignal::new(Options::default()),
            wire: RwSignal::new(Wire::Virtual),
            made: StoredValue::new(String::new()),
            aside: StoredValue::new(None),
            fold: RwSignal::new(None),
            low: RwSignal::new(false),
        }
    }

    /// Takes a request over. Credentials in it stay as typed lines.
    pub fn load(&self, request: &Request) {
        self.method.set(request.method.to_string());
        self.target.set(request.target.clone());
        let line = |(name, value): (&str, &str)| HeaderLine { on: true, name: name.to_owned(), value: value.to_owned() };
        self.headers.set(request.headers.iter().filter(|(name, _)| *name != "origin" && *name != "content-length").map(line).collect());
        self.body.set(request.body.text().unwrap_or_default().to_owned());
        self.aside.set_value(None);
    }

    /// Takes another method. Content goes aside while the method gives it no meaning, and comes back with one that does.
    pub fn choose_method(&self, method: &str) {
        self.method.set(method.to_owned());
        let is_type = |line: &HeaderLine| line.name.eq_ignore_ascii_case("content-type");
        let has_content = method::parse(method).is_some_and(|method| method::has_request_content(&method));
        let is_empty = self.body.with_untracked(String::is_empty);
        if !has_content && !is_empty {
            let kind = self.headers.with_untracked(|lines| lines.iter().find(|line| is_type(line)).cloned());
            self.aside.set_value(Some((self.body.get_untracked(), kind)));
            self.body.set(String::new());
            self.headers.update(|lines| lines.retain(|line| !is_type(line)));
        } else if has_content && is_empty {
            let mut aside = None;
            self.aside.update_value(|kept| aside = kept.take());
            if let Some((body, kind)) = aside {
                self.body.set(body);
                self.headers.update(|lines| lines.extend(kind));
            }
        }
    }

    /// The request; `None` where the method is no token.
    pub fn request(&self) -> Option<Request> {
        untrack(|| self.read())
    }

    /// The same, tracked: what reads it is told when the request changes.
    pub fn read(&self) -> Option<Request> {
        let method = self.method.with(|method| method::parse(method.trim()))?;
        let target = self.target.with(|target| match target.trim() {
            path if path.starts_with('/') => path.to_owned(),
            path => format!("/{path}"),
        });
        let mut request = Request::new(method, target);
        self.headers.with(|lines| {
            for line in lines.iter().filter(|line| line.on && !line.name.trim().is_empty()) {
                request.headers.append(line.name.trim(), line.value.clone());
            }
        });
        request.body = self.body.get().into();
        Some(request)
    }

    /// The endpoint that the method and the path mean; tracked. Where several answer to them, the one it was made for.
    pub fn meant(&self, design: &Design) -> Option<Arc<Endpoint>> {
        let target = self.target.with(|target| Target::parse(target.trim()).ok())?;
        let made_for = self.endpoint.get();
        let method = self.method.get();
        let routes = Routes::new(design).at(&target.segments);
        let with = |method: &str| {
            let mut fitting = routes.iter().map(|route| &route.entry.endpoint).filter(|endpoint| endpoint.method.as_str() == method);
            let first = fitting.clone().next();
            fitting.find(|endpoint| Some(&endpoint.id) == made_for.as_ref()).or(first).cloned()
        };
        with(method.trim()).or_else(|| if method.trim() == "HEAD" { with("GET") } else { None })
    }

    /// Notes which endpoint is meant after the method or the path was changed by hand.
    pub fn point_to_meant(&self, design: &Design) {
        let meant = untrack(|| self.meant(design)).map(|endpoint| endpoint.id.clone());
        self.endpoint.set(meant);
    }
}
