//! The server's rules, old against new: what they ask of clients and what clients see of them, said once for all calls.

mod seen;

use super::{Change, Level, Report};
use crate::design::policy::{ApiKey, Deletion, IfMatch, KeyUse, Policies, Policy, Referenced, UnknownFields};
use crate::design::{Concern, Design, Endpoint, Pointer};

/// Adds what policies change.
pub fn compare(old: &Design, new: &Design, report: &mut Report) {
    let mut changes = Changes { old, new, report };
    if old.origin != new.origin {
        let who = "Clients call the old address, where nobody answers.";
        changes.add(None, Level::Breaking, "origin-changed", "The API is at another address", &old.origin, &new.origin, who, |_| true);
    }
    let (before, after) = (&*old.policies, &*new.policies);
    if before == after {
        return;
    }
    authentication(&mut changes, before, after);
    writes(&mut changes, before, after);
    seen::collections(&mut changes, before, after);
    seen::answers(&mut changes, before, after);
    seen::limits(&mut changes, before, after);
    changes.rest();
}

struct Changes<'a> {
    old: &'a Design,
    new: &'a Design,
    report: &'a mut Report,
}

impl Changes<'_> {
    #[expect(clippy::too_many_arguments, reason = "the parts of a change, in the order in which they are read")]
    fn add(
        &mut self,
        concern: Option<Concern>,
        level: Level,
        kind: &str,
        title: &str,
        old: &str,
        new: &str,
        who: &str,
        calls: impl Fn(&Endpoint) -> bool,
    ) {
        let hit = || self.old.endpoints.iter().filter(|endpoint| calls(endpoint));
        let stays = |endpoint: &Endpoint| {
            self.new.endpoints.iter().any(|other| other.method == endpoint.method && self.new.full_path(other) == self.old.full_path(endpoint))
        };
        self.report.changes.push(Change {
            kind: kind.to_owned(),
            level,
            at: concern.map_or(Pointer::Design, Pointer::Policy),
            title: title.to_owned(),
            old: old.to_owned(),
            new: new.to_owned(),
            who: who.to_owned(),
            calls: hit().map(|endpoint| format!("{} {}", endpoint.method, self.old.full_path(endpoint))).collect(),
            // What stays is the better witness: it shows this change and no other.
            endpoints: hit()
                .filter(|endpoint| stays(endpoint))
                .chain(hit().filter(|endpoint| !stays(endpoint)))
                .map(|endpoint| endpoint.id.clone())
                .collect(),
            sends: None,
            softer: None,
        });
    }

    /// Concerns that changed and of which nothing was said.
    fn rest(&mut self) {
        for concern in Concern::ALL {
            let (before, after) = (self.old.policies.get(*concern), self.new.policies.get(*concern));
            let told = self.report.changes.iter().any(|change| change.at == Pointer::Policy(*concern));
            if before == after || told {
                continue;
            }
            let unseen = matches!(concern, Concern::Faults | Concern::Monitoring | Concern::Documentation | Concern::Deprecation);
            let level = if unseen { Level::Same } else { Level::Risky };
            let who = if unseen { "No client notices." } else { "Clients that rely on this rule may notice; those that do not go on." };
            let title = format!("The policy {} differs", concern.title());
            self.add(
                Some(*concern),
                level,
                &format!("policy-{}-changed", concern.key().replace('_', "-")),
                &title,
                &text(before),
                &text(after),
                who,
                |_| false,
            );
        }
    }
}

/// A policy as its document says it, as far as it is not the usual.
fn text(policy: Policy) -> String {
    let value = serde_json::to_value(policy).unwrap_or_default();
    value.get("policy").map(|value| value.to_string()).unwrap_or_default()
}

