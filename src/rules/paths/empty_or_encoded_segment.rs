//! Segments that survive every proxy: not empty, nothing to encode.

use crate::design::{Design, words};
use crate::rules::example::{shop, shop_whose};
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity, look, mend, route};

/// A path has an empty segment, or one that has to be percent-encoded.
pub static RULE: Rule = Rule {
    id: "empty-or-encoded-segment",
    group: Group::Paths,
    severity: Severity::Warning,
    weight: 4,
    title: "Empty or encoded segment",
    passes: "Segments are plain words",
    question: &[10],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "Proxies merge double slashes and decode percent signs in their own ways, so the server may see another path than the client sent.",
    advice: "Use letters, digits and hyphens, and at least one of them between two slashes.",
    sources: &["RFC 3986 section 3.3", "RFC 3986 section 2.1"],
    example: Example { bad: || shop_whose("readOrder", |endpoint| endpoint.path = "/orders//{id}".to_owned()), good: shop },
};

fn check(design: &Design, audit: &mut Audit) {
    for endpoint in look::endpoints(design) {
        let path = endpoint.path.trim_end_matches('/');
        let double = path.contains("//");
        if !double && path.is_ascii() && !path.contains('%') {
            audit.pass(endpoint.at(), "is made of plain segments");
            continue;
        }
        let parts: Vec<String> = endpoint.template().segments.iter().map(route::written).filter(|part| !part.is_empty()).map(plain).collect();
        let better = route::as_others_write_it(design, endpoint, route::joined(&parts));
        let edit = mend::endpoint(endpoint, |endpoint| endpoint.path.clone_from(&better));
        let message = match (double, ["%3F", "%23"].map(|sign| path.contains(sign))) {
            (true, _) => format!("{} has an empty segment, which proxies rewrite in different ways.", endpoint.path),
            (_, [true, _]) => format!("{} holds a query, which is no part of a path.", path.replace("%3F", "?")),
            (_, [_, true]) => format!("{} holds a fragment, which no client sends: the server sees the path before it.", path.replace("%23", "#")),
            _ => format!("{} has to be percent-encoded, which proxies rewrite in different ways.", endpoint.path),
        };
        let edits = if ["%3F", "%23"].iter().any(|sign| path.contains(sign)) || better == endpoint.path || parts.iter().any(String::is_empty) {
            Err(None)
        } else {
            mend::if_distinct(design, vec![edit])
        };
        audit.fail(endpoint.at(), message).because(endpoint.at(), endpoint.label()).maybe_fix(
            format!("Move to {better}"),
            Safety::ReviewFirst,
            edits,
        );
    }
}

/// The ASCII words of a segment; a plain segment stays as it is.
fn plain(part: String) -> String {
    if part.starts_with('{') || part.is_ascii() && !part.contains('%') {
        return part;
    }
    let mut decoded = String::new();
    let mut rest = part.as_str();
    while let Some(character) = rest.chars().next() {
        let skip = if character == '%' { 3 } else { character.len_utf8() };
        decoded.push(if character.is_ascii_alphanumeric() { character } else { ' ' });
        rest = rest.get(skip..).unwrap_or("");
    }
    words::kebab(&decoded)
}
