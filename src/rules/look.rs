//! Questions that several rules ask of a design.

use super::{Audit, Safety, mend};
use crate::design::answers::{self, Answer, success_status};
use crate::design::policy::Origins;
use crate::design::policy::idempotency::acts_again;
use crate::design::{Behaviour, Design, Endpoint, Field, FieldKind, Pointer, Resource, words};
use crate::http::status;
use crate::order;

/// Endpoints that answer with records.
pub fn reads(design: &Design) -> impl Iterator<Item = &Endpoint> {
    endpoints(design).filter(|endpoint| endpoint.behaviour.is_read() && endpoint.resource.is_some())
}

/// Endpoints that list records.
pub fn lists(design: &Design) -> impl Iterator<Item = &Endpoint> {
    endpoints(design).filter(|endpoint| endpoint.behaviour.is_list() && endpoint.resource.is_some())
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

/// Endpoints where the same request sent twice acts twice.
pub fn repeatable(design: &Design) -> impl Iterator<Item = &Endpoint> {
    endpoints(design).filter(|endpoint| acts_again(endpoint) && endpoint.resource.is_some())
}

/// Whether a call makes somebody pay. Nothing does where the brief says that no money moves.
pub fn moves_money(design: &Design, endpoint: &Endpoint) -> bool {
    let payments = ["payment", "charge", "refund", "payout", "withdrawal", "deposit", "donation", "purchase", "checkout"];
    // These are of money where they have a price: a repository is transferred too.
    let others = ["transfer", "transaction", "order"];
    let is_price = |field: &Field| {
        let prices = ["amount", "price", "total", "cost", "currency"];
        field.kind == FieldKind::Money || words::split(&field.name).iter().any(|word| prices.contains(&word.as_str()))
    };
    let named = |resource: &Resource| {
        let name = words::split(&resource.name);
        let Some(word) = name.last().map(String::as_str) else { return false };
        payments.contains(&word) || others.contains(&word) && resource.fields.iter().any(is_price)
    };
    let creates = endpoint.behaviour == Behaviour::Create;
    creates && design.brief.money != Some(false) && design.resource_of(endpoint).is_some_and(|resource| named(resource))
}

/// Whether only its owner meets a record there: strangers, and those who show no credentials, are turned away.
pub fn meets_owners(design: &Design, endpoint: &Endpoint) -> bool {
    let policy = &design.policies.authorization;
    let kept = endpoint.resource.as_deref().is_some_and(|resource| policy.protects(resource));
    kept && (endpoint.behaviour.is_on_item() || endpoint.behaviour.is_list() && policy.own_lists)
}

/// Endpoints that begin long work.
pub fn jobs(design: &Design) -> impl Iterator<Item = &Endpoint> {
    endpoints(design).filter(|endpoint| endpoint.behaviour == Behaviour::StartJob && endpoint.resource.is_some())
}

/// Endpoints that open an upload in parts.
pub fn uploads(design: &Design) -> impl Iterator<Item = &Endpoint> {
    endpoints(design).filter(|endpoint| endpoint.behaviour == Behaviour::StartUpload && endpoint.resource.is_some())
}

/// Endpoints that go out of use.
pub fn retiring(design: &Design) -> impl Iterator<Item = &Endpoint> {
    endpoints(design).filter(|endpoint| endpoint.deprecated || !design.lifetime(endpoint).is_empty())
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

/// The status of success with its phrase: `200 OK`.
pub fn success(design: &Design, endpoint: &Endpoint) -> String {
    status::line(success_status(design, endpoint))
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

/// What an endpoint can answer. Of a design that was read from a document: what its contract shows, without conflicts and conditions
/// that the server alone knows of.
pub fn answerable(design: &Design, endpoint: &Endpoint) -> Vec<Answer> {
    let mut answers = answers::expected(design, endpoint);
    if design.is_assumed(&Pointer::Design) {
        let shows = |answer: &Answer| match answer.status {
            409 | 410 | 412 | 428 => false,
            400 | 422 => endpoint.takes_content() && !answer.when.starts_with("Idempotency-Key"),
            _ => true,
        };
        answers.retain(shows);
    }
    answers
}

/// Compares the errors an endpoint declares with those of these statuses that its behaviour can answer.
///
/// Endpoints that declare no client error at all have a rule of their own and are passed over.
pub fn declared(design: &Design, audit: &mut Audit, statuses: &[u16], missing: impl Fn(&Endpoint, u16) -> String) {
    let says = |endpoint: &&Endpoint| endpoint.errors.iter().any(|status| (400..500).contains(status)) && !design.is_assumed(&endpoint.at());
    for endpoint in endpoints(design).filter(says) {
        // A document that names one of the statuses for wrong content has spoken of it.
        if design.is_assumed(&Pointer::Design) && statuses.len() > 1 && statuses.iter().any(|status| endpoint.errors.contains(status)) {
            audit.pass(endpoint.at(), "declares what it answers");
            continue;
        }
        let expected = answerable(design, endpoint);
        let mine: Vec<_> = expected.iter().filter(|answer| answer.status >= 400 && !answer.common && statuses.contains(&answer.status)).collect();
        let undeclared: Vec<_> = mine.iter().filter(|answer| !endpoint.errors.contains(&answer.status)).collect();
        match (mine.first(), undeclared.first()) {
            (None, _) => {}
            (Some(_), None) => audit.pass(endpoint.at(), "declares what it answers"),
            (Some(_), Some(first)) => {
                let mut errors = endpoint.errors.clone();
                errors.extend(undeclared.iter().map(|answer| answer.status));
                order::by(&mut errors, u16::cmp);
                let numbers: Vec<String> = undeclared.iter().map(|answer| answer.status.to_string()).collect();
                let finding = audit.fail(endpoint.at(), missing(endpoint, first.status));
                for answer in undeclared {
                    finding.because(endpoint.at(), format!("answers {} when {}", status::line(answer.status), answer.when));
                }
                let label = format!("Declare {}", numbers.join(", "));
                finding.fix(label, Safety::Safe, [mend::endpoint(endpoint, |endpoint| endpoint.errors = errors)]);
            }
        }
    }
}

/// Whether pages of some other origin may call.
pub fn admits_pages(design: &Design) -> bool {
    match &design.policies.cors.origins {
        Origins::None => false,
        Origins::List(list) => !list.is_empty(),
        Origins::Any | Origins::Reflected => true,
    }
}