fn authentication(changes: &mut Changes<'_>, before: &Policies, after: &Policies) {
    let concern = Some(Concern::Authentication);
    let (old, new) = (&before.authentication, &after.authentication);
    let refused = "Clients that come with them get 401 Unauthorized.";
    if old.bearer && !new.bearer {
        changes.add(concern, Level::Breaking, "bearer-removed", "Bearer tokens are no longer understood", "Bearer", "", refused, |_| true);
    }
    if !old.bearer && new.bearer {
        changes.add(
            concern,
            Level::Additive,
            "bearer-added",
            "Bearer tokens are understood too",
            "",
            "Bearer",
            "Nobody breaks: the other ways stay.",
            |_| true,
        );
    }
    let place = |key: &Option<ApiKey>| {
        key.as_ref()
            .map(|key| format!("{} in the {}", key.name, if key.place == crate::design::policy::ApiKeyPlace::Query { "query" } else { "header" }))
            .unwrap_or_default()
    };
    match (&old.api_key, &new.api_key) {
        (Some(_), other) if *other != old.api_key => {
            let title = if other.is_some() { "API keys travel elsewhere" } else { "API keys are no longer understood" };
            changes.add(concern, Level::Breaking, "api-key-changed", title, &place(&old.api_key), &place(&new.api_key), refused, |_| true);
        }
        (None, Some(_)) => changes.add(
            concern,
            Level::Additive,
            "api-key-added",
            "API keys are understood too",
            "",
            &place(&new.api_key),
            "Nobody breaks: the other ways stay.",
            |_| true,
        ),
        _ => {}
    }
    if old.sessions.is_some() && new.sessions.is_none() {
        changes.add(
            concern,
            Level::Breaking,
            "sessions-removed",
            "Nobody can sign in any more",
            "sessions",
            "",
            "Clients with a session get 401 Unauthorized.",
            |_| true,
        );
    }
    if old.status != new.status {
        let who = "Clients that wait for the old status to sign in again do not.";
        changes.add(
            concern,
            Level::Risky,
            "unauthenticated-status-changed",
            "Missing credentials are answered otherwise",
            &old.status.to_string(),
            &new.status.to_string(),
            who,
            |_| false,
        );
    }
    if old.required != new.required && !changes.report.changes.iter().any(|change| change.kind.starts_with("api-security")) {
        changes.add(
            concern,
            Level::Same,
            "required-changed",
            "Credentials are asked for by another rule",
            "",
            "",
            "No client notices: each call asks as before.",
            |_| false,
        );
    }
}

