//! A first answer, kept so that a repetition of its request gets it again.

use serde::{Deserialize, Serialize};

use crate::http::{Body, Request};
use crate::mock::{Moment, Reply};

/// A first answer with what tells its request from others
/// (the fingerprint of draft-ietf-httpapi-idempotency-key-header section 2.4).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// The method of the first request.
    pub method: String,
    /// Its target.
    pub target: String,
    /// Its content.
    pub body: Body,
    /// When it was answered.
    pub at: Moment,
    /// The answer, without what every answer gets at its own moment.
    pub reply: Reply,
}

impl Kept {
    /// The answer to a request.
    pub fn new(request: &Request, at: Moment, reply: Reply) -> Self {
        Self { method: request.method.as_str().to_owned(), target: request.target.clone(), body: request.body.clone(), at, reply }
    }

    /// Whether it is still kept, after so many milliseconds of life.
    pub fn is_alive(&self, now: Moment, life: u64) -> bool {
        now < self.at.plus_millis(life)
    }

    /// What a request has that the first one had not; `None` for a repetition. JSON is compared by value: spaces and the order
    /// of members say nothing.
    pub fn difference(&self, request: &Request) -> Option<&'static str> {
        let same_value = || match (self.body.json(), request.body.json()) {
            (Some(first), Some(now)) => first == now,
            _ => false,
        };
        match () {
            () if self.method != request.method.as_str() => Some("another method"),
            () if self.target != request.target => Some("another target"),
            () if self.body != request.body && !same_value() => Some("other content"),
            () => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::http::Method;

    #[test]
    fn a_repetition_says_the_same() {
        let request = |method, target: &str, body: &str| Request { body: body.into(), ..Request::new(method, target) };
        let first = Kept::new(&request(Method::POST, "/a", r#"{"x": 1, "y": 2}"#), Moment(1000), Reply::new(201, "Made"));
        for (again, expected) in [
            (request(Method::POST, "/a", r#"{"x": 1, "y": 2}"#), None),
            (request(Method::POST, "/a", r#"{"y":2,"x":1}"#), None),
            (request(Method::POST, "/a", r#"{"x": 1}"#), Some("other content")),
            (request(Method::POST, "/a", ""), Some("other content")),
            (request(Method::POST, "/b", r#"{"x": 1, "y": 2}"#), Some("another target")),
            (request(Method::PATCH, "/a", r#"{"x": 1, "y": 2}"#), Some("another method")),
        ] {
            assert_eq!(first.difference(&again), expected, "{again:?}");
        }
        assert_eq!([1000, 1999, 2000].map(|now| first.is_alive(Moment(now), 1000)), [true, true, false]);
    }
}
