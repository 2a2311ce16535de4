//! How a client says which version it means, and what each version holds.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::design::Design;
use crate::http::headers::is_token;

/// The header field that names a version.
pub const FIELD: &str = "API-Version";

/// The query parameter, and the parameter of a media type, that names a version.
pub const PARAMETER: &str = "version";

/// Several versions at once.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Versioning {
    /// Where a request names the version.
    pub strategy: Strategy,
    /// The versions that live, the oldest first: `1`, `2`. Without any there is one version, and nobody names it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub versions: Vec<String>,
    /// What a request without a version gets.
    pub missing: Missing,
    /// The version that this design was cut down to.
    #[serde(skip)]
    pub at: String,
}

/// Where a request names the version.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Strategy {
    /// In the base path: `/v2/bookings`.
    #[default]
    Path,
    /// In the field [`FIELD`].
    Header,
    /// In `Accept`: `application/json;version=2`.
    MediaType,
    /// In the query: `?version=2`.
    Query,
}

/// What a request without a version gets.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Missing {
    /// The oldest version: clients that never named one go on as before.
    #[default]
    Oldest,
    /// The newest version: each release breaks clients that name none.
    Newest,
    /// 400, with the versions.
    Refuse,
}

impl Versioning {
    /// Whether several versions live here.
    pub fn lives(&self) -> bool {
        !self.versions.is_empty()
    }

    /// Whether the query names the version.
    pub fn in_query(&self) -> bool {
        self.lives() && self.strategy == Strategy::Query
    }

    /// The version that a text names, with a leading `v` or without.
    pub fn find(&self, text: &str) -> Option<&str> {
        let plain = |text: &str| text.trim_start_matches(['v', 'V']).to_owned();
        self.versions.iter().map(String::as_str).find(|known| is_token(known) && plain(known) == plain(text))
    }

    /// The newest version that has something with these limits.
    pub fn newest(&self, since: &str, until: &str) -> Option<&str> {
        self.versions.iter().rev().map(String::as_str).find(|version| self.holds(version, since, until))
    }

    /// Whether something lives in a version; a limit that names no version is none.
    fn holds(&self, version: &str, since: &str, until: &str) -> bool {
        let place = |text: &str| self.find(text).and_then(|wanted| self.versions.iter().position(|known| known == wanted));
        let Some(at) = place(version) else { return true };
        place(since).is_none_or(|since| since <= at) && place(until).is_none_or(|until| at <= until)
    }
}

/// The place of the version among the segments of a base path.
pub fn segment_place(base_path: &str) -> Option<usize> {
    base_path.split('/').filter(|segment| !segment.is_empty()).position(is_segment)
}

/// Whether a segment names a version: `v2`.
pub fn is_segment(segment: &str) -> bool {
    segment.strip_prefix('v').is_some_and(|rest| rest.bytes().next().is_some_and(|byte| byte.is_ascii_digit()))
}

/// The design as one version has it: its endpoints, and records without the fields of other versions, which stay as they are stored.
pub fn at(design: &Design, version: &str) -> Design {
    let policy = &design.policies.versioning;
    let mut own = design.clone();
    own.endpoints.retain(|endpoint| policy.holds(version, &endpoint.since, &endpoint.until));
    for resource in &mut own.resources {
        if resource.fields.iter().all(|field| policy.holds(version, &field.since, &field.until)) {
            continue;
        }
        for field in &mut Arc::make_mut(resource).fields {
            if !policy.holds(version, &field.since, &field.until) {
                (field.read_only, field.write_only, field.required) = (true, true, false);
            }
        }
    }
    if let (Strategy::Path, Some(place)) = (policy.strategy, segment_place(&design.base_path)) {
        let segments = design.base_path.split('/').filter(|segment| !segment.is_empty()).enumerate();
        let text = |(index, segment): (usize, &str)| match index == place {
            true => format!("/v{}", version.trim_start_matches('v')),
            false => format!("/{segment}"),
        };
        own.base_path = segments.map(text).collect();
    }
    version.clone_into(&mut Arc::make_mut(&mut own.policies).versioning.at);
    own
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lives_of_parts() {
        let policy = Versioning { versions: vec!["1".into(), "2".into(), "3".into()], ..Versioning::default() };
        let lives = |since, until| ["1", "2", "3"].map(|version| policy.holds(version, since, until));
        assert_eq!(lives("", ""), [true, true, true]);
        assert_eq!(lives("2", ""), [false, true, true]);
        assert_eq!(lives("", "v2"), [true, true, false]);
        assert_eq!(lives("2", "2"), [false, true, false]);
        assert_eq!(lives("9", ""), [true, true, true]);
        assert_eq!((policy.find("v2"), policy.find("4"), segment_place("/api/v1"), segment_place("/api")), (Some("2"), None, Some(1), None));
    }

    #[test]
    fn a_version_hides_the_fields_of_others_and_takes_none() {
        let mut design = crate::design::samples::hotel_booking();
        Arc::make_mut(&mut design.policies).versioning.versions = vec!["1".into(), "2".into()];
        let hotel = design.resources.iter_mut().find(|resource| resource.name == "Hotel").map(Arc::make_mut).unwrap();
        let field = hotel.fields.iter_mut().find(|field| field.name == "city").unwrap();
        (field.required, field.since) = (true, "2".into());
        let seen = |version| {
            let own = at(&design, version);
            let field = own.resource("Hotel").unwrap().field("city").unwrap();
            (own.base_path.clone(), field.required, field.read_only, field.write_only)
        };
        assert_eq!(seen("1"), ("/v1".to_owned(), false, true, true));
        assert_eq!(seen("2"), ("/v2".to_owned(), true, false, false));
    }
}
