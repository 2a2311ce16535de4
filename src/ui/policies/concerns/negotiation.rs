//! Which representation a client gets.

use crate::ui::policies::form::{Form, toggle};

pub static FORM: Form = Form {
    about: "What happens when a client asks for another representation than JSON.",
    fact: |policies| if policies.negotiation.strict { "406 if nothing fits" } else { "Accept is passed over" }.to_owned(),
    fields: &[
        toggle!(
            "Accept is taken at its word",
            negotiation.strict,
            "A client that wants XML gets 406, not JSON it cannot read.",
            "Every client gets JSON, whatever it asked for."
        ),
        toggle!(
            "Answers say Vary: Accept",
            negotiation.vary,
            "Caches keep one copy per representation.",
            "A cache may hand one client's representation to another."
        ),
    ],
};
