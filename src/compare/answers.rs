//! Answers against answers, and the ways to be let in.

use std::collections::BTreeMap;

use super::Level;
use super::calls::{At, Gathered, of_type};
use super::values::{Path, Side, Spot, Values};
use crate::design::contract::{Answer, Contract, Operation, Parameter};

/// Compares what a call answers.
pub fn compare(at: At<'_>, old: &Contract, new: &Contract, gathered: &mut Gathered<'_>) {
    for before in &at.old.answers {
        let status = &before.status;
        let is_success = is_success(status);
        let Some(after) = at.new.answers.iter().find(|after| after.status == *status) else {
            let kind = if is_success { "response-success-status-removed" } else { "response-non-success-status-removed" };
            let level = if is_success { Level::Breaking } else { Level::Additive };
            let who =
                if is_success { format!("Clients that wait for {status} take another status for a failure.") } else { "Nobody breaks.".to_owned() };
            let title = format!("{} no longer answers {status}", at.old.label());
            let title = if is_success { title } else { format!("{status} is no longer answered") };
            gathered.add(kind, level, at.old, [title, status.clone(), String::new()], &who);
            continue;
        };
        headers(at, before, after, (old, new), gathered);
        contents(at, before, after, (old, new), gathered);
    }
    for after in at.new.answers.iter().filter(|after| !at.old.answers.iter().any(|before| before.status == after.status)) {
        let status = &after.status;
        let kind = if is_success(status) { "response-success-status-added" } else { "response-non-success-status-added" };
        let who = "Clients that know the classes of statuses go on; one that they do not know counts as the first of its class.";
        gathered.add(kind, Level::Additive, at.old, [format!("{status} may be answered now"), String::new(), status.clone()], who);
    }
}

fn is_success(status: &str) -> bool {
    status.starts_with('2')
}

fn headers(at: At<'_>, before: &Answer, after: &Answer, (old, new): (&Contract, &Contract), gathered: &mut Gathered<'_>) {
    let named = |list: &[Parameter], name: &str| list.iter().find(|header| header.name.eq_ignore_ascii_case(name)).cloned();
    for header in &before.headers {
        let name = &header.name;
        let said = |text: &str| [format!("The header field {name} {text}"), name.clone(), String::new()];
        let who = format!("Clients that read {name} find nothing there.");
        let Some(other) = named(&after.headers, name) else {
            match header.required {
                true => gathered.add("required-response-header-removed", Level::Breaking, at.old, said("is no longer sent"), &who),
                false => gathered.add("optional-response-header-removed", Level::Risky, at.old, said("is no longer sent"), &who),
            }
            continue;
        };
        match (header.required, other.required) {
            (true, false) => gathered.add("response-header-became-optional", Level::Breaking, at.old, said("is not always sent any more"), &who),
            (false, true) => gathered.add("response-header-became-required", Level::Additive, at.old, said("is always sent now"), "Nobody breaks."),
            _ => {}
        }
        if let (Some(from), Some(to)) = (header.schema, other.schema) {
            let mut values = Values::new(old, new, Side::Response, Spot::Header(name.clone()));
            values.compare(from, to, &Path::new());
            gathered.values(at.old, values.found);
        }
    }
    for header in after.headers.iter().filter(|header| named(&before.headers, &header.name).is_none()) {
        let said = [format!("The header field {} is new", header.name), String::new(), header.name.clone()];
        gathered.add("response-header-added", Level::Additive, at.old, said, "Nobody breaks: clients pass over what they do not know.");
    }
}

fn contents(at: At<'_>, before: &Answer, after: &Answer, (old, new): (&Contract, &Contract), gathered: &mut Gathered<'_>) {
    let mut values = Values::new(old, new, Side::Response, Spot::Body);
    for content in &before.contents {
        let name = &content.media_type;
        let Some(other) = of_type(&after.contents, name) else {
            let who = format!("Clients that ask for {name} get 406 Not Acceptable, or something that they cannot read.");
            gathered.add(
                "response-media-type-removed",
                Level::Breaking,
                at.old,
                [format!("Answers no longer come as {name}"), name.clone(), String::new()],
                &who,
            );
            continue;
        };
        match (content.schema, other.schema) {
            (Some(from), Some(to)) => values.compare(from, to, &Path::new()),
            (Some(_), None) => {
                let said = [format!("{} no longer says what {} looks like", at.old.label(), before.status), String::new(), String::new()];
                gathered.add("response-body-media-type-schema-removed", Level::Risky, at.old, said, "Clients have nothing to hold the server to.");
            }
            _ => {}
        }
    }
    for content in after.contents.iter().filter(|content| of_type(&before.contents, &content.media_type).is_none()) {
        let name = &content.media_type;
        gathered.add(
            "response-media-type-added",
            Level::Additive,
            at.old,
            [format!("Answers come as {name} too"), String::new(), name.clone()],
            "Nobody breaks: clients get it where they ask for it.",
        );
    }
    gathered.values(at.old, values.found);
}

