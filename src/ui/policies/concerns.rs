//! The form of every concern, one file each. A new concern does not compile until it has one.

mod authentication;
mod authorization;
mod caching;
mod concurrency;
mod content;
mod cors;
mod creation;
mod deletion;
mod deprecation;
mod documentation;
mod errors;
mod faults;
mod filtering;
mod hypermedia;
mod idempotency;
mod jobs;
mod monitoring;
mod negotiation;
mod oauth;
mod pagination;
mod ranges;
mod rate_limits;
mod tokens;
mod update;
mod uploads;
mod validation;
mod versioning;
mod webhooks;

use roundtrip::design::{Concern, Policies};

use super::form::Form;

/// The form of a concern.
pub fn form(concern: Concern) -> &'static Form {
    match concern {
        Concern::Cors => &cors::FORM,
        Concern::Authentication => &authentication::FORM,
        Concern::Tokens => &tokens::FORM,
        Concern::Oauth => &oauth::FORM,
        Concern::Authorization => &authorization::FORM,
        Concern::Negotiation => &negotiation::FORM,
        Concern::Content => &content::FORM,
        Concern::Validation => &validation::FORM,
        Concern::Errors => &errors::FORM,
        Concern::Creation => &creation::FORM,
        Concern::Update => &update::FORM,
        Concern::Deletion => &deletion::FORM,
        Concern::Pagination => &pagination::FORM,
        Concern::Filtering => &filtering::FORM,
        Concern::Hypermedia => &hypermedia::FORM,
        Concern::Caching => &caching::FORM,
        Concern::Concurrency => &concurrency::FORM,
        Concern::Idempotency => &idempotency::FORM,
        Concern::Versioning => &versioning::FORM,
        Concern::Deprecation => &deprecation::FORM,
        Concern::Ranges => &ranges::FORM,
        Concern::Uploads => &uploads::FORM,
        Concern::Jobs => &jobs::FORM,
        Concern::Webhooks => &webhooks::FORM,
        Concern::Faults => &faults::FORM,
        Concern::Monitoring => &monitoring::FORM,
        Concern::Documentation => &documentation::FORM,
        Concern::RateLimits => &rate_limits::FORM,
    }
}

/// A policy in a few words, for lists: `If-Match required`.
pub fn fact(concern: Concern, policies: &Policies) -> String {
    (form(concern).fact)(policies)
}
