//! Work ends in something that can be fetched.

use crate::design::{Behaviour, Design, Edit, Endpoint};
use crate::rules::example::{with_jobs, without};
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity, look, mend};

/// The result of work cannot be read.
pub static RULE: Rule = Rule {
    id: "job-without-result",
    group: Group::LongWork,
    severity: Severity::Warning,
    weight: 4,
    title: "Work whose result nobody reads",
    passes: "The result can be read",
    question: &[33],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "The work makes a record, and the link to it leads nowhere, because no endpoint answers with that record.",
    advice: "Let GET answer with the record that the work has made.",
    sources: &["RFC 9110 section 15.4.4"],
    example: Example { bad: || without(with_jobs(), |behaviour| *behaviour == Behaviour::Read), good: with_jobs },
};

fn check(design: &Design, audit: &mut Audit) {
    for start in look::jobs(design) {
        let Some(resource) = design.resource_of(start) else { continue };
        if look::has(design, &resource.name, |behaviour| *behaviour == Behaviour::Read) {
            audit.pass(start.at(), "its result can be read");
            continue;
        }
        let endpoint = Endpoint { access: start.access.clone(), ..Endpoint::usual(resource, Behaviour::Read) }.with_expected_errors(design);
        let edits = mend::if_distinct(design, vec![Edit::AddEndpoint { endpoint: endpoint.clone() }]);
        audit
            .fail(start.at(), format!("{} makes a record that no endpoint shows. Let GET answer with it.", start.label()))
            .because(start.at(), "no endpoint reads the result")
            .maybe_fix(format!("Add {}", endpoint.label()), Safety::ReviewFirst, edits);
    }
}
