//! The server's rules, one struct per concern. Each can express the bad choices too, so that they can be tried and found.
//!
//! The defaults are what a careful designer would choose. A policy says what is wanted; how it is done is in `mock::stages`.

pub mod authentication;
pub mod authorization;
pub mod caching;
pub mod concurrency;
pub mod content;
pub mod cors;
pub mod creation;
pub mod deletion;
pub mod deprecation;
pub mod documentation;
pub mod errors;
pub mod faults;
pub mod filtering;
pub mod hypermedia;
pub mod idempotency;
pub mod jobs;
pub mod monitoring;
pub mod negotiation;
pub mod oauth;
pub mod pagination;
pub mod ranges;
pub mod rate_limits;
pub mod session;
pub mod tokens;
pub mod update;
pub mod uploads;
pub mod validation;
pub mod versioning;
pub mod webhooks;

use serde::{Deserialize, Serialize};

pub use authentication::{ApiKey, ApiKeyPlace, Authentication, Required};
pub use authorization::{Assign, Authorization, Owner, Refusal};
pub use caching::{Caching, Validator};
pub use concurrency::{Concurrency, IfMatch};
pub use content::Content;
pub use cors::{Cors, Origins};
pub use creation::Creation;
pub use deletion::{Deletion, Gone, Referenced};
pub use deprecation::{Deprecation, Lifetime};
pub use documentation::Documentation;
pub use errors::{ErrorShape, Errors};
pub use faults::Faults;
pub use filtering::{Filtering, Loading, UnknownParameters};
pub use hypermedia::{Hypermedia, LinkForm};
pub use idempotency::{Idempotency, KeyUse};
pub use jobs::{JobAnswer, JobDone, Jobs};
pub use monitoring::Monitoring;
pub use negotiation::{Format, Negotiation};
pub use oauth::{GrantType, Oauth, Pkce, RedirectMatch, Scopes};
pub use pagination::{Envelope, OverLimit, Pages, Pagination};
pub use ranges::{RangeUse, Ranges};
pub use rate_limits::{Algorithm, LimitFields, RateLimits, Tier};
pub use session::{SameSite, Sessions};
pub use tokens::{SigningAlgorithm, TokenKind, Tokens};
pub use update::{PatchFormat, PatchMeaning, PutMeaning, Update};
pub use uploads::{DigestUse, Uploads};
pub use validation::{UnknownFields, Validation};
pub use versioning::{Missing, Strategy, Versioning};
pub use webhooks::{Event, SignatureForm, Webhooks};

/// Declares the concerns once: their structs, names, places in `Policies`, and the editable value `Policy`.
macro_rules! concerns {
    ($($variant:ident $field:ident $title:literal;)*) => {
        /// What a policy is about.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "kebab-case")]
        pub enum Concern { $(#[doc = $title] $variant,)* }

        /// Every policy of a design. Parts that equal their default are left out when written.
        #[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
        #[serde(default, rename_all = "camelCase")]
        pub struct Policies { $(#[doc = $title] #[serde(skip_serializing_if = "is_default")] pub $field: $variant,)* }

        /// One policy with its concern: what an edit carries.
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
        #[serde(tag = "concern", content = "policy", rename_all = "kebab-case")]
        pub enum Policy { $(#[doc = $title] $variant($variant),)* }

        impl Concern {
            /// Every concern, in the order in which the page lists them.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// The word in addresses: `cors`.
            pub fn key(self) -> &'static str {
                match self { $(Self::$variant => stringify!($field),)* }
            }

            /// The words on screen.
            pub fn title(self) -> &'static str {
                match self { $(Self::$variant => $title,)* }
            }

            /// The concern of this key.
            pub fn from_key(key: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|concern| concern.key() == key)
            }
        }

        impl Policies {
            /// Puts a policy in the place of the one of its concern, which is returned.
            pub fn replace(&mut self, policy: Policy) -> Policy {
                match policy { $(Policy::$variant(value) => Policy::$variant(std::mem::replace(&mut self.$field, value)),)* }
            }

            /// A copy of the policy of a concern.
            pub fn get(&self, concern: Concern) -> Policy {
                match concern { $(Concern::$variant => Policy::$variant(self.$field.clone()),)* }
            }
        }

        impl Policy {
            /// What it is about.
            pub fn concern(&self) -> Concern {
                match self { $(Self::$variant(_) => Concern::$variant,)* }
            }
        }

        $(impl From<$variant> for Policy { fn from(value: $variant) -> Self { Self::$variant(value) } })*
    };
}

concerns! {
    Cors cors "CORS";
    Authentication authentication "Authentication";
    Tokens tokens "Tokens";
    Oauth oauth "OAuth";
    Authorization authorization "Authorization";
    Negotiation negotiation "Content negotiation";
    Content content "Request content";
    Validation validation "Validation";
    Errors errors "Errors";
    Creation creation "Creation";
    Update update "PUT and PATCH";
    Deletion deletion "Deletion";
    Pagination pagination "Pagination";
    Filtering filtering "Filters and sorting";
    Hypermedia hypermedia "Hypermedia";
    Caching caching "Caching";
    Concurrency concurrency "Concurrency";
    Idempotency idempotency "Idempotency";
    RateLimits rate_limits "Rate limits";
    Versioning versioning "Versions";
    Deprecation deprecation "Deprecation";
    Ranges ranges "Ranges";
    Jobs jobs "Long work";
    Uploads uploads "Uploads";
    Webhooks webhooks "Webhooks";
    Faults faults "Faults";
    Monitoring monitoring "Monitoring";
    Documentation documentation "Documentation";
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}
