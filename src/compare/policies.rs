//! The server's rules, old against new: what they ask of clients and what clients see of them, said once for all calls.

use super::{Change, Level, Report};
use crate::design::policy::{
    ApiKey, Deletion, ErrorShape, IfMatch, KeyUse, LimitFields, OverLimit, Pages, Policies, Policy, Referenced, UnknownFields, UnknownParameters,
    Validator,
};
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
    collections(&mut changes, before, after);
    answers(&mut changes, before, after);
    limits(&mut changes, before, after);
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

fn collections(changes: &mut Changes<'_>, before: &Policies, after: &Policies) {
    let (old, new) = (&before.pagination, &after.pagination);
    let concern = Some(Concern::Pagination);
    let lists = |endpoint: &Endpoint| endpoint.behaviour.is_list();
    let style = |pages: Pages| match pages {
        Pages::None => "all at once",
        Pages::Offset => "by offset",
        Pages::Cursor => "by cursor",
    };
    if old.pages != new.pages {
        let who = match (old.pages, new.pages) {
            (Pages::None, _) => "Clients that read the whole list from one answer see its first page, and miss the rest unseen.",
            (Pages::Offset, _) => "Clients that send offset are refused, or get the first page again and again.",
            (Pages::Cursor, _) => "Clients that follow cursors find none, or are refused.",
        };
        changes.add(
            concern,
            Level::Breaking,
            "pagination-changed",
            &format!("Lists come {}", style(new.pages)),
            style(old.pages),
            style(new.pages),
            who,
            lists,
        );
    }
    if old.envelope != new.envelope {
        let word = |envelope| if envelope == crate::design::policy::Envelope::Array { "an array" } else { "an object with items" };
        let who = "Clients look for the items in the old place and find none.";
        changes.add(
            concern,
            Level::Breaking,
            "envelope-changed",
            &format!("Lists are {}", word(new.envelope)),
            word(old.envelope),
            word(new.envelope),
            who,
            lists,
        );
    }
    if new.max_limit < old.max_limit && new.pages != Pages::None && old.pages != Pages::None {
        let (level, who) = match new.over_limit {
            OverLimit::Refuse => (Level::Breaking, "Clients that ask for longer pages get 400 Bad Request."),
            OverLimit::Clamp => (Level::Risky, "Clients that ask for longer pages get shorter ones."),
        };
        changes.add(
            concern,
            level,
            "page-limit-decreased",
            "The longest page is shorter",
            &old.max_limit.to_string(),
            &new.max_limit.to_string(),
            who,
            lists,
        );
    }
    if old.over_limit == OverLimit::Clamp && new.over_limit == OverLimit::Refuse && new.max_limit >= old.max_limit {
        changes.add(
            concern,
            Level::Breaking,
            "page-limit-refused",
            "A page that is too long is refused",
            "cut",
            "refused",
            "Clients that ask for longer pages get 400 Bad Request.",
            lists,
        );
    }
    if old.total && !new.total {
        changes.add(
            concern,
            Level::Breaking,
            "total-removed",
            "Lists no longer say how many there are",
            "total",
            "",
            "Clients that read total find nothing there.",
            lists,
        );
    }
    if old.links && !new.links {
        changes.add(
            concern,
            Level::Breaking,
            "page-links-removed",
            "Lists no longer link to the next page",
            "Link",
            "",
            "Clients that follow Link stop after the first page.",
            lists,
        );
    }
    let (old, new) = (&before.filtering, &after.filtering);
    let concern = Some(Concern::Filtering);
    for (was, is, name) in [
        (old.filters, new.filters, "Filters"),
        (old.search, new.search, "Search with q"),
        (old.sort, new.sort, "sort"),
        (old.fields, new.fields, "fields"),
        (old.include, new.include, "include"),
    ] {
        let (level, title, who) = match (was, is, new.unknown) {
            (true, false, UnknownParameters::Refuse) => {
                (Level::Breaking, format!("{name}: no longer understood"), "Clients that use it get 400 Bad Request.")
            }
            (true, false, _) => {
                (Level::Breaking, format!("{name}: no longer understood"), "Clients that use it get everything, and take it for what they asked for.")
            }
            (false, true, _) => (Level::Additive, format!("{name}: understood now"), "Nobody breaks: it may be left out."),
            _ => continue,
        };
        changes.add(concern, level, "list-option-changed", &title, if was { name } else { "" }, if is { name } else { "" }, who, lists);
    }
    if old.unknown != new.unknown {
        let refuses = new.unknown == UnknownParameters::Refuse;
        let level = if refuses { Level::Breaking } else { Level::Additive };
        let who = if refuses { "Clients that send parameters nobody knows get 400 Bad Request." } else { "Nobody breaks: less is refused." };
        changes.add(
            concern,
            level,
            "unknown-parameters-changed",
            if refuses { "Unknown parameters are refused" } else { "Unknown parameters are no longer refused" },
            "",
            "",
            who,
            lists,
        );
    }
}

