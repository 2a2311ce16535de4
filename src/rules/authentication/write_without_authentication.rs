//! Whoever changes something says who they are.

use crate::design::policy::Required;
use crate::design::{Access, Behaviour, Concern, Design, Endpoint, Pointer, words};
use crate::rules::example::{shop_where, shop_whose};
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity, look, mend, route};

/// Anybody may change something.
pub static RULE: Rule = Rule {
    id: "write-without-authentication",
    group: Group::Authentication,
    severity: Severity::Error,
    weight: 10,
    title: "Write without authentication",
    passes: "Writes want credentials",
    question: &[16, 22],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "Anybody on the network can change or remove the data, and nobody can tell afterwards who did.",
    advice: "Ask for credentials on every call that changes something; leave out sign-up and sign-in only.",
    sources: &["OWASP API Security 2023: API2", "RFC 9110 section 11"],
    example: Example { bad: || unowned(Access::Public), good: || unowned(Access::Authenticated) },
};

/// A shop in which nobody compares owners, and who may change an order there.
fn unowned(access: Access) -> Design {
    let open = shop_where(|policies| policies.authorization.owners.clear());
    Design { policies: open.policies, ..shop_whose("updateOrder", |endpoint| endpoint.access = access) }
}

fn check(design: &Design, audit: &mut Audit) {
    let writes = || look::endpoints(design).filter(|endpoint| endpoint.behaviour.changes_state() && !is_entrance(design, endpoint));
    for endpoint in writes().filter(|endpoint| !endpoint.access.is_inherit()) {
        if design.needs_credentials(endpoint) {
            audit.pass(endpoint.at(), "wants credentials");
            continue;
        }
        if look::meets_owners(design, endpoint) {
            audit.pass(endpoint.at(), "turns away who is not the owner");
            continue;
        }
        let edit = mend::endpoint_with_declarations(design, endpoint, |endpoint| endpoint.access = Access::Authenticated);
        audit
            .fail(endpoint.at(), format!("Anybody may call {}. Ask for credentials.", endpoint.label()))
            .because(endpoint.at(), "open to everybody")
            .fix("Ask for credentials", Safety::ReviewFirst, [edit]);
    }
    let usual = || writes().filter(|endpoint| endpoint.access.is_inherit());
    if usual().next().is_none() {
        return;
    }
    let at = Pointer::Policy(Concern::Authentication);
    if design.policies.authentication.required != Required::Never {
        audit.pass(at, "writes want credentials");
        return;
    }
    let edit = mend::policy(design, |p| &p.authentication, |authentication| authentication.required = Required::ForWrites);
    audit
        .fail(at.clone(), "Anybody may change the data, because no endpoint wants credentials. Ask for them on writes.")
        .because(at, "credentials are never required")
        .because_of(usual())
        .fix("Ask for credentials on writes", Safety::ReviewFirst, mend::with_declarations(design, edit));
}

/// Where nobody can have credentials yet: signing up, signing in, asking to be written to.
fn is_entrance(design: &Design, endpoint: &Endpoint) -> bool {
    // The content of a token request says who the client is (RFC 6749 section 2.3.1).
    if endpoint.behaviour.is_session() || endpoint.path.ends_with("/token") && route::is_below_oauth(&endpoint.template().segments) {
        return true;
    }
    let doors = [
        "session",
        "login",
        "registration",
        "signup",
        "token",
        "subscription",
        "subscriber",
        "lead",
        "contact",
        "invitation",
        "reset",
        "verification",
        "feedback",
    ];
    let resource = design.resource_of(endpoint);
    let is_door = resource
        .is_some_and(|resource| look::is_person(resource) || words::split(&resource.name).last().is_some_and(|word| doors.contains(&word.as_str())));
    endpoint.behaviour == Behaviour::Create && endpoint.access == Access::Public && is_door
}
