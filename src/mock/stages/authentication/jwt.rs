//! Signed bearer tokens: whom they speak for, or which of their checks failed (RFC 6750 section 3, RFC 8725).

use std::sync::Arc;

use super::{Caller, challenge};
use crate::design::{Concern, Pointer};
use crate::mock::pipeline::Call;
use crate::mock::tokens::{Bearer, Proof};
use crate::mock::{Decision, Why, tokens};

/// Verifies a token and takes its word for who calls.
pub fn identify(call: &Call, token: &str) -> Decision<Caller> {
    let place = Pointer::Policy(Concern::Tokens);
    match tokens::verify(call.design, token, call.now) {
        Ok(Bearer { client, scopes, proof }) => {
            let (what, spec) = match proof {
                Proof::Signature => ("a signed token", "RFC 7519 section 7.2"),
                Proof::Nothing => ("a token without signature", "RFC 8725 section 2.1"),
                Proof::PublicKey => ("a token that anybody can sign", "RFC 8725 section 2.1"),
            };
            // A forged name may be of any length.
            let name: String = client.name.chars().take(40).collect();
            let why = Why::new(format!("{name} by {what}")).spec(spec).because_of(place);
            Decision::pass(Caller { client: Some(Arc::new(client)), scopes }, why)
        }
        Err(fault) => {
            let text = fault.check.text();
            let detail = format!("Verification failed: {text}. Get a fresh one; sending the same one again will not help.");
            let mut reply = challenge(call, "The token is not valid", detail, Some("invalid_token"));
            if let Some(field) = reply.response.headers.get("www-authenticate").filter(|field| field.contains("error=")) {
                // RFC 6750 section 3 keeps quotes and backslashes out of descriptions; the texts of checks have none.
                let field = format!("{field}, error_description=\"{text}\"");
                reply.set("www-authenticate", field, "How to say who you are, and which check the token failed.");
            }
            let why = Why::new(text).spec(fault.check.spec()).because_of(place).compare(fault.expected, fault.got);
            Decision::answer(reply, why)
        }
    }
}
