//! A create can be repeated without making two.

use std::sync::Arc;

use crate::design::policy::KeyUse;
use crate::design::{Concern, Design, Endpoint, Pointer};
use crate::rules::example::{shop_of, shop_where};
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity, look, mend};

/// A repeated create makes a second record.
pub static RULE: Rule = Rule {
    id: "unsafe-create-without-key",
    group: Group::Idempotency,
    severity: Severity::Hint,
    weight: 3,
    title: "Create without a retry key",
    passes: "Creates can be repeated safely",
    question: &[30, 11],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "A client that hears no answer cannot know whether its POST was done. It sends it again, and there are two.",
    advice: "Honour Idempotency-Key on creates: keep the first answer, and give it again to a repetition.",
    sources: &["draft-ietf-httpapi-idempotency-key-header", "RFC 9110 section 9.2.2"],
    example: Example { bad: || repeatable(KeyUse::Off), good: || repeatable(KeyUse::Honoured) },
};

/// A shop in which nothing stops the second of two equal customers.
fn repeatable(key: KeyUse) -> Design {
    let customer = shop_of("Customer", |customer| customer.fields.iter_mut().for_each(|field| field.unique = false));
    let policies = shop_where(|policies| policies.idempotency.key = key).policies;
    Design { policies: Arc::clone(&policies), ..customer }
}

fn check(design: &Design, audit: &mut Audit) {
    let doubled = || look::repeatable(design).filter(|endpoint| makes_another(design, endpoint) && !look::moves_money(design, endpoint));
    if doubled().next().is_none() {
        return;
    }
    let at = Pointer::Policy(Concern::Idempotency);
    let (message, saw) = match design.policies.idempotency.key {
        KeyUse::Honoured | KeyUse::Required => {
            audit.pass(at, "a repetition with the same key gets the first answer");
            return;
        }
        KeyUse::Off => ("A create whose answer is lost is sent again and done twice. Honour Idempotency-Key.", "no Idempotency-Key"),
        KeyUse::Ignored => ("Idempotency-Key is promised and passed over, so a repeated create is done twice. Honour it.", "the key is passed over"),
    };
    // Safe: only a client that sends the key is treated otherwise, and it asks for that.
    audit.fail(at.clone(), message).because(at, saw).because_of(doubled()).fix("Honour Idempotency-Key", Safety::Safe, mend::honour_keys(design));
}

/// Whether nothing else stops the second of two equal records.
fn makes_another(design: &Design, endpoint: &Endpoint) -> bool {
    let resource = design.resource_of(endpoint);
    let creates = endpoint.behaviour == crate::design::Behaviour::Create;
    creates && resource.is_some_and(|resource| resource.all_unique_keys().is_empty() && resource.no_overlap.is_empty())
}
