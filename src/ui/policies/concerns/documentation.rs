//! The guides beside the reference.

use roundtrip::design::Policies;
use roundtrip::design::policy::deprecation::is_reference;

use crate::ui::policies::form::{Control, Field, Form};

/// A field for the address of a guide.
macro_rules! page {
    ($label:literal, $place:ident, $means:literal) => {
        Field {
            label: $label,
            shown: |_| true,
            control: Control::Text {
                means: $means,
                get: |policies| policies.documentation.$place.clone(),
                check,
                set: |policies, text| policies.documentation.$place = text,
            },
        }
    };
}

pub static FORM: Form = Form {
    about: "Where developers read what the reference cannot tell. Exports link to these pages.",
    fact: |policies: &Policies| match policies.documentation.pages().count() {
        0 => "no guides".to_owned(),
        count => format!("{count} of 5 guides"),
    },
    fields: &[
        page!("Getting started", getting_started, "The first call, in five minutes."),
        page!("Authentication", authentication, "How to get credentials, and where they go."),
        page!("Errors", errors, "Every error, and what a client does about it."),
        page!("Changelog", changelog, "What has changed, and when."),
        page!("Rate limits", rate_limits, "How much a client may send, and what to do at the limit."),
    ],
};

fn check(text: &str) -> Result<(), &'static str> {
    match text.is_empty() || is_reference(text) {
        true => Ok(()),
        false => Err("Write an address such as https://docs.example/errors or /docs/errors, or leave it empty."),
    }
}
