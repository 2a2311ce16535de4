//! Large content in parts.

use roundtrip::design::policy::DigestUse;

use crate::ui::policies::form::{Form, choice, number, toggle};

pub static FORM: Form = Form {
    about: "What an upload session takes. An endpoint opens one by its behaviour; the parts may come in any order.",
    fact: |policies| format!("{} bytes at most", policies.uploads.max_bytes),
    fields: &[
        number!("An upload has at most", uploads.max_bytes, "bytes", (1, 67_108_864), "More is refused with 413 before a byte is sent."),
        choice!("The checksum of the whole", uploads.digest, [
            DigestUse::Required => "Required", "A session without Repr-Digest gets 400.";
            DigestUse::Honoured => "Compared where it is sent", "Careful clients learn of damage: 422.";
            DigestUse::Ignored => "Passed over (weak)", "Damaged content is kept, and nobody knows.";
        ]),
        toggle!(
            "Answers list what is missing",
            uploads.missing,
            "A client goes on where it broke off.",
            "A client that lost its place begins again (weak)."
        ),
        choice!("A session is kept for", uploads.keep_minutes, [
            60 => "1 hour", "Covers a train without connection.";
            1440 => "1 day", "Covers a night, and holds the parts as long.";
            1 => "1 minute (weak)", "Slow clients never come to the end.";
        ]),
    ],
};
