//! Where a message goes: an absolute http or https URL in the parts that a browser compares (RFC 3986, URL standard).

/// An http or https URL.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Url {
    /// `http` or `https`.
    pub scheme: String,
    /// Host in lower case.
    pub host: String,
    /// The port where it is not the scheme's own.
    pub port: Option<u16>,
    /// Path and query; begins with a slash.
    pub target: String,
    /// Whether a user name or a password stands before the host.
    pub has_credentials: bool,
}

impl Url {
    /// Reads an absolute URL; `None` where it is none, or of another scheme.
    pub fn parse(text: &str) -> Option<Self> {
        let (scheme, rest) = text.split_once("://")?;
        let scheme = scheme.to_ascii_lowercase();
        let own_port = match scheme.as_str() {
            "http" => 80,
            "https" => 443,
            _ => return None,
        };
        let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
        let (authority, target) = rest.split_at_checked(end)?;
        let (user, host) = authority.rsplit_once('@').unwrap_or(("", authority));
        // A colon inside brackets belongs to an IPv6 address.
        let (host, port) = match host.rsplit_once(':') {
            Some((host, port)) if !port.contains(']') => (host, port),
            _ => (host, ""),
        };
        let port = match port {
            "" => None,
            digits if digits.starts_with('+') => return None,
            digits => Some(digits.parse::<u16>().ok()?).filter(|port| *port != own_port),
        };
        if host.is_empty() || host.contains(|letter: char| letter.is_ascii_control() || " <>\"".contains(letter)) {
            return None;
        }
        let target = clean(target);
        Some(Self { scheme, host: host.to_ascii_lowercase(), port, target, has_credentials: !user.trim_matches(':').is_empty() })
    }

    /// The URL that a reference means when it is read here (RFC 3986 section 5.2); `None` where it is no http or https URL.
    pub fn join(&self, reference: &str) -> Option<Self> {
        let reference = reference.trim();
        let scheme_end = reference.find(|letter: char| !(letter.is_ascii_alphanumeric() || "+-.".contains(letter)));
        if let Some(end) = scheme_end.filter(|end| *end > 0 && reference.get(*end..).is_some_and(|rest| rest.starts_with(':'))) {
            return reference.get(end..).is_some_and(|rest| rest.starts_with("://")).then(|| Self::parse(reference)).flatten();
        }
        if let Some(rest) = reference.strip_prefix("//") {
            return Self::parse(&format!("{}://{rest}", self.scheme));
        }
        let path = self.path();
        let target = match reference.chars().next() {
            None | Some('#') => self.target.clone(),
            Some('/') => reference.to_owned(),
            Some('?') => format!("{path}{reference}"),
            Some(_) => format!("{}/{reference}", path.rsplit_once('/').map_or("", |(folder, _)| folder)),
        };
        Some(Self { target: clean(&target), has_credentials: false, ..self.clone() })
    }

    /// Scheme, host and port, as `Origin` writes them (RFC 6454 section 6.2).
    pub fn origin(&self) -> String {
        match self.port {
            None => format!("{}://{}", self.scheme, self.host),
            Some(port) => format!("{}://{}:{port}", self.scheme, self.host),
        }
    }

    /// The path without its query.
    pub fn path(&self) -> &str {
        self.target.split('?').next().unwrap_or_default()
    }

    /// Scheme and registrable domain: pages of one site share cookies that others do not get (HTML standard, site).
    pub fn site(&self) -> String {
        format!("{}://{}", self.scheme, registrable_domain(&self.host))
    }

    /// Whether nobody on the way can read along: https, or this machine (Secure Contexts, potentially trustworthy origin).
    pub fn is_secure(&self) -> bool {
        let local = self.host == "localhost" || self.host.ends_with(".localhost") || self.host == "127.0.0.1" || self.host == "[::1]";
        self.scheme == "https" || local
    }
}

impl std::fmt::Display for Url {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(to, "{}{}", self.origin(), self.target)
    }
}