fn answers(changes: &mut Changes<'_>, before: &Policies, after: &Policies) {
    let word = |shape: ErrorShape| match shape {
        ErrorShape::ProblemDetails => "problem details",
        ErrorShape::AdHoc => "a shape of its own",
        ErrorShape::OkWithError => "200 with an error inside",
        ErrorShape::StackTrace => "a stack trace",
    };
    if before.errors.shape != after.errors.shape {
        let who = "Clients that read errors look in the old members and find nothing.";
        changes.add(
            Some(Concern::Errors),
            Level::Breaking,
            "error-shape-changed",
            &format!("Errors are {}", word(after.errors.shape)),
            word(before.errors.shape),
            word(after.errors.shape),
            who,
            |_| true,
        );
    }
    for format in before.representations().iter().filter(|format| !after.representations().contains(format)) {
        let who = format!("Clients that ask for {} get 406 Not Acceptable, or JSON.", format.essence());
        changes.add(
            Some(Concern::Negotiation),
            Level::Breaking,
            "representation-removed",
            &format!("Answers no longer come as {}", format.title()),
            format.essence(),
            "",
            &who,
            |endpoint| endpoint.behaviour.is_read(),
        );
    }
    for format in after.representations().iter().filter(|format| !before.representations().contains(format)) {
        changes.add(
            Some(Concern::Negotiation),
            Level::Additive,
            "representation-added",
            &format!("Answers come as {} too", format.title()),
            "",
            format.essence(),
            "Nobody breaks: clients get it where they ask for it.",
            |endpoint| endpoint.behaviour.is_read(),
        );
    }
    if before.hypermedia.form != after.hypermedia.form {
        let new = !before.hypermedia.links();
        let level = if new { Level::Additive } else { Level::Breaking };
        let who =
            if new { "Nobody breaks: clients pass over links they do not know." } else { "Clients that follow links find none in the old place." };
        changes.add(Some(Concern::Hypermedia), level, "links-changed", "Links in answers are written otherwise", "", "", who, |endpoint| {
            endpoint.behaviour.is_read()
        });
    }
    let (old, new) = (&before.caching, &after.caching);
    if old.validator != new.validator {
        let gone = new.validator == Validator::None || old.validator == Validator::Strong;
        let level = if gone { Level::Risky } else { Level::Additive };
        let who = if gone {
            "Clients that ask with If-None-Match load everything again, and those that send If-Match are not guarded."
        } else {
            "Nobody breaks: clients may use ETag now."
        };
        changes.add(Some(Concern::Caching), level, "etag-changed", "ETag differs", "", "", who, |endpoint| endpoint.behaviour.is_read());
    }
    if old.cache_control != new.cache_control {
        let said = |value: &Option<String>| value.clone().unwrap_or_default();
        let who = "Clients and proxies keep answers for another time than before.";
        changes.add(
            Some(Concern::Caching),
            Level::Risky,
            "cache-control-changed",
            "Cache-Control differs",
            &said(&old.cache_control),
            &said(&new.cache_control),
            who,
            |endpoint| endpoint.behaviour.is_read(),
        );
    }
}

fn limits(changes: &mut Changes<'_>, before: &Policies, after: &Policies) {
    let (old, new) = (&before.rate_limits, &after.rate_limits);
    let concern = Some(Concern::RateLimits);
    let said = |limits: bool, count: u32, window: u32| if limits { format!("{count} in {window} s") } else { "no limit".to_owned() };
    let (was, is) = (said(old.limits(), old.limit, old.window), said(new.limits(), new.limit, new.window));
    // Requests in a time: less of them, or the same in a longer time.
    let rate = |count: u32, window: u32| f64::from(count) / f64::from(window.max(1));
    let tighter = new.limits()
        && (!old.limits()
            || rate(new.limit, new.window) < rate(old.limit, old.window)
            || rate(new.anonymous, new.window) < rate(old.anonymous, old.window));
    if tighter {
        changes.add(
            concern,
            Level::Breaking,
            "rate-limit-tightened",
            "Fewer requests are let through",
            &was,
            &is,
            "Clients that send as many as before get 429 Too Many Requests.",
            |_| true,
        );
    } else if was != is {
        changes.add(concern, Level::Additive, "rate-limit-loosened", "More requests are let through", &was, &is, "Nobody breaks.", |_| true);
    }
    if old.fields != new.fields && old.limits() && new.limits() && new.fields != LimitFields::Both {
        changes.add(
            concern,
            Level::Risky,
            "rate-limit-fields-changed",
            "The fields that tell the limit differ",
            "",
            "",
            "Clients that pace themselves by these fields find none.",
            |_| true,
        );
    }
    cors(changes, before, after);
}

fn cors(changes: &mut Changes<'_>, before: &Policies, after: &Policies) {
    let mut shut = Vec::new();
    for client in &changes.old.clients {
        let Some(origin) = &client.origin else { continue };
        if before.cors.admits(origin) && !after.cors.admits(origin) {
            shut.push(origin.clone());
        }
    }
    if !shut.is_empty() {
        let who = format!("Pages of {} may no longer read answers: their browser blocks them.", shut.join(", "));
        changes.add(
            Some(Concern::Cors),
            Level::Breaking,
            "cors-origin-removed",
            "Pages of other origins are shut out",
            &shut.join(", "),
            "",
            &who,
            |_| true,
        );
    }
}
