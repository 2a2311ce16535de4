//! Alternatives of a schema: which are the same under other circumstances, which are gone, which are new.

use super::{Path, Place, Values};
use crate::compare::{Level, words};
use crate::design::contract::{Id, Schema};

impl Values<'_> {
    /// Which alternatives are gone, and which are new.
    pub(super) fn alternatives(&mut self, place: &Place<'_>, old: &Schema, new: &Schema) {
        for (word, before, after) in [("any-of", &old.any_of, &new.any_of), ("one-of", &old.one_of, &new.one_of)] {
            if before.is_empty() && after.is_empty() {
                continue;
            }
            if before.is_empty() && !old.types.is_empty() && word == "one-of" && place.path.is_empty() {
                self.tell(place, "wrapped-in-one-of", Level::Breaking, words::kind(old), words::alternatives(self.new, after), None);
                continue;
            }
            let (pairs, gone, come) = self.pair(before, after);
            for (left, right) in pairs {
                let mut path = place.path.clone();
                path.push(if word == "any-of" { "anyOf" } else { "oneOf" }.to_owned());
                self.compare(left, right, &path);
            }
            for id in gone {
                let level = if self.is_request() { Level::Breaking } else { Level::Additive };
                self.tell(place, &format!("{word}-removed"), level, words::alternative(self.old, id), String::new(), None);
            }
            for id in come {
                let level = match (self.is_request(), word) {
                    (true, _) => {
                        if before.is_empty() {
                            Level::Breaking
                        } else {
                            Level::Additive
                        }
                    }
                    (false, "one-of") => Level::Breaking,
                    // Where several fit at once, an answer may fit those that were there.
                    _ => Level::Additive,
                };
                self.tell(place, &format!("{word}-added"), level, String::new(), words::alternative(self.new, id), None);
            }
        }
        match (&old.discriminator, &new.discriminator) {
            (Some((before, _)), Some((after, _))) if before != after => {
                self.tell(place, "discriminator-property-name-changed", Level::Risky, before.clone(), after.clone(), None);
            }
            (None, Some((name, _))) => self.tell(place, "discriminator-added", Level::Same, String::new(), name.clone(), None),
            (Some((name, _)), None) => self.tell(place, "discriminator-removed", Level::Same, name.clone(), String::new(), None),
            (Some((_, before)), Some((_, after))) if before != after => {
                for (key, target) in after.iter().filter(|(key, _)| !before.contains_key(*key)) {
                    self.tell(place, "discriminator-mapping-added", Level::Same, String::new(), format!("{key}: {target}"), None);
                }
                for (key, target) in before.iter().filter(|(key, _)| !after.contains_key(*key)) {
                    self.tell(place, "discriminator-mapping-deleted", Level::Risky, format!("{key}: {target}"), String::new(), None);
                }
                for (key, target) in before {
                    if let Some(other) = after.get(key).filter(|other| *other != target) {
                        self.tell(place, "discriminator-mapping-changed", Level::Same, target.clone(), other.clone(), None);
                    }
                }
            }
            _ => {}
        }
    }

    /// Alternatives that are the same or nearly so, and those that have no partner: by name, by equality, by likeness.
    fn pair(&self, before: &[Id], after: &[Id]) -> (Vec<(Id, Id)>, Vec<Id>, Vec<Id>) {
        let (mut gone, mut come, mut pairs) = (before.to_vec(), after.to_vec(), Vec::new());
        let named = |left: &Schema, right: &Schema| !left.name.is_empty() && left.name == right.name;
        let equal = |left: Id, right: Id| {
            // What is under way above counts as equal here: a circle brings nothing new.
            let mut inner = Values { seen: self.seen.clone(), found: Vec::new(), spot: self.spot.clone(), ..*self };
            inner.compare(left, right, &Path::new());
            inner.found.iter().all(|find| find.level == Level::Same)
        };
        let like = |left: &Schema, right: &Schema| {
            let shared = left.members.keys().filter(|name| right.members.contains_key(*name)).count();
            (left.name.is_empty() || right.name.is_empty())
                && left.types == right.types
                && (shared > 0 || left.members.is_empty() && right.members.is_empty())
        };
        for round in 0..3 {
            let mut index = 0;
            while let Some(left) = gone.get(index).copied() {
                let fits = |right: &Id| match round {
                    0 => named(self.old.schema(left), self.new.schema(*right)),
                    1 => equal(left, *right),
                    _ => like(self.old.schema(left), self.new.schema(*right)) && gone.len() == come.len(),
                };
                match come.iter().position(fits) {
                    Some(place) => pairs.push((gone.remove(index), come.remove(place))),
                    None => index += 1,
                }
            }
        }
        (pairs, gone, come)
    }
}