/// Whether a host is an IP address, which has no parent domain.
pub fn is_address(host: &str) -> bool {
    host.starts_with('[') || (host.contains('.') && host.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.'))
}

/// The part of a host that somebody registered. The public suffix list is larger than the page; its two common shapes stand for
/// it: one label, or a label such as `co` below a country's two letters.
pub fn registrable_domain(host: &str) -> &str {
    let suffix = public_suffix(host);
    if is_address(host) || suffix.len() >= host.len() {
        return host;
    }
    let rest = host.len() - suffix.len() - 1;
    let start = host.get(..rest).and_then(|before| before.rfind('.')).map_or(0, |dot| dot + 1);
    host.get(start..).unwrap_or(host)
}

/// The part of a host under which names are registered. See [`registrable_domain`].
pub fn public_suffix(host: &str) -> &str {
    let Some((before, last)) = host.rsplit_once('.') else { return host };
    let second = before.rsplit_once('.').map_or(before, |(_, label)| label);
    let country = last.len() == 2 && ["ac", "co", "com", "edu", "gov", "net", "org"].contains(&second);
    match country {
        true => host.get(host.len() - second.len() - 3..).unwrap_or(host),
        false => last,
    }
}

/// Path and query without fragment and dot segments (RFC 3986 section 5.2.4).
fn clean(target: &str) -> String {
    let target = target.split('#').next().unwrap_or_default();
    let (path, query) = target.split_once('?').map_or((target, None), |(path, query)| (path, Some(query)));
    let mut segments: Vec<&str> = Vec::new();
    let mut parts = path.strip_prefix('/').unwrap_or(path).split('/').peekable();
    while let Some(part) = parts.next() {
        let is_last = parts.peek().is_none();
        match part {
            "." | ".." => {
                if part == ".." {
                    segments.pop();
                }
                if is_last {
                    segments.push("");
                }
            }
            part => segments.push(part),
        }
    }
    let path = format!("/{}", segments.join("/"));
    query.map_or(path.clone(), |query| format!("{path}?{query}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn readings() {
        for (text, origin, target, credentials) in [
            ("https://API.example", "https://api.example", "/", false),
            ("https://api.example:443/a?b#c", "https://api.example", "/a?b", false),
            ("http://user:@h.example:8080/a/../b/./c", "http://h.example:8080", "/b/c", true),
            ("http://:pw@h.example", "http://h.example", "/", true),
            ("http://@h.example?q", "http://h.example", "/?q", false),
            ("http://[::1]:8080/", "http://[::1]:8080", "/", false),
        ] {
            let url = Url::parse(text).unwrap();
            assert_eq!((url.origin().as_str(), url.target.as_str(), url.has_credentials), (origin, target, credentials), "{text}");
        }
        assert!(["data:,x", "ftp://h.example/", "https://", "/a", "http://h.example:x/"].into_iter().all(|text| Url::parse(text).is_none()));
    }

    #[test]
    fn references() {
        let base = Url::parse("https://a.example/x/y?q=1").unwrap();
        for (reference, expected) in [
            ("z", Some("https://a.example/x/z")),
            ("/z?p", Some("https://a.example/z?p")),
            ("?p", Some("https://a.example/x/y?p")),
            ("../z", Some("https://a.example/z")),
            ("//b.example/z", Some("https://b.example/z")),
            ("http://b.example", Some("http://b.example/")),
            ("#f", Some("https://a.example/x/y?q=1")),
            ("data:,x", None),
            ("mailto:a@b.example", None),
        ] {
            assert_eq!(base.join(reference).map(|url| url.to_string()).as_deref(), expected, "{reference}");
        }
    }

    #[test]
    fn sites() {
        for (host, domain) in [
            ("api.stay.example", "stay.example"),
            ("stay.example", "stay.example"),
            ("example", "example"),
            ("www.shop.co.uk", "shop.co.uk"),
            ("co.uk", "co.uk"),
            ("127.0.0.1", "127.0.0.1"),
            ("localhost", "localhost"),
        ] {
            assert_eq!(registrable_domain(host), domain);
        }
    }
}
