//! A client sets what it is meant to set.

use crate::design::policy::UnknownFields;
use crate::design::{Concern, Design, Pointer};
use crate::rules::example::{shop, shop_where};
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity, look, mend};

/// Whatever a client sends is stored.
pub static RULE: Rule = Rule {
    id: "mass-assignment",
    group: Group::Representations,
    severity: Severity::Error,
    weight: 8,
    title: "Everything sent is stored",
    passes: "Only known fields are stored",
    question: &[17, 22],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "A client that adds a member the form does not show, such as a role or a balance, sets it.",
    advice: "Refuse members that the resource does not have and those that only the server sets, or pass them over.",
    sources: &["OWASP API Security 2023: API3", "CWE-915"],
    example: Example { bad: || shop_where(|policies| policies.validation.unknown_fields = UnknownFields::Store), good: shop },
};

fn check(design: &Design, audit: &mut Audit) {
    if look::content_takers(design).next().is_none() {
        return;
    }
    let at = Pointer::Policy(Concern::Validation);
    match design.policies.validation.unknown_fields {
        UnknownFields::Refuse => audit.pass(at, "unknown members are refused"),
        UnknownFields::Ignore => audit.pass(at, "unknown members are passed over"),
        UnknownFields::Store => {
            let edit = mend::policy(design, |p| &p.validation, |validation| validation.unknown_fields = UnknownFields::Ignore);
            audit
                .fail(at.clone(), "Members that no form shows are stored as sent, read-only ones too. Pass them over.")
                .because(at, "everything is stored")
                .because_of(look::content_takers(design))
                .fix("Pass unknown members over", Safety::ReviewFirst, [edit]);
        }
    }
}
