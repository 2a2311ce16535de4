//! Calls against calls: those that are gone, those that are new, and what differs in those that stayed.

mod bodies;

use std::collections::BTreeMap;

pub use bodies::of_type;

use super::values::{Found, Path, Side, Spot, Values};
use super::{Change, Level, Report, Sends, Today, answers};
use crate::design::contract::{Contract, Operation, Parameter};
use crate::design::policy::deprecation;

/// Changes while they are gathered: the same find in several calls is one change.
pub struct Gathered<'r> {
    pub report: &'r mut Report,
    places: BTreeMap<(String, usize, usize, String), usize>,
}

/// What is the same for every change of a call.
#[derive(Clone, Copy)]
pub struct At<'a> {
    pub old: &'a Operation,
    pub new: &'a Operation,
}

/// Compares all calls.
pub fn compare(old: &Contract, new: &Contract, today: Today, report: &mut Report) {
    let mut gathered = Gathered { report, places: BTreeMap::new() };
    let mut left: BTreeMap<String, &Operation> = new.operations.iter().map(|operation| (operation.outline(), operation)).collect();
    let mut gone = Vec::new();
    for before in &old.operations {
        match left.remove(&before.outline()) {
            Some(after) => {
                let found = gathered.report.changes.len();
                let told = gathered.told();
                one(At { old: before, new: after }, old, new, today, &mut gathered);
                if gathered.report.changes.len() == found && gathered.told() == told {
                    gathered.report.same.push(before.label());
                }
            }
            None => gone.push(before),
        }
    }
    let mut come: Vec<&Operation> = new.operations.iter().filter(|operation| left.contains_key(&operation.outline())).collect();
    for before in gone {
        let same = |after: &&Operation| !before.id.is_empty() && after.id == before.id && new.enforced;
        match come.iter().position(same) {
            Some(index) => moved(before, come.remove(index), &mut gathered),
            None => removed(before, new, today, &mut gathered),
        }
    }
    for after in come {
        let who = "Nobody breaks: no client knows it yet.";
        gathered.add("endpoint-added", Level::Additive, after, [format!("{} is new", after.label()), String::new(), after.label()], who);
    }
    for name in old.webhooks.iter().filter(|name| !new.webhooks.contains(name)) {
        let who = "Receivers of this call wait for it in vain.";
        gathered.add(
            "webhook-removed",
            Level::Breaking,
            &Operation::default(),
            [format!("The server no longer calls {name}"), name.clone(), String::new()],
            who,
        );
    }
    for name in new.webhooks.iter().filter(|name| !old.webhooks.contains(name)) {
        let who = "Nobody breaks: nobody has asked for it yet.";
        gathered.add(
            "webhook-added",
            Level::Additive,
            &Operation::default(),
            [format!("The server calls {name} now"), String::new(), name.clone()],
            who,
        );
    }
    answers::schemes(old, new, &mut gathered);
    if !old.servers.is_empty() && !old.servers.iter().any(|server| new.servers.contains(server)) && !new.servers.is_empty() {
        let who = "Clients call the old address. Whether anybody answers there, the document does not say.";
        let said = ["The API is at another address".to_owned(), old.servers.join(", "), new.servers.join(", ")];
        gathered.add("servers-changed", Level::Risky, &Operation::default(), said, who);
    }
}

impl Gathered<'_> {
    /// Adds a change of a call.
    pub fn add(&mut self, kind: &str, level: Level, call: &Operation, said: [String; 3], who: &str) {
        let [title, old, new] = said;
        self.keep(kind.to_owned(), level, call, title, old, new, who.to_owned(), None, (usize::MAX, usize::MAX));
    }

    /// Adds what was found in the values of a call.
    pub fn values(&mut self, call: &Operation, found: Vec<Found>) {
        for find in found {
            let at = find.at.clone();
            let before = self.report.changes.len();
            // A field of a design is the same field in every schema that is made of it.
            let origin = if at == crate::design::Pointer::Design { find.origin } else { (usize::MAX, usize::MAX) };
            self.keep(find.kind, find.level, call, find.title, find.old, find.new, find.who, find.sends, origin);
            if let Some(change) = self.report.changes.get_mut(before).filter(|_| at != crate::design::Pointer::Design) {
                change.at = at;
            }
        }
    }

    #[expect(clippy::too_many_arguments, reason = "the parts of a change, named where they are called")]
    fn keep(
        &mut self,
        kind: String,
        level: Level,
        call: &Operation,
        title: String,
        old: String,
        new: String,
        who: String,
        sends: Option<Sends>,
        origin: (usize, usize),
    ) {
        let key = (kind.clone(), origin.0, origin.1, format!("{title} {}", level.word()));
        let (label, id) = (call.label(), call.id.clone());
        if let Some(change) = self.places.get(&key).and_then(|place| self.report.changes.get_mut(*place)) {
            if !change.calls.contains(&label) {
                change.calls.push(label);
                change.endpoints.push(id);
            }
            return;
        }
        self.places.insert(key, self.report.changes.len());
        let calls = if call.method.is_empty() { Vec::new() } else { vec![label] };
        let at = call.at.clone();
        self.report.changes.push(Change { kind, level, at, title, old, new, who, calls, endpoints: vec![id], sends, softer: None });
    }

    /// In how many places something was found so far.
    fn told(&self) -> usize {
        self.report.changes.iter().map(|change| change.calls.len()).sum()
    }
}

