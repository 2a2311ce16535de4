//! Validators and freshness.

use roundtrip::design::policy::Validator;

use crate::ui::policies::controls::Choice;
use crate::ui::policies::form::{Control, Field, Form, choice, toggle};

/// Values of Cache-Control that are offered; `None` says nothing.
const USUAL: [Option<&str>; 5] = [Some("private, no-cache"), Some("private, max-age=60"), Some("public, max-age=300"), Some("no-store"), None];

pub static FORM: Form = Form {
    about: "What browsers and caches may keep, and how they ask whether it is still right.",
    fact: |policies| {
        match policies.caching.validator {
            Validator::Strong => "strong ETag",
            Validator::Weak => "weak ETag",
            Validator::None => "no ETag",
        }
        .to_owned()
    },
    fields: &[
        choice!("Entity tag", caching.validator, [
            Validator::Strong => "Strong", "Clients ask «still the same?» and guard their changes with If-Match.";
            Validator::Weak => "Weak", "Good for 304; useless for If-Match.";
            Validator::None => "None (weak)", "Nobody can tell whether a copy is still right, or guard a change.";
        ]),
        toggle!(
            "Answers say when the record last changed",
            caching.last_modified,
            "Clients without entity tags can still ask for changes, to the second.",
            "Last-Modified is left out."
        ),
        Field {
            label: "Cache-Control of reads",
            shown: |_| true,
            control: Control::Choice {
                choices: &[
                    Choice { label: "private, no-cache", means: "The caller keeps a copy and asks each time whether it is still right." },
                    Choice { label: "private, max-age=60", means: "The caller uses its copy for a minute without asking." },
                    Choice { label: "public, max-age=300", means: "Shared caches serve a copy for five minutes. Only for data anybody may see." },
                    Choice { label: "no-store", means: "Nobody keeps anything; every read comes to the server." },
                    Choice { label: "Nothing (weak)", means: "Caches guess for how long they may reuse an answer." },
                ],
                get: |policies| USUAL.iter().position(|usual| *usual == policies.caching.cache_control.as_deref()),
                set: |policies, index| policies.caching.cache_control = USUAL.get(index).copied().flatten().map(str::to_owned),
            },
        },
        Field {
            label: "Cache-Control, as it is sent",
            shown: |policies| policies.caching.cache_control.is_some(),
            control: Control::Text {
                means: "Directives with commas between.",
                get: |policies| policies.caching.cache_control.clone().unwrap_or_default(),
                check: |text| {
                    let fits = !text.is_empty() && text.chars().all(|letter| letter.is_ascii_graphic() || letter == ' ');
                    if fits { Ok(()) } else { Err("Write directives such as private, max-age=60. To send nothing, choose «Nothing» above.") }
                },
                set: |policies, text| policies.caching.cache_control = Some(text),
            },
        },
        toggle!(
            "A shared cache stands before the server",
            caching.shared_cache,
            "Answers that may be shared come from it, for every browser. It is a lane of the sequence.",
            "Browsers speak with the server itself."
        ),
    ],
};
