//! 204 ends with the header section.

use serde_json::Value;

use crate::design::answers::success_status;
use crate::design::{Behaviour, Design, Endpoint};
use crate::http::status;
use crate::rules::example::{shop, shop_whose};
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity, look, mend};

/// An endpoint promises content with a status that never carries any.
pub static RULE: Rule = Rule {
    id: "no-content-with-body",
    group: Group::StatusCodes,
    severity: Severity::Error,
    weight: 4,
    title: "Content promised with 204",
    passes: "Statuses without content carry none",
    question: &[8],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "The content never arrives: servers drop it, or clients read it as the beginning of the next answer.",
    advice: "Answer 200 where there is something to say, and 204 where there is nothing.",
    sources: &["RFC 9110 section 15.3.5", "RFC 9110 section 6.4.1"],
    example: Example { bad: || shop_whose("readOrder", |endpoint| endpoint.success = Some(204)), good: shop },
};

fn check(design: &Design, audit: &mut Audit) {
    for endpoint in look::endpoints(design) {
        let code = success_status(design, endpoint);
        if status::allows_content(code) || !status::is_success(code) {
            continue;
        }
        let line = status::line(code);
        if !has_content(design, endpoint) {
            audit.pass(endpoint.at(), format!("{line}, and nothing to say"));
            continue;
        }
        let finding = audit.fail(endpoint.at(), format!("{} promises content, but {line} never carries any.", endpoint.label()));
        finding.because(endpoint.at(), line);
        match &endpoint.behaviour {
            // The content never reached anybody, so nobody can miss it.
            Behaviour::Fixed { status, .. } => {
                let behaviour = Behaviour::Fixed { status: *status, body: Value::Null };
                finding.fix("Take the content out", Safety::Safe, [mend::endpoint(endpoint, |endpoint| endpoint.behaviour = behaviour)]);
            }
            _ => {
                finding.fix("Answer with content", Safety::ReviewFirst, [mend::endpoint(endpoint, |endpoint| endpoint.success = None)]);
            }
        }
    }
}

fn has_content(design: &Design, endpoint: &Endpoint) -> bool {
    match &endpoint.behaviour {
        Behaviour::List | Behaviour::Search | Behaviour::Read | Behaviour::KeySet | Behaviour::Health | Behaviour::Home => true,
        Behaviour::Token | Behaviour::Metadata => true,
        Behaviour::Create => design.policies.creation.body && endpoint.success.is_some(),
        Behaviour::Replace | Behaviour::Update => design.policies.update.body && endpoint.success.is_some(),
        Behaviour::Delete => design.policies.deletion.body && endpoint.success.is_some(),
        Behaviour::Fixed { body, .. } => !body.is_null(),
        work if work.is_work() => endpoint.success.is_some(),
        _ => false,
    }
}
