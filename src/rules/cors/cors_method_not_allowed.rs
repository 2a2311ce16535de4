//! What the API offers, admitted pages may use.

use crate::design::{Concern, Design, Pointer};
use crate::order;
use crate::rules::example::{shop, shop_where};
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity, look, mend};

/// Admitted pages may not use a method that the API offers.
pub static RULE: Rule = Rule {
    id: "cors-method-not-allowed",
    group: Group::Cors,
    severity: Severity::Warning,
    weight: 5,
    title: "Preflight refuses a method",
    passes: "Preflights allow the offered methods",
    question: &[41, 42],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "The call works from a script and from every test, and fails in the browser before it is sent.",
    advice: "Name in Access-Control-Allow-Methods every method that pages need.",
    sources: &["Fetch standard: CORS protocol"],
    example: Example { bad: || shop_where(|policies| policies.cors.methods.retain(|method| method != "PATCH")), good: shop },
};

fn check(design: &Design, audit: &mut Audit) {
    let cors = &design.policies.cors;
    if !look::admits_pages(design) {
        return;
    }
    let at = Pointer::Policy(Concern::Cors);
    let star = !cors.credentials && cors.methods.iter().any(|method| method == "*");
    // GET, HEAD and POST need nobody's leave.
    let methods = look::endpoints(design).map(|endpoint| endpoint.method.as_str());
    let mut offered: Vec<&str> = methods.filter(|method| !["GET", "HEAD", "POST", "OPTIONS"].contains(method)).collect();
    order::distinct(&mut offered);
    let missing: Vec<&str> = offered.iter().copied().filter(|method| !star && !cors.methods.iter().any(|allowed| allowed == method)).collect();
    if missing.is_empty() {
        if !offered.is_empty() {
            audit.pass(at, format!("allowed: {}", cors.methods.join(", ")));
        }
        return;
    }
    let list = missing.join(", ");
    let edit = mend::policy(design, |p| &p.cors, |cors| cors.methods.extend(missing.iter().map(|method| (*method).to_owned())));
    audit
        .fail(at.clone(), format!("Preflights leave out {list}, which endpoints use, so browsers stop those calls."))
        .because(at, format!("allowed: {}", cors.methods.join(", ")))
        .because_of(look::endpoints(design).filter(|endpoint| missing.contains(&endpoint.method.as_str())))
        .fix(format!("Allow {list}"), Safety::Safe, [edit]);
}
