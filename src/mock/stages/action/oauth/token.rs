//! A token for a grant: a code, a refresh token, the application's or a person's own credentials (RFC 6749 sections 4 to 6).

use super::super::Done;
use super::give;
use super::{Refused, place, scopes, short};
use crate::design::policy::GrantType;
use crate::design::{Client, Registration};
use crate::http::form::Form;
use crate::mock::jose::pkce;
use crate::mock::ledger::Ledger;
use crate::mock::ledger::grant::{Code, Grant, Stands, name_in};
use crate::mock::pipeline::Call;
use crate::mock::stages::authentication::Caller;
use crate::mock::{Decision, Rng, Why};

/// Gives tokens, or says in the words of OAuth why not.
pub fn perform(call: &Call, form: &Form, caller: &Caller, ledger: &mut Ledger, rng: &mut Rng) -> Decision<Done> {
    let known = caller.client.as_deref().and_then(|client| client.registration.as_ref().map(|registered| (client, registered)));
    let given = match known {
        Some((client, registered)) => exchange(call, form, client, registered, ledger, rng),
        None => Err(Refused::new("invalid_client", "No application is known.", "no application is known", "RFC 6749 section 5.2")),
    };
    match given {
        Ok((members, why)) => {
            let reply = give::told("Tokens are given".to_owned(), members);
            Decision::pass(Done::Written(Box::new(reply)), why.because_of(place()))
        }
        Err(refused) => refused.decision(),
    }
}

