//! What the API sends, admitted pages may read.

use crate::design::policy::{IfMatch, Pages, Validator};
use crate::design::{Concern, Design, Pointer};
use crate::rules::example::{shop, shop_where};
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity, look, mend};

/// Admitted pages cannot read a header field that they need.
pub static RULE: Rule = Rule {
    id: "cors-headers-not-exposed",
    group: Group::Cors,
    severity: Severity::Warning,
    weight: 4,
    title: "Header hidden from pages",
    passes: "Pages can read what they need",
    question: &[41, 42],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "The header arrives, the network panel shows it, and the script of the page reads null.",
    advice: "Name in Access-Control-Expose-Headers what pages read, such as ETag, Location and Link.",
    sources: &["Fetch standard: CORS protocol"],
    example: Example { bad: || shop_where(|policies| policies.cors.expose.clear()), good: shop },
};

fn check(design: &Design, audit: &mut Audit) {
    let (policies, cors) = (&design.policies, &design.policies.cors);
    if !look::admits_pages(design) {
        return;
    }
    let at = Pointer::Policy(Concern::Cors);
    let star = !cors.credentials && cors.expose.iter().any(|header| header == "*");
    let guarded = look::overwrites(design).next().is_some() && look::reads(design).next().is_some();
    let etag = policies.caching.validator != Validator::None && policies.concurrency.if_match != IfMatch::Ignored && guarded;
    let location = policies.creation.location && look::creates(design).next().is_some();
    let link = policies.pagination.links && policies.pagination.pages != Pages::None && look::lists(design).next().is_some();
    let pause = policies.rate_limits.limits() && policies.rate_limits.retry_after;
    let sent: Vec<(&str, &str)> = [
        (etag, "ETag", "writes want it in If-Match"),
        (location, "Location", "it names the new record"),
        (link, "Link", "it names the next page"),
        (pause, "Retry-After", "a 429 says in it when to come back"),
    ]
    .into_iter()
    .filter_map(|(sent, header, reason)| sent.then_some((header, reason)))
    .collect();
    let is_exposed = |header: &str| star || cors.expose.iter().any(|exposed| exposed.eq_ignore_ascii_case(header));
    let hidden: Vec<(&str, &str)> = sent.iter().copied().filter(|(header, _)| !is_exposed(header)).collect();
    if hidden.is_empty() {
        if !sent.is_empty() {
            audit.pass(at, format!("exposed: {}", cors.expose.join(", ")));
        }
        return;
    }
    let list = hidden.iter().map(|(header, _)| *header).collect::<Vec<_>>().join(", ");
    let finding = audit.fail(at.clone(), format!("Answers carry {list}, but scripts of other origins cannot read what is not exposed."));
    for (header, reason) in &hidden {
        finding.because(at.clone(), format!("{header}: {reason}"));
    }
    let edit = mend::policy(design, |p| &p.cors, |cors| cors.expose.extend(hidden.iter().map(|(header, _)| (*header).to_owned())));
    finding.fix(format!("Expose {list}"), Safety::Safe, [edit]);
}
