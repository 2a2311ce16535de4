//! How this version goes out of use.

use roundtrip::design::policy::deprecation::{is_reference, seconds};

use crate::ui::policies::form::{Control, Field, Form, toggle};

pub static FORM: Form = Form {
    about: "How this version goes out of use: since when clients should leave it, when it ends, and what takes its place.",
    fact: |policies| match (&policies.deprecation.version.since, &policies.deprecation.version.sunset) {
        (since, sunset) if since.is_empty() && sunset.is_empty() => "in use".to_owned(),
        (since, sunset) if sunset.is_empty() => format!("deprecated {since}"),
        (_, sunset) => format!("ends {sunset}"),
    },
    fields: &[
        Field {
            label: "Deprecated since",
            shown: |_| true,
            control: Control::Text {
                means: "Deprecation carries this date, as RFC 9745 says. Empty while the version is in use.",
                get: |policies| policies.deprecation.version.since.clone(),
                check: date,
                set: |policies, text| policies.deprecation.version.since = text,
            },
        },
        Field {
            label: "Sunset",
            shown: |_| true,
            control: Control::Text {
                means: "The version ends at this date. Clients read it in Sunset and have until then to move.",
                get: |policies| policies.deprecation.version.sunset.clone(),
                check: date,
                set: |policies, text| policies.deprecation.version.sunset = text,
            },
        },
        Field {
            label: "Successor",
            shown: |_| true,
            control: Control::Text {
                means: "A URI or a path such as /v2. Link carries it as successor-version.",
                get: |policies| policies.deprecation.version.successor.clone(),
                check: reference,
                set: |policies, text| policies.deprecation.version.successor = text,
            },
        },
        Field {
            label: "A page about it",
            shown: |_| true,
            control: Control::Text {
                means: "How to move. Link carries it as deprecation and as sunset.",
                get: |policies| policies.deprecation.version.documentation.clone(),
                check: reference,
                set: |policies, text| policies.deprecation.version.documentation = text,
            },
        },
        toggle!(
            "Answers say so",
            deprecation.announces,
            "Deprecation, Sunset and Link stand on every answer, errors too.",
            "Clients learn it when it is too late."
        ),
        toggle!("After the sunset it is gone", deprecation.ends, "410, with the successor.", "It works on, and nobody believes the next date."),
    ],
};

fn date(text: &str) -> Result<(), &'static str> {
    match text.is_empty() || seconds(text).is_some() {
        true => Ok(()),
        false => Err("Write a date such as 2026-03-14, or a moment such as 2026-03-14T09:41:00Z."),
    }
}

fn reference(text: &str) -> Result<(), &'static str> {
    match text.is_empty() || is_reference(&text.replace(['{', '}'], "")) {
        true => Ok(()),
        false => Err("Write a URI or a path, without spaces, brackets and quotes."),
    }
}
