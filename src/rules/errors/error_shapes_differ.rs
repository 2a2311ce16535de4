//! A client reads every error in the same way.

use serde_json::{Value, json};

use crate::design::policy::ErrorShape;
use crate::design::{Behaviour, Concern, Design, Endpoint, Pointer};
use crate::http::Method;
use crate::rules::example::shop_and;
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity, look, mend};

/// Some errors have a shape of their own.
pub static RULE: Rule = Rule {
    id: "error-shapes-differ",
    group: Group::Errors,
    severity: Severity::Warning,
    weight: 4,
    title: "Errors of two shapes",
    passes: "Errors have one shape",
    question: &[26],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "A client that reads errors of one shape finds nothing in the other, and shows an empty message to its user.",
    advice: "Give every error the shape that the API has chosen, fixed answers too.",
    sources: &["RFC 9457 section 3"],
    example: Example {
        bad: || fixed(json!({ "error": "The shop is closed." })),
        good: || fixed(json!({ "type": "about:blank", "title": "The shop is closed", "status": 503 })),
    },
};

fn fixed(body: Value) -> Design {
    shop_and(Endpoint::new("showOpening", Method::GET, "/opening", Behaviour::Fixed { status: 503, body }, None))
}

/// The members of a value: `error, code`.
fn names(body: &Value) -> String {
    match body.as_object() {
        Some(members) => members.keys().map(String::as_str).collect::<Vec<_>>().join(", "),
        None => "a bare value".to_owned(),
    }
}

fn check(design: &Design, audit: &mut Audit) {
    let wanted = design.policies.errors.shape;
    for endpoint in look::endpoints(design) {
        let Behaviour::Fixed { status, body } = &endpoint.behaviour else { continue };
        if *status < 400 || body.is_null() || wanted != ErrorShape::ProblemDetails {
            continue;
        }
        let fits = ["title", "status", "type"].iter().any(|member| body.get(member).is_some()) && body.get("error").is_none();
        if fits {
            audit.pass(endpoint.at(), "is a problem as well");
            continue;
        }
        let problem = json!({ "type": "about:blank", "title": crate::http::status::reason(*status), "status": status });
        let edit = mend::endpoint(endpoint, |endpoint| endpoint.behaviour = Behaviour::Fixed { status: *status, body: problem });
        audit
            .fail(endpoint.at(), format!("{} answers an error that is no problem document, as the others are.", endpoint.label()))
            .because(endpoint.at(), format!("{status} with {}", names(body)))
            .because(Pointer::Policy(Concern::Errors), "all other errors are problem documents")
            .fix("Answer with a problem", Safety::ReviewFirst, [edit]);
    }
}
