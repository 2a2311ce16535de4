//! Nobody pays twice because an answer was lost.

use crate::design::policy::KeyUse;
use crate::design::{Concern, Design, Pointer};
use crate::rules::example::{shop, shop_where};
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity, look, mend};

/// A repeated payment is made twice.
pub static RULE: Rule = Rule {
    id: "payment-without-key",
    group: Group::Idempotency,
    severity: Severity::Error,
    weight: 8,
    title: "Payment without a retry key",
    passes: "Payments can be repeated safely",
    question: &[30],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "The answer to a payment is lost on the way, the client sends it again, and the customer pays twice.",
    advice: "Require Idempotency-Key where money moves, keep the first answer for a day, and give it again to a repetition.",
    sources: &["draft-ietf-httpapi-idempotency-key-header", "RFC 9110 section 9.2.2"],
    example: Example { bad: || shop_where(|policies| policies.idempotency.key = KeyUse::Off), good: shop },
};

fn check(design: &Design, audit: &mut Audit) {
    let payments = || look::repeatable(design).filter(|endpoint| look::moves_money(design, endpoint));
    if payments().next().is_none() {
        return;
    }
    let at = Pointer::Policy(Concern::Idempotency);
    let (message, saw) = match design.policies.idempotency.key {
        KeyUse::Honoured | KeyUse::Required => {
            audit.pass(at, "a repetition with the same key gets the first answer");
            return;
        }
        KeyUse::Off => ("A payment whose answer is lost is sent again and made twice. Honour Idempotency-Key.", "no Idempotency-Key"),
        KeyUse::Ignored => ("Idempotency-Key is promised and passed over, so a repeated payment is made twice. Honour it.", "the key is passed over"),
    };
    // Safe: only a client that sends the key is treated otherwise, and it asks for that.
    audit.fail(at.clone(), message).because(at, saw).because_of(payments()).fix("Honour Idempotency-Key", Safety::Safe, mend::honour_keys(design));
}
