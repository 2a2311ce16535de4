//! The server that a design describes: `handle(request, now, rng)` gives an exchange, and every answer says why.
//!
//! Pure and deterministic: the same start state, requests, moments and seed give the same bytes. The order of the stages
//! stands in `pipeline`; each stage is one file that returns a `Decision`, so no answer exists without its reason.

pub mod data;
pub mod decision;
pub mod exchange;
pub mod extras;
pub mod fake;
pub mod jose;
pub mod ledger;
pub mod matrix;
pub mod metrics;
pub mod moment;
pub mod next;
pub mod pipeline;
pub mod problem_kinds;
pub mod quota;
pub mod receiver;
pub mod reply;
pub mod rng;
pub mod routes;
pub mod sample_request;
pub mod selection;
pub mod server;
pub mod shared;
pub mod snapshot;
pub mod stages;
pub mod store;
pub mod tokens;
pub mod upcoming;

pub use data::DataError;
pub use decision::{Decision, Outcome, Stage, Step, Trace, Why};
pub use exchange::{Exchange, HeaderNote};
pub use extras::Extras;
pub use moment::Moment;
pub use next::Suggestion;
pub use reply::Reply;
pub use rng::Rng;
pub use sample_request::{sample_request, with_credentials};
pub use server::Server;
pub use snapshot::Snapshot;
pub use store::{Change, Record, Store};
