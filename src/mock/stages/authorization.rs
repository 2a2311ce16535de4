//! Stage: whether this caller may; 403, or 404 to hide (RFC 9110 section 15.5.4).

use super::authentication::Caller;
use super::problems::refuse;
use crate::design::policy::Refusal;
use crate::design::{Access, Concern, Pointer};
use crate::http::Problem;
use crate::mock::pipeline::Call;
use crate::mock::routes::Route;
use crate::mock::{Decision, Why};

/// Compares what the caller's token is limited to, and the caller's roles, with what the endpoint asks for.
pub fn permit(call: &Call, route: &Route, caller: &Caller) -> Decision<()> {
    let scope = caller.scopes.as_ref().and_then(|has| Some((call.design.policies.oauth.scope_of(call.design, route.endpoint())?, has)));
    if let Some((wanted, has)) = scope.as_ref().filter(|(wanted, has)| !has.contains(wanted)) {
        return call.extras.beyond(call, wanted, has);
    }
    let Access::Roles(wanted) = &route.endpoint().access else {
        return match scope {
            Some((scope, _)) => Decision::pass(
                (),
                Why::new(format!("the token reaches {scope}")).spec("RFC 6749 section 3.3").because_of(Pointer::Policy(Concern::Oauth)),
            ),
            None => Decision::skip((), "no role is asked for"),
        };
    };
    let has: &[String] = caller.client.as_ref().map_or(&[], |client| &client.roles);
    if let Some(role) = has.iter().find(|role| wanted.contains(role)) {
        return Decision::pass((), Why::new(format!("role {role} may do this")).because_of(route.endpoint().at()));
    }
    let refusal = call.design.policies.authorization.refusal;
    let name = caller.client.as_ref().map_or("The caller", |client| client.name.as_str());
    let (kind, title, detail) = match refusal {
        Refusal::Forbidden => (
            "forbidden",
            "You may not do this",
            format!("{name} is known, but this needs the role {}. Other credentials may have it.", wanted.join(" or ")),
        ),
        Refusal::Hidden => ("no-such-path", "Nothing is here", "There is nothing here for this caller.".to_owned()),
        Refusal::Unauthorized => ("unauthenticated", "Sign in again", "The credentials do not suffice.".to_owned()),
    };
    let mut reply = refuse(call, Problem::new(refusal.status(), kind, title, detail));
    if refusal == Refusal::Unauthorized && call.design.policies.authentication.challenge {
        reply.set("www-authenticate", "Bearer", "Asks for credentials again, though they were fine.");
    }
    let got = if has.is_empty() { "no role".to_owned() } else { has.join(", ") };
    let why = Why::new(format!("{name} lacks the role {}", wanted.join(" or ")))
        .spec("RFC 9110 section 15.5.4")
        .because_of(if refusal == Refusal::Forbidden { route.endpoint().at() } else { Pointer::Policy(Concern::Authorization) })
        .compare(wanted.join(" or "), got);
    Decision::answer(reply, why)
}
