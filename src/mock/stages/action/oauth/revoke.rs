//! A token that is taken back (RFC 7009).

use super::super::Done;
use super::{Refused, give, kept_by_nobody, place};
use crate::http::form::Form;
use crate::mock::ledger::Ledger;
use crate::mock::ledger::grant::{Grant, Stands, name_in};
use crate::mock::pipeline::Call;
use crate::mock::stages::authentication::Caller;
use crate::mock::{Decision, Reply, Why};

/// Takes a token back. What was never given, or was taken back before, gets the same 200: there is nothing left to do.
pub fn perform(call: &Call, form: &Form, caller: &Caller, ledger: &mut Ledger) -> Decision<Done> {
    let id = caller.client.as_ref().and_then(|client| client.registration.as_ref()).map(|registered| registered.id.as_str());
    match ended(call, form, id.unwrap_or_default(), ledger) {
        Ok((title, why)) => {
            let reply = kept_by_nobody(Reply::new(200, title));
            Decision::pass(Done::Written(Box::new(reply)), Why::new(why).spec("RFC 7009 section 2.2").because_of(place()))
        }
        Err(refused) => refused.decision(),
    }
}

fn ended(call: &Call, form: &Form, application: &str, ledger: &mut Ledger) -> Result<(&'static str, String), Refused> {
    let Some(token) = form.get("token") else {
        return Err(Refused::new("invalid_request", "token is missing.", "token is missing", "RFC 7009 section 2.1"));
    };
    if call.design.policies.tokens.are_signed() && token.split('.').count() == 3 {
        let detail =
            "A signed token speaks for itself until it ends, and nobody looks it up. Revoke the refresh token, and keep access tokens short.";
        return Err(Refused::new("unsupported_token_type", detail, "a signed token cannot be taken back", "RFC 7009 section 2.2.1"));
    }
    let found = name_in(token).and_then(|name| Some((name.to_owned(), Grant::clone(ledger.grants.get(name)?))));
    let stands = found.as_ref().and_then(|(_, grant)| grant.stands(token));
    let (Some((name, mut grant)), Some(stands)) = (found, stands.filter(|stands| *stands != Stands::Code)) else {
        return Ok(("There is nothing to take back", "no such token: nothing is left to do".to_owned()));
    };
    if grant.application != application {
        let detail = "The token was given to another application, which alone may take it back.";
        let refused = Refused::new("invalid_grant", detail, "the token belongs to another application", "RFC 7009 section 2.1");
        return Err(refused.compare(grant.application.clone(), application));
    }
    let said = match stands {
        Stands::Access(place) => {
            grant.access.remove(place);
            format!("this access token of {} works no more", grant.person)
        }
        _ => {
            grant.ended = Some(call.now);
            format!("everything given for the consent of {} works no more", grant.person)
        }
    };
    give::keep(ledger, &name, grant);
    Ok(("The token works no more", said))
}
