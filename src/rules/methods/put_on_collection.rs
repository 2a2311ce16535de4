//! A change names what it changes.

use crate::design::Design;
use crate::design::template::Segment;
use crate::rules::example::{shop, shop_whose};
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity, look, mend};

/// A change is sent to a whole collection.
pub static RULE: Rule = Rule {
    id: "put-on-collection",
    group: Group::Methods,
    severity: Severity::Warning,
    weight: 4,
    title: "PUT or PATCH on a collection",
    passes: "PUT and PATCH name one record",
    question: &[3, 12],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "PUT at a collection means that everything in it becomes what was sent: whatever the client did not know of is gone.",
    advice: "Name the record in the path; where many records change, post the change as a record of its own.",
    sources: &["RFC 9110 section 9.3.4"],
    example: Example { bad: || shop_whose("updateOrder", |endpoint| endpoint.path = "/orders".to_owned()), good: shop },
};

fn check(design: &Design, audit: &mut Audit) {
    for endpoint in look::overwrites(design) {
        let Some(resource) = design.resource_of(endpoint) else { continue };
        if matches!(endpoint.template().segments.last(), Some(Segment::Literal(text)) if *text == resource.segment) {
            let path = format!("{}/{{id}}", endpoint.path);
            let edit = mend::endpoint(endpoint, |endpoint| endpoint.path.clone_from(&path));
            audit
                .fail(endpoint.at(), format!("{} names all of {}. Name one record.", endpoint.label(), resource.segment))
                .because(endpoint.at(), endpoint.label())
                .maybe_fix(format!("Move to {path}"), Safety::ReviewFirst, mend::if_distinct(design, vec![edit]));
        } else {
            audit.pass(endpoint.at(), "names one record");
        }
    }
}
