//! Answers to the questions that come before a design. `None` means nobody has answered yet.

use serde::{Deserialize, Serialize};

/// What the API is for. Rules and advice read it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Brief {
    /// Who uses it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub users: Option<String>,
    /// Where it is offered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exposure: Option<Exposure>,
    /// Requests per second at the peak.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub peak_per_second: Option<u32>,
    /// How many server instances share the load.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub instances: Option<u16>,
    /// Whether a read must see the latest write.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub strong_consistency: Option<bool>,
    /// Whether clients wait for events.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub real_time: Option<bool>,
    /// Whether money moves.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub money: Option<bool>,
    /// Rules of law or contract it has to keep.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub compliance: Option<String>,
    /// How many months a released client stays in use.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub client_months: Option<u16>,
    /// How strictly the review judges.
    #[serde(skip_serializing_if = "Profile::is_guide")]
    pub profile: Profile,
}

/// How strictly the review judges.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Profile {
    /// As the guide does.
    #[default]
    Guide,
    /// More so.
    Strict,
    /// For a first afternoon.
    Workshop,
}

impl Profile {
    /// Whether it is the usual one.
    pub fn is_guide(&self) -> bool {
        *self == Self::Guide
    }
}

/// Where an API is offered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Exposure {
    /// To anybody.
    Public,
    /// To partners under contract.
    Partner,
    /// Inside one organisation.
    Internal,
}
