//! How long lists are cut into pages.

use roundtrip::design::policy::{Envelope, OverLimit, Pages};

use crate::ui::policies::form::{Field, Form, choice, number, toggle};

pub static FORM: Form = Form {
    about: "How long lists are cut into pages, and how a client finds the next one.",
    fact: |policies| match policies.pagination.pages {
        Pages::Cursor => format!("cursor, {} a page", policies.pagination.default_limit),
        Pages::Offset => format!("offset, {} a page", policies.pagination.default_limit),
        Pages::None => "everything at once".to_owned(),
    },
    fields: &[
        choice!("Pages", pagination.pages, [
            Pages::Cursor => "By cursor", "Pages stay right while records come and go.";
            Pages::Offset => "By offset", "Readers can jump; records slip through while others come and go.";
            Pages::None => "None (weak)", "Every answer carries every record, and grows with them.";
        ]),
        Field {
            shown: |policies| policies.pagination.pages != Pages::None,
            ..number!("Items on a page", pagination.default_limit, "items", (1, 1000), "When the client does not say.")
        },
        Field {
            shown: |policies| policies.pagination.pages != Pages::None,
            ..number!("Most items on a page", pagination.max_limit, "items", (1, 1000), "No client can ask for more.")
        },
        Field {
            shown: |policies| policies.pagination.pages != Pages::None,
            ..choice!("A client that asks for more", pagination.over_limit, [
                OverLimit::Refuse => "Gets 400, with the limit named", "Clients notice at once.";
                OverLimit::Clamp => "Gets the most that is allowed", "Works, and a client may take a part for the whole.";
            ])
        },
        Field {
            shown: |policies| policies.pagination.pages != Pages::None,
            ..toggle!(
                "Link names first, previous, next and last page",
                pagination.links,
                "Clients follow links and never build addresses.",
                "Clients have to build the address of the next page."
            )
        },
        Field {
            shown: |policies| policies.pagination.pages != Pages::None,
            ..toggle!(
                "Lists have a fixed order",
                pagination.ordered,
                "In the order in which records were made: pages fit together.",
                "As the database happens to have them: a record that is changed moves to the end, and readers miss others."
            )
        },
        choice!("What encloses the items", pagination.envelope, [
            Envelope::Object => "An object with items", "There is room for more beside the items.";
            Envelope::Array => "A bare array (weak)", "Nothing can be added without breaking clients.";
        ]),
        Field {
            shown: |policies| policies.pagination.envelope == Envelope::Object,
            ..toggle!(
                "The answer counts all items",
                pagination.total,
                "Clients can show how many there are; counting costs the server.",
                "Clients learn only whether there are more."
            )
        },
    ],
};
