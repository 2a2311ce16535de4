//! A request that says everything can be answered by any instance.

use crate::design::policy::Sessions;
use crate::design::{Concern, Design, Pointer};
use crate::rules::example::{shop, shop_where};
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity, look, mend};

/// The server remembers who has signed in.
pub static RULE: Rule = Rule {
    id: "server-session",
    group: Group::Authentication,
    severity: Severity::Hint,
    weight: 2,
    title: "Server keeps sessions",
    passes: "Requests say who calls",
    question: &[1, 6],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "What a request means depends on memory of the server then, so every instance needs that memory, and a restart signs everybody out.",
    advice: "Let requests carry a token that says who calls; keep sessions for pages, in a store that all instances share.",
    sources: &["Fielding, dissertation, section 5.1.3"],
    example: Example { bad: || shop_where(|policies| policies.authentication.sessions = Some(Sessions::default())), good: shop },
};

fn check(design: &Design, audit: &mut Audit) {
    let (at, policy) = (Pointer::Policy(Concern::Authentication), &design.policies.authentication);
    if policy.sessions.is_none() {
        if look::protected(design).next().is_some() && (policy.bearer || policy.api_key.is_some()) {
            audit.pass(at, "a token or a key in each request");
        }
        return;
    }
    let edit = mend::policy(
        design,
        |p| &p.authentication,
        |authentication| {
            authentication.sessions = None;
            authentication.bearer |= authentication.api_key.is_none();
        },
    );
    let finding = audit
        .fail(at.clone(), "A session lives in one server's memory. Share it among all instances, or let requests carry a token.")
        .because(at, "sessions are kept on the server");
    match design.brief.instances {
        Some(instances) if instances > 1 => finding.because(Pointer::Brief, format!("{instances} instances")),
        _ => finding,
    }
    .fix("Use tokens instead", Safety::ReviewFirst, [edit]);
}
