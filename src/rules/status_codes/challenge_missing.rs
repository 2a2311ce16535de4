//! A 401 says how to come in.

use crate::design::{Concern, Design, Pointer};
use crate::rules::example::{shop, shop_where};
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity, look, mend};

/// A 401 does not name a scheme.
pub static RULE: Rule = Rule {
    id: "challenge-missing",
    group: Group::StatusCodes,
    severity: Severity::Warning,
    weight: 4,
    title: "401 without a challenge",
    passes: "401 names the scheme",
    question: &[16, 22],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "The standard demands WWW-Authenticate with every 401. Without it a client has to read the documentation to learn which credentials are meant.",
    advice: "Send WWW-Authenticate with the scheme, such as Bearer.",
    sources: &["RFC 9110 section 11.6.1", "RFC 6750 section 3"],
    example: Example { bad: || shop_where(|policies| policies.authentication.challenge = false), good: shop },
};

fn check(design: &Design, audit: &mut Audit) {
    if look::protected(design).next().is_none() {
        return;
    }
    let at = Pointer::Policy(Concern::Authentication);
    if design.policies.authentication.challenge {
        audit.pass(at, "sends WWW-Authenticate");
        return;
    }
    audit
        .fail(at.clone(), "Unknown callers are refused without WWW-Authenticate, so nothing says which credentials to send.")
        .because(at, "WWW-Authenticate is off")
        .because_of(look::protected(design))
        .fix("Send WWW-Authenticate", Safety::Safe, [mend::policy(design, |p| &p.authentication, |authentication| authentication.challenge = true)]);
}
