//! Where a code is sent decides who gets it.

use crate::design::policy::oauth::hands_out;
use crate::design::policy::{GrantType, RedirectMatch};
use crate::design::{Concern, Design, Pointer};
use crate::rules::example::shop_with_oauth;
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity, mend};

/// Addresses to come back to are not compared exactly.
pub static RULE: Rule = Rule {
    id: "loose-redirect-match",
    group: Group::OAuth,
    severity: Severity::Error,
    weight: 8,
    title: "Codes can be sent elsewhere",
    passes: "Codes go to registered addresses only",
    question: &[29],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "Whoever can choose the address to come back to sends the code there: to a host of their own, or to a page of the application that gives it away.",
    advice: "Compare the address with the registered ones character by character; only the port of loopback addresses may differ.",
    sources: &["RFC 9700 section 4.1.3", "RFC 8252 section 7.3"],
    example: Example { bad: || shop_with_oauth(|oauth| oauth.redirects = RedirectMatch::Prefix), good: || shop_with_oauth(|_| ()) },
};

fn check(design: &Design, audit: &mut Audit) {
    let (at, policy) = (Pointer::Policy(Concern::Oauth), &design.policies.oauth);
    if !(hands_out(design) && (policy.gives(GrantType::AuthorizationCode) || policy.gives(GrantType::Implicit))) {
        return;
    }
    if policy.redirects == RedirectMatch::Exact {
        audit.pass(at, "addresses are compared character by character");
        return;
    }
    let edit = mend::policy(design, |p| &p.oauth, |oauth| oauth.redirects = RedirectMatch::Exact);
    audit
        .fail(at.clone(), "Any address that begins like a registered one, or any at all, gets codes. Compare it exactly.")
        .because(at, "addresses are not compared exactly")
        .fix("Compare addresses exactly", Safety::ReviewFirst, [edit]);
}
