//! Two schemas against each other, in one direction: what a request may hold, or what an answer may hold.

mod alternatives;
mod members;

use std::collections::BTreeSet;

use serde_json::Value;

use super::words::{self, plain};
use super::{Level, Sends, limits};
use crate::design::Pointer;
use crate::design::contract::{Contract, Id, Schema};

/// Whose values they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Side {
    /// Clients send them.
    Request,
    /// The server sends them.
    Response,
}

/// Where values stand.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Spot {
    /// In the content.
    Body,
    /// In a parameter: its place and name.
    Parameter(String, String),
    /// In a header field of an answer.
    Header(String),
}

/// Something that differs, before it is known in which calls.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    pub kind: String,
    pub level: Level,
    pub at: Pointer,
    pub title: String,
    pub old: String,
    pub new: String,
    pub who: String,
    pub sends: Option<Sends>,
    /// The schemas it was found in; the same find in another call is the same change.
    pub origin: (Id, Id),
}

/// A comparison of values under way.
pub struct Values<'c> {
    pub old: &'c Contract,
    pub new: &'c Contract,
    pub side: Side,
    pub spot: Spot,
    pub found: Vec<Found>,
    seen: BTreeSet<(Id, Id)>,
    /// Whether every simple value travels as text: in parameters, and in content that is no JSON.
    pub loose: bool,
    /// Under `not`, more and less change places, and nobody can tell by looking.
    inverted: bool,
}

/// The way to a value: names of members, `items`.
pub type Path = Vec<String>;

impl<'c> Values<'c> {
    pub fn new(old: &'c Contract, new: &'c Contract, side: Side, spot: Spot) -> Self {
        let loose = matches!(spot, Spot::Parameter(..));
        Self { old, new, side, spot, found: Vec::new(), seen: BTreeSet::new(), loose, inverted: false }
    }

    fn is_request(&self) -> bool {
        self.side == Side::Request
    }

    /// Compares two schemas and all they lead to.
    pub fn compare(&mut self, old: Id, new: Id, path: &Path) {
        if !self.seen.insert((old, new)) || path.len() > 40 {
            return;
        }
        let (before, after) = (self.old.schema(old), self.new.schema(new));
        let at = Place { path, ids: (old, new), at: if before.at == Pointer::Design { after.at.clone() } else { before.at.clone() } };
        self.kinds(&at, before, after);
        self.lists(&at, before, after);
        self.alternatives(&at, before, after);
        limits::compare(self, &at, before, after);
        self.members(&at, before, after);
        self.inner(&at, before, after);
        self.marks(&at, before, after);
    }

    /// A difference that means the same in every place: more values are taken or given than before.
    pub fn wider(&mut self, place: &Place<'_>, what: &str, old: String, new: String) {
        let level = if self.is_request() { Level::Additive } else { Level::Breaking };
        self.tell(place, what, level, old, new, None);
    }

    /// Fewer values are taken or given than before.
    pub fn narrower(&mut self, place: &Place<'_>, what: &str, old: String, new: String) {
        let level = if self.is_request() { Level::Breaking } else { Level::Additive };
        self.tell(place, what, level, old, new, None);
    }

    /// Adds a find.
    pub fn tell(&mut self, place: &Place<'_>, what: &str, level: Level, old: String, new: String, sends: Option<Sends>) {
        let nested = !place.path.is_empty();
        let prefix = match (&self.spot, self.side, nested) {
            (Spot::Body, Side::Request, false) => "request-body",
            (Spot::Body, Side::Request, true) => "request-property",
            (Spot::Parameter(..), _, false) => "request-parameter",
            (Spot::Parameter(..), _, true) if place.path.iter().all(|step| step == "items") => "request-parameter",
            (Spot::Parameter(..), _, true) => "request-parameter-property",
            (Spot::Body, Side::Response, false) => "response-body",
            (Spot::Body, Side::Response, true) => "response-property",
            (Spot::Header(_), ..) => "response-header",
        };
        let kind = match what.strip_prefix('!') {
            Some(whole) => whole.to_owned(),
            None => format!("{prefix}-{what}"),
        };
        let level = if self.inverted && level != Level::Same { Level::Risky } else { level };
        let what = what.trim_start_matches('!');
        let subject = words::subject(&self.spot, place.path, &place.at);
        let title = words::title(self.side, &subject, what, &old, &new);
        let who = words::who(self.side, what, level, &subject, &old, &new);
        self.found.push(Found { kind, level, at: place.at.clone(), title, old, new, who, sends, origin: place.ids });
    }

