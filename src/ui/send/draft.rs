//! The request in the making, as typed: nothing is checked before it is sent, since sending it is how one meets 400 and 422.

use leptos::prelude::*;
use roundtrip::http::{Request, method};

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
    /// The way it takes.
    pub wire: RwSignal<Wire>,
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
            wire: RwSignal::new(Wire::Virtual),
        }
    }

    /// Takes a request over. Credentials in it stay as typed lines.
    pub fn load(&self, request: &Request) {
        self.method.set(request.method.to_string());
        self.target.set(request.target.clone());
        let line = |(name, value): (&str, &str)| HeaderLine { on: true, name: name.to_owned(), value: value.to_owned() };
        self.headers.set(request.headers.iter().filter(|(name, _)| *name != "origin" && *name != "content-length").map(line).collect());
        self.body.set(request.body.text().unwrap_or_default().to_owned());
    }

    /// The request; `None` where the method is no token.
    pub fn request(&self) -> Option<Request> {
        let method = method::parse(self.method.get_untracked().trim())?;
        let target = self.target.get_untracked();
        let target = target.trim();
        let target = if target.starts_with('/') { target.to_owned() } else { format!("/{target}") };
        let mut request = Request::new(method, target);
        for line in self.headers.get_untracked().into_iter().filter(|line| line.on && !line.name.trim().is_empty()) {
            request.headers.append(line.name.trim(), line.value);
        }
        request.body = self.body.get_untracked().into();
        Some(request)
    }
}