/// Who is let in.
pub fn security(at: At<'_>, old: &Contract, new: &Contract, gathered: &mut Gathered<'_>) {
    let label = at.old.label();
    let words = |ways: &[BTreeMap<String, Vec<String>>]| match ways {
        [] => "anybody".to_owned(),
        ways => ways.iter().map(|way| way.keys().cloned().collect::<Vec<_>>().join(" with ")).collect::<Vec<_>>().join(" or "),
    };
    let said = |title: String| [title, words(&at.old.security), words(&at.new.security)];
    match (at.old.security.as_slice(), at.new.security.as_slice()) {
        ([], []) => return,
        ([], _) => {
            let who = "Clients without credentials get 401 Unauthorized.";
            return gathered.add("api-security-required", Level::Breaking, at.old, said("Credentials are needed now".to_owned()), who);
        }
        (_, []) => {
            let who = "Nobody breaks: credentials are welcome and not needed.";
            return gathered.add("api-security-dropped", Level::Additive, at.old, said("Credentials are no longer needed".to_owned()), who);
        }
        _ => {}
    }
    // A way is known by what its schemes are: their names are not on the wire.
    let kinds = |contract: &Contract, way: &BTreeMap<String, Vec<String>>| {
        let mut kinds: Vec<String> =
            way.keys().map(|name| contract.schemes.get(name).filter(|words| !words.is_empty()).unwrap_or(name).clone()).collect();
        kinds.sort();
        kinds
    };
    let grave = if new.enforced { Level::Breaking } else { Level::Risky };
    for way in &at.old.security {
        let names = || way.keys().cloned().collect::<Vec<_>>().join(" with ");
        // Known by its kind only where its name is gone: two of the same kind may have other people behind them.
        let renamed = way.keys().all(|name| !new.schemes.contains_key(name));
        let other = at.new.security.iter().find(|other| other.keys().eq(way.keys()) || renamed && kinds(new, other) == kinds(old, way));
        let Some(other) = other else {
            let who = format!("Clients that come with {} get 401 Unauthorized.", names());
            gathered.add("api-security-removed", grave, at.old, said(format!("{} no longer lets anybody in", names())), &who);
            continue;
        };
        for (scopes, others) in way.values().zip(other.values()) {
            for scope in others.iter().filter(|scope| !scopes.contains(scope)) {
                let who = format!("Clients without {scope} get 403 Forbidden.");
                gathered.add(
                    "api-security-scope-added",
                    grave,
                    at.old,
                    [format!("{label} asks for {scope} now"), String::new(), scope.clone()],
                    &who,
                );
            }
            for scope in scopes.iter().filter(|scope| !others.contains(scope)) {
                let said = [format!("{label} no longer asks for {scope}"), scope.clone(), String::new()];
                gathered.add("api-security-scope-removed", Level::Additive, at.old, said, "Nobody breaks.");
            }
        }
    }
    for way in &at.new.security {
        if !at.old.security.iter().any(|other| kinds(old, other) == kinds(new, way) || other.keys().eq(way.keys())) {
            let name = way.keys().cloned().collect::<Vec<_>>().join(" with ");
            gathered.add(
                "api-security-added",
                Level::Additive,
                at.old,
                said(format!("{name} lets clients in too")),
                "Nobody breaks: the other ways stay.",
            );
        }
    }
}

/// How callers prove who they are.
pub fn schemes(old: &Contract, new: &Contract, gathered: &mut Gathered<'_>) {
    let nobody = Operation::default();
    for (name, words) in &old.schemes {
        match new.schemes.get(name) {
            None => gathered.add(
                "api-security-component-removed",
                Level::Same,
                &nobody,
                [format!("The scheme {name} is gone"), words.clone(), String::new()],
                "Nobody, unless a call asks for it.",
            ),
            Some(other) if other != words => {
                let who = format!("Clients that come with {name} prove who they are in the old way, and are refused.");
                let level = if new.enforced { Level::Breaking } else { Level::Risky };
                gathered.add(
                    "api-security-component-changed",
                    level,
                    &nobody,
                    [format!("The scheme {name} works otherwise"), words.clone(), other.clone()],
                    &who,
                );
            }
            Some(_) => {}
        }
    }
    for (name, words) in new.schemes.iter().filter(|(name, _)| !old.schemes.contains_key(*name)) {
        gathered.add(
            "api-security-component-added",
            Level::Same,
            &nobody,
            [format!("The scheme {name} is new"), String::new(), words.clone()],
            "Nobody, until a call asks for it.",
        );
    }
}
