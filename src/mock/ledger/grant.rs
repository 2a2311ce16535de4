//! An authorization grant: what an application may do for whom, the code that stands for it, and the tokens given for it.

use serde::{Deserialize, Serialize};

use crate::mock::Moment;

/// What an application was allowed (RFC 6749 section 1.3), and what has become of it. Everything given for it ends with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grant {
    /// The application's `client_id`.
    pub application: String,
    /// The client of the sketch on whose behalf it acts: the person who consented, or the application's own.
    pub person: String,
    /// What it is limited to; `None` where nothing limits it.
    pub scopes: Option<Vec<String>>,
    /// The code that stands for it.
    pub code: Option<Code>,
    /// Its refresh tokens, the newest last. Those before it were used.
    pub refresh: Vec<Given>,
    /// Its access tokens, where the server can look them up.
    pub access: Vec<Given>,
    /// When it was given.
    pub at: Moment,
    /// When it was taken back.
    pub ended: Option<Moment>,
}

/// An authorization code (RFC 6749 section 4.1.2).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Code {
    /// The text.
    pub text: String,
    /// The address to come back to, where the request named one.
    pub redirect: Option<String>,
    /// The hash of the application's secret (RFC 7636 section 4.3).
    pub challenge: Option<Challenge>,
    /// When it ends.
    pub until: Moment,
    /// Whether it has been redeemed.
    pub used: bool,
}

/// What the verifier of a code has to fit (RFC 7636 section 4.2).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Challenge {
    /// The text.
    pub text: String,
    /// Whether it is the SHA-256 of the verifier, or the verifier itself.
    pub hashed: bool,
}

/// A token that was given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Given {
    /// The text.
    pub text: String,
    /// When it ends; `None` for never.
    pub until: Option<Moment>,
    /// What it is limited to, where that is less than the grant.
    pub scopes: Option<Vec<String>>,
}

impl Given {
    /// Whether it has not ended by itself.
    pub fn lives(&self, now: Moment) -> bool {
        self.until.is_none_or(|until| now < until)
    }
}

/// What a text stands for that a grant has given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stands {
    /// Its code.
    Code,
    /// Its newest refresh token.
    Refresh,
    /// A refresh token that was used before.
    OldRefresh,
    /// An access token, by its place.
    Access(usize),
}

impl Grant {
    /// What a text stands for; `None` where the grant has not given it.
    pub fn stands(&self, text: &str) -> Option<Stands> {
        if self.code.as_ref().is_some_and(|code| code.text == text) {
            return Some(Stands::Code);
        }
        if let Some(place) = self.refresh.iter().position(|given| given.text == text) {
            return Some(if place + 1 == self.refresh.len() { Stands::Refresh } else { Stands::OldRefresh });
        }
        self.access.iter().position(|given| given.text == text).map(Stands::Access)
    }
}

/// The name of the grant that stands in a code or token: `at_7f3k_…` belongs to `7f3k`.
pub fn name_in(text: &str) -> Option<&str> {
    text.split('_').nth(1).filter(|name| !name.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_grant_knows_what_it_gave() {
        let given = |text: &str| Given { text: text.to_owned(), until: Some(Moment(10)), scopes: None };
        let code = Code { text: "ac_g_1".to_owned(), redirect: None, challenge: None, until: Moment(10), used: false };
        let grant = Grant {
            application: "app".to_owned(),
            person: "Guest app".to_owned(),
            scopes: None,
            code: Some(code),
            refresh: vec![given("rt_g_1"), given("rt_g_2")],
            access: vec![given("at_g_1")],
            at: Moment(0),
            ended: None,
        };
        for (text, expected) in [
            ("ac_g_1", Some(Stands::Code)),
            ("rt_g_1", Some(Stands::OldRefresh)),
            ("rt_g_2", Some(Stands::Refresh)),
            ("at_g_1", Some(Stands::Access(0))),
            ("at_g_2", None),
        ] {
            assert_eq!(grant.stands(text), expected, "{text}");
            assert_eq!(name_in(text), Some("g"));
        }
        assert_eq!(["", "at", "at__x"].map(name_in), [None, None, None]);
        assert_eq!([9, 10].map(|now| grant.access[0].lives(Moment(now))), [true, false]);
    }
}
