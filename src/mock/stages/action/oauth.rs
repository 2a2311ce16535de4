//! The endpoints of an authorization server: consent, tokens, revocation, metadata (RFC 6749, 7009, 8414; the OAuth 2.1 draft).

pub mod ask;
pub mod authorize;
pub mod give;
pub mod metadata;
pub mod revoke;
pub mod token;

use serde_json::json;

use super::Done;
use crate::design::{Behaviour, Client, Concern, Design, Pointer, Registration};
use crate::http::form::Form;
use crate::http::{MediaType, Target, form, media_type};
use crate::mock::ledger::Ledger;
use crate::mock::pipeline::Call;
use crate::mock::routes::Route;
use crate::mock::stages::authentication::Caller;
use crate::mock::{Decision, Reply, Rng, Why};

/// Does what the endpoint's behaviour says.
pub fn perform(call: &Call, target: &Target, route: &Route, caller: &Caller, ledger: &mut Ledger, rng: &mut Rng) -> Decision<Done> {
    let refused = match route.endpoint().behaviour {
        Behaviour::Metadata => return metadata::tell(call),
        Behaviour::Authorize => return authorize::perform(call, target, caller, ledger, rng),
        Behaviour::Revoke => match read(call) {
            Ok(form) => return revoke::perform(call, &form, caller, ledger),
            Err(refused) => refused,
        },
        _ => match read(call) {
            Ok(form) => return token::perform(call, &form, caller, ledger, rng),
            Err(refused) => refused,
        },
    };
    refused.decision()
}

/// A refusal in the words of OAuth (RFC 6749 section 5.2).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// The status code.
    pub status: u16,
    /// The error code: `invalid_grant`.
    pub error: &'static str,
    /// What is wrong and what to do: for developers.
    pub detail: String,
    /// The reason for the trace.
    pub why: String,
    /// The standard behind it.
    pub spec: &'static str,
    /// What would have passed, and what came.
    pub compare: Option<Box<(String, String)>>,
}

impl Refused {
    /// A 400 with its code, detail and reason.
    pub fn new(error: &'static str, detail: impl Into<String>, why: impl Into<String>, spec: &'static str) -> Self {
        Self { status: 400, error, detail: detail.into(), why: why.into(), spec, compare: None }
    }

    /// The same with what would have passed, and what came.
    pub fn compare(self, expected: impl Into<String>, got: impl Into<String>) -> Self {
        Self { compare: Some(Box::new((expected.into(), short(&got.into())))), ..self }
    }

    /// The answer.
    pub fn reply(&self) -> Reply {
        let body = json!({ "error": self.error, "error_description": plain(&self.detail) });
        let title = format!("Refused: {}", self.error.replace('_', " "));
        let note = "RFC 6749 section 5.2: OAuth has an error format of its own.";
        kept_by_nobody(Reply::new(self.status, title).content(media_type::JSON, &body, note))
    }

    /// The reason.
    pub fn reason(&self) -> Why {
        let why = Why::new(self.why.clone()).spec(self.spec).because_of(place());
        match &self.compare {
            Some(pair) => why.compare(pair.0.clone(), pair.1.clone()),
            None => why,
        }
    }

    fn decision<T>(self) -> Decision<T> {
        Decision::answer(self.reply(), self.reason())
    }
}

/// The form of a request.
pub fn read(call: &Call) -> Result<Form, Refused> {
    let spec = "RFC 6749 section 3.2";
    let given = call.request.headers.get("content-type");
    if !given.and_then(MediaType::parse).is_some_and(|given| given.is(form::MEDIA_TYPE)) {
        let detail = format!("Send the parameters as {}.", form::MEDIA_TYPE);
        let refused = Refused::new("invalid_request", detail, "the content is no form", spec);
        return Err(refused.compare(form::MEDIA_TYPE, given.unwrap_or("no Content-Type")));
    }
    Form::read(call.request.body.bytes())
        .map_err(|error| Refused::new("invalid_request", format!("The form cannot be read: {error}."), error.to_string(), spec))
}

/// The application of this `client_id`.
pub fn application<'a>(design: &'a Design, id: &str) -> Option<(&'a Client, &'a Registration)> {
    design.clients.iter().find_map(|client| client.registration.as_ref().filter(|known| known.id == id).map(|known| (&**client, known)))
}

/// The scopes that a text asks for (RFC 6749 section 3.3): all where it asks for none; `None` where tokens are not limited.
pub fn scopes(call: &Call, asked: Option<&str>, most: Option<&[String]>) -> Result<Option<Vec<String>>, Refused> {
    let policy = &call.design.policies.oauth;
    let known = policy.all_scopes(call.design);
    if known.is_empty() {
        return Ok(None);
    }
    let most = most.unwrap_or(&known);
    let Some(asked) = asked else { return Ok(Some(most.to_vec())) };
    let mut wanted: Vec<String> = Vec::new();
    for scope in asked.split(' ').filter(|scope| !scope.is_empty()) {
        if !most.iter().any(|known| known == scope) {
            let detail = format!("There is no scope {} to give. Ask for some of these: {}.", short(scope), most.join(" "));
            let refused = Refused::new("invalid_scope", detail, "a scope is unknown, or more than was granted", "RFC 6749 section 3.3");
            return Err(refused.compare(most.join(" "), asked));
        }
        if !wanted.iter().any(|known| known == scope) {
            wanted.push(scope.to_owned());
        }
    }
    Ok(Some(wanted))
}

/// Nobody keeps what holds a token or tells of one (RFC 6749 section 5.1).
pub fn kept_by_nobody(reply: Reply) -> Reply {
    reply.with("cache-control", "no-store", "Tokens and codes are for one reader: no cache may keep them.")
}

/// The place in the design.
pub fn place() -> Pointer {
    Pointer::Policy(Concern::Oauth)
}

/// A text of somebody else, cut to what a line can hold.
pub fn short(text: &str) -> String {
    text.chars().take(60).collect()
}

/// What a description may hold: printable ASCII without quotes and backslashes (RFC 6749 section 5.2).
pub fn plain(text: &str) -> String {
    text.chars().map(|letter| if matches!(letter, ' '..='~') && !matches!(letter, '"' | '\\') { letter } else { '?' }).collect()
}
