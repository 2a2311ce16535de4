//! An answer in the making: the response and, for each header field, a sentence about its value.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::http::{Body, Response, headers};

use super::decision::Stage;
use super::exchange::HeaderNote;

/// How many sentences there is room for once there is one: most answers have no more.
const ROOM: usize = 12;

/// A response with the reasons of its header fields.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reply {
    /// The response so far.
    pub response: Response,
    /// The result in words, for the headline.
    pub title: String,
    /// A sentence for each field that was set with one.
    pub notes: Vec<HeaderNote>,
}

impl Reply {
    /// An answer of this status, with its headline.
    pub fn new(status: u16, title: impl Into<String>) -> Self {
        Self { response: Response::new(status), title: title.into(), notes: Vec::new() }
    }

    /// Sets a field and says what this value means here.
    pub fn set(&mut self, name: &str, value: impl Into<String>, note: impl Into<Cow<'static, str>>) {
        self.response.headers.set(name, value);
        self.explain(name, note);
    }

    /// Adds a member to a list field such as `Vary` and says why.
    pub fn add(&mut self, name: &str, member: &str, note: impl Into<Cow<'static, str>>) {
        self.response.headers.add_to_list(name, member);
        match self.notes.iter_mut().find(|known| known.name == name) {
            Some(known) => {
                let text = known.text.to_mut();
                text.push(' ');
                text.push_str(&note.into());
            }
            None => self.explain(name, note),
        }
    }

    /// Takes a field back, and what was said of it.
    pub fn unset(&mut self, name: &str) {
        self.response.headers.remove(name);
        self.notes.retain(|note| note.name != name);
    }

    /// The same answer with a field.
    pub fn with(mut self, name: &str, value: impl Into<String>, note: impl Into<Cow<'static, str>>) -> Self {
        self.set(name, value, note);
        self
    }

    /// The same answer with content.
    pub fn content(mut self, media_type: &str, body: impl Into<Body>, note: impl Into<Cow<'static, str>>) -> Self {
        self.response.body = body.into();
        self.set("content-type", media_type, note);
        self
    }

    /// The same answer, in which every field that is new was set by this stage.
    pub fn by(mut self, stage: Stage) -> Self {
        for note in self.notes.iter_mut().filter(|note| note.stage.is_none()) {
            note.stage = Some(stage);
        }
        self
    }

    fn explain(&mut self, name: &str, note: impl Into<Cow<'static, str>>) {
        let text = note.into();
        match self.notes.iter_mut().find(|known| known.name == name) {
            Some(known) => known.text = text,
            None => {
                if self.notes.capacity() == 0 {
                    self.notes.reserve(ROOM);
                }
                self.notes.push(HeaderNote { name: headers::lower(name), text, stage: None });
            }
        }
    }
}
