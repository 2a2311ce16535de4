//! What clients see of the server's rules: lists, answers, limits.

use super::Changes;
use crate::compare::Level;
use crate::design::policy::{ErrorShape, LimitFields, OverLimit, Pages, Policies, UnknownParameters, Validator};
use crate::design::{Concern, Endpoint};

/// Lists: pages, envelopes, filters.
pub(super) fn collections(changes: &mut Changes<'_>, before: &Policies, after: &Policies) {
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

/// Answers: errors, representations, links, caches.
pub(super) fn answers(changes: &mut Changes<'_>, before: &Policies, after: &Policies) {
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

/// How many requests are let through, and which pages may read.
pub(super) fn limits(changes: &mut Changes<'_>, before: &Policies, after: &Policies) {
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
