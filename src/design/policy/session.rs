//! Sessions: the server remembers who has signed in, and a cookie stands for it (RFC 6265bis).

use serde::{Deserialize, Serialize};

/// A session and its cookie. What weakens one can be chosen too.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Sessions {
    /// The cookie's name. `__Host-` in front binds it to one host, https and every path (RFC 6265bis section 4.1.3.2).
    pub name: String,
    /// Scripts cannot read it (section 4.1.2.6).
    pub http_only: bool,
    /// It travels over https only (section 4.1.2.5).
    pub secure: bool,
    /// Which pages' requests carry it (section 4.1.2.7).
    pub same_site: SameSite,
    /// Requests at and below this path carry it (section 4.1.2.4).
    pub path: String,
    /// How long a session lasts after it was begun, in minutes; 0: until somebody signs out.
    pub minutes: u32,
    /// The browser keeps the cookie as long (`Max-Age`, section 4.1.2.2); otherwise until it is closed.
    pub persistent: bool,
    /// The status of a sign-in: 204, 200 or 201.
    pub status: u16,
    /// Requests that change something are refused where their `Origin` is a page that the CORS policy does not let in.
    pub checks_origin: bool,
}

/// Which pages' requests carry a cookie.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SameSite {
    /// Those of the same site, and top-level navigations that only read.
    #[default]
    Lax,
    /// Those of the same site.
    Strict,
    /// All.
    None,
    /// Nothing is said; browsers differ.
    Unsaid,
}

impl SameSite {
    /// The value of the attribute, if there is one.
    pub fn word(self) -> Option<&'static str> {
        match self {
            Self::Lax => Some("Lax"),
            Self::Strict => Some("Strict"),
            Self::None => Some("None"),
            Self::Unsaid => None,
        }
    }
}

impl Default for Sessions {
    fn default() -> Self {
        Self {
            name: "__Host-session".to_owned(),
            http_only: true,
            secure: true,
            same_site: SameSite::Lax,
            path: "/".to_owned(),
            minutes: 30,
            persistent: false,
            status: 204,
            checks_origin: false,
        }
    }
}

impl Sessions {
    /// Why no browser keeps the cookie, if none does (RFC 6265bis sections 4.1.3 and 5.7).
    pub fn refused(&self) -> Option<&'static str> {
        let lower = self.name.to_ascii_lowercase();
        match () {
            () if lower.starts_with("__host-") && !(self.secure && self.path == "/") => Some("__Host- needs Secure and Path=/"),
            () if lower.starts_with("__secure-") && !self.secure => Some("__Secure- needs Secure"),
            () if self.same_site == SameSite::None && !self.secure => Some("SameSite=None needs Secure"),
            () => None,
        }
    }

    /// How long a session lasts, in milliseconds, if it ends by itself.
    pub fn life_millis(&self) -> Option<u64> {
        (self.minutes > 0).then(|| u64::from(self.minutes) * 60_000)
    }

    /// The value of `Set-Cookie` that begins a session (RFC 6265bis section 4.1).
    pub fn begins(&self, value: &str) -> String {
        // Browsers keep none longer than 400 days; a session without end gets that (section 5.5).
        let life = self.life_millis().map_or(400 * 86_400, |millis| millis / 1000);
        self.line(value, self.persistent.then_some(life))
    }

    /// The value that takes the cookie away again: name and path have to be the same.
    pub fn ends(&self) -> String {
        self.line("", Some(0))
    }

    fn line(&self, value: &str, max_age: Option<u64>) -> String {
        let mut line = format!("{}={value}; Path={}", self.name, self.path);
        if let Some(seconds) = max_age {
            line = format!("{line}; Max-Age={seconds}");
        }
        for (given, attribute) in [(self.secure, "Secure"), (self.http_only, "HttpOnly")] {
            if given {
                line = format!("{line}; {attribute}");
            }
        }
        match self.same_site.word() {
            Some(word) => format!("{line}; SameSite={word}"),
            None => line,
        }
    }

    /// The value of the cookie in a request's `Cookie` (section 5.8.3): the first of that name, which is the one of the longest path.
    pub fn value_in<'a>(&self, cookie: &'a str) -> Option<&'a str> {
        cookie.split(';').filter_map(|pair| pair.trim().split_once('=')).find(|(name, _)| *name == self.name).map(|(_, value)| value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cookie_as_it_travels() {
        let usual = Sessions::default();
        assert_eq!(usual.begins("a1"), "__Host-session=a1; Path=/; Secure; HttpOnly; SameSite=Lax");
        assert_eq!(usual.ends(), "__Host-session=; Path=/; Max-Age=0; Secure; HttpOnly; SameSite=Lax");
        let weak = Sessions {
            name: "sid".to_owned(),
            http_only: false,
            secure: false,
            same_site: SameSite::Unsaid,
            minutes: 0,
            persistent: true,
            ..Sessions::default()
        };
        assert_eq!(weak.begins("a1"), "sid=a1; Path=/; Max-Age=34560000");
        for (cookie, expected) in [("sid=7", Some("7")), ("a=1; sid=7; sid=8", Some("7")), ("xsid=7", None), ("sid", None), ("", None)] {
            assert_eq!(weak.value_in(cookie), expected, "{cookie}");
        }
    }

    #[test]
    fn a_browser_refuses_what_contradicts_itself() {
        let with = |change: fn(&mut Sessions)| {
            let mut sessions = Sessions::default();
            change(&mut sessions);
            sessions.refused()
        };
        assert_eq!(with(|_| {}), None);
        assert_eq!(with(|s| s.secure = false), Some("__Host- needs Secure and Path=/"));
        assert_eq!(with(|s| s.path = "/v1".to_owned()), Some("__Host- needs Secure and Path=/"));
        assert_eq!(
            with(|s| {
                s.name = "sid".to_owned();
                s.secure = false;
                s.same_site = SameSite::None;
            }),
            Some("SameSite=None needs Secure")
        );
    }
}
