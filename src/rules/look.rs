//! Questions that several rules ask of a design.

use crate::design::answers::success_status;
use crate::design::{Behaviour, Design, Endpoint, Field, Pointer, Resource, words};

/// Endpoints that answer with records.
pub fn reads(design: &Design) -> impl Iterator<Item = &Endpoint> {
    endpoints(design).filter(|endpoint| matches!(endpoint.behaviour, Behaviour::List | Behaviour::Read) && endpoint.resource.is_some())
}

/// Endpoints that list records.
pub fn lists(design: &Design) -> impl Iterator<Item = &Endpoint> {
    endpoints(design).filter(|endpoint| endpoint.behaviour == Behaviour::List && endpoint.resource.is_some())
}

/// Endpoints that make records.
pub fn creates(design: &Design) -> impl Iterator<Item = &Endpoint> {
    endpoints(design).filter(|endpoint| endpoint.behaviour == Behaviour::Create && endpoint.resource.is_some())
}

/// Endpoints that read JSON content.
pub fn content_takers(design: &Design) -> impl Iterator<Item = &Endpoint> {
    endpoints(design).filter(|endpoint| endpoint.takes_content() && endpoint.resource.is_some())
}

/// Endpoints that put something in the place of what a record said before.
pub fn overwrites(design: &Design) -> impl Iterator<Item = &Endpoint> {
    endpoints(design).filter(|endpoint| matches!(endpoint.behaviour, Behaviour::Replace | Behaviour::Update) && endpoint.resource.is_some())
}

/// Endpoints that want credentials.
pub fn protected(design: &Design) -> impl Iterator<Item = &Endpoint> {
    endpoints(design).filter(|endpoint| design.needs_credentials(endpoint))
}

/// Every endpoint.
pub fn endpoints(design: &Design) -> impl Iterator<Item = &Endpoint> {
    design.endpoints.iter().map(|endpoint| &**endpoint)
}

/// Every field with its resource.
pub fn fields(design: &Design) -> impl Iterator<Item = (&Resource, &Field)> {
    design.resources.iter().flat_map(|resource| resource.fields.iter().map(move |field| (&**resource, field)))
}

/// Whether a resource has an endpoint with this behaviour.
pub fn has(design: &Design, resource: &str, wanted: impl Fn(&Behaviour) -> bool) -> bool {
    design.endpoints_of(resource).any(|endpoint| wanted(&endpoint.behaviour))
}

/// The first endpoints as evidence, each with its label.
pub fn witnesses<'a>(endpoints: impl Iterator<Item = &'a Endpoint>) -> Vec<(Pointer, String)> {
    endpoints.take(5).map(|endpoint| (endpoint.at(), endpoint.label())).collect()
}

/// The status of success with its phrase: `200 OK`.
pub fn success(design: &Design, endpoint: &Endpoint) -> String {
    crate::http::status::line(success_status(design, endpoint))
}

/// Whether one of a name's words is among these.
pub fn has_word(name: &str, wanted: &[&str]) -> bool {
    words::split(name).iter().any(|word| wanted.contains(&word.as_str()))
}

/// Whether a resource stands for a person or an account.
pub fn is_person(resource: &Resource) -> bool {
    let people = [
        "user",
        "users",
        "account",
        "accounts",
        "customer",
        "member",
        "guest",
        "person",
        "people",
        "profile",
        "employee",
        "patient",
        "student",
        "admin",
        "subscriber",
        "contact",
        "owner",
        "driver",
        "author",
    ];
    words::split(&resource.name).last().is_some_and(|word| people.contains(&word.as_str()))
}

/// `3 endpoints`, `1 endpoint`.
pub fn number(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {}", words::plural(noun)) }
}
