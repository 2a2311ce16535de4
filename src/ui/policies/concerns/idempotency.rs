//! What a request does that is sent twice.

use roundtrip::design::policy::KeyUse;

use crate::ui::policies::form::{Field, Form, choice};

pub static FORM: Form = Form {
    about: "What happens when a client sends the same POST twice, because the first answer never reached it.",
    fact: |policies| match policies.idempotency.key {
        KeyUse::Required => format!("key required, {} h", policies.idempotency.hours),
        KeyUse::Honoured => format!("key honoured, {} h", policies.idempotency.hours),
        KeyUse::Off => "no key".to_owned(),
        KeyUse::Ignored => "key passed over".to_owned(),
    },
    fields: &[
        choice!("Idempotency-Key on creates and transitions", idempotency.key, [
            KeyUse::Required => "Required", "A POST without it gets 400; a repetition gets the first answer again. Right where money moves.";
            KeyUse::Honoured => "Honoured where it is sent", "Careful clients repeat safely; careless ones act twice.";
            KeyUse::Off => "Unknown to the API", "A client that heard no answer has to choose: act twice, or perhaps not at all.";
            KeyUse::Ignored => "Promised and passed over (weak)", "Clients trust the key, repeat, and are charged twice.";
        ]),
        Field {
            shown: |policies| matches!(policies.idempotency.key, KeyUse::Required | KeyUse::Honoured),
            ..choice!("The first answer is kept for", idempotency.hours, [
                24 => "24 hours", "Covers a night without connection, and costs little memory.";
                168 => "7 days", "Covers clients that work off a queue after a weekend.";
                1 => "1 hour (weak)", "A client that comes back later acts twice.";
            ])
        },
    ],
};
