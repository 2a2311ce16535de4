//! Consent: a person comes from an application and goes back to it with a code (RFC 6749 sections 3.1, 4.1.1; RFC 7636; RFC 9700).
//!
//! A real server shows a page here. This one takes the credentials of the request for the person at the screen, and for a yes.

use super::super::Done;
use super::{Refused, application, give, kept_by_nobody, place, plain, scopes, short};
use crate::design::policy::{GrantType, Pkce, RedirectMatch};
use crate::design::{Client, Registration};
use crate::http::form::Form;
use crate::http::{Method, Problem, Target};
use crate::mock::jose::pkce;
use crate::mock::ledger::Ledger;
use crate::mock::ledger::grant::{Challenge, Code};
use crate::mock::pipeline::Call;
use crate::mock::stages::authentication::Caller;
use crate::mock::stages::problems::refuse;
use crate::mock::{Decision, Reply, Rng, Why};

/// What the application may be told in the address, once it is clear that it is the application's.
struct Back<'a> {
    redirect: String,
    /// The request named it, so whoever redeems the code has to name it too.
    named: bool,
    state: Option<&'a str>,
    /// What stands between the address and the parameters.
    mark: char,
}

/// Asks, and sends the person back.
pub fn perform(call: &Call, target: &Target, caller: &Caller, ledger: &mut Ledger, rng: &mut Rng) -> Decision<Done> {
    let form = match parameters(call, target) {
        Ok(form) => form,
        Err(refused) => return stay(call, "bad-query", &refused.detail, &refused.why),
    };
    let Some((client, registered)) = form.get("client_id").and_then(|id| application(call.design, id)) else {
        let given = form.get("client_id").map_or_else(|| "none".to_owned(), short);
        let detail = format!("No application is registered under this client_id: {given}. Nobody is sent anywhere.");
        return stay(call, "unknown-application", &detail, "no application has this client_id");
    };
    let Some((redirect, named)) = come_back(call, registered, form.get("redirect_uri")) else {
        let detail = "The address to come back to is none that the application has registered, so nobody is sent there: it could be a thief's.";
        return stay(call, "redirect-not-registered", detail, "the address to come back to is not registered");
    };
    // What answers a request for a token goes behind the #, errors too (RFC 6749 section 4.2.2.1).
    let mark = if form.get("response_type") == Some("token") { '#' } else { '?' };
    let back = Back { redirect, named, state: form.get("state"), mark };
    match consent(call, &form, client, registered, caller, &back, ledger, rng) {
        Ok((reply, why)) => Decision::pass(Done::Written(Box::new(reply)), why.because_of(place())),
        Err(refused) => Decision::answer(refused_back(call, &back, &refused), refused.reason()),
    }
}

/// The parameters: of the query, or of a form where it is POST (RFC 6749 section 3.1).
fn parameters(call: &Call, target: &Target) -> Result<Form, Refused> {
    match call.request.method == Method::POST {
        true => super::read(call),
        false => Form::of(target.query.iter().cloned()).map_err(|error| {
            Refused::new("invalid_request", format!("The parameters cannot be read: {error}."), error.to_string(), "RFC 6749 section 3.1")
        }),
    }
}

/// Where the person goes back to, and whether the request said so.
fn come_back(call: &Call, registered: &Registration, asked: Option<&str>) -> Option<(String, bool)> {
    let known = &registered.redirects;
    let Some(asked) = asked else {
        return if let [only] = known.as_slice() { Some((only.clone(), false)) } else { None };
    };
    let absolute = asked.split_once(':').is_some_and(|(scheme, rest)| is_scheme(scheme) && !rest.is_empty());
    let clean = !asked.contains('#') && asked.bytes().all(|byte| byte.is_ascii_graphic());
    let fits = match call.design.policies.oauth.redirects {
        RedirectMatch::Exact => known.iter().any(|uri| uri == asked || is_loopback_twin(uri, asked)),
        RedirectMatch::Prefix => known.iter().any(|uri| asked.starts_with(uri.as_str())),
        RedirectMatch::Any => true,
    };
    (absolute && clean && fits).then(|| (asked.to_owned(), true))
}

