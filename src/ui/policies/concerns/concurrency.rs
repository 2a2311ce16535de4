//! Whether two writers can overwrite each other unseen.

use roundtrip::design::policy::IfMatch;

use crate::ui::policies::form::{Form, choice};

pub static FORM: Form = Form {
    about: "Whether two writers can overwrite each other without seeing it.",
    fact: |policies| match policies.concurrency.if_match {
        IfMatch::Required => "If-Match required".to_owned(),
        IfMatch::Honoured => format!("If-Match, else {}", policies.concurrency.stale_write_status),
        IfMatch::Ignored => "last writer wins".to_owned(),
    },
    fields: &[
        choice!("If-Match on PUT, PATCH and DELETE", concurrency.if_match, [
            IfMatch::Required => "Required", "A change without it gets 428: nobody overwrites what they have not seen.";
            IfMatch::Honoured => "Checked where it is sent", "Careful clients are safe; careless ones overwrite.";
            IfMatch::Ignored => "Passed over (weak)", "The last writer wins, and the other never learns of it.";
        ]),
        choice!("Status for a stale If-Match", concurrency.stale_write_status, [
            412 => "412 Precondition Failed", "What RFC 9110 says for a condition that does not hold.";
            409 => "409 Conflict", "Some guides teach it; clients cannot tell it from other conflicts.";
        ]),
    ],
};