type Told = (Vec<(&'static str, String)>, Why);

fn exchange(call: &Call, form: &Form, client: &Client, registered: &Registration, ledger: &mut Ledger, rng: &mut Rng) -> Result<Told, Refused> {
    let word = needed(form, "grant_type", "RFC 6749 section 4")?;
    let grant_type = GrantType::ALL.into_iter().find(|known| known.word() == word && *known != GrantType::Implicit);
    let policy = &call.design.policies.oauth;
    let Some(grant_type) = grant_type.filter(|grant| policy.gives(*grant)) else {
        let given: Vec<&str> = policy.grants.iter().filter(|grant| **grant != GrantType::Implicit).map(|grant| grant.word()).collect();
        let spec = if word == "password" { "RFC 9700 section 2.4" } else { "RFC 6749 section 5.2" };
        let detail = format!("This grant_type is not given here. These are: {}.", given.join(", "));
        return Err(Refused::new("unsupported_grant_type", detail, "no such grant_type is given", spec).compare(given.join(", "), word));
    };
    match grant_type {
        GrantType::RefreshToken => refresh(call, form, registered, ledger, rng),
        GrantType::ClientCredentials => own(call, form, client, registered, ledger, rng),
        GrantType::Password => password(call, form, registered, ledger, rng),
        _ => redeem(call, form, registered, ledger, rng),
    }
}

/// A code, for whoever asked for it (RFC 6749 section 4.1.3).
fn redeem(call: &Call, form: &Form, registered: &Registration, ledger: &mut Ledger, rng: &mut Rng) -> Result<Told, Refused> {
    let text = needed(form, "code", "RFC 6749 section 4.1.3")?;
    let (name, mut grant) = find(ledger, text, registered, |stands| stands == Stands::Code, "code")?;
    let Some(mut code) = grant.code.clone() else { return Err(unknown("code")) };
    if code.used && !call.design.policies.oauth.reuses_codes {
        grant.ended = Some(call.now);
        give::keep(ledger, &name, grant);
        let detail = "The code was redeemed before. Two have had it, so the tokens that were given for it work no more.";
        return Err(invalid(detail, "the code was redeemed before: its tokens end too", "RFC 6749 section 4.1.2"));
    }
    if call.now >= code.until {
        let detail = "The code has expired. Send the person to the authorization endpoint again.";
        return Err(invalid(detail, "the code has expired", "RFC 6749 section 4.1.2").compare(code.until.rfc3339(), call.now.rfc3339()));
    }
    same_redirect(&code, form.get("redirect_uri"))?;
    let proof = proven(&code, form.get("code_verifier"))?;
    code.used = true;
    grant.code = Some(code);
    let access = give::access(call, &name, &mut grant, None, rng);
    let refresh = give::refreshes(call).then(|| give::refresh(call, &name, &mut grant, rng));
    let members = give::members(call, &access, refresh.as_deref(), grant.scopes.as_deref());
    let why = Why::new(format!("the code of {}, {proof}", grant.person)).spec("RFC 6749 section 4.1.4");
    give::keep(ledger, &name, grant);
    Ok((members, why))
}

/// The address has to be the one of the request for the code. OAuth 2.1 lets it out where the code is bound to a secret.
fn same_redirect(code: &Code, given: Option<&str>) -> Result<(), Refused> {
    let refused = |why: &str, got: &str| {
        let detail = "redirect_uri has to be the one of the request for the code.";
        Err(invalid(detail, why, "RFC 6749 section 4.1.3").compare(code.redirect.clone().unwrap_or_default(), got))
    };
    match (&code.redirect, given) {
        (Some(known), Some(given)) if known != given => refused("redirect_uri is another one", given),
        (Some(_), None) if code.challenge.is_none() => refused("redirect_uri is missing", "none"),
        _ => Ok(()),
    }
}

/// Whoever redeems the code has the secret whose hash came with the request for it (RFC 7636 section 4.6).
fn proven(code: &Code, verifier: Option<&str>) -> Result<&'static str, Refused> {
    let spec = "RFC 7636 section 4.6";
    match (&code.challenge, verifier) {
        (Some(challenge), Some(verifier)) => {
            let fits =
                if challenge.hashed { pkce::fits(verifier, &challenge.text) } else { pkce::is_verifier(verifier) && verifier == challenge.text };
            if fits {
                return Ok(if challenge.hashed { "and its secret fits the hash" } else { "and its secret is the one shown before" });
            }
            let detail = "code_verifier does not fit the code_challenge of the request for the code.";
            Err(invalid(detail, "code_verifier does not fit", spec).compare(challenge.text.clone(), pkce::challenge(verifier)))
        }
        (Some(_), None) => Err(invalid("code_verifier is missing.", "code_verifier is missing", spec)),
        // Somebody has taken the challenge out of the request for the code (RFC 9700 section 4.8.2).
        (None, Some(_)) => {
            let detail = "There was no code_challenge in the request for the code. Somebody may have taken it out.";
            Err(invalid(detail, "a verifier without a challenge: somebody took it out", "RFC 9700 section 2.1.1"))
        }
        (None, None) => Ok("and no proof that it was asked for here"),
    }
}

/// A refresh token (RFC 6749 section 6). Where they rotate, one that was used before is in two hands (RFC 9700 section 4.14.2).
fn refresh(call: &Call, form: &Form, registered: &Registration, ledger: &mut Ledger, rng: &mut Rng) -> Result<Told, Refused> {
    let text = needed(form, "refresh_token", "RFC 6749 section 6")?;
    let (name, mut grant) = find(ledger, text, registered, |stands| matches!(stands, Stands::Refresh | Stands::OldRefresh), "refresh token")?;
    let rotates = call.design.policies.oauth.rotates;
    if rotates && grant.stands(text) == Some(Stands::OldRefresh) {
        grant.ended = Some(call.now);
        give::keep(ledger, &name, grant);
        let detail = "The refresh token was used before. Two have had it, so everything that was given for this consent works no more.";
        return Err(invalid(detail, "the refresh token was used before: all tokens end", "RFC 9700 section 4.14.2"));
    }
    if let Some(given) = grant.refresh.iter().find(|given| given.text == text && !given.lives(call.now)) {
        let detail = "The refresh token was not used for too long. Send the person to the authorization endpoint again.";
        let until = given.until.map(crate::mock::Moment::rfc3339).unwrap_or_default();
        return Err(invalid(detail, "the refresh token has expired", "RFC 6749 section 6").compare(until, call.now.rfc3339()));
    }
    let narrowed = match form.get("scope") {
        Some(asked) => scopes(call, Some(asked), grant.scopes.as_deref())?,
        None => None,
    };
    let access = give::access(call, &name, &mut grant, narrowed.clone(), rng);
    let next = match rotates {
        true => Some(give::refresh(call, &name, &mut grant, rng)),
        false => {
            for given in grant.refresh.iter_mut().filter(|given| given.text == text) {
                given.until = give::until(call);
            }
            None
        }
    };
    let members = give::members(call, &access, next.as_deref(), narrowed.as_deref().or(grant.scopes.as_deref()));
    let text = if rotates { "the old one works no more" } else { "the same one works again" };
    let why = Why::new(format!("a refresh token of {}; {text}", grant.person)).spec("RFC 6749 section 6");
    give::keep(ledger, &name, grant);
    Ok((members, why))
}

/// The application for itself (RFC 6749 section 4.4): only one that can keep a secret, and without a refresh token.
fn own(call: &Call, form: &Form, client: &Client, registered: &Registration, ledger: &mut Ledger, rng: &mut Rng) -> Result<Told, Refused> {
    if registered.secret.is_empty() {
        let detail = "A public application proves nothing by its client_id, which everybody can read.";
        return Err(Refused::new("unauthorized_client", detail, "a public application has no credentials of its own", "RFC 6749 section 4.4"));
    }
    let scopes = scopes(call, form.get("scope"), None)?;
    let why = Why::new(format!("{} for itself; no refresh token is needed", client.name)).spec("RFC 6749 section 4.4.3");
    let name = give::name(rng);
    let mut grant = give::grant(call, &registered.id, client, scopes);
    let access = give::access(call, &name, &mut grant, None, rng);
    let members = give::members(call, &access, None, grant.scopes.as_deref());
    give::keep(ledger, &name, grant);
    Ok((members, why))
}

/// A person's name and password, typed into the application (RFC 6749 section 4.3; withdrawn by OAuth 2.1).
fn password(call: &Call, form: &Form, registered: &Registration, ledger: &mut Ledger, rng: &mut Rng) -> Result<Told, Refused> {
    let spec = "RFC 6749 section 4.3.2";
    let (user, password) = (needed(form, "username", spec)?, needed(form, "password", spec)?);
    let knows = |client: &Client| client.secret() == Some(password);
    let named = |client: &&std::sync::Arc<Client>| client.name == user || client.identity() == user;
    let Some(person) = call.design.clients.iter().find(named).filter(|client| knows(client)) else {
        return Err(invalid("No person has this name and password.", "no person has this name and password", spec));
    };
    let scopes = scopes(call, form.get("scope"), None)?;
    let name = give::name(rng);
    let mut grant = give::grant(call, &registered.id, person, scopes);
    let access = give::access(call, &name, &mut grant, None, rng);
    let refresh = give::refreshes(call).then(|| give::refresh(call, &name, &mut grant, rng));
    let members = give::members(call, &access, refresh.as_deref(), grant.scopes.as_deref());
    give::keep(ledger, &name, grant);
    Ok((members, Why::new(format!("the password of {}, which the application has seen", person.name)).spec("RFC 9700 section 2.4")))
}

/// The grant that gave this text, if it is of this kind, this application's, and not ended.
pub fn find(ledger: &Ledger, text: &str, registered: &Registration, fits: impl Fn(Stands) -> bool, kind: &str) -> Result<(String, Grant), Refused> {
    let found = name_in(text).and_then(|name| Some((name, ledger.grants.get(name)?)));
    let Some((name, grant)) = found.filter(|(_, grant)| grant.stands(text).is_some_and(fits)) else { return Err(unknown(kind)) };
    if grant.application != registered.id {
        let detail = format!("The {kind} was given to another application.");
        let why = format!("the {kind} belongs to another application");
        return Err(invalid(&detail, &why, "RFC 6749 section 5.2").compare(grant.application.clone(), registered.id.clone()));
    }
    if grant.ended.is_some() {
        let detail = format!("What the {kind} was given for has been taken back. Send the person to the authorization endpoint again.");
        return Err(invalid(&detail, "what it was given for was taken back", "RFC 6749 section 5.2"));
    }
    Ok((name.to_owned(), Grant::clone(grant)))
}

fn unknown(kind: &str) -> Refused {
    invalid(&format!("There is no such {kind}."), &format!("there is no such {kind}"), "RFC 6749 section 5.2")
}

fn invalid(detail: &str, why: &str, spec: &'static str) -> Refused {
    Refused::new("invalid_grant", detail, why, spec)
}

/// A parameter that has to be there.
fn needed<'a>(form: &'a Form, name: &str, spec: &'static str) -> Result<&'a str, Refused> {
    form.get(name).ok_or_else(|| {
        let detail = format!("{} is missing.", short(name));
        Refused::new("invalid_request", detail, format!("{name} is missing"), spec)
    })
}
