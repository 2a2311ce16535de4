//! What bearer tokens are made of.

use roundtrip::design::Policies;
use roundtrip::design::policy::{SigningAlgorithm, TokenKind};

use crate::ui::policies::controls::Choice;
use crate::ui::policies::form::{Control, Field, Form, choice, number, toggle};
use crate::ui::policies::list_field::token;

/// The lists that the form offers: the first one signs.
const ALGORITHMS: &[&[SigningAlgorithm]] =
    &[&[SigningAlgorithm::Rs256], &[SigningAlgorithm::Hs256], &[SigningAlgorithm::Rs256, SigningAlgorithm::Hs256]];

fn signed(policies: &Policies) -> bool {
    policies.tokens.are_signed()
}

fn any(_: &str) -> Result<(), &'static str> {
    Ok(())
}

pub static FORM: Form = Form {
    about: "What a bearer token is, and which checks it has to pass. The keys are examples that everybody knows.",
    fact: |policies| match policies.tokens.kind {
        TokenKind::Opaque => "opaque".to_owned(),
        TokenKind::Jwt => format!("JWT, {} min", policies.tokens.life),
    },
    fields: &[
        choice!("A bearer token is", tokens.kind, [
            TokenKind::Opaque => "An opaque text", "Only the server can look it up, and it can forget it at once.";
            TokenKind::Jwt => "A JSON Web Token", "It says who and what, signed; it cannot be called back.";
        ]),
        Field {
            label: "Accepted algorithms",
            shown: signed,
            control: Control::Choice {
                choices: &[
                    Choice { label: "RS256", means: "Anybody verifies with the public key; one party signs." },
                    Choice { label: "HS256", means: "Whoever can verify can also sign." },
                    Choice { label: "RS256 and HS256", means: "Tokens are signed with RS256; both are accepted." },
                ],
                get: |policies| ALGORITHMS.iter().position(|list| *list == policies.tokens.algorithms),
                set: |policies, index| {
                    if let Some(list) = ALGORITHMS.get(index) {
                        policies.tokens.algorithms = list.to_vec();
                    }
                },
            },
        },
        Field {
            shown: signed,
            ..number!("Life of a token", tokens.life, "minutes", (0, 525_600), "A stolen token works that long; 0 means for ever.")
        },
        Field {
            shown: signed,
            ..number!("Clocks may differ by", tokens.leeway, "seconds", (0, 600), "Times in a token are read with so much patience.")
        },
        Field {
            label: "Issuer",
            shown: signed,
            control: Control::Text {
                means: "Nothing stands for the origin of the API.",
                get: |policies| policies.tokens.issuer.clone(),
                check: any,
                set: |policies, text| policies.tokens.issuer = text,
            },
        },
        Field {
            label: "Audience",
            shown: signed,
            control: Control::Text {
                means: "Nothing stands for the address of the API.",
                get: |policies| policies.tokens.audience.clone(),
                check: any,
                set: |policies, text| policies.tokens.audience = text,
            },
        },
        Field {
            label: "Names of keys begin with",
            shown: signed,
            control: Control::Text {
                means: "Another name refuses all tokens signed before.",
                get: |policies| policies.tokens.key_id.clone(),
                check: token,
                set: |policies, text| policies.tokens.key_id = text,
            },
        },
        Field {
            shown: signed,
            ..toggle!(
                "Tokens without signature pass (weak)",
                tokens.accepts_none,
                "Whoever writes alg none is whoever they say.",
                "A token that says alg none is refused."
            )
        },
        Field {
            shown: signed,
            ..toggle!(
                "The token chooses its algorithm (weak)",
                tokens.confuses_keys,
                "The public key passes as a secret: anybody can sign.",
                "The key fixes the algorithm."
            )
        },
        Field {
            shown: signed,
            ..toggle!(
                "Expired tokens pass (weak)",
                tokens.ignores_expiry,
                "A token once stolen works for ever.",
                "A token that has expired gets 401."
            )
        },
        Field {
            shown: signed,
            ..toggle!(
                "Tokens for other APIs pass (weak)",
                tokens.ignores_audience,
                "A token given to another API of the issuer works here too.",
                "A token for another audience gets 401."
            )
        },
    ],
};
