//! Who is calling.

mod sessions;

use roundtrip::design::policy::{ApiKey, ApiKeyPlace, Required};

use crate::ui::policies::controls::Choice;
use crate::ui::policies::form::{Control, Field, Form, choice, toggle};
use crate::ui::policies::list_field::token;

pub static FORM: Form = Form {
    about: "How callers say who they are, and what an unknown caller is told. An endpoint can differ from this.",
    fact: |policies| {
        let policy = &policies.authentication;
        let scheme = match (policy.bearer, &policy.api_key) {
            (false, None) if policy.sessions.is_some() => "sessions",
            (true, None) if policy.sessions.is_some() => "bearer or session",
            (true, Some(_)) => "bearer or API key",
            (true, None) => "bearer",
            (false, Some(key)) if key.place == ApiKeyPlace::Query => "API key in the query",
            (false, Some(_)) => "API key",
            (false, None) => return "nobody is asked".to_owned(),
        };
        match policy.required {
            Required::Always => format!("{scheme}, always"),
            Required::ForWrites => format!("{scheme}, for writes"),
            Required::Never => format!("{scheme}, if sent"),
        }
    },
    fields: &[
        choice!("Credentials are wanted", authentication.required, [
            Required::Always => "For every request", "Nobody reads or writes unknown.";
            Required::ForWrites => "For changes", "Anybody reads; only known callers change something.";
            Required::Never => "Never, unless an endpoint says so", "Anybody reads and writes.";
        ]),
        toggle!(
            "Bearer tokens are understood",
            authentication.bearer,
            "Callers send Authorization: Bearer and a token.",
            "A token in Authorization means nothing."
        ),
        Field {
            label: "API keys",
            shown: |_| true,
            control: Control::Choice {
                choices: &[
                    Choice { label: "None", means: "Keys mean nothing to this server." },
                    Choice { label: "In a header field", means: "Keys stay out of logs and histories." },
                    Choice { label: "In the query (weak)", means: "Keys end up in logs, histories and Referer." },
                ],
                get: |policies| {
                    Some(match &policies.authentication.api_key {
                        None => 0,
                        Some(key) if key.place == ApiKeyPlace::Header => 1,
                        Some(_) => 2,
                    })
                },
                set: |policies, index| {
                    let known = policies.authentication.api_key.take().map(|key| key.name);
                    let name = |usual: &str| known.clone().unwrap_or_else(|| usual.to_owned());
                    policies.authentication.api_key = match index {
                        0 => None,
                        1 => Some(ApiKey::header(&name("X-API-Key"))),
                        _ => Some(ApiKey::query(&name("api_key"))),
                    };
                },
            },
        },
        Field {
            label: "Name of the field or parameter",
            shown: |policies| policies.authentication.api_key.is_some(),
            control: Control::Text {
                means: "Clients of the sketch send their key under this name.",
                get: |policies| policies.authentication.api_key.as_ref().map(|key| key.name.clone()).unwrap_or_default(),
                check: token,
                set: |policies, name| {
                    if let Some(key) = &mut policies.authentication.api_key {
                        key.name = name;
                    }
                },
            },
        },
        sessions::SWITCH,
        sessions::NAME,
        sessions::HTTP_ONLY,
        sessions::SECURE,
        sessions::SAME_SITE,
        sessions::ORIGIN,
        sessions::PATH,
        sessions::LIFE,
        sessions::PERSISTENT,
        sessions::STATUS,
        choice!("Status for an unknown caller", authentication.status, [
            401 => "401 Unauthorized", "Says: tell me who you are, then ask again.";
            403 => "403 Forbidden (weak)", "Says that asking again is useless, though a token would help.";
        ]),
        toggle!(
            "A 401 names the scheme",
            authentication.challenge,
            "WWW-Authenticate says which credentials would work.",
            "Clients have to guess which credentials would work; RFC 9110 demands the field."
        ),
    ],
};
