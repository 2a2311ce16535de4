//! A code that works twice works for somebody else, too.

use crate::design::policy::GrantType;
use crate::design::policy::oauth::hands_out;
use crate::design::{Concern, Design, Pointer};
use crate::rules::example::shop_with_oauth;
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity, mend};

/// Codes can be redeemed again.
pub static RULE: Rule = Rule {
    id: "code-reusable",
    group: Group::OAuth,
    severity: Severity::Error,
    weight: 6,
    title: "Codes work more than once",
    passes: "Codes work once",
    question: &[29],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "A code lies in the history of the browser and in logs. If it works again, whoever finds it there gets tokens of their own.",
    advice: "Redeem each code once; take back what was given for it when it comes again.",
    sources: &["RFC 6749 section 4.1.2", "RFC 6749 section 10.5"],
    example: Example { bad: || shop_with_oauth(|oauth| oauth.reuses_codes = true), good: || shop_with_oauth(|_| ()) },
};

fn check(design: &Design, audit: &mut Audit) {
    let (at, policy) = (Pointer::Policy(Concern::Oauth), &design.policies.oauth);
    if !(hands_out(design) && policy.gives(GrantType::AuthorizationCode)) {
        return;
    }
    if !policy.reuses_codes {
        audit.pass(at, "a code works once");
        return;
    }
    let edit = mend::policy(design, |p| &p.oauth, |oauth| oauth.reuses_codes = false);
    audit
        .fail(at.clone(), "A code that was redeemed works again, for whoever finds it. Redeem each once.")
        .because(at, "codes can be redeemed again")
        .fix("Redeem codes once", Safety::Safe, [edit]);
}
