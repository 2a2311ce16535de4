//! The address of any node of a design, shared by findings, traces, edits and the page's selection.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

use super::Concern;
use crate::http::problem::pointer_token;

/// Where something stands in a design. Written as a path: `/resources/Booking/fields/checkIn`.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Pointer {
    /// The design itself: name, origin, base path.
    #[default]
    Design,
    /// A resource, by name.
    Resource(String),
    /// A field: resource, then field.
    Field(String, String),
    /// An endpoint, by id.
    Endpoint(String),
    /// The policy of a concern.
    Policy(Concern),
    /// A client, by name.
    Client(String),
    /// The brief.
    Brief,
}

impl Pointer {
    /// The address of a resource.
    pub fn resource(name: &str) -> Self {
        Self::Resource(name.to_owned())
    }

    /// The address of a field.
    pub fn field(resource: &str, field: &str) -> Self {
        Self::Field(resource.to_owned(), field.to_owned())
    }

    /// The address of an endpoint.
    pub fn endpoint(id: &str) -> Self {
        Self::Endpoint(id.to_owned())
    }

    /// The words a person reads: `Booking › checkIn`.
    pub fn breadcrumb(&self) -> String {
        match self {
            Self::Design => "Design".to_owned(),
            Self::Resource(name) => name.clone(),
            Self::Field(resource, field) => format!("{resource} › {field}"),
            Self::Endpoint(id) => id.clone(),
            Self::Policy(concern) => format!("Policies › {}", concern.title()),
            Self::Client(name) => format!("Clients › {name}"),
            Self::Brief => "Brief".to_owned(),
        }
    }
}

impl fmt::Display for Pointer {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Design => write!(to, "/"),
            Self::Resource(name) => write!(to, "/resources/{}", pointer_token(name)),
            Self::Field(resource, field) => write!(to, "/resources/{}/fields/{}", pointer_token(resource), pointer_token(field)),
            Self::Endpoint(id) => write!(to, "/endpoints/{}", pointer_token(id)),
            Self::Policy(concern) => write!(to, "/policies/{}", concern.key()),
            Self::Client(name) => write!(to, "/clients/{}", pointer_token(name)),
            Self::Brief => write!(to, "/brief"),
        }
    }
}

impl FromStr for Pointer {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let parts: Vec<String> = text.split('/').skip(1).map(|part| part.replace("~1", "/").replace("~0", "~")).collect();
        let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
        match parts.as_slice() {
            [""] => Ok(Self::Design),
            ["resources", name] => Ok(Self::resource(name)),
            ["resources", resource, "fields", field] => Ok(Self::field(resource, field)),
            ["endpoints", id] => Ok(Self::endpoint(id)),
            ["policies", key] => Concern::from_key(key).map(Self::Policy).ok_or_else(|| format!("`{key}` is no policy")),
            ["clients", name] => Ok(Self::Client((*name).to_owned())),
            ["brief"] => Ok(Self::Brief),
            _ => Err(format!("`{text}` is no place in a design")),
        }
    }
}

impl Serialize for Pointer {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Pointer {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        String::deserialize(from)?.parse().map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_reads_back() {
        for pointer in [
            Pointer::Design,
            Pointer::resource("a/b~c"),
            Pointer::field("Booking", "checkIn"),
            Pointer::endpoint("listBookings"),
            Pointer::Policy(Concern::Cors),
            Pointer::Client("Guest app".into()),
            Pointer::Brief,
        ] {
            assert_eq!(pointer.to_string().parse(), Ok(pointer));
        }
    }
}
