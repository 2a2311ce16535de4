//! Which pages of other origins may call, and what they may read (Fetch standard, HTTP CORS protocol).

use serde::{Deserialize, Serialize};

/// The answer to pages of other origins.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Cors {
    /// Origins whose pages may read answers.
    pub origins: Origins,
    /// Methods a preflight allows; methods that need no permission work anyway.
    pub methods: Vec<String>,
    /// Request header fields a preflight allows.
    pub headers: Vec<String>,
    /// Response header fields that a page may read beside the safelisted ones.
    pub expose: Vec<String>,
    /// Pages may send cookies and other credentials.
    pub credentials: bool,
    /// Seconds for which a browser may keep a preflight's answer; `None` leaves it to the browser (5 seconds).
    pub max_age: Option<u32>,
}

/// Origins whose pages may read answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", content = "origins", rename_all = "kebab-case")]
pub enum Origins {
    /// No page of another origin.
    None,
    /// These origins. `null` in the list admits sandboxed frames and local files, which is seldom wise.
    List(Vec<String>),
    /// `*`: every page, but never with credentials.
    Any,
    /// Whatever the request says, echoed: every page, with credentials too. A hole.
    Reflected,
}

impl Default for Cors {
    fn default() -> Self {
        let texts = |list: &[&str]| list.iter().map(|text| (*text).to_owned()).collect();
        Self {
            origins: Origins::None,
            methods: texts(&["GET", "POST", "PUT", "PATCH", "DELETE"]),
            headers: texts(&["Authorization", "Content-Type", "If-Match", "If-None-Match"]),
            expose: texts(&["ETag", "Link", "Location"]),
            credentials: false,
            max_age: Some(600),
        }
    }
}

impl Cors {
    /// The default for pages of these origins.
    pub fn for_origins(origins: &[&str]) -> Self {
        Self { origins: Origins::List(origins.iter().map(|origin| (*origin).to_owned()).collect()), ..Self::default() }
    }

    /// Whether a page of this origin may read answers.
    pub fn admits(&self, origin: &str) -> bool {
        match &self.origins {
            Origins::None => false,
            Origins::List(list) => list.iter().any(|known| known == origin),
            Origins::Any | Origins::Reflected => true,
        }
    }
}
