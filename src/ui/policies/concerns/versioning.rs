//! How a client says which version it means.

use roundtrip::design::policy::{Missing, Strategy};

use crate::ui::policies::form::{Control, Field, Form, choice};
use crate::ui::policies::list_field::token;

pub static FORM: Form = Form {
    about: "Which versions live at once, and how a request says which one it means. Endpoints and fields can name their first and last version.",
    fact: |policies| match policies.versioning.versions.as_slice() {
        [] => "one version".to_owned(),
        versions => versions.join(", "),
    },
    fields: &[
        Field {
            label: "Versions that live, the oldest first",
            shown: |_| true,
            control: Control::List {
                item: "version",
                example: "2",
                empty: "One version: the base path names it.",
                get: |policies| policies.versioning.versions.clone(),
                check: token,
                set: |policies, list| policies.versioning.versions = list,
            },
        },
        Field {
            shown: |policies| policies.versioning.lives(),
            ..choice!("A request names the version", versioning.strategy, [
                Strategy::Path => "In the base path", "Seen in every link and log; an unknown one is 404.";
                Strategy::Header => "In API-Version", "Addresses stay; answers carry Vary, and caches have to honour it.";
                Strategy::MediaType => "In Accept", "A media type parameter such as version=2: exact, and hard to try by hand.";
                Strategy::Query => "In the query", "Easy to try, and easily lost from a link.";
            ])
        },
        Field {
            shown: |policies| policies.versioning.lives() && policies.versioning.strategy != Strategy::Path,
            ..choice!("A request without a version", versioning.missing, [
                Missing::Oldest => "Gets the oldest", "Clients that never named one go on as before.";
                Missing::Refuse => "Gets 400, with the versions", "Every client says what it was built for.";
                Missing::Newest => "Gets the newest (weak)", "Each release breaks the clients that name none.";
            ])
        },
    ],
};