/// A program on the person's own machine takes whatever port is free (RFC 8252 section 7.3).
fn is_loopback_twin(known: &str, asked: &str) -> bool {
    let parts = |uri: &str| {
        let rest = uri.strip_prefix("http://")?;
        let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
        let host = ["127.0.0.1", "[::1]"].into_iter().find(|host| authority.starts_with(host))?;
        let port = authority.strip_prefix(host)?;
        let is_port = port.is_empty() || port.strip_prefix(':').is_some_and(|digits| digits.parse::<u16>().is_ok());
        is_port.then(|| (host, path.to_owned()))
    };
    parts(known).is_some_and(|known| parts(asked) == Some(known))
}

fn is_scheme(text: &str) -> bool {
    text.starts_with(|letter: char| letter.is_ascii_alphabetic()) && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
}

#[expect(clippy::too_many_arguments, reason = "consent is where everything about a grant comes together")]
fn consent(
    call: &Call,
    form: &Form,
    client: &Client,
    registered: &Registration,
    caller: &Caller,
    back: &Back,
    ledger: &mut Ledger,
    rng: &mut Rng,
) -> Result<(Reply, Why), Refused> {
    let policy = &call.design.policies.oauth;
    let wanted = form.get("response_type").ok_or_else(|| {
        Refused::new("invalid_request", "response_type is missing. Send response_type=code.", "response_type is missing", "RFC 6749 section 3.1.1")
    })?;
    let grant_type = match wanted {
        "code" => GrantType::AuthorizationCode,
        "token" => GrantType::Implicit,
        _ => GrantType::Password,
    };
    if grant_type == GrantType::Password || !policy.gives(grant_type) {
        let detail = match wanted {
            "token" => "Tokens are not sent in addresses here. Send response_type=code and redeem the code.",
            _ => "This response_type is not given here.",
        };
        let spec = if wanted == "token" { "RFC 9700 section 2.1.2" } else { "RFC 6749 section 4.1.2.1" };
        return Err(Refused::new("unsupported_response_type", detail, "no such response_type is given", spec).compare("code", wanted));
    }
    let scopes = scopes(call, form.get("scope"), None)?;
    let Some(person) = &caller.client else {
        return Err(Refused::new(
            "access_denied",
            "Nobody is signed in who could consent.",
            "nobody is there to consent",
            "RFC 6749 section 4.1.2.1",
        ));
    };
    let (from, name) = (client.name.as_str(), give::name(rng));
    let mut grant = give::grant(call, &registered.id, person, scopes.clone());
    if grant_type == GrantType::Implicit {
        let access = give::access(call, &name, &mut grant, None, rng);
        give::keep(ledger, &name, grant);
        let members = give::members(call, &access, None, scopes.as_deref());
        let reply = redirect(call, back, members, "Back to the application, with a token in the address");
        return Ok((reply, Why::new(format!("{} consents; the token stands in the address", person.name)).spec("RFC 9700 section 2.1.2")));
    }
    let challenge = challenge(call, form)?;
    let code = give::text("ac", &name, rng);
    let proof = if challenge.is_some() { "bound to its secret" } else { "whoever has it may redeem it" };
    let until = call.now.plus_millis(u64::from(policy.code_seconds) * 1000);
    let named = back.named.then(|| back.redirect.clone());
    grant.code = Some(Code { text: code.clone(), redirect: named, challenge, until, used: false });
    give::keep(ledger, &name, grant);
    let reply = redirect(call, back, vec![("code", code)], "Back to the application, with a code");
    let why = Why::new(format!("{} consents: a code for {from}, {proof}", person.name)).spec("RFC 6749 section 4.1.2");
    Ok((reply, why))
}

