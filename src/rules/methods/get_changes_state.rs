//! GET is free to call: for crawlers, prefetchers, caches and impatient people.

use crate::design::{Behaviour, Design};
use crate::http::Method;
use crate::rules::example::{shop, shop_whose};
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity, look, mend};

/// A safe method changes something.
pub static RULE: Rule = Rule {
    id: "get-changes-state",
    group: Group::Methods,
    severity: Severity::Error,
    weight: 10,
    title: "GET that changes something",
    passes: "GET only reads",
    question: &[3, 12],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "Browsers prefetch links, crawlers follow them and caches answer in your place. A change behind GET happens unasked, or not at all.",
    advice: "Use POST, PUT, PATCH or DELETE for whatever changes the server.",
    sources: &["RFC 9110 section 9.2.1"],
    example: Example { bad: || shop_whose("cancelOrder", |endpoint| endpoint.method = Method::GET), good: shop },
};

fn check(design: &Design, audit: &mut Audit) {
    for endpoint in look::endpoints(design).filter(|endpoint| endpoint.method.is_safe()) {
        if !endpoint.behaviour.changes_state() {
            audit.pass(endpoint.at(), "only reads");
            continue;
        }
        let does = match &endpoint.behaviour {
            Behaviour::Create => "makes a record",
            Behaviour::StartJob => "begins work",
            Behaviour::StartUpload => "opens an upload",
            Behaviour::UploadChunk => "takes a part",
            Behaviour::CancelJob => "stops work",
            Behaviour::Delete => "removes a record",
            Behaviour::Restore => "brings a record back",
            Behaviour::DeleteAll => "removes every record",
            Behaviour::Transition { .. } => "moves a record to another state",
            _ => "changes a record",
        };
        let method = endpoint.behaviour.usual_method();
        let edit = mend::endpoint(endpoint, |endpoint| endpoint.method = method.clone());
        audit
            .fail(endpoint.at(), format!("{} {does}, and crawlers send GET unasked. Use {method}.", endpoint.label()))
            .because(endpoint.at(), format!("{} with the behaviour «{}»", endpoint.method, endpoint.behaviour.word()))
            .maybe_fix(format!("Use {method}"), Safety::ReviewFirst, mend::if_distinct(design, vec![edit]));
    }
}
