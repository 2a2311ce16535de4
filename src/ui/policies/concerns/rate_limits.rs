//! How often a caller may ask.

use roundtrip::design::Policies;
use roundtrip::design::policy::rate_limits::Tier;
use roundtrip::design::policy::{Algorithm, LimitFields};

use crate::ui::policies::form::{Control, Field, Form, choice, number, toggle};

fn limits(policies: &Policies) -> bool {
    policies.rate_limits.limits()
}

pub static FORM: Form = Form {
    about: "How many requests a caller may send, and what it learns about that. Each client is counted by itself.",
    fact: |policies| match policies.rate_limits.algorithm {
        Algorithm::None => "no limit".to_owned(),
        _ => format!("{} in {} s", policies.rate_limits.limit, policies.rate_limits.window),
    },
    fields: &[
        choice!("Requests are counted", rate_limits.algorithm, [
            Algorithm::TokenBucket => "By a token bucket", "Short bursts pass, then an even pace.";
            Algorithm::SlidingWindow => "In a sliding window", "The limit holds at every moment.";
            Algorithm::FixedWindow => "In fixed windows", "Cheap; twice the limit passes around the end of a window.";
            Algorithm::None => "Not at all (weak)", "One caller in a loop takes the server from all others.";
        ]),
        Field {
            shown: limits,
            ..number!("Length of a window", rate_limits.window, "seconds", (1, 86_400), "The time that the numbers below are for.")
        },
        Field {
            shown: limits,
            ..number!("Requests of a client", rate_limits.limit, "in a window", (1, 1_000_000), "For a client without a tier of its own.")
        },
        Field {
            shown: limits,
            ..number!(
                "Requests without credentials",
                rate_limits.anonymous,
                "in a window",
                (1, 1_000_000),
                "For all unknown callers together: nothing tells them apart."
            )
        },
        Field {
            label: "Tiers",
            shown: limits,
            control: Control::List {
                item: "tier",
                example: "gold: 1000",
                empty: "No tier: every client has the same limit.",
                get: |policies| policies.rate_limits.tiers.iter().map(Tier::to_string).collect(),
                check: |text| match Tier::parse(text) {
                    Some(_) => Ok(()),
                    None => Err("Write a name and its requests in a window, such as gold: 1000."),
                },
                set: |policies, list| policies.rate_limits.tiers = list.iter().filter_map(|text| Tier::parse(text)).collect(),
            },
        },
        Field {
            shown: limits,
            ..choice!("Answers say what is left", rate_limits.fields, [
                LimitFields::Ietf => "In RateLimit and RateLimit-Policy", "The fields of the IETF draft: one meaning everywhere.";
                LimitFields::Both => "In both families", "Old and new clients find what they know.";
                LimitFields::Prefixed => "In X-RateLimit fields", "Widespread, though every API means something else by Reset.";
                LimitFields::None => "Nowhere (weak)", "Clients find the limit by running into it.";
            ])
        },
        Field {
            shown: limits,
            ..toggle!(
                "A 429 says when to come back",
                rate_limits.retry_after,
                "Retry-After: clients wait as long as they have to.",
                "Clients guess, and most guess too early: the load grows when it should fall."
            )
        },
        Field {
            shown: limits,
            ..toggle!(
                "Each instance counts for itself",
                rate_limits.per_instance,
                "Several instances together let through a multiple of the limit; the brief says how many there are.",
                "All instances share one count, so the limit holds."
            )
        },
    ],
};
