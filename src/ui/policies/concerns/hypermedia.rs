//! Links in answers.

use roundtrip::design::policy::LinkForm;

use crate::ui::policies::form::{Field, Form, choice, toggle};

pub static FORM: Form = Form {
    about: "Whether answers say what can come next. Clients that follow links need not build addresses or know every rule.",
    fact: |policies| match policies.hypermedia.form {
        LinkForm::None => "no links".to_owned(),
        LinkForm::Links => "links".to_owned(),
        LinkForm::Hal => "HAL".to_owned(),
    },
    fields: &[
        choice!("Answers carry links", hypermedia.form, [
            LinkForm::None => "No", "Clients build addresses from the documentation, as most do.";
            LinkForm::Links => "As a links array", "Plain JSON: rel, href, method and type.";
            LinkForm::Hal => "As HAL", "application/hal+json: _links and _embedded. Those who ask for application/json get no links.";
        ]),
        linked(toggle!(
            "Actions depend on the state",
            hypermedia.by_state,
            "No cancel on a cancelled booking: the links say what works now.",
            "Every action is always offered, and some answer 409 (weak)."
        )),
        linked(toggle!("Records link to actions", hypermedia.actions, "edit, delete, and the ways of the life-cycle.", "Links only lead to reads.")),
        linked(toggle!(
            "Records link to related ones",
            hypermedia.related,
            "A booking to its room, a room to its bookings.",
            "Clients build these addresses."
        )),
        linked(toggle!(
            "Records link to their collection",
            hypermedia.collection,
            "There is a way back to the list.",
            "Only the list knows its records."
        )),
        linked(toggle!(
            "Targets are whole URIs",
            hypermedia.absolute,
            "They work wherever the answer is kept.",
            "Paths alone: short, and right behind any proxy."
        )),
    ],
};

/// A row that is shown where there are links.
const fn linked(field: Field) -> Field {
    Field { shown: |policies| policies.hypermedia.links(), ..field }
}
