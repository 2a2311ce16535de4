//! Messages to another server when records change.

use roundtrip::design::policy::SignatureForm;

use crate::ui::policies::form::{Control, Field, Form, choice};

pub static FORM: Form = Form {
    about: "Who is told when records are made, changed or removed. Each exchange lists what would be sent, and when.",
    fact: |policies| match policies.webhooks.tells() {
        true => format!("to {}", policies.webhooks.receiver),
        false => "nobody is told".to_owned(),
    },
    fields: &[
        Field {
            label: "Messages go to",
            shown: |_| true,
            control: Control::Text {
                means: "A URL of the receiver, by https. Empty: nobody is told.",
                get: |policies| policies.webhooks.receiver.clone(),
                check: |text| match text.is_empty() || text.starts_with("https://") || text.starts_with("http://") {
                    true => Ok(()),
                    false => Err("Begin with https://, or leave it empty."),
                },
                set: |policies, text| policies.webhooks.receiver = text,
            },
        },
        choice!("Messages are signed", webhooks.signature, [
            SignatureForm::Standard => "As Standard Webhooks", "Name, moment and content: changed, old and repeated ones stand out.";
            SignatureForm::Sha256 => "With sha256=, the content alone", "Changed ones stand out; a repetition looks new.";
            SignatureForm::None => "Not at all (weak)", "Anybody who knows the URL can send them.";
        ]),
        choice!("A message that fails is sent", webhooks.attempts, [
            5 => "5 times", "With pauses that double, and some chance in them.";
            10 => "10 times", "Covers a receiver that is down for an hour.";
            1 => "Once (weak)", "A receiver that restarts misses it for ever.";
        ]),
        choice!("A receiver refuses what is older than", webhooks.tolerance, [
            300 => "5 minutes", "Covers clocks that differ, and little else.";
            86_400 => "1 day (weak)", "Who has caught a message can send it again all day.";
        ]),
    ],
};
