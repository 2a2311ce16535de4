//! Machines that watch have to know whether the server is well.

use crate::design::{Behaviour, Design, Edit, Endpoint, Pointer, naming};
use crate::rules::example::{shop, shop_with};
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity, look, mend};

/// Nothing tells whether the server is well.
pub static RULE: Rule = Rule {
    id: "no-health-endpoint",
    group: Group::Traffic,
    severity: Severity::Hint,
    weight: 1,
    title: "No health endpoint",
    passes: "Its health can be asked for",
    question: &[40, 51],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "A load balancer that cannot ask sends requests to an instance that is down, and people find out before the alarm does.",
    advice: "Answer GET /health with 200 while the server is of use and with 503 when it is not; without credentials, without a limit, never kept.",
    sources: &["draft-inadarei-api-health-check-06", "RFC 9110 section 15.6.4"],
    example: Example { bad: || shop_with(|design| design.endpoints.retain(|endpoint| endpoint.behaviour != Behaviour::Health)), good: shop },
};

fn check(design: &Design, audit: &mut Audit) {
    if design.endpoints.is_empty() {
        return;
    }
    let names = ["health", "healthz", "livez", "readyz", "status", "ping"];
    let tells = |endpoint: &&Endpoint| {
        endpoint.behaviour == Behaviour::Health
            || endpoint.resource.is_none() && endpoint.template().literals().last().is_some_and(|last| names.contains(&last))
    };
    if let Some(endpoint) = look::endpoints(design).find(tells) {
        audit.pass(endpoint.at(), "tells how the server is");
        return;
    }
    let endpoint = Endpoint::health(&naming::free_id(design, "showHealth")).with_expected_errors(design);
    let edits = mend::if_distinct(design, vec![Edit::AddEndpoint { endpoint }]);
    let finding = audit.fail(Pointer::Design, "Nothing tells a load balancer or a monitor whether the server is well. Add GET /health.");
    finding.because(Pointer::Design, "no endpoint for its health").maybe_fix("Add GET /health", Safety::ReviewFirst, edits);
}