fn removed(before: &Operation, new: &Contract, today: Today, gathered: &mut Gathered<'_>) {
    let path = |operation: &Operation| operation.outline().split_once(' ').map(|(_, path)| path.to_owned());
    let is_method = new.operations.iter().any(|other| path(other) == path(before));
    let looks = if is_method { "405 Method Not Allowed" } else { "404 Not Found" };
    let ends = before.sunset.as_deref().map(deprecation::seconds);
    let (kind, level, why) = match (before.deprecated, ends) {
        (true, None) => ("endpoint-removed-with-deprecation", Level::Additive, "It was deprecated, so clients had notice."),
        (true, Some(Some(end))) if end <= today.seconds => {
            ("endpoint-removed-with-deprecation", Level::Additive, "Its sunset has passed, so clients had notice.")
        }
        (_, Some(Some(_))) if before.deprecated => ("endpoint-removed-before-sunset", Level::Breaking, "Its sunset has not come yet."),
        _ => ("endpoint-removed-without-deprecation", Level::Breaking, ""),
    };
    let who = format!("Clients that call {} get {looks}. {why}", before.label());
    gathered.add(kind, level, before, [format!("{} is gone", before.label()), before.label(), String::new()], who.trim_end());
}

fn moved(before: &Operation, after: &Operation, gathered: &mut Gathered<'_>) {
    let who = format!("Clients that call {} get 404 Not Found.", before.label());
    gathered.add(
        "endpoint-moved",
        Level::Breaking,
        before,
        [format!("{} moved to {}", before.label(), after.label()), before.label(), after.label()],
        &who,
    );
}

/// One call that is in both versions.
fn one(at: At<'_>, old: &Contract, new: &Contract, today: Today, gathered: &mut Gathered<'_>) {
    life(at, today, gathered);
    parameters(at, old, new, gathered);
    bodies::body(at, old, new, gathered);
    answers::compare(at, old, new, gathered);
    answers::security(at, old, new, gathered);
}

/// Deprecation, ends, how settled it is.
fn life(at: At<'_>, today: Today, gathered: &mut Gathered<'_>) {
    let label = at.old.label();
    let end = at.new.sunset.clone().unwrap_or_default();
    if !at.old.deprecated && at.new.deprecated {
        let kind = if end.is_empty() { "endpoint-deprecated" } else { "endpoint-deprecated-with-sunset" };
        gathered.add(
            kind,
            Level::Additive,
            at.old,
            [format!("{label} is deprecated"), String::new(), end],
            "Nobody breaks yet: clients are asked to leave.",
        );
    } else if at.old.deprecated && !at.new.deprecated {
        gathered.add(
            "endpoint-reactivated",
            Level::Additive,
            at.old,
            [format!("{label} is no longer deprecated"), String::new(), String::new()],
            "Nobody breaks.",
        );
    } else if let (Some(was), true) = (&at.old.sunset, at.new.deprecated) {
        let seconds = |text: &str| deprecation::seconds(text).unwrap_or(today.seconds);
        let said = |title: String| [title, was.clone(), end.clone()];
        if at.new.sunset.is_none() {
            gathered.add(
                "sunset-deleted",
                Level::Breaking,
                at.old,
                said(format!("{label} no longer says when it ends")),
                "Clients that planned by the date have none.",
            );
        } else if seconds(&end) < seconds(was) {
            gathered.add(
                "sunset-date-changed-too-small",
                Level::Risky,
                at.old,
                said(format!("{label} ends earlier than promised")),
                "Clients that planned by the date have less time.",
            );
        }
    }
    let rank = |word: &str| ["draft", "alpha", "beta", "stable"].iter().position(|known| *known == word).unwrap_or(3);
    if rank(&at.new.stability) < rank(&at.old.stability) {
        let who = "Clients that build on it are told that it may change.";
        let said = [format!("{label} is less settled than it was"), at.old.stability.clone(), at.new.stability.clone()];
        gathered.add("api-stability-decreased", Level::Breaking, at.old, said, who);
    }
}

