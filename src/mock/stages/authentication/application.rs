//! Which application calls: by its id and secret, or by its id alone where it cannot keep one (RFC 6749 sections 2.3, 3.2.1).

use std::sync::Arc;

use base64::{Engine, prelude::BASE64_STANDARD};

use super::Caller;
use crate::http::form;
use crate::mock::pipeline::Call;
use crate::mock::stages::action::oauth::{Refused, place, read, short};
use crate::mock::{Decision, Why};

/// What the request shows of the application.
struct Shown {
    id: String,
    secret: Option<String>,
    /// How: for the trace.
    how: &'static str,
}

/// Finds the application behind its credentials.
pub fn identify(call: &Call) -> Decision<Caller> {
    let found = shown(call).and_then(|shown| {
        let known = |client: &&Arc<crate::design::Client>| client.registration.as_ref().is_some_and(|known| known.id == shown.id);
        let client = call.design.clients.iter().find(known);
        let secret = client.and_then(|client| client.registration.as_ref()).map(|known| known.secret.as_str());
        match (client, secret, shown.secret.as_deref()) {
            (Some(client), Some(""), None) => Ok((Arc::clone(client), format!("{}, a public application, by its id alone", client.name))),
            (Some(client), Some(secret), Some(given)) if !secret.is_empty() && secret == given => {
                Ok((Arc::clone(client), format!("{} as an application, {}", client.name, shown.how)))
            }
            (None, ..) => Err(unknown("no application has this client_id").compare("the id of an application", short(&shown.id))),
            (Some(_), Some(""), Some(_)) => Err(unknown("a public application has no secret").compare("client_id alone", "client_id and a secret")),
            (Some(_), _, None) => Err(unknown("the secret of the application is missing").compare("its secret", "none")),
            _ => Err(unknown("the secret of the application is another one")),
        }
    });
    match found {
        Ok((client, text)) => {
            let spec = if client.registration.as_ref().is_some_and(|known| known.secret.is_empty()) {
                "RFC 6749 section 3.2.1"
            } else {
                "RFC 6749 section 2.3.1"
            };
            Decision::pass(Caller { client: Some(client), scopes: None }, Why::new(text).spec(spec).because_of(place()))
        }
        Err(refused) => {
            let mut reply = refused.reply();
            if refused.status == 401 {
                let realm = call.design.name.replace(['"', '\\'], "");
                reply.set(
                    "www-authenticate",
                    format!("Basic realm=\"{realm}\""),
                    "How an application says who it is: every 401 has to name a scheme.",
                );
            }
            Decision::answer(reply, refused.reason())
        }
    }
}

fn shown(call: &Call) -> Result<Shown, Refused> {
    let form = read(call)?;
    let (id, secret) = (form.get("client_id"), form.get("client_secret").map(str::to_owned));
    let Some(field) = call.request.headers.get("authorization") else {
        let id = id.ok_or_else(|| unknown("no application is named").compare("client_id", "none"))?;
        return Ok(Shown { id: id.to_owned(), secret, how: "by its secret in the form" });
    };
    if secret.is_some() {
        let detail = "Send the credentials of the application in one place: in Authorization, or in the form.";
        return Err(Refused::new("invalid_request", detail, "the application shows its secret in two places", "RFC 6749 section 2.3"));
    }
    let (own, secret) = basic(field).ok_or_else(|| unknown("Authorization is not Basic with an id and a secret"))?;
    if id.is_some_and(|id| id != own) {
        let detail = "client_id in the form is not the one in Authorization.";
        return Err(Refused::new("invalid_request", detail, "two applications are named", "RFC 6749 section 2.3"));
    }
    Ok(Shown { id: own, secret: Some(secret), how: "by its secret in Authorization" })
}

/// `Basic`, where id and secret are encoded like parts of a form before anything else (RFC 6749 section 2.3.1).
fn basic(field: &str) -> Option<(String, String)> {
    let (scheme, rest) = field.split_once(' ')?;
    let text = String::from_utf8(BASE64_STANDARD.decode(rest.trim()).ok()?).ok()?;
    let (id, secret) = text.split_once(':').filter(|_| scheme.eq_ignore_ascii_case("basic"))?;
    Some((form::decode(id)?, form::decode(secret)?))
}

fn unknown(why: &str) -> Refused {
    let detail = "The application is not known by what it shows. Check client_id and client_secret.";
    Refused { status: 401, ..Refused::new("invalid_client", detail, why, "RFC 6749 section 5.2") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_and_secrets_are_encoded_before_they_are_joined() {
        let field = |text: &str| format!("Basic {}", BASE64_STANDARD.encode(text));
        for (field, expected) in [
            (field("travel:s3cret"), Some(("travel", "s3cret"))),
            (field("a%3Ab:c%25+d"), Some(("a:b", "c% d"))),
            (field("travel:"), Some(("travel", ""))),
            (field("travel"), None),
            ("Bearer abc".to_owned(), None),
            ("Basic !!".to_owned(), None),
        ] {
            let expected = expected.map(|(id, secret)| (id.to_owned(), secret.to_owned()));
            assert_eq!(basic(&field), expected, "{field}");
        }
    }
}
