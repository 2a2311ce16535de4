//! Which representation a client gets.

use roundtrip::design::Policies;
use roundtrip::design::policy::Format;

use crate::ui::policies::form::{Control, Field, Form, toggle};

pub static FORM: Form = Form {
    about: "Which representations there are, and what happens when a client asks for another.",
    fact: |policies| {
        let names: Vec<&str> = policies.representations().iter().map(|format| format.title()).collect();
        format!("{}, {}", names.join(", "), if policies.negotiation.strict { "406 if nothing fits" } else { "Accept is passed over" })
    },
    fields: &[
        format(
            "Answers come as XML too",
            ("Clients that ask for application/xml get it, errors too.", "There is no XML."),
            |policies| policies.negotiation.formats.contains(&Format::Xml),
            |policies, on| put(policies, Format::Xml, on),
        ),
        format(
            "Answers come as CSV too",
            ("Clients that ask for text/csv get a table, good for spreadsheets.", "There is no CSV."),
            |policies| policies.negotiation.formats.contains(&Format::Csv),
            |policies, on| put(policies, Format::Csv, on),
        ),
        toggle!(
            "Accept is taken at its word",
            negotiation.strict,
            "A client that wants what there is not gets 406, not JSON it cannot read.",
            "Every client gets JSON if nothing it asks for exists."
        ),
        toggle!(
            "Answers say Vary: Accept",
            negotiation.vary,
            "Caches keep one copy per representation.",
            "A cache may hand one client's representation to another."
        ),
    ],
};

const fn format(label: &'static str, means: (&'static str, &'static str), get: fn(&Policies) -> bool, set: fn(&mut Policies, bool)) -> Field {
    Field { label, shown: |_| true, control: Control::Toggle { means, get, set } }
}

/// Takes a format in or out; JSON is always there, in front of the others.
fn put(policies: &mut Policies, format: Format, on: bool) {
    let formats = &mut policies.negotiation.formats;
    let others = [Format::Xml, Format::Csv].into_iter().filter(|known| if *known == format { on } else { formats.contains(known) });
    *formats = std::iter::once(Format::Json).chain(others.collect::<Vec<_>>()).collect();
}
