//! Reading `Set-Cookie` as browsers do (RFC 6265bis section 5.6).

use serde::{Deserialize, Serialize};

use super::date;
use crate::user_agent::reason::Reason;

/// A `Set-Cookie` line, read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetCookie {
    /// Its name.
    pub name: String,
    /// Its value.
    pub value: String,
    /// `Domain` in lower case without a leading dot.
    pub domain: Option<String>,
    /// `Path`, if it begins with a slash.
    pub path: Option<String>,
    /// How long it lasts; `Max-Age` goes before `Expires`.
    pub life: Option<Life>,
    /// `Secure`.
    pub is_secure: bool,
    /// `HttpOnly`.
    pub is_http_only: bool,
    /// `SameSite`.
    pub same_site: SameSite,
}

/// Which pages' requests carry a cookie (section 5.6.7).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SameSite {
    /// Nothing was said, which counts as `Lax`.
    #[default]
    Default,
    /// Those of the same site, and top-level navigations.
    Lax,
    /// Those of the same site.
    Strict,
    /// All.
    None,
}

impl SameSite {
    /// Whether requests of another site's pages carry it.
    pub fn crosses(self) -> bool {
        self == Self::None
    }

    pub(super) fn words(self) -> &'static str {
        match self {
            Self::Default => "samesite=Lax by default",
            Self::Lax => "samesite=Lax",
            Self::Strict => "samesite=Strict",
            Self::None => "samesite=None",
        }
    }
}

/// How long a cookie lasts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Life {
    /// Seconds from now; zero ends it at once.
    MaxAge(u64),
    /// Until this moment, in seconds since 1970.
    Until(u64),
}

/// The longest life that a browser grants, in seconds: 400 days (section 5.5).
const LONGEST: u64 = 400 * 86_400;

impl Life {
    pub(super) fn end(self, now: u64) -> u64 {
        match self {
            Self::MaxAge(seconds) => now.saturating_add(seconds.min(LONGEST)),
            Self::Until(moment) => moment.min(now.saturating_add(LONGEST)),
        }
    }
}

impl SetCookie {
    /// Reads a line; `Err` says why it is no cookie. Attributes that make no sense are passed over, as browsers do.
    pub fn parse(line: &str) -> Result<Self, Reason> {
        let refused = |text: &str| Err(Reason::new(text, "RFC 6265bis section 5.6"));
        if line.bytes().any(|byte| byte.is_ascii_control() && byte != b'\t') {
            return refused("it holds a control character");
        }
        let mut parts = line.split(';');
        let pair = parts.next().unwrap_or_default();
        let (name, value) = pair.split_once('=').unwrap_or(("", pair));
        let (name, value) = (name.trim(), value.trim());
        if name.is_empty() && value.is_empty() {
            return refused("it has neither name nor value");
        }
        if name.len() + value.len() > 4096 {
            return refused("name and value are longer than 4096 bytes");
        }
        let lower = value.to_ascii_lowercase();
        if name.is_empty() && (lower.starts_with("__secure-") || lower.starts_with("__host-")) {
            return refused("without a name, the value must not pose as a prefix");
        }
        let mut set = Self {
            name: name.to_owned(),
            value: value.to_owned(),
            domain: None,
            path: None,
            life: None,
            is_secure: false,
            is_http_only: false,
            same_site: SameSite::Default,
        };
        let mut until = None;
        for part in parts {
            let (name, value) = part.split_once('=').unwrap_or((part, ""));
            let (name, value) = (name.trim(), value.trim());
            if value.len() > 1024 {
                continue;
            }
            match name.to_ascii_lowercase().as_str() {
                "expires" => until = date::parse(value).or(until),
                "max-age" => set.life = max_age(value).or(set.life),
                "domain" => set.domain = Some(value.strip_prefix('.').unwrap_or(value).to_ascii_lowercase()),
                "path" => set.path = Some(value.to_owned()).filter(|path| path.starts_with('/')),
                "secure" => set.is_secure = true,
                "httponly" => set.is_http_only = true,
                "samesite" => {
                    set.same_site = match value.to_ascii_lowercase().as_str() {
                        "none" => SameSite::None,
                        "strict" => SameSite::Strict,
                        "lax" => SameSite::Lax,
                        _ => SameSite::Default,
                    };
                }
                _ => {}
            }
        }
        set.life = set.life.or(until.map(Life::Until));
        Ok(set)
    }
}

/// `Max-Age` (section 5.6.2): a number, which may be negative.
fn max_age(text: &str) -> Option<Life> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    Some(Life::MaxAge(if text.starts_with('-') { 0 } else { digits.parse().unwrap_or(LONGEST) }))
}
