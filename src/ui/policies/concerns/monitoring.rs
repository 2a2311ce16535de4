//! The limits that the traffic is held against.

use crate::ui::policies::form::{Form, number};

pub static FORM: Form = Form {
    about: "When somebody is woken. Traffic metrics mark what passes these limits.",
    fact: |policies| {
        let policy = &policies.monitoring;
        match (policy.watches_time(), policy.watches_errors()) {
            (false, false) => "nobody looks".to_owned(),
            (true, false) => format!("P99 {} ms", policy.p99_millis),
            (false, true) => format!("{} of 1000 fail", policy.errors_per_mille),
            (true, true) => format!("P99 {} ms, {} of 1000 fail", policy.p99_millis, policy.errors_per_mille),
        }
    },
    fields: &[
        number!(
            "99 of 100 answers come within",
            monitoring.p99_millis,
            "milliseconds",
            (0, 60_000),
            "The slow tail, which a mean would hide; 0: nobody looks."
        ),
        number!(
            "Server errors that are still well",
            monitoring.errors_per_mille,
            "of 1000 answers",
            (0, 1000),
            "5xx alone: a 4xx is the client's. 1000: nobody looks."
        ),
    ],
};
