//! What the query of a list or a read may ask for.

use roundtrip::design::policy::{Loading, UnknownParameters};

use crate::ui::policies::form::{Field, Form, choice, toggle};

pub static FORM: Form = Form {
    about: "How a client asks for a part of a list: filters, search, order, fields, related records.",
    fact: |policies| {
        let policy = &policies.filtering;
        let parts =
            [(policy.filters, "filters"), (policy.search, "search"), (policy.sort, "sort"), (policy.fields, "fields"), (policy.include, "include")];
        let parts: Vec<&str> = parts.iter().filter(|(on, _)| *on).map(|(_, word)| *word).collect();
        if parts.is_empty() { "none".to_owned() } else { parts.join(", ") }
    },
    fields: &[
        toggle!(
            "Fields filter a list",
            filtering.filters,
            "city=Lisbon,Porto and stars[gte]=4 work for every field that answers show.",
            "Clients read every page to find what they want."
        ),
        toggle!("q searches all texts", filtering.search, "Every word of q has to stand in the record.", "Clients cannot search."),
        toggle!(
            "sort orders a list",
            filtering.sort,
            "sort=-stars,name: the best first, then by name.",
            "Lists come in the order in which records were made."
        ),
        toggle!("fields chooses fields", filtering.fields, "A phone takes three fields instead of thirty.", "Every answer carries every field."),
        toggle!(
            "include adds related records",
            filtering.include,
            "One request brings a booking with its room, where the caller may read rooms.",
            "Clients send a request for each related record."
        ),
        Field {
            shown: |policies| policies.filtering.include,
            ..choice!("Related records are fetched", filtering.loading, [
                Loading::Batched => "For all records at once", "One query for each name in include, however long the page is.";
                Loading::OneByOne => "For each record (weak)", "A page of 100 records costs 101 queries: the N+1 problem.";
            ])
        },
        choice!("A parameter that is unknown, or has a bad value", filtering.unknown, [
            UnknownParameters::Refuse => "Gets 400, with what is known", "A misspelt filter is found at once.";
            UnknownParameters::Ignore => "Is passed over (weak)", "A misspelt filter gives every record, and nobody notices.";
        ]),
    ],
};
