//! Content that parses and is wrong all the same.

use roundtrip::design::policy::UnknownFields;

use crate::ui::policies::form::{Form, choice, toggle};

pub static FORM: Form = Form {
    about: "What happens to content that parses, but whose fields are wrong.",
    fact: |policies| format!("{}, {}", policies.validation.status, if policies.validation.pointers { "fields named" } else { "fields not named" }),
    fields: &[
        choice!("Status for invalid fields", validation.status, [
            422 => "422 Unprocessable Content", "Tells wrong fields from a broken message.";
            400 => "400 Bad Request", "Common, but says the same for broken JSON and a wrong date.";
        ]),
        toggle!(
            "Each wrong field is named",
            validation.pointers,
            "A form can put each message beside its field.",
            "Clients learn that something is wrong, not what."
        ),
        choice!("Members that the resource does not have", validation.unknown_fields, [
            UnknownFields::Refuse => "Refused", "A misspelt name is found at once.";
            UnknownFields::Ignore => "Passed over", "Old servers survive new clients; misspelt names vanish in silence.";
            UnknownFields::Store => "Stored as sent (weak)", "A caller can set what only the server should: mass assignment.";
        ]),
    ],
};
