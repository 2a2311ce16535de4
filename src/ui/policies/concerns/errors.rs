//! What an error looks like.

use roundtrip::design::policy::ErrorShape;

use crate::ui::policies::form::{Control, Field, Form, choice, toggle};

pub static FORM: Form = Form {
    about: "The form of every error, so that clients need to understand only one.",
    fact: |policies| {
        match policies.errors.shape {
            ErrorShape::ProblemDetails => "problem details",
            ErrorShape::AdHoc => "a form of its own",
            ErrorShape::OkWithError => "200 with an error inside",
            ErrorShape::StackTrace => "stack traces",
        }
        .to_owned()
    },
    fields: &[
        choice!("Form", errors.shape, [
            ErrorShape::ProblemDetails => "Problem details, RFC 9457", "Type, title, status and detail under names that tools know.";
            ErrorShape::AdHoc => "A form of its own (weak)", "Every client writes a parser for this API alone.";
            ErrorShape::OkWithError => "200 with an error inside (weak)", "Caches, proxies and monitors take failures for successes.";
            ErrorShape::StackTrace => "Stack traces (weak)", "Shows the inside of the server to everybody.";
        ]),
        toggle!(
            "Errors say what happened this time",
            errors.specific,
            "The detail names the record, the value, the limit.",
            "Every error says «Something went wrong», and support gets the question."
        ),
        Field {
            label: "Path of the problem types",
            shown: |policies| policies.errors.shape == ErrorShape::ProblemDetails,
            control: Control::Text {
                means: "Where each type is documented, on the API's origin.",
                get: |policies| policies.errors.types.clone(),
                check: |text| {
                    let fits = text.starts_with('/') && text.ends_with('/') && !text.contains([' ', '?', '#']);
                    if fits { Ok(()) } else { Err("Begin and end with a slash, such as /problems/.") }
                },
                set: |policies, text| policies.errors.types = text,
            },
        },
    ],
};
