//! What DELETE answers, and what it does to records that others point to.

use roundtrip::design::policy::{Gone, Referenced};

use crate::ui::policies::form::{Control, Field, Form, choice, toggle};
use crate::ui::policies::list_field::word;

pub static FORM: Form = Form {
    about: "What DELETE does to a record that others point to, and what it answers.",
    fact: |policies| match policies.deletion.referenced {
        Referenced::Refuse => "409 if referenced".to_owned(),
        Referenced::Cascade => "takes others along".to_owned(),
        Referenced::Orphan => "leaves dead references".to_owned(),
    },
    fields: &[
        choice!("A record that others point to", deletion.referenced, [
            Referenced::Refuse => "Stays: 409 Conflict", "It stays until nobody points to it.";
            Referenced::Cascade => "Goes, and the others with it", "One DELETE can remove far more than its caller sees.";
            Referenced::Orphan => "Goes, the others point nowhere (weak)", "Later reads follow references that lead to 404.";
        ]),
        toggle!("The answer carries the removed record", deletion.body, "200 with the record as it was.", "204: gone, and nothing more to say."),
        toggle!(
            "Removed records are kept",
            deletion.keeps,
            "With deletedAt, out of sight. A restoration brings them back; their unique keys are free meanwhile.",
            "What is removed is gone for good."
        ),
        Field {
            shown: |policies| policies.deletion.keeps,
            ..choice!("A request for a removed record", deletion.gone, [
                Gone::NotFound => "404 Not Found", "As if it had never been.";
                Gone::Gone => "410 Gone", "Clients and caches learn that it was there and can drop links to it.";
            ])
        },
        Field {
            label: "Roles that see removed records",
            shown: |policies| policies.deletion.keeps,
            control: Control::List {
                item: "role",
                example: "staff",
                empty: "Nobody sees them: include_deleted is unknown.",
                get: |policies| policies.deletion.shown_to.clone(),
                check: word,
                set: |policies, list| policies.deletion.shown_to = list,
            },
        },
    ],
};