fn parameters(at: At<'_>, old: &Contract, new: &Contract, gathered: &mut Gathered<'_>) {
    let slots = (at.old.slots(), at.new.slots());
    // The name of a part of the path is not on the wire.
    let same = |before: &Parameter, after: &Parameter| {
        let place = |list: &[&str], name: &str| list.iter().position(|slot| *slot == name);
        before.place == after.place
            && if before.place == "path" { place(&slots.0, &before.name) == place(&slots.1, &after.name) } else { is_named(before, &after.name) }
    };
    for before in &at.old.parameters {
        let title = |text: &str| format!("The {} parameter {} {text}", before.place, before.name);
        let Some(after) = at.new.parameters.iter().find(|after| same(before, after)) else {
            let ended = before.deprecated && before.sunset.as_deref().is_none_or(|end| deprecation::seconds(end).is_some());
            let level = match (ended || before.place == "path", new.enforced && new.refuses_unknown) {
                (true, _) => Level::Additive,
                (_, true) => Level::Breaking,
                _ => Level::Risky,
            };
            let who = format!("Clients that send {} are not heard any more, or refused.", before.name);
            gathered.add("request-parameter-removed", level, at.old, [title("is gone"), before.name.clone(), String::new()], &who);
            continue;
        };
        pair(at, before, after, &title, gathered);
        if let (Some(from), Some(to)) = (before.schema, after.schema) {
            let mut values = Values::new(old, new, Side::Request, Spot::Parameter(before.place.clone(), before.name.clone()));
            values.compare(from, to, &Path::new());
            gathered.values(at.old, values.found);
        }
    }
    for after in at.new.parameters.iter().filter(|after| !at.old.parameters.iter().any(|before| same(before, after))) {
        let said = |text: &str| [format!("The {} parameter {} is new{text}", after.place, after.name), String::new(), after.name.clone()];
        match after.required {
            true if after.place == "path" => {}
            true => {
                let who = format!("Clients that do not send {} get 400 Bad Request, or the like.", after.name);
                gathered.add("new-required-request-parameter", Level::Breaking, at.old, said(", and required"), &who);
            }
            false => {
                gathered.add("new-optional-request-parameter", Level::Additive, at.old, said(", and optional"), "Nobody breaks: it may be left out.")
            }
        }
    }
}

fn is_named(parameter: &Parameter, name: &str) -> bool {
    if parameter.place == "header" { parameter.name.eq_ignore_ascii_case(name) } else { parameter.name == name }
}

/// What is said of a parameter beside its values.
fn pair(at: At<'_>, before: &Parameter, after: &Parameter, title: &dyn Fn(&str) -> String, gathered: &mut Gathered<'_>) {
    let word = |required: bool| if required { "required" } else { "optional" }.to_owned();
    if before.required != after.required {
        let said = [title(if after.required { "is required now" } else { "is optional now" }), word(before.required), word(after.required)];
        match after.required {
            true => {
                let who = format!("Clients that do not send {} get 400 Bad Request, or the like.", before.name);
                gathered.add("request-parameter-became-required", Level::Breaking, at.old, said, &who);
            }
            false => {
                gathered.add("request-parameter-became-optional", Level::Additive, at.old, said, "Nobody breaks: those who send it are still heard.")
            }
        }
    }
    if before.style != after.style && !before.style.is_empty() && !after.style.is_empty() {
        let who = "Clients that send several values are misread.";
        gathered.add(
            "request-parameter-style-changed",
            Level::Breaking,
            at.old,
            [title("is written otherwise now"), before.style.clone(), after.style.clone()],
            who,
        );
    }
    if before.allows_empty && !after.allows_empty {
        let who = "Clients that send the name without a value are refused.";
        gathered.add(
            "request-parameter-empty-value-refused",
            Level::Breaking,
            at.old,
            [title("needs a value now"), String::new(), String::new()],
            who,
        );
    }
    let end = after.sunset.clone().unwrap_or_default();
    if !before.deprecated && after.deprecated {
        gathered.add(
            "request-parameter-deprecated",
            Level::Additive,
            at.old,
            [title("is deprecated"), String::new(), end],
            "Nobody breaks yet: clients are asked to leave it.",
        );
    } else if before.deprecated && !after.deprecated {
        gathered.add(
            "request-parameter-reactivated",
            Level::Additive,
            at.old,
            [title("is no longer deprecated"), String::new(), String::new()],
            "Nobody breaks.",
        );
    } else if before.sunset.is_some() && after.sunset.is_none() && after.deprecated {
        let was = before.sunset.clone().unwrap_or_default();
        gathered.add(
            "request-parameter-sunset-deleted",
            Level::Breaking,
            at.old,
            [title("no longer says when it ends"), was, end],
            "Clients that planned by the date have none.",
        );
    }
}
