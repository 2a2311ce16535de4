//! Failures that the server plays.

use crate::ui::policies::form::{Field, Form, choice, number, toggle};

pub static FORM: Form = Form {
    about: "What goes wrong on purpose, so that clients can be tried against it.",
    fact: |policies| match (policies.faults.error_percent, policies.faults.latency) {
        (0, 0) if policies.faults.prefer => "on demand".to_owned(),
        (0, 0) => "none".to_owned(),
        (percent, latency) => format!("{percent} % fail, {latency} ms"),
    },
    fields: &[
        number!("Every answer comes later by", faults.latency, "milliseconds", (0, 60_000), "Told with each exchange; the page does not wait."),
        choice!("Requests that fail with 500, 502 or 503", faults.error_percent, [
            0 => "None", "Every failure is one of the design.";
            5 => "5 of 100", "A bad day: careful clients hardly notice.";
            25 => "25 of 100", "Clients that never try again stand out.";
            100 => "All (weak)", "Nothing works: only the way a client gives up can be watched.";
        ]),
        toggle!(
            "Clients may ask for a failure",
            faults.prefer,
            "Prefer: code=503 is answered with 503 and Preference-Applied.",
            "Prefer: code=503 is passed over, as RFC 7240 allows."
        ),
        Field {
            shown: |policies| policies.faults.fails(),
            ..toggle!(
                "503 says when to come back",
                faults.retry_after,
                "Retry-After spreads the retries.",
                "Clients guess, and come back all at once (weak)."
            )
        },
    ],
};
