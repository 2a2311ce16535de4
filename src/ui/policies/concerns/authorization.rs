//! What a known caller is told who may not do this.

use roundtrip::design::policy::Refusal;

use crate::ui::policies::form::{Form, choice};

pub static FORM: Form = Form {
    about: "The answer to a caller who is known, but whose roles do not suffice.",
    fact: |policies| match policies.authorization.refusal {
        Refusal::Forbidden => "403".to_owned(),
        Refusal::Hidden => "404, hidden".to_owned(),
        Refusal::Unauthorized => "401".to_owned(),
    },
    fields: &[choice!("Answer to a wrong role", authorization.refusal, [
        Refusal::Forbidden => "403 Forbidden", "Says: you are known, and may not.";
        Refusal::Hidden => "404 Not Found", "Hides that there is anything; harder to debug.";
        Refusal::Unauthorized => "401 Unauthorized (weak)", "Asks for credentials that were fine already; clients log in again and again.";
    ])],
};
