//! Whoever writes second learns that somebody wrote first.

use crate::design::policy::{IfMatch, Validator};
use crate::design::{Concern, Design, Pointer};
use crate::rules::example::{shop, shop_where};
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity, look, mend};

/// Two writers can overwrite each other unseen.
pub static RULE: Rule = Rule {
    id: "lost-update-possible",
    group: Group::Caching,
    severity: Severity::Error,
    weight: 8,
    title: "Updates can be lost",
    passes: "Stale writes can be stopped",
    question: &[18, 21],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "Two people read the same record, both change it, and the second write wipes out the first. Nobody gets an error; the work is gone.",
    advice: "Send an ETag with reads and check If-Match on writes, with 412 where it is stale.",
    sources: &["RFC 9110 section 13.1.1"],
    example: Example { bad: || shop_where(|policies| policies.concurrency.if_match = IfMatch::Ignored), good: shop },
};

fn check(design: &Design, audit: &mut Audit) {
    if look::overwrites(design).next().is_none() {
        return;
    }
    let at = Pointer::Policy(Concern::Concurrency);
    let (if_match, validator) = (design.policies.concurrency.if_match, design.policies.caching.validator);
    if if_match != IfMatch::Ignored && validator != Validator::None {
        audit.pass(at, "If-Match is checked");
        return;
    }
    let message = match validator {
        Validator::None => "Reads carry no ETag, so a stale write overwrites a newer one unseen. Send ETags, check If-Match.",
        _ => "If-Match is ignored, so a stale write overwrites a newer one unseen. Check it.",
    };
    let mut edits = Vec::new();
    if if_match == IfMatch::Ignored {
        edits.push(mend::policy(design, |p| &p.concurrency, |concurrency| concurrency.if_match = IfMatch::Honoured));
    }
    if validator == Validator::None {
        edits.push(mend::policy(design, |p| &p.caching, |caching| caching.validator = Validator::Strong));
    }
    let finding = audit.fail(at.clone(), message);
    if if_match == IfMatch::Ignored {
        finding.because(at, "If-Match is ignored");
    }
    if validator == Validator::None {
        finding.because(Pointer::Policy(Concern::Caching), "no ETag");
    }
    // Safe although a stale write is refused then: a client that sends If-Match asks for it.
    finding.because_of(look::overwrites(design)).fix("Check If-Match where it is sent", Safety::Safe, edits);
}
