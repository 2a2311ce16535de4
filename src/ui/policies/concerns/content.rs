//! What request content may look like before its fields are read.

use crate::ui::policies::form::{Control, Field, Form, choice, number, toggle};

pub static FORM: Form = Form {
    about: "Limits for request content, checked before any field is read.",
    fact: |policies| {
        let bytes = policies.content.max_bytes;
        let size = match bytes {
            0..1024 => format!("{bytes} bytes"),
            1024..1_048_576 => format!("{} KB", bytes / 1024),
            _ => format!("{} MB", bytes / 1_048_576),
        };
        format!("{size}, {}", if policies.content.strict_type { "JSON only" } else { "any type" })
    },
    fields: &[
        number!("Largest content", content.max_bytes, "bytes", (16, 16_777_216), "More is answered with 413 before it is read."),
        Field {
            label: "Deepest nesting",
            shown: |_| true,
            control: Control::Number {
                unit: "levels",
                limits: (1, 128),
                means: "Arrays and objects inside each other; deeper content is refused.",
                get: |policies| u32::from(policies.content.max_depth),
                set: |policies, number| policies.content.max_depth = u8::try_from(number).unwrap_or(u8::MAX),
            },
        },
        toggle!(
            "Only JSON is read",
            content.strict_type,
            "Content of another type is answered with 415.",
            "Anything is read as JSON; a wrong Content-Type goes unnoticed."
        ),
        choice!("Status for content that does not parse", content.malformed_status, [
            400 => "400 Bad Request", "Says that the message itself is broken.";
            422 => "422 Unprocessable Content", "Mixes broken JSON with wrong fields.";
            500 => "500 Internal Server Error (weak)", "Blames the server for the client's mistake, and wakes people up.";
        ]),
    ],
};
