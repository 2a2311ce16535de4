//! What a known caller is told who may not do this, and whose the records are.

use roundtrip::design::policy::{Assign, Owner, Refusal};

use crate::ui::policies::form::{Control, Field, Form, choice, toggle};
use crate::ui::policies::list_field::word;

pub static FORM: Form = Form {
    about: "Roles say what a caller may do, owners with which records; and how a refusal looks.",
    fact: |policies| {
        let refusal = match policies.authorization.refusal {
            Refusal::Forbidden => "403",
            Refusal::Hidden => "404, hidden",
            Refusal::Unauthorized => "401",
        };
        match policies.authorization.owners.len() {
            0 => refusal.to_owned(),
            1 => format!("{refusal}, 1 owner"),
            count => format!("{refusal}, {count} owners"),
        }
    },
    fields: &[
        choice!("Answer to a wrong role or owner", authorization.refusal, [
            Refusal::Forbidden => "403 Forbidden", "Says: you are known, and may not.";
            Refusal::Hidden => "404 Not Found", "Hides that there is anything; harder to debug.";
            Refusal::Unauthorized => "401 Unauthorized (weak)", "Asks for credentials that were fine already; clients log in again and again.";
        ]),
        Field {
            label: "Fields that say whose a record is",
            shown: |_| true,
            control: Control::List {
                item: "owner",
                example: "Booking.guestId",
                empty: "Records belong to nobody: any known client that may call an endpoint has every record there.",
                get: |policies| policies.authorization.owners.iter().map(Owner::text).collect(),
                check: |text| match Owner::parse(text) {
                    Some(_) => Ok(()),
                    None => Err("Write a resource, a dot and a field, such as Booking.guestId."),
                },
                set: |policies, list| policies.authorization.owners = list.iter().filter_map(|text| Owner::parse(text)).collect(),
            },
        },
        Field {
            shown: |policies| !policies.authorization.owners.is_empty(),
            ..toggle!(
                "Compare the owner with the caller",
                authorization.check_owner,
                "Records of others are refused, in conditions, conflicts and related records too.",
                "Whoever knows an identifier has the record (weak): OWASP API1."
            )
        },
        Field {
            shown: |policies| !policies.authorization.owners.is_empty() && policies.authorization.check_owner,
            ..toggle!(
                "Lists show own records only",
                authorization.own_lists,
                "A list is no way around.",
                "Lists hand out what single records refuse (weak)."
            )
        },
        Field {
            shown: |policies| !policies.authorization.owners.is_empty(),
            ..choice!("Who says whose a new record is", authorization.assign, [
                Assign::Caller => "The server", "It is the caller's; content that names an owner is refused.";
                Assign::Content => "The content (weak)", "A client acts in another's name, or takes a record over.";
            ])
        },
        Field {
            label: "Roles that see the records of all",
            shown: |policies| !policies.authorization.owners.is_empty(),
            control: Control::List {
                item: "role",
                example: "staff",
                empty: "Nobody: each client has its own records.",
                get: |policies| policies.authorization.sees_all.clone(),
                check: word,
                set: |policies, list| policies.authorization.sees_all = list,
            },
        },
    ],
};
