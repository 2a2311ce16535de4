//! Signing in and out: what is sent, who is told to be signed in, and the cookie.

use indexmap::IndexMap;
use openapiv3::{Header, MediaType, ReferenceOr, RequestBody};
use serde_json::json;

use super::parts::Parts;
use super::responses::field;
use super::schema::of_value;
use crate::design::{Behaviour, Endpoint};
use crate::http::media_type;

/// The name and the password.
pub fn request() -> RequestBody {
    let media = example(json!({ "username": "guest-app", "password": "an example" }));
    let content: IndexMap<String, MediaType> = [(media_type::JSON.to_owned(), media)].into_iter().collect();
    RequestBody { content, required: true, ..RequestBody::default() }
}

/// Who is signed in, and until when.
pub fn who() -> MediaType {
    example(json!({ "username": "guest-app", "roles": ["guest"], "expires": "2026-03-10T10:11:00Z" }))
}

/// The cookie that an answer sets or takes away.
pub fn headers(parts: &mut Parts<'_>, endpoint: &Endpoint) -> Vec<(String, ReferenceOr<Header>)> {
    let Some(sessions) = parts.design.policies.authentication.sessions.as_ref() else { return Vec::new() };
    let (name, about, value) = match endpoint.behaviour {
        Behaviour::SignIn => ("Set-Cookie", "The cookie of the session (RFC 6265bis).", sessions.begins("5f0c7b1e-8a52-4d0b-bb1c-94f3f2c1d7aa")),
        Behaviour::SignOut => ("Set-Cookie", "Takes the cookie of the session away.", sessions.ends()),
        _ => return Vec::new(),
    };
    vec![(name.to_owned(), ReferenceOr::Item(field(about, Some(json!(value)))))]
}

fn example(value: serde_json::Value) -> MediaType {
    MediaType { schema: Some(ReferenceOr::Item(of_value(&value))), example: Some(value), ..MediaType::default() }
}
