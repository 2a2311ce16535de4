//! A mistake can be stopped.

use crate::design::{Behaviour, Design, Edit, Endpoint};
use crate::rules::example::{with_jobs, without};
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity, look, mend};

/// Work runs to its end whatever anybody wants.
pub static RULE: Rule = Rule {
    id: "job-without-cancel",
    group: Group::LongWork,
    severity: Severity::Hint,
    weight: 2,
    title: "Work that nobody can stop",
    passes: "Long work can be stopped",
    question: &[33],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "A request sent by mistake runs to its end, and its cost with it.",
    advice: "Let DELETE on the work stop it.",
    sources: &[],
    example: Example { bad: || without(with_jobs(), |behaviour| *behaviour == Behaviour::CancelJob), good: with_jobs },
};

fn check(design: &Design, audit: &mut Audit) {
    for start in look::jobs(design) {
        let Some(resource) = design.resource_of(start) else { continue };
        if look::has(design, &resource.name, |behaviour| *behaviour == Behaviour::CancelJob) {
            audit.pass(start.at(), "can be stopped");
            continue;
        }
        let endpoint = Endpoint { access: start.access.clone(), ..Endpoint::usual(resource, Behaviour::CancelJob) }.with_expected_errors(design);
        let edits = mend::if_distinct(design, vec![Edit::AddEndpoint { endpoint: endpoint.clone() }]);
        audit
            .fail(start.at(), format!("{} begins work that no endpoint stops. Let DELETE stop it.", start.label()))
            .because(start.at(), "no endpoint stops the work")
            .maybe_fix(format!("Add {}", endpoint.label()), Safety::ReviewFirst, edits);
    }
}
