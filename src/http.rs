//! The vocabulary of HTTP: methods, statuses, ordered headers, media types, validators, dates, targets, problem details.
//!
//! Only words and their grammar live here; nothing decides. Methods and status codes are those of the `http` crate; header
//! fields are our own ordered list, because a transcript must read the same every time.

pub mod accept;
pub mod body;
pub mod calendar;
pub mod csv;
pub mod date;
pub mod etag;
pub mod form;
pub mod headers;
pub mod idempotency_key;
pub mod json;
pub mod json_patch;
pub mod link;
pub mod media_type;
pub mod merge_patch;
pub mod method;
pub mod prefer;
pub mod problem;
pub mod range;
pub mod request;
pub mod response;
pub mod status;
pub mod structured;
pub mod target;
pub mod webhook;
pub mod xml;

pub use accept::Accept;
pub use body::Body;
pub use etag::{ETag, ETagList};
pub use headers::Headers;
pub use link::Link;
pub use media_type::MediaType;
pub use method::Method;
pub use problem::{FieldError, Problem};
pub use request::Request;
pub use response::Response;
pub use status::StatusCode;
pub use target::Target;
