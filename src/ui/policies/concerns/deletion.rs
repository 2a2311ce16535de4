//! What DELETE answers, and what it does to records that others point to.

use roundtrip::design::policy::Referenced;

use crate::ui::policies::form::{Form, choice, toggle};

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
    ],
};
