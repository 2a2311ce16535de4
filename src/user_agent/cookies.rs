//! The cookies of a browser (RFC 6265bis): which it keeps, which go with a request, each with its reason.
//!
//! The way a cookie takes here is `fetch()`: no navigation, so that `Lax` and `Strict` are the same and the method does not matter.
//! Whether cookies are asked for at all is the credentials mode's to say, before this jar is opened.

mod date;
mod set_cookie;

use serde::{Deserialize, Serialize};

pub use set_cookie::{SameSite, SetCookie};

use super::reason::{Reason, span};
use super::url::{Url, is_address, public_suffix};
use crate::order;

/// A kept cookie.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cookie {
    /// Its name.
    pub name: String,
    /// Its value, as it travels.
    pub value: String,
    /// The host that gets it, and those below it where it is not of the host alone.
    pub domain: String,
    /// Only this very host gets it: no `Domain` was given.
    pub is_host_only: bool,
    /// Paths at and below this one get it.
    pub path: String,
    /// Seconds since 1970 at which it ends; `None` when the browser closes.
    pub expires: Option<u64>,
    /// Only over https.
    pub is_secure: bool,
    /// Scripts cannot read it.
    pub is_http_only: bool,
    /// Which pages' requests carry it.
    pub same_site: SameSite,
}

/// What happened to a cookie.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CookieAct {
    /// It went with the request.
    Sent,
    /// It stayed behind.
    Withheld,
    /// The browser keeps it.
    Kept,
    /// The browser does not keep it.
    Refused,
    /// The answer took it away.
    Removed,
}

/// What happened to a cookie, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CookieNote {
    /// What happened.
    pub act: CookieAct,
    /// The cookie's name.
    pub name: String,
    /// Why.
    pub why: Reason,
}

/// Who asks: cookies may be meant for the pages of one site only (section 5.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asker<'a> {
    /// The site of the page.
    pub site: &'a str,
    /// Whether the browser itself goes to the address, as for a link or a form, and with a safe method.
    pub navigation: Option<bool>,
}

/// A script of a page of this site.
impl<'a> From<&'a str> for Asker<'a> {
    fn from(site: &'a str) -> Self {
        Self { site, navigation: None }
    }
}

impl Asker<'_> {
    /// Whether a cookie of the site goes along (section 5.8.3): Lax ones do with links from anywhere.
    fn reaches(self, url: &Url, same_site: SameSite) -> bool {
        let by_link = self.navigation == Some(true) && matches!(same_site, SameSite::Lax | SameSite::Default);
        same_site.crosses() || by_link || url.site() == self.site
    }
}

/// Every cookie of a browser.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Jar(Vec<Cookie>);

/// Cookies kept; the oldest leave first.
const KEPT: usize = 300;

impl Jar {
    /// The cookies, oldest first.
    pub fn cookies(&self) -> &[Cookie] {
        &self.0
    }

    /// Throws every cookie away.
    pub fn clear(&mut self) {
        self.0.clear();
    }

    /// The value of `Cookie` for a request from a page of this site, and what became of each cookie that fits the URL (section
    /// 5.8.3). Longer paths come first, older cookies before younger ones.
    pub fn header<'a>(&mut self, url: &Url, asker: impl Into<Asker<'a>>, now: u64) -> (Option<String>, Vec<CookieNote>) {
        let asker = asker.into();
        self.0.retain(|cookie| cookie.expires.is_none_or(|end| end > now));
        let mut fitting: Vec<&Cookie> = self.0.iter().filter(|cookie| cookie.fits(url)).collect();
        order::by_key(&mut fitting, |cookie| std::cmp::Reverse(cookie.path.len()));
        let mut pairs = Vec::new();
        let mut notes = Vec::new();
        for cookie in fitting {
            let (act, why) = match cookie.stays_behind(url, asker) {
                Some(why) => (CookieAct::Withheld, why),
                None => (CookieAct::Sent, cookie.goes(url, asker)),
            };
            if act == CookieAct::Sent {
                pairs.push(if cookie.name.is_empty() { cookie.value.clone() } else { format!("{}={}", cookie.name, cookie.value) });
            }
            notes.push(CookieNote { act, name: cookie.name.clone(), why });
        }
        ((!pairs.is_empty()).then(|| pairs.join("; ")), notes)
    }

    /// Takes one `Set-Cookie` line of an answer to a request from a page of this site (section 5.7).
    pub fn take<'a>(&mut self, line: &str, url: &Url, asker: impl Into<Asker<'a>>, now: u64) -> CookieNote {
        let asker = asker.into();
        let set = match SetCookie::parse(line) {
            Ok(set) => set,
            Err(why) => {
                return CookieNote { act: CookieAct::Refused, name: line.split(['=', ';']).next().unwrap_or_default().trim().to_owned(), why };
            }
        };
        let name = set.name.clone();
        let told = |act, why| CookieNote { act, name: name.clone(), why };
        let cookie = match Cookie::of(set, url, asker, now) {
            Ok(cookie) => cookie,
            Err(why) => return told(CookieAct::Refused, why),
        };
        let shadows = |old: &Cookie| {
            let related = domain_matches(&old.domain, &cookie.domain) || domain_matches(&cookie.domain, &old.domain);
            old.is_secure && old.name == cookie.name && related && path_matches(&cookie.path, &old.path)
        };
        if !url.is_secure() && self.0.iter().any(shadows) {
            return told(CookieAct::Refused, Reason::new("a Secure cookie of this name is not changed over http", "RFC 6265bis section 5.7"));
        }
        let same = |old: &Cookie| {
            old.name == cookie.name && old.domain == cookie.domain && old.is_host_only == cookie.is_host_only && old.path == cookie.path
        };
        let place = self.0.iter().position(same);
        if cookie.expires.is_some_and(|end| end <= now) {
            let why = match place {
                Some(place) => {
                    self.0.remove(place);
                    "it ends in the past: removed"
                }
                None => "it ends in the past, and none was kept",
            };
            return told(CookieAct::Removed, Reason::new(why, "RFC 6265bis section 5.7"));
        }
        let end = cookie.expires.map_or("until the browser closes".to_owned(), |end| format!("for {}", span(end.saturating_sub(now))));
        let why = Reason::new(format!("kept {end}, {}", cookie.same_site.words()), "RFC 6265bis section 5.7");
        match place.and_then(|place| self.0.get_mut(place)) {
            // The new one keeps the old one's turn.
            Some(old) => *old = cookie,
            None => {
                if self.0.len() >= KEPT {
                    self.0.remove(0);
                }
                self.0.push(cookie);
            }
        }
        told(CookieAct::Kept, why)
    }
}

