//! An error is an error on the outside too.

use serde_json::Value;

use crate::design::policy::ErrorShape;
use crate::design::{Behaviour, Concern, Design, Endpoint, Pointer};
use crate::rules::example::{shop, shop_where};
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity, look, mend};

/// Errors are answered with 200.
pub static RULE: Rule = Rule {
    id: "error-inside-200",
    group: Group::StatusCodes,
    severity: Severity::Error,
    weight: 10,
    title: "Error inside a 200",
    passes: "Errors have error statuses",
    question: &[8, 0, 26],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "Caches keep the error as the truth, monitors count it as success, and every client has to read every answer before it may believe it.",
    advice: "Answer 4xx where the client is at fault and 5xx where the server is.",
    sources: &["RFC 9110 section 15", "RFC 9457 section 3"],
    example: Example { bad: || shop_where(|policies| policies.errors.shape = ErrorShape::OkWithError), good: shop },
};

fn check(design: &Design, audit: &mut Audit) {
    for endpoint in look::endpoints(design).filter(|endpoint| says_error(endpoint)) {
        audit
            .fail(endpoint.at(), format!("{} answers success with an error inside. Answer a 4xx or 5xx status.", endpoint.label()))
            .because(endpoint.at(), look::success(design, endpoint));
    }
    let at = Pointer::Policy(Concern::Errors);
    if design.policies.errors.shape != ErrorShape::OkWithError {
        audit.pass(at, "errors have error statuses");
        return;
    }
    audit
        .fail(at.clone(), "Errors are answered with 200, which caches keep and monitors count as success. Answer 4xx or 5xx.")
        .because(at, "200 with an error inside")
        .because_of(look::endpoints(design))
        .fix(
            "Answer with problem details",
            Safety::ReviewFirst,
            [mend::policy(design, |p| &p.errors, |errors| errors.shape = ErrorShape::ProblemDetails)],
        );
}

fn says_error(endpoint: &Endpoint) -> bool {
    let Behaviour::Fixed { status, body: Value::Object(body) } = &endpoint.behaviour else { return false };
    let failed = body.get("success").or_else(|| body.get("ok")).is_some_and(|flag| *flag == Value::Bool(false));
    // A record may say how its own work failed; an answer that holds nothing else says that the call did.
    let about = ["error", "errors", "message", "code", "status", "success", "ok", "detail", "details"];
    let nothing_else = body.keys().all(|name| about.contains(&name.as_str()));
    (200..300).contains(status) && (failed || nothing_else && body.get("error").is_some_and(|error| !error.is_null() && *error != Value::Bool(false)))
}
