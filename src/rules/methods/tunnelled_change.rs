//! PUT, PATCH and DELETE say what happens, and whether it may be sent again.

use crate::design::{Behaviour, Design, Endpoint};
use crate::http::Method;
use crate::rules::example::{shop, shop_whose};
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity, look, mend};

/// A change hides behind a method that means something else.
pub static RULE: Rule = Rule {
    id: "tunnelled-change",
    group: Group::Methods,
    severity: Severity::Warning,
    weight: 6,
    title: "Change under the wrong method",
    passes: "Changes use their own methods",
    question: &[3, 11],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "Clients and proxies repeat PUT and DELETE after a lost answer, never POST. Under the wrong method they repeat too much or too little.",
    advice: "Replace with PUT, change with PATCH, remove with DELETE, create with POST.",
    sources: &["RFC 9110 section 9.3", "RFC 5789 section 2"],
    example: Example { bad: || shop_whose("updateOrder", |endpoint| endpoint.method = Method::POST), good: shop },
};

fn check(design: &Design, audit: &mut Audit) {
    for endpoint in look::endpoints(design).filter(|endpoint| endpoint.behaviour.changes_state() && !endpoint.method.is_safe()) {
        if fits(endpoint) {
            audit.pass(endpoint.at(), "says it with its method");
            continue;
        }
        let method = endpoint.behaviour.usual_method();
        let does = match endpoint.behaviour {
            Behaviour::Create => "makes a record",
            Behaviour::StartJob => "begins work",
            Behaviour::StartUpload => "opens an upload",
            Behaviour::UploadChunk => "takes a part",
            Behaviour::CancelJob => "stops work",
            Behaviour::Replace => "replaces a record",
            Behaviour::Delete | Behaviour::DeleteAll => "removes",
            _ => "changes a record",
        };
        let edit = mend::endpoint(endpoint, |endpoint| endpoint.method = method.clone());
        audit
            .fail(endpoint.at(), format!("{} {does}, which {method} says and {} does not.", endpoint.label(), endpoint.method))
            .because(endpoint.at(), format!("{} with the behaviour «{}»", endpoint.method, endpoint.behaviour.word()))
            .maybe_fix(format!("Use {method}"), Safety::ReviewFirst, mend::if_distinct(design, vec![edit]));
    }
}

/// PUT that patches and PATCH that replaces have rules of their own.
fn fits(endpoint: &Endpoint) -> bool {
    let allowed: &[Method] = match endpoint.behaviour {
        Behaviour::Create => &[Method::POST, Method::PUT],
        Behaviour::Replace | Behaviour::Update | Behaviour::UploadChunk => &[Method::PUT, Method::PATCH],
        Behaviour::Delete | Behaviour::DeleteAll | Behaviour::CancelJob => &[Method::DELETE],
        _ => return endpoint.method != Method::DELETE,
    };
    allowed.contains(&endpoint.method)
}
