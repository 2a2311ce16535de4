//! Members of an object: those that are gone, those that are new, those that have to be there.

use super::{Place, Side, Values};
use crate::compare::{Level, Sends, words};
use crate::design::Pointer;
use crate::design::contract::Schema;

impl Values<'_> {
    /// Which members are gone, which are new, and which are demanded.
    pub(super) fn members(&mut self, place: &Place<'_>, old: &Schema, new: &Schema) {
        for (name, id) in &old.members {
            let mut path = place.path.clone();
            path.push(name.clone());
            let before = self.old.schema(*id);
            let was = old.required.contains(name);
            let Some(other) = new.members.get(name) else {
                let at = Place { path: &path, ids: (*id, place.ids.1), at: before.at.clone() };
                self.removed(&at, before, was, new);
                continue;
            };
            let after = self.new.schema(*other);
            let at = Place { path: &path, ids: (*id, *other), at: before.at.clone() };
            self.demand(&at, before, after, was, new.required.contains(name));
            self.compare(*id, *other, &path);
        }
        for (name, id) in new.members.iter().filter(|(name, _)| !old.members.contains_key(*name)) {
            let mut path = place.path.clone();
            path.push(name.clone());
            let after = self.new.schema(*id);
            let at = Place { path: &path, ids: (place.ids.0, *id), at: after.at.clone() };
            self.added(&at, after, new.required.contains(name), old.required.contains(name));
        }
        for name in new.required.iter().filter(|name| !old.required.contains(name) && !new.members.contains_key(*name)) {
            let mut path = place.path.clone();
            path.push(name.clone());
            let at = Place { path: &path, ids: place.ids, at: Pointer::Design };
            self.demand(&at, &Schema::default(), &Schema::default(), false, true);
        }
    }

    fn removed(&mut self, place: &Place<'_>, before: &Schema, was_required: bool, new: &Schema) {
        let old = words::kind(before);
        match self.side {
            Side::Request if before.read_only => {}
            Side::Request => {
                let refused = self.new.enforced && self.new.refuses_unknown && new.open != Some(true);
                let level = if refused { Level::Breaking } else { Level::Risky };
                self.tell(place, "!request-property-removed", level, old, String::new(), None);
            }
            Side::Response if before.write_only => {
                self.tell(place, "!response-optional-write-only-property-removed", Level::Same, old, String::new(), None)
            }
            Side::Response if was_required => self.tell(place, "!response-required-property-removed", Level::Breaking, old, String::new(), None),
            Side::Response => self.tell(place, "!response-optional-property-removed", Level::Risky, old, String::new(), None),
        }
    }

    fn added(&mut self, place: &Place<'_>, after: &Schema, is_required: bool, was_demanded: bool) {
        let new = words::kind(after);
        match self.side {
            Side::Request if after.read_only => {}
            Side::Request if is_required && !was_demanded => {
                let what = if after.default.is_some() { "!new-required-request-property-with-default" } else { "!new-required-request-property" };
                let sends = place.path.last().map(|name| Sends::Without(name.clone()));
                self.tell(place, what, Level::Breaking, String::new(), new, sends);
            }
            Side::Request => self.tell(place, "!new-optional-request-property", Level::Additive, String::new(), new, None),
            Side::Response if after.write_only => {}
            Side::Response => {
                let what = if is_required { "!response-required-property-added" } else { "!response-optional-property-added" };
                self.tell(place, what, Level::Additive, String::new(), new, None);
            }
        }
    }

    /// Whether a member has to be there, and who may set or see it.
    fn demand(&mut self, place: &Place<'_>, old: &Schema, new: &Schema, was: bool, is: bool) {
        let word = |required: bool| if required { "required" } else { "optional" }.to_owned();
        // What only the server sets, no client has to send.
        let (sent, sends) = (was && !old.read_only, is && !new.read_only);
        match (self.side, if self.is_request() { sent } else { was }, if self.is_request() { sends } else { is }) {
            (Side::Request, false, true) => {
                let what = if new.default.is_some() { "became-required-with-default" } else { "became-required" };
                let sends = place.path.last().map(|name| Sends::Without(name.clone()));
                self.tell(place, what, Level::Breaking, word(was), word(is), sends);
            }
            (Side::Request, true, false) if !new.read_only => self.tell(place, "became-optional", Level::Additive, word(was), word(is), None),
            (Side::Response, true, false) if !old.write_only => self.tell(place, "became-optional", Level::Breaking, word(was), word(is), None),
            (Side::Response, false, true) if !new.write_only => self.tell(place, "became-required", Level::Additive, word(was), word(is), None),
            _ => {}
        }
        let who = |schema: &Schema| words::access(schema);
        if old.read_only != new.read_only {
            let level = if self.is_request() && new.read_only { Level::Risky } else { Level::Additive };
            self.tell(place, if new.read_only { "became-read-only" } else { "became-not-read-only" }, level, who(old), who(new), None);
        }
        if old.write_only != new.write_only {
            let level = match (self.side, new.write_only, is) {
                (Side::Response, true, _) | (Side::Response, false, true) => Level::Risky,
                _ => Level::Additive,
            };
            self.tell(place, if new.write_only { "became-write-only" } else { "became-not-write-only" }, level, who(old), who(new), None);
        }
    }
}
