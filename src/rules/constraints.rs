//! The six constraints of REST, each with what speaks for and against it in a design.
//!
//! They are those of Fielding's dissertation, chapter 5. A design shows some of them directly; where it cannot show one, nothing is
//! claimed.

use std::borrow::Cow;

use serde::Serialize;

use super::{Evidence, Richardson, look};
use crate::design::policy::{Algorithm, ErrorShape, Validator};
use crate::design::{Concern, Credential, Design, Pointer};
use crate::http::Method;

/// A constraint, as a design keeps it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Constraint {
    /// Its name.
    pub title: &'static str,
    /// What it asks for, in one sentence.
    pub asks: &'static str,
    /// How it stands.
    pub stand: Stand,
    /// What speaks for it.
    pub holds: Vec<Evidence>,
    /// What speaks against it.
    pub against: Vec<Evidence>,
}

/// How a constraint stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stand {
    /// Nothing speaks against it.
    Kept,
    /// Some things do.
    Partly,
    /// The design does not show it.
    Open,
}

impl Stand {
    /// The word on screen.
    pub fn word(self) -> &'static str {
        match self {
            Self::Kept => "kept",
            Self::Partly => "partly",
            Self::Open => "not shown",
        }
    }
}

impl Constraint {
    fn new(title: &'static str, asks: &'static str, holds: Vec<Evidence>, against: Vec<Evidence>) -> Self {
        let stand = match (holds.is_empty(), against.is_empty()) {
            (_, false) => Stand::Partly,
            (false, true) => Stand::Kept,
            (true, true) => Stand::Open,
        };
        Self { title, asks, stand, holds, against }
    }
}

/// The six, in the order in which they were written down.
pub fn constraints(design: &Design) -> Vec<Constraint> {
    if design.endpoints.is_empty() {
        return Vec::new();
    }
    vec![client_server(design), stateless(design), cacheable(design), uniform(design), layered(design), code_on_demand()]
}

fn policy(concern: Concern, saw: impl Into<Cow<'static, str>>) -> Evidence {
    Evidence { at: Pointer::Policy(concern), saw: saw.into() }
}

fn client_server(design: &Design) -> Constraint {
    let resources = look::number(design.resources.len(), "resource");
    let mut holds = vec![Evidence { at: Pointer::Design, saw: format!("{resources}, with no word about how they are shown").into() }];
    if look::admits_pages(design) {
        holds.push(policy(Concern::Cors, "pages of other origins are clients like any other"));
    }
    let leaks = design.policies.errors.shape == ErrorShape::StackTrace;
    let against = leaks.then(|| policy(Concern::Errors, "errors show the inside of the server, and clients come to read it"));
    Constraint::new("Client and server", "Each side can be replaced without the other.", holds, against.into_iter().collect())
}

fn stateless(design: &Design) -> Constraint {
    let (mut holds, mut against) = (Vec::new(), Vec::new());
    let authentication = &design.policies.authentication;
    if look::protected(design).next().is_some() && (authentication.bearer || authentication.api_key.is_some()) {
        holds.push(policy(Concern::Authentication, "every request brings its own credentials"));
    }
    if look::protected(design).next().is_none() && design.clients.iter().all(|client| client.credential == Credential::None) {
        holds.push(policy(Concern::Authentication, "no request needs to be remembered from the last"));
    }
    if design.policies.tokens.are_signed() {
        holds.push(policy(Concern::Tokens, "signed tokens can be checked by any instance"));
    }
    let limits = &design.policies.rate_limits;
    if limits.algorithm != Algorithm::None && limits.per_instance && design.brief.instances.is_some_and(|count| count > 1) {
        against.push(policy(Concern::RateLimits, "each instance counts for itself, so it matters which one answers"));
    }
    Constraint::new("Stateless", "A request holds all that is needed to understand it.", holds, against)
}

fn cacheable(design: &Design) -> Constraint {
    let caching = &design.policies.caching;
    let (mut holds, mut against) = (Vec::new(), Vec::new());
    match &caching.cache_control {
        Some(value) => holds.push(policy(Concern::Caching, format!("reads say {value}"))),
        None => against.push(policy(Concern::Caching, "reads do not say whether they may be kept")),
    }
    match caching.validates() {
        true if caching.validator == Validator::None => holds.push(policy(Concern::Caching, "reads say when they last changed")),
        true => holds.push(policy(Concern::Caching, "reads carry an ETag")),
        false => against.push(policy(Concern::Caching, "nothing tells a client whether its copy is still right")),
    }
    if design.policies.errors.shape == ErrorShape::OkWithError {
        against.push(policy(Concern::Errors, "caches keep errors that say 200"));
    }
    let reading = look::reads(design).filter(|endpoint| !endpoint.method.is_safe()).take(3);
    against.extend(reading.map(|endpoint| Evidence { at: endpoint.at(), saw: format!("{} reads, and cannot be kept", endpoint.label()).into() }));
    Constraint::new("Cacheable", "An answer says whether it may be used again.", holds, against)
}

fn uniform(design: &Design) -> Constraint {
    let richardson = Richardson::of(design);
    let (mut holds, mut against) = (Vec::new(), Vec::new());
    let level = format!("level {} of Richardson's model: {}", richardson.level, richardson.title().to_lowercase());
    let side = if richardson.level >= 2 { &mut holds } else { &mut against };
    side.push(Evidence { at: Pointer::Design, saw: level.into() });
    match design.policies.errors.shape {
        ErrorShape::ProblemDetails => holds.push(policy(Concern::Errors, "errors say by themselves what they are")),
        _ => against.push(policy(Concern::Errors, "errors have a shape that only this API knows")),
    }
    match design.policies.hypermedia.links() {
        true => holds.push(policy(Concern::Hypermedia, "answers lead on by links")),
        false => against.push(policy(Concern::Hypermedia, "clients build addresses instead of following links")),
    }
    let tunnels = look::endpoints(design).filter(|endpoint| endpoint.method == Method::GET && endpoint.behaviour.changes_state()).take(3);
    against.extend(tunnels.map(|endpoint| Evidence { at: endpoint.at(), saw: format!("{} changes something", endpoint.label()).into() }));
    Constraint::new("Uniform interface", "Resources, methods and links mean the same everywhere.", holds, against)
}

fn layered(design: &Design) -> Constraint {
    let (mut holds, mut against) = (Vec::new(), Vec::new());
    let caching = &design.policies.caching;
    if caching.shared_cache {
        holds.push(policy(Concern::Caching, "a shared cache stands between, and no client has to know"));
    }
    match design.policies.negotiation.vary {
        true => holds.push(policy(Concern::Negotiation, "answers say on what they depend")),
        false => against.push(policy(Concern::Negotiation, "a cache between is not told on what answers depend")),
    }
    let open = |value: &str| value.contains("public") || value.contains("s-maxage");
    let leaking = look::protected(design).filter(|endpoint| endpoint.cache_control.as_deref().is_some_and(open)).take(3);
    against.extend(
        leaking.map(|endpoint| Evidence { at: endpoint.at(), saw: format!("{} lets a cache between keep what is private", endpoint.label()).into() }),
    );
    Constraint::new("Layered system", "A client cannot tell who stands between.", holds, against)
}

fn code_on_demand() -> Constraint {
    Constraint::new("Code on demand", "A server may send programs; the only constraint that is optional.", Vec::new(), Vec::new())
}