/// The hash by which the application will prove that it asked (RFC 7636 section 4.3).
fn challenge(call: &Call, form: &Form) -> Result<Option<Challenge>, Refused> {
    let policy = call.design.policies.oauth.pkce;
    let refused = |detail: &str, why: &str| Refused::new("invalid_request", detail, why, "RFC 7636 section 4.4.1");
    let text = match (policy, form.get("code_challenge")) {
        (Pkce::Off, _) | (Pkce::Optional, None) => return Ok(None),
        (Pkce::Required, None) => {
            let detail = "code_challenge is missing. Hash a fresh secret with SHA-256 and send it in base64url, with code_challenge_method=S256.";
            return Err(refused(detail, "code_challenge is missing").compare("code_challenge", "none"));
        }
        (_, Some(text)) => text,
    };
    if !pkce::is_verifier(text) {
        return Err(refused("code_challenge has to be 43 to 128 letters, digits, or one of - . _ ~", "code_challenge has not the right form"));
    }
    let hashed = match form.get("code_challenge_method") {
        Some("S256") => true,
        None | Some("plain") if policy == Pkce::Optional => false,
        other => {
            let detail = "transform algorithm not supported: send code_challenge_method=S256.";
            return Err(refused(detail, "the challenge is no hash").compare("S256", other.unwrap_or("plain, where nothing is said")));
        }
    };
    Ok(Some(Challenge { text: text.to_owned(), hashed }))
}

/// The answer that sends the person back (RFC 6749 section 4.1.2).
fn redirect(call: &Call, back: &Back, mut parameters: Vec<(&'static str, String)>, title: &str) -> Reply {
    parameters.extend(back.state.map(|state| ("state", state.to_owned())));
    parameters.extend(give::issuer(call).map(|issuer| ("iss", issuer)));
    let fields: Vec<(&str, &str)> = parameters.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let mark = if back.mark == '?' && back.redirect.contains('?') { '&' } else { back.mark };
    let location = format!("{}{mark}{}", back.redirect, Form::write(&fields));
    let note = "Where the browser goes next: the application, which finds the parameters in its address.";
    kept_by_nobody(Reply::new(302, title)).with("location", location, note).with(
        "referrer-policy",
        "no-referrer",
        "The address with the code is told to nobody else (RFC 9700 section 4.2.4).",
    )
}

/// A refusal that the application is told (RFC 6749 section 4.1.2.1).
fn refused_back(call: &Call, back: &Back, refused: &Refused) -> Reply {
    let parameters = vec![("error", refused.error.to_owned()), ("error_description", plain(&refused.detail))];
    redirect(call, back, parameters, "Back to the application, with an error")
}

/// A refusal that the person sees: nobody is sent to an address that may be a thief's (RFC 6749 section 4.1.2.1).
fn stay(call: &Call, kind: &'static str, detail: &str, why: &str) -> Decision<Done> {
    let reply = refuse(call, Problem::new(400, kind, "Nobody is sent back", detail));
    Decision::answer(reply, Why::new(why.to_owned()).spec("RFC 6749 section 4.1.2.1").because_of(place()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_port_of_loopback_addresses_may_differ() {
        for (known, asked, expected) in [
            ("http://127.0.0.1/back", "http://127.0.0.1:49152/back", true),
            ("http://127.0.0.1:80/back", "http://127.0.0.1/back", true),
            ("http://[::1]/back", "http://[::1]:1/back", true),
            ("http://127.0.0.1/back", "http://127.0.0.1:49152/other", false),
            ("http://127.0.0.1/back", "http://127.0.0.1.evil.example/back", false),
            ("http://127.0.0.1/back", "http://127.0.0.1:x@evil.example/back", false),
            ("http://localhost/back", "http://localhost:1/back", false),
            ("https://app.example/back", "https://app.example:444/back", false),
        ] {
            assert_eq!(is_loopback_twin(known, asked), expected, "{known} {asked}");
        }
    }
}