    // ----- kinds ----------------------------------------------------------------------------------------------------------

    fn kinds(&mut self, place: &Place<'_>, old: &Schema, new: &Schema) {
        let said = |schema: &Schema| words::kind(schema);
        if old.nullable != new.nullable && !(old.types.is_empty() && new.types.is_empty() && !old.nullable && old.values.is_none()) {
            let what = if new.nullable { "became-nullable" } else { "became-not-nullable" };
            let sends = place.path.last().filter(|_| !new.nullable && self.is_request()).map(|name| Sends::Member(name.clone(), Value::Null));
            let level = if new.nullable == self.is_request() { Level::Additive } else { Level::Breaking };
            self.tell(place, what, level, nullable(old), nullable(new), sends);
        }
        if old.types != new.types {
            let many = old.types.len() > 1 || new.types.len() > 1;
            let more = takes(new, old) || self.loose && (is_any_text(new) || self.lists_of(new, old));
            match (more, takes(old, new)) {
                (true, _) => self.wider(place, if many { "list-of-types-widened" } else { "type-generalized" }, said(old), said(new)),
                (_, true) => self.narrower(place, if many { "list-of-types-narrowed" } else { "type-specialized" }, said(old), said(new)),
                _ => self.tell(place, "type-changed", Level::Breaking, said(old), said(new), self.other_type(place, new)),
            }
        } else if old.format != new.format {
            let grows =
                |from: &str, to: &str| to.is_empty() || matches!((from, to), ("int32", "int64") | ("float", "double") | ("date", "date-time"));
            match (grows(&old.format, &new.format), grows(&new.format, &old.format)) {
                (true, _) => self.wider(place, "type-generalized", said(old), said(new)),
                (_, true) => self.narrower(place, "type-specialized", said(old), said(new)),
                _ => self.tell(place, "type-changed", Level::Breaking, said(old), said(new), None),
            }
        }
    }

    /// A value of the old kind.
    fn other_type(&self, place: &Place<'_>, new: &Schema) -> Option<Sends> {
        let value = if new.types.iter().any(|name| name == "string") { Value::from(1) } else { Value::from("text") };
        Some(Sends::Member(place.path.last().filter(|_| self.is_request())?.clone(), value))
    }

    /// Whether a parameter became a list, written so that one value alone still fits.
    fn lists_of(&self, new: &Schema, old: &Schema) -> bool {
        let Some(items) = new.items.map(|id| self.new.schema(id)).filter(|_| new.types == ["array"]) else { return false };
        let free = |schema: &Schema| schema.limits.is_empty() && schema.pattern.is_none() && schema.values.is_none();
        (takes(items, old) || is_any_text(items)) && free(items) && new.limits.keys().all(|word| !word.starts_with("min"))
    }

    /// Lists of values.
    fn lists(&mut self, place: &Place<'_>, old: &Schema, new: &Schema) {
        let name = place.path.last().cloned();
        let sends = |value: &String| Some(Sends::Member(name.clone()?, serde_json::from_str(value).ok()?));
        match (&old.values, &new.values) {
            (Some(before), Some(after)) => {
                for value in before.iter().filter(|value| !after.contains(value)) {
                    let level = if self.is_request() { Level::Breaking } else { Level::Additive };
                    let sends = sends(value).filter(|_| self.is_request());
                    self.tell(place, "enum-value-removed", level, plain(value), String::new(), sends);
                }
                for value in after.iter().filter(|value| !before.contains(value)) {
                    let level = if self.is_request() { Level::Additive } else { Level::Risky };
                    self.tell(place, "enum-value-added", level, String::new(), plain(value), None);
                }
            }
            (None, Some(after)) => {
                self.narrower(place, "became-enum", words::kind(old), after.iter().map(|value| plain(value)).collect::<Vec<_>>().join(", "))
            }
            (Some(before), None) if old.types == new.types => {
                let level = if self.is_request() { Level::Additive } else { Level::Risky };
                let before = before.iter().map(|value| plain(value)).collect::<Vec<_>>().join(", ");
                self.tell(place, "enum-opened", level, before, words::kind(new), None);
            }
            _ => {}
        }
        if let (Some(before), Some(after)) = (&old.open_values, &new.open_values) {
            for value in before.iter().filter(|value| !after.contains(value)) {
                self.narrower(place, "x-extensible-enum-value-removed", plain(value), String::new());
            }
        }
    }