fn writes(changes: &mut Changes<'_>, before: &Policies, after: &Policies) {
    let keys = |key: KeyUse| match key {
        KeyUse::Off => "not known",
        KeyUse::Ignored => "passed over",
        KeyUse::Honoured => "honoured",
        KeyUse::Required => "required",
    };
    let (was, is) = (before.idempotency.key, after.idempotency.key);
    if was != is {
        let hit = |endpoint: &Endpoint| crate::design::policy::idempotency::acts_again(endpoint);
        let (level, who) = match (was, is) {
            (_, KeyUse::Required) => (Level::Breaking, "Clients that send no Idempotency-Key get 400 Bad Request."),
            (KeyUse::Honoured | KeyUse::Required, KeyUse::Off | KeyUse::Ignored) => {
                (Level::Breaking, "Clients that repeat a request with the same key do it twice, and are not told.")
            }
            _ => (Level::Additive, "Nobody breaks: clients may send a key now."),
        };
        changes.add(
            Some(Concern::Idempotency),
            level,
            "idempotency-key-changed",
            &format!("Idempotency-Key is {}", keys(is)),
            keys(was),
            keys(is),
            who,
            hit,
        );
    }
    let matches = |value: IfMatch| match value {
        IfMatch::Ignored => "passed over",
        IfMatch::Honoured => "honoured",
        IfMatch::Required => "required",
    };
    let (was, is) = (before.concurrency.if_match, after.concurrency.if_match);
    let overwrites = |endpoint: &Endpoint| {
        matches!(endpoint.behaviour, crate::design::Behaviour::Replace | crate::design::Behaviour::Update | crate::design::Behaviour::Delete)
    };
    if was != is {
        let (level, who) = match (was, is) {
            (_, IfMatch::Required) => (Level::Breaking, "Clients that change records without If-Match get 428 Precondition Required."),
            (_, IfMatch::Ignored) => (Level::Breaking, "Clients that guard their changes with If-Match overwrite others without being told."),
            _ => (Level::Additive, "Nobody breaks: clients that send If-Match are guarded."),
        };
        changes.add(
            Some(Concern::Concurrency),
            level,
            "if-match-changed",
            &format!("If-Match is {}", matches(is)),
            matches(was),
            matches(is),
            who,
            overwrites,
        );
    }
    if before.concurrency.stale_write_status != after.concurrency.stale_write_status {
        let (old, new) = (before.concurrency.stale_write_status.to_string(), after.concurrency.stale_write_status.to_string());
        let who = "Clients that look for the old status do not see that they were too late.";
        changes.add(
            Some(Concern::Concurrency),
            Level::Risky,
            "stale-write-status-changed",
            "A stale change is answered otherwise",
            &old,
            &new,
            who,
            overwrites,
        );
    }
    if before.validation.unknown_fields != after.validation.unknown_fields {
        let refuses = after.validation.unknown_fields == UnknownFields::Refuse;
        let level = if refuses { Level::Breaking } else { Level::Additive };
        let who = if refuses { "Clients that send members nobody knows get an error." } else { "Nobody breaks: less is refused." };
        let title = if refuses { "Unknown members are refused" } else { "Unknown members are no longer refused" };
        changes.add(Some(Concern::Validation), level, "unknown-members-changed", title, "", "", who, |endpoint| endpoint.takes_content());
    }
    for (concern, title, old, new) in [
        (Concern::Validation, "Invalid fields are answered otherwise", before.validation.status, after.validation.status),
        (Concern::Content, "Content that does not parse is answered otherwise", before.content.malformed_status, after.content.malformed_status),
        (
            Concern::Authorization,
            "A caller who may not is answered otherwise",
            before.authorization.refusal.status(),
            after.authorization.refusal.status(),
        ),
    ] {
        if old != new {
            let who = "Clients that decide by this status take the other way.";
            changes.add(Some(concern), Level::Risky, "error-status-changed", title, &old.to_string(), &new.to_string(), who, |_| false);
        }
    }
    if after.content.max_bytes < before.content.max_bytes {
        let (old, new) = (before.content.max_bytes.to_string(), after.content.max_bytes.to_string());
        let who = "Clients that send more get 413 Content Too Large.";
        changes.add(
            Some(Concern::Content),
            Level::Breaking,
            "content-limit-decreased",
            "Less content is taken",
            &format!("{old} bytes"),
            &format!("{new} bytes"),
            who,
            |endpoint| endpoint.takes_content(),
        );
    }
    for format in before.update.patch_formats.iter().filter(|format| !after.update.patch_formats.contains(format)) {
        let who = format!("Clients that send {} get 415 Unsupported Media Type.", format.media_type());
        changes.add(
            Some(Concern::Update),
            Level::Breaking,
            "patch-format-removed",
            "A patch format is no longer taken",
            format.media_type(),
            "",
            &who,
            |endpoint| endpoint.behaviour == crate::design::Behaviour::Update,
        );
    }
    deletion(changes, &before.deletion, &after.deletion);
    if before.creation.location && !after.creation.location {
        let who = "Clients that follow Location after a create find none.";
        changes.add(
            Some(Concern::Creation),
            Level::Breaking,
            "location-removed",
            "A create no longer names the new address",
            "Location",
            "",
            who,
            |endpoint| endpoint.behaviour == crate::design::Behaviour::Create,
        );
    }
}

fn deletion(changes: &mut Changes<'_>, old: &Deletion, new: &Deletion) {
    if old.referenced != new.referenced {
        let refuses = new.referenced == Referenced::Refuse;
        let who = if refuses {
            "Clients that remove a record others point to get 409 Conflict."
        } else {
            "Clients lose records they did not name, or meet references that lead nowhere."
        };
        let title = "Removing a record that others point to works otherwise";
        changes.add(Some(Concern::Deletion), Level::Risky, "deletion-of-referenced-changed", title, "", "", who, |endpoint| {
            endpoint.behaviour == crate::design::Behaviour::Delete
        });
    }
}
