//! Where what can be done depends on the state, the answer is the one that knows.

use crate::design::policy::LinkForm;
use crate::design::{Behaviour, Concern, Design, Pointer};
use crate::rules::example::shop_where;
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity, look, mend};

/// Records with a life-cycle do not say what can come next.
pub static RULE: Rule = Rule {
    id: "no-hypermedia",
    group: Group::Representations,
    severity: Severity::Hint,
    weight: 1,
    title: "Answers offer no next steps",
    passes: "Answers offer the next steps",
    question: &[7, 25],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "Each client rebuilds the life-cycle to know which buttons to show, and is wrong as soon as the server's rules change.",
    advice: "Link a record to the actions that its state allows, as a links array or as HAL.",
    sources: &["RFC 8288", "Fielding, dissertation, section 5.1.5", "draft-kelly-json-hal"],
    example: Example {
        bad: || shop_where(|policies| policies.hypermedia.form = LinkForm::None),
        good: || shop_where(|policies| policies.hypermedia.form = LinkForm::Links),
    },
};

fn check(design: &Design, audit: &mut Audit) {
    let policy = &design.policies.hypermedia;
    for resource in &design.resources {
        let moves = || {
            look::endpoints(design).filter(|endpoint| {
                matches!(endpoint.behaviour, Behaviour::Transition { .. }) && endpoint.resource.as_deref() == Some(resource.name.as_str())
            })
        };
        if moves().next().is_none() {
            continue;
        }
        if policy.links() && policy.actions {
            audit.pass(resource.at(), "links to actions");
            continue;
        }
        let edit = mend::policy(
            design,
            |p| &p.hypermedia,
            |hypermedia| {
                hypermedia.actions = true;
                if !hypermedia.links() {
                    hypermedia.form = LinkForm::Links;
                }
            },
        );
        audit
            .fail(resource.at(), format!("{} does not say which actions its state allows: clients have to know the life-cycle.", resource.name))
            .because(Pointer::Policy(Concern::Hypermedia), if policy.links() { "links lead to reads only" } else { "answers carry no links" })
            .because_of(moves())
            .fix("Link to actions", Safety::ReviewFirst, [edit]);
    }
}
