//! One file per stage, in the order of `pipeline`. Each returns a `Decision` with its reason and the section of the standard.

pub mod action;
pub mod authentication;
pub mod authorization;
pub mod conflict;
pub mod content;
pub mod cors;
pub mod deprecation;
pub mod faults;
pub mod filtering;
pub mod finish;
pub mod idempotency;
pub mod lookup;
pub mod message;
pub mod negotiation;
pub mod patch;
pub mod preconditions;
pub mod preflight;
pub mod problems;
pub mod ranges;
pub mod rate_limits;
pub mod representation;
pub mod routing;
pub mod sunset;
pub mod validation;
pub mod version;
pub mod webhooks;
