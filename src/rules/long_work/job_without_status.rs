//! What was begun can be looked at.

use crate::design::{Behaviour, Design, Edit, Endpoint};
use crate::rules::example::{with_jobs, without};
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity, look, mend};

/// Work is begun, and no endpoint shows it.
pub static RULE: Rule = Rule {
    id: "job-without-status",
    group: Group::LongWork,
    severity: Severity::Error,
    weight: 6,
    title: "Work that nobody can watch",
    passes: "Long work has a status",
    question: &[33],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "Work was begun, and there is no address at which anybody could see whether it runs, failed or is done.",
    advice: "Give the work a resource of its own: GET shows how it stands and leads to the result.",
    sources: &["RFC 9110 section 15.3.3"],
    example: Example { bad: || without(with_jobs(), |behaviour| *behaviour == Behaviour::JobStatus), good: with_jobs },
};

fn check(design: &Design, audit: &mut Audit) {
    for start in look::jobs(design) {
        let Some(resource) = design.resource_of(start) else { continue };
        if look::has(design, &resource.name, |behaviour| *behaviour == Behaviour::JobStatus) {
            audit.pass(start.at(), "has a status");
            continue;
        }
        let endpoint = Endpoint { access: start.access.clone(), ..Endpoint::usual(resource, Behaviour::JobStatus) }.with_expected_errors(design);
        let edits = mend::if_distinct(design, vec![Edit::AddEndpoint { endpoint: endpoint.clone() }]);
        audit
            .fail(start.at(), format!("{} begins work that no endpoint shows. Add its status.", start.label()))
            .because(start.at(), "no endpoint shows the work")
            .maybe_fix(format!("Add {}", endpoint.label()), Safety::ReviewFirst, edits);
    }
}