    /// What stands under other keywords.
    fn inner(&mut self, place: &Place<'_>, old: &Schema, new: &Schema) {
        let step = |name: &str| place.path.iter().cloned().chain([name.to_owned()]).collect::<Path>();
        match (old.items, new.items) {
            (Some(before), Some(after)) => self.compare(before, after, &step("items")),
            (None, Some(after)) if old.types == new.types && !words::kind(self.new.schema(after)).is_empty() => {
                let level = if self.is_request() { Level::Risky } else { Level::Additive };
                self.tell(place, "items-described", level, String::new(), words::kind(self.new.schema(after)), None);
            }
            _ => {}
        }
        if let (Some(before), Some(after)) = (old.more, new.more) {
            self.compare(before, after, &step("*"));
        }
        let open = |schema: &Schema| schema.open != Some(false) || schema.more.is_some();
        if open(old) != open(new) {
            let level = if open(old) && self.is_request() { Level::Risky } else { Level::Additive };
            let words = |schema: &Schema| if open(schema) { "any further members" } else { "no further members" }.to_owned();
            self.tell(place, if open(new) { "further-members-allowed" } else { "further-members-refused" }, level, words(old), words(new), None);
        }
        if let (Some(before), Some(after)) = (old.not, new.not) {
            self.inverted = !self.inverted;
            self.compare(before, after, &step("not"));
            self.inverted = !self.inverted;
        }
        for (word, before) in &old.inner {
            match new.inner.get(word) {
                Some(after) => self.compare(*before, *after, &step(word)),
                None => self.wider(place, &format!("{}-removed", words::dashed(word)), word.clone().into_owned(), String::new()),
            }
        }
        for word in new.inner.keys().filter(|word| !old.inner.contains_key(*word)) {
            self.narrower(place, &format!("{}-added", words::dashed(word)), String::new(), word.clone().into_owned());
        }
    }

    /// Ends, defaults, marks.
    fn marks(&mut self, place: &Place<'_>, old: &Schema, new: &Schema) {
        if old.deprecated != new.deprecated {
            let what = match (new.deprecated, &new.sunset) {
                (true, Some(_)) => "deprecated-with-sunset",
                (true, None) => "deprecated",
                (false, _) => "reactivated",
            };
            self.tell(place, what, Level::Additive, String::new(), new.sunset.clone().unwrap_or_default(), None);
        }
        if old.default != new.default {
            let word = |value: &Option<Value>| value.as_ref().map(|value| plain(&value.to_string())).unwrap_or_default();
            let what = match (&old.default, &new.default) {
                (None, _) => "default-value-added",
                (_, None) => "default-value-removed",
                _ => "default-value-changed",
            };
            let is_parameter = matches!(self.spot, Spot::Parameter(..)) && place.path.is_empty();
            let level = if is_parameter { Level::Breaking } else { Level::Same };
            self.tell(place, what, level, word(&old.default), word(&new.default), None);
        }
    }
}

/// Where a find stands.
pub struct Place<'p> {
    pub path: &'p Path,
    pub ids: (Id, Id),
    pub at: Pointer,
}

/// Whether one takes every type that the other has.
fn takes(one: &Schema, other: &Schema) -> bool {
    let has = |name: &String| one.types.contains(name) || name == "integer" && one.types.iter().any(|own| own == "number");
    let free = one.types.is_empty() && one.any_of.is_empty() && one.one_of.is_empty();
    free || !other.types.is_empty() && other.types.iter().all(has)
}

/// Text of any form: every simple value can be written as one.
fn is_any_text(schema: &Schema) -> bool {
    schema.types == ["string"] && schema.format.is_empty() && schema.pattern.is_none() && schema.values.is_none() && schema.limits.is_empty()
}

fn nullable(schema: &Schema) -> String {
    if schema.nullable { "may be null" } else { "never null" }.to_owned()
}
