//! The status of success fits what was done.

use crate::design::{Behaviour, Design, Endpoint};
use crate::http::status;
use crate::rules::example::{shop_whose, shop_with};
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity, look, mend};

/// The success status says something else than what happens.
pub static RULE: Rule = Rule {
    id: "status-unfit-for-method",
    group: Group::StatusCodes,
    severity: Severity::Warning,
    weight: 5,
    title: "Success status that does not fit",
    passes: "Success statuses fit",
    question: &[8],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "Clients act on the status before they read on: a 201 makes them look for a new record, a 404 makes them give up.",
    advice: "Answer 200 with content, 201 for something new, 202 for work to come, 204 without content.",
    sources: &["RFC 9110 section 15.3"],
    example: Example {
        bad: || shop_whose("deleteOrder", |endpoint| endpoint.success = Some(201)),
        good: || {
            shop_with(|design| {
                for endpoint in design.endpoints.iter_mut().filter(|endpoint| endpoint.id == "deleteOrder") {
                    std::sync::Arc::make_mut(endpoint).success = Some(204);
                }
            })
        },
    },
};

fn check(design: &Design, audit: &mut Audit) {
    for endpoint in look::endpoints(design) {
        let Some(code) = endpoint.success else { continue };
        if fits(endpoint, code) {
            audit.pass(endpoint.at(), status::line(code));
            continue;
        }
        audit
            .fail(endpoint.at(), format!("{} answers {} when it works, which says something else.", endpoint.label(), status::line(code)))
            .because(endpoint.at(), format!("success is {code}, the behaviour is «{}»", endpoint.behaviour.word()))
            .fix("Answer the usual status", Safety::ReviewFirst, [mend::endpoint(endpoint, |endpoint| endpoint.success = None)]);
    }
}

/// Creates without 201 and reads with 204 have rules of their own.
fn fits(endpoint: &Endpoint, code: u16) -> bool {
    let allowed: &[u16] = match endpoint.behaviour {
        Behaviour::List | Behaviour::Search | Behaviour::Read | Behaviour::KeySet | Behaviour::Health | Behaviour::Home => &[200, 203, 204, 206],
        Behaviour::Authorize => &[302, 303],
        Behaviour::Token | Behaviour::Revoke | Behaviour::Metadata => &[200],
        Behaviour::StartJob => &[200, 201, 202],
        Behaviour::StartUpload => &[201],
        Behaviour::SignIn => &[200, 201, 204],
        Behaviour::SignOut => &[200, 204],
        Behaviour::UploadChunk => &[200, 201, 202, 204],
        Behaviour::UploadStatus => &[200, 204],
        Behaviour::JobStatus => &[200, 303],
        Behaviour::CancelJob => &[200, 202, 204],
        Behaviour::Create => &[200, 201, 202, 204],
        Behaviour::Replace => &[200, 201, 202, 204],
        Behaviour::Restore | Behaviour::Transition { .. } => &[200, 201, 202, 204],
        Behaviour::Update | Behaviour::Delete | Behaviour::DeleteAll => &[200, 202, 204],
        Behaviour::Fixed { .. } => return true,
    };
    allowed.contains(&code)
}
