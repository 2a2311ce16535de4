//! Path templates such as `/hotels/{hotelId}/rooms`, and which record each parameter names.

use std::borrow::Cow;

use super::{Behaviour, Design, Endpoint};

/// A path template taken apart. Its parts are borrowed from the path: a review takes each path apart a dozen times.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template<'a> {
    /// The parts between the slashes.
    pub segments: Vec<Segment<'a>>,
}

/// One part of a path template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Segment<'a> {
    /// Stands for itself.
    Literal(Cow<'a, str>),
    /// Takes any one segment, under this name.
    Parameter(Cow<'a, str>),
}

/// The values of a template's parameters in one request, in the order of the template.
pub type Arguments = Vec<(String, String)>;

/// What a path parameter names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// The record that the endpoint works on.
    Identity,
    /// A record of another resource, to which the endpoint's records belong through this reference field.
    Parent {
        /// The other resource.
        resource: String,
        /// The reference field of the endpoint's resource, if it has one.
        field: Option<String>,
    },
    /// Nothing in the design.
    Unknown,
}

impl<'a> Template<'a> {
    /// Takes a template apart. Braces that do not enclose a whole segment stand for themselves.
    pub fn parse(path: &'a str) -> Self {
        let rest = path.strip_prefix('/').unwrap_or(path);
        let segments = match rest {
            "" => Vec::new(),
            _ => rest
                .split('/')
                .map(|segment| match segment.strip_prefix('{').and_then(|inner| inner.strip_suffix('}')) {
                    Some(name) if !name.is_empty() && !name.contains(['{', '}']) => Segment::Parameter(name.into()),
                    _ => Segment::Literal(segment.into()),
                })
                .collect(),
        };
        Self { segments }
    }

    /// The same, on its own.
    pub fn into_owned(self) -> Template<'static> {
        let own = |segment| match segment {
            Segment::Literal(text) => Segment::Literal(Cow::Owned(text.into_owned())),
            Segment::Parameter(name) => Segment::Parameter(Cow::Owned(name.into_owned())),
        };
        Template { segments: self.segments.into_iter().map(own).collect() }
    }

    /// The values of the parameters if these decoded segments match; a parameter never takes an empty segment.
    pub fn matches(&self, segments: &[String]) -> Option<Arguments> {
        if self.segments.len() != segments.len() {
            return None;
        }
        let pairs = || self.segments.iter().zip(segments);
        let fits = pairs().all(|(part, given)| match part {
            Segment::Literal(text) => text == given,
            Segment::Parameter(_) => !given.is_empty(),
        });
        // Most templates do not match, so nothing is copied before it is known that this one does.
        fits.then(|| {
            pairs()
                .filter_map(|(part, given)| match part {
                    Segment::Parameter(name) => Some((name.clone().into_owned(), given.clone())),
                    Segment::Literal(_) => None,
                })
                .collect()
        })
    }

    /// Orders templates that match the same path: at the first difference a literal goes before a parameter
    /// (OpenAPI 3.1, Path Templating Matching).
    pub fn specificity(&self) -> Vec<bool> {
        self.segments.iter().map(|segment| matches!(segment, Segment::Literal(_))).collect()
    }

    /// Names of the parameters.
    pub fn parameters(&self) -> impl Iterator<Item = &str> {
        self.segments.iter().filter_map(|segment| match segment {
            Segment::Parameter(name) => Some(name.as_ref()),
            Segment::Literal(_) => None,
        })
    }

    /// The literal segments.
    pub fn literals(&self) -> impl Iterator<Item = &str> {
        self.segments.iter().filter_map(|segment| match segment {
            Segment::Literal(text) => Some(text.as_ref()),
            Segment::Parameter(_) => None,
        })
    }

    /// Two templates that match exactly the same paths have the same shape.
    pub fn shape(&self) -> String {
        let mut shape = String::new();
        for segment in &self.segments {
            shape.push('/');
            shape.push_str(match segment {
                Segment::Literal(text) => text,
                Segment::Parameter(_) => "{}",
            });
        }
        shape
    }
}

/// What each parameter of an endpoint's path names, in the order of the template.
pub fn meanings(design: &Design, endpoint: &Endpoint) -> Vec<(String, Meaning)> {
    let template = endpoint.template();
    let own = design.resource_of(endpoint);
    let mut meanings = Vec::new();
    let mut before: Option<&str> = None;
    for (index, segment) in template.segments.iter().enumerate() {
        match segment {
            Segment::Literal(text) => before = Some(text),
            // Of several parameters in a row (`/repos/{owner}/{repo}`) the last names the record.
            Segment::Parameter(name) if matches!(template.segments.get(index + 1), Some(Segment::Parameter(_))) => {
                meanings.push((name.clone().into_owned(), Meaning::Unknown));
            }
            Segment::Parameter(name) => {
                // Several resources may stand under the same segment; the endpoint's own goes first.
                let same = |text: &&str| own.is_some_and(|own| own.segment == **text);
                let owner = before.filter(same).and(own).or_else(|| before.and_then(|text| design.resource_at(text)));
                let meaning = match (owner, own) {
                    (Some(owner), Some(own)) if owner.name == own.name => Meaning::Identity,
                    (Some(owner), own) => Meaning::Parent {
                        resource: owner.name.clone(),
                        field: own.and_then(|own| design.reference_field(&own.name, &owner.name)).map(str::to_owned),
                    },
                    (None, _) => Meaning::Unknown,
                };
                meanings.push((name.clone().into_owned(), meaning));
            }
        }
    }
    let on_item = endpoint.behaviour.is_on_item() || matches!(endpoint.behaviour, Behaviour::Fixed { .. });
    let has_identity = meanings.iter().any(|(_, meaning)| *meaning == Meaning::Identity);
    let nameless = meanings.iter_mut().rev().find(|(_, meaning)| *meaning == Meaning::Unknown);
    if let Some(last) = nameless.filter(|_| on_item && !has_identity && own.is_some()) {
        last.1 = Meaning::Identity;
    }
    meanings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn literals_and_parameters() {
        let template = Template::parse("/hotels/{hotelId}/rooms");
        let path = |text: &str| text.split('/').skip(1).map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(template.matches(&path("/hotels/h1/rooms")), Some(vec![("hotelId".into(), "h1".into())]));
        assert_eq!(template.matches(&path("/hotels//rooms")), None);
        assert_eq!(template.matches(&path("/hotels/h1/rooms/")), None);
        assert_eq!(template.shape(), "/hotels/{}/rooms");
        assert_eq!(Template::parse("/files/{name}.json").literals().collect::<Vec<_>>(), ["files", "{name}.json"]);
        assert_eq!(Template::parse("/compare/{base}...{head}").literals().collect::<Vec<_>>(), ["compare", "{base}...{head}"]);
    }
}
