//! Messages to another server, as callbacks of the operations that cause them.

use indexmap::IndexMap;
use openapiv3::{Callback, MediaType, Operation, Parameter, PathItem, ReferenceOr, RequestBody, Response, Responses, StatusCode};
use serde_json::json;

use super::parameters::{data, header};
use super::parts::Parts;
use super::schema::{of_value, plain, text};
use crate::design::policy::{Event, SignatureForm};
use crate::design::words::letters::Letters;
use crate::design::{Behaviour, Endpoint};

/// What an operation makes the server send.
pub fn of(parts: &Parts<'_>, endpoint: &Endpoint) -> IndexMap<String, Callback> {
    let policy = &parts.design.policies.webhooks;
    let (event, name) = match &endpoint.behaviour {
        Behaviour::Create => (Event::Created, "created"),
        Behaviour::Replace | Behaviour::Update => (Event::Updated, "updated"),
        Behaviour::Delete | Behaviour::DeleteAll => (Event::Deleted, "deleted"),
        Behaviour::Transition { name } => (Event::Transition, name.as_str()),
        _ => return IndexMap::new(),
    };
    let Some(resource) = parts.design.resource_of(endpoint).filter(|_| policy.tells() && policy.events.contains(&event)) else {
        return IndexMap::new();
    };
    let event = format!("{}.{name}", resource.name.lower());
    let example = json!({ "type": event, "timestamp": "2026-03-10T09:41:00Z", "data": {} });
    let media = MediaType { schema: Some(ReferenceOr::Item(of_value(&example))), ..MediaType::default() };
    let content = [("application/json".to_owned(), media)].into_iter().collect();
    let taken = Response { description: "The receiver has taken it. Anything else: it is sent again.".to_owned(), ..Response::default() };
    let mut responses = Responses::default();
    responses.responses.insert(StatusCode::Range(2), ReferenceOr::Item(taken));
    let post = Operation {
        summary: Some(format!("Tells of {event}, at most {} times until it is taken", policy.attempts)),
        parameters: fields(policy.signature, policy.tolerance).into_iter().map(ReferenceOr::Item).collect(),
        request_body: Some(ReferenceOr::Item(RequestBody { content, required: true, ..RequestBody::default() })),
        responses,
        ..Operation::default()
    };
    let path = PathItem { post: Some(post), ..PathItem::default() };
    let callback: Callback = [(policy.receiver.clone(), path)].into_iter().collect();
    [(event, callback)].into_iter().collect()
}

/// The fields by which a receiver knows the sender.
fn fields(form: SignatureForm, tolerance: u32) -> Vec<Parameter> {
    let field = |name: &str, about: &str, example: &str| header(data(name, about, true, plain(text()), Some(json!(example))));
    match form {
        SignatureForm::Standard => vec![
            field("webhook-id", "The same for every attempt: take it once.", "msg_9c1e"),
            field("webhook-timestamp", &format!("When it was signed, in seconds since 1970. Refuse what is {tolerance} s away."), "1773135660"),
            field(
                "webhook-signature",
                "HMAC-SHA256 over id, timestamp and content (Standard Webhooks).",
                "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
            ),
        ],
        SignatureForm::Sha256 => vec![field(
            "X-Hub-Signature-256",
            "HMAC-SHA256 over the content.",
            "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17",
        )],
        SignatureForm::None => Vec::new(),
    }
}
