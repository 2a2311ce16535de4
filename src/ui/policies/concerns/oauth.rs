//! How an authorization server hands out tokens.

use roundtrip::design::Policies;
use roundtrip::design::policy::{GrantType, Pkce, RedirectMatch, Scopes};

use crate::ui::policies::form::{Control, Field, Form, choice, toggle};

/// A row for a grant type: given or not.
macro_rules! grant {
    ($label:literal, $grant:expr, $yes:literal, $no:literal) => {
        Field {
            label: $label,
            shown: |_| true,
            control: Control::Toggle {
                means: ($yes, $no),
                get: |policies| policies.oauth.gives($grant),
                set: |policies, on| give(policies, $grant, on),
            },
        }
    };
}

/// Gives a grant type or gives it no more; the list keeps the order of the standard, so that equal choices are equal policies.
fn give(policies: &mut Policies, grant: GrantType, on: bool) {
    let before = policies.oauth.grants.clone();
    policies.oauth.grants = GrantType::ALL.into_iter().filter(|known| if *known == grant { on } else { before.contains(known) }).collect();
}

fn codes(policies: &Policies) -> bool {
    policies.oauth.gives(GrantType::AuthorizationCode)
}

fn comes_back(policies: &Policies) -> bool {
    codes(policies) || policies.oauth.gives(GrantType::Implicit)
}

fn refreshes(policies: &Policies) -> bool {
    policies.oauth.gives(GrantType::RefreshToken)
}

pub static FORM: Form = Form {
    about: "How applications get tokens to act for people. It counts once the design has a token endpoint; clients are registered with the clients.",
    fact: |policies| match policies.oauth.grants.len() {
        1 => "1 grant type".to_owned(),
        count => format!("{count} grant types"),
    },
    fields: &[
        grant!(
            "Tokens for a code",
            GrantType::AuthorizationCode,
            "A person consents, the application redeems the code that comes back.",
            "Nobody is asked for consent."
        ),
        grant!(
            "Tokens for a refresh token",
            GrantType::RefreshToken,
            "An application stays signed in with short tokens.",
            "When a token ends, the person is asked again."
        ),
        grant!(
            "Tokens for an application itself",
            GrantType::ClientCredentials,
            "A program with a secret acts for itself.",
            "Programs need a person behind them."
        ),
        grant!(
            "Tokens in the address (withdrawn)",
            GrantType::Implicit,
            "The token stands in the address of the page: in its history and in logs.",
            "Addresses carry codes only."
        ),
        grant!(
            "Tokens for a password (withdrawn)",
            GrantType::Password,
            "Every application sees the passwords of its people.",
            "Only the authorization server sees what people type."
        ),
        Field {
            shown: codes,
            ..choice!("Codes are bound to their application", oauth.pkce, [
                Pkce::Required => "Always, by PKCE with S256", "A code that was caught is worth nothing.";
                Pkce::Optional => "Where the application wants it (weak)", "A thief leaves it out.";
                Pkce::Off => "Never (weak)", "Whoever has a code may redeem it.";
            ])
        },
        Field {
            shown: comes_back,
            ..choice!("An address to come back to has to", oauth.redirects, [
                RedirectMatch::Exact => "Equal a registered one", "Character by character; ports of loopback addresses may differ.";
                RedirectMatch::Prefix => "Begin like a registered one (weak)", "app.example also admits app.example.evil.example.";
                RedirectMatch::Any => "Be any address (weak)", "Codes go wherever a link says.";
            ])
        },
        Field {
            label: "Life of a code",
            shown: codes,
            control: Control::Number {
                unit: "seconds",
                limits: (1, 86_400),
                means: "An application redeems it at once; ten minutes are the most that the standard recommends.",
                get: |policies| policies.oauth.code_seconds,
                set: |policies, number| policies.oauth.code_seconds = number,
            },
        },
        Field {
            shown: codes,
            ..toggle!(
                "Codes work again (weak)",
                oauth.reuses_codes,
                "Whoever finds a code in a history gets tokens.",
                "A code that comes again ends what was given for it."
            )
        },
        Field {
            shown: refreshes,
            ..toggle!(
                "Refresh tokens rotate",
                oauth.rotates,
                "Each use gives a new one; an old one that comes back ends them all.",
                "A stolen one works for weeks, and nobody notices (weak)."
            )
        },
        Field {
            label: "Life of a refresh token",
            shown: refreshes,
            control: Control::Number {
                unit: "hours",
                limits: (1, 26_280),
                means: "Counted from its last use.",
                get: |policies| policies.oauth.refresh_hours,
                set: |policies, number| policies.oauth.refresh_hours = number,
            },
        },
        choice!("Tokens are limited to", oauth.scopes, [
            Scopes::ReadWrite => "read and write", "An application that only shows asks for read.";
            Scopes::PerResource => "Reading or writing one collection", "bookings:read lets nobody look at guests.";
            Scopes::Off => "Nothing (weak)", "Every application may do whatever its people may.";
        ]),
        Field {
            shown: comes_back,
            ..toggle!(
                "Answers name the server",
                oauth.names_issuer,
                "iss lets an application notice that another server answers.",
                "An application with two servers can be made to mix them up (weak)."
            )
        },
    ],
};