impl Cookie {
    /// The cookie that a line makes at this URL, or why it makes none (section 5.7).
    fn of(set: SetCookie, url: &Url, asker: Asker, now: u64) -> Result<Self, Reason> {
        let host = url.host.as_str();
        let named = set.domain.filter(|domain| !domain.is_empty());
        // A suffix such as `com` covers strangers; a site that is one itself gets the cookie alone.
        let covers_strangers = |domain: &str| !is_address(domain) && public_suffix(domain) == domain;
        let (domain, is_host_only) = match named {
            None => (host.to_owned(), true),
            Some(domain) if domain == host && covers_strangers(&domain) => (domain, true),
            Some(domain) if covers_strangers(&domain) => return Err(refusal(format!("domain {domain} covers sites of strangers"))),
            Some(domain) if !domain_matches(host, &domain) => return Err(refusal(format!("domain {domain} does not cover {host}"))),
            Some(domain) => (domain, false),
        };
        if set.is_secure && !url.is_secure() {
            return Err(refusal("a Secure cookie cannot be set over http"));
        }
        // What a page that opens sets is its own, wherever the link to it stood.
        if !set.same_site.crosses() && url.site() != asker.site && asker.navigation.is_none() {
            return Err(Reason::new(format!("{}: not from another site's page", set.same_site.words()), "RFC 6265bis section 5.7"));
        }
        if set.same_site == SameSite::None && !set.is_secure {
            return Err(refusal("samesite=None needs Secure"));
        }
        let lower = set.name.to_ascii_lowercase();
        let (is_host_prefix, is_secure_prefix) = (lower.starts_with("__host-"), lower.starts_with("__secure-"));
        if is_secure_prefix && !set.is_secure {
            return Err(Reason::new("__Secure- needs Secure", "RFC 6265bis section 4.1.3.1"));
        }
        if is_host_prefix && !(set.is_secure && is_host_only && set.path.as_deref() == Some("/")) {
            return Err(Reason::new("__Host- needs Secure, path=/ and no domain", "RFC 6265bis section 4.1.3.2"));
        }
        Ok(Self {
            name: set.name,
            value: set.value,
            domain,
            is_host_only,
            path: set.path.unwrap_or_else(|| default_path(url.path()).to_owned()),
            expires: set.life.map(|life| life.end(now)),
            is_secure: set.is_secure,
            is_http_only: set.is_http_only,
            same_site: set.same_site,
        })
    }

    /// Whether host and path are the cookie's (section 5.8.3).
    fn fits(&self, url: &Url) -> bool {
        let host = if self.is_host_only { url.host == self.domain } else { domain_matches(&url.host, &self.domain) };
        host && path_matches(url.path(), &self.path)
    }

    /// Why a cookie that fits the URL does not go along.
    fn stays_behind(&self, url: &Url, asker: Asker) -> Option<Reason> {
        if self.is_secure && !url.is_secure() {
            return Some(Reason::new("Secure: it travels over https only", "RFC 6265bis section 5.8.3"));
        }
        (!asker.reaches(url, self.same_site))
            .then(|| Reason::new(format!("{}: not with another site's request", self.same_site.words()), "RFC 6265bis section 5.8.3"))
    }

    fn goes(&self, url: &Url, asker: Asker) -> Reason {
        match url.site() == asker.site {
            true => Reason::new(format!("page and server are of one site; path {} fits", self.path), "RFC 6265bis section 5.8.3"),
            false if !self.same_site.crosses() => {
                Reason::new(format!("{}: it goes along with links from other sites", self.same_site.words()), "RFC 6265bis section 5.8.3")
            }
            false => Reason::new("samesite=None: it goes along from every site", "RFC 6265bis section 5.8.3"),
        }
    }
}

/// Whether a host is a domain or lies below it (section 5.1.3).
fn domain_matches(host: &str, domain: &str) -> bool {
    let below = || host.strip_suffix(domain).is_some_and(|before| before.ends_with('.')) && !is_address(host);
    host == domain || below()
}

/// Whether a path is a cookie's path or lies below it (section 5.1.4).
fn path_matches(path: &str, of_cookie: &str) -> bool {
    path.strip_prefix(of_cookie).is_some_and(|rest| rest.is_empty() || of_cookie.ends_with('/') || rest.starts_with('/'))
}

/// The folder of a path (section 5.1.4).
fn default_path(path: &str) -> &str {
    match path.rfind('/') {
        None | Some(0) => "/",
        Some(end) => path.get(..end).unwrap_or("/"),
    }
}

fn refusal(text: impl Into<String>) -> Reason {
    Reason::new(text, "RFC 6265bis section 5.7")
}

#[cfg(test)]
mod tests;
