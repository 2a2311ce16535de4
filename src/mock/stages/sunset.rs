//! Stage: the endpoint has not ended yet; 410 (RFC 8594, RFC 9110 section 15.5.11).

use serde_json::json;

use super::deprecation::{place, successor};
use super::problems::refuse;
use crate::design::policy::deprecation::seconds;
use crate::http::Problem;
use crate::mock::pipeline::Call;
use crate::mock::routes::Route;
use crate::mock::{Decision, Moment, Why};

/// Compares the server's clock with the sunset.
pub fn check(call: &Call, route: &Route) -> Decision<()> {
    match call.design.lifetime(route.endpoint()).sunset.is_empty() {
        true => Decision::skip((), "no end is set"),
        false => call.extras.sunset(call, route),
    }
}

/// The same, where a sunset is set.
pub fn compare(call: &Call, route: &Route) -> Decision<()> {
    let endpoint = route.endpoint();
    let lifetime = call.design.lifetime(endpoint);
    let at = place(endpoint);
    let Some(end) = seconds(&lifetime.sunset) else {
        return Decision::skip((), Why::new("the sunset is no date").because_of(at).compare("2026-03-14", lifetime.sunset.clone()));
    };
    let date = Moment(end.saturating_mul(1000)).rfc3339();
    if call.now.seconds() < end {
        return Decision::pass((), Why::new(format!("works until {date}")).spec("RFC 8594 section 3").because_of(at));
    }
    if !call.design.policies.deprecation.ends {
        let why = Why::new("works on after its sunset").spec("RFC 8594 section 3");
        return Decision::pass((), why.because_of(at).compare(format!("410 since {date}"), call.now.rfc3339()));
    }
    let instead = successor(call, Some(endpoint), lifetime);
    let detail = match &instead {
        Some(successor) => format!("{} ended on {date}. Use {successor} instead.", endpoint.label()),
        None => format!("{} ended on {date}. Nothing takes its place.", endpoint.label()),
    };
    let mut problem = Problem::new(410, "sunset-passed", "This endpoint has ended", detail).with("sunset", date.clone());
    if let Some(successor) = instead {
        problem = problem.with("successor", json!(successor));
    }
    let why = Why::new("its sunset has passed").spec("RFC 9110 section 15.5.11").because_of(at);
    Decision::answer(refuse(call, problem), why.compare(format!("before {date}"), call.now.rfc3339()))
}
