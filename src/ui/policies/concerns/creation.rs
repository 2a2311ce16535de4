//! What a client learns about the record it has just made.

use crate::ui::policies::form::{Form, choice, toggle};

pub static FORM: Form = Form {
    about: "What a client learns about the record it has just made.",
    fact: |policies| format!("{}, {}", policies.creation.status, if policies.creation.location { "Location" } else { "no Location" }),
    fields: &[
        choice!("Status", creation.status, [
            201 => "201 Created", "Says that there is something new.";
            200 => "200 OK (weak)", "Does not say whether anything was made.";
        ]),
        toggle!(
            "Location names the new record",
            creation.location,
            "The client can read, change or delete it at once.",
            "The client has to search for what it has made."
        ),
        toggle!(
            "The answer carries the record",
            creation.body,
            "No second request for generated values.",
            "A second request is needed to see the record."
        ),
        toggle!(
            "PUT makes a record where there is none",
            creation.put_creates,
            "Clients choose identifiers; sending twice makes one record.",
            "PUT at an unknown address answers 404."
        ),
    ],
};
