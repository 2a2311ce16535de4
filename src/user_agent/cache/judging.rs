//! Whether a copy may be used without asking (RFC 9111 sections 4.2, 4.2.4 and 5.2; RFC 5861).

use super::{Ask, Cache, Directives, FETCH, Mode, Stored};
use crate::user_agent::reason::{Reason, span};

/// What a copy is good for.
pub enum Use {
    /// As it is.
    Fresh(Reason),
    /// Though it is stale.
    Stale {
        /// What permits it.
        why: Reason,
        /// Whether it is made fresh again behind the answer.
        refresh: bool,
    },
    /// Not before the server was asked.
    No(Reason),
}

impl Cache {
    /// Whether a copy may be used without asking (RFC 9111 sections 4.2, 4.2.4, 5.2.1; RFC 5861).
    pub(super) fn judge(&self, copy: &Stored, asked: &Directives, ask: &Ask) -> Use {
        let age = copy.age(ask.now);
        let lifetime = copy.lifetime(self.kind);
        let left = lifetime.seconds.saturating_sub(age);
        let over = age.saturating_sub(lifetime.seconds);
        let said = Directives::of(&copy.response.headers);
        if matches!(ask.mode, Mode::ForceCache | Mode::OnlyIfCached) {
            let why = Reason::new(format!("cache mode {}: the copy is {} old", ask.mode.key(), span(age)), FETCH);
            return if left > 0 { Use::Fresh(why) } else { Use::Stale { why, refresh: false } };
        }
        if ask.mode == Mode::NoCache {
            return Use::No(Reason::new("cache mode no-cache: the copy is validated first", FETCH));
        }
        if copy.is_outdated {
            return Use::No(Reason::new("an answer to HEAD differed from the copy", "RFC 9111 section 4.3.5"));
        }
        if said.has("no-cache") {
            return Use::No(Reason::new("no-cache: the copy is validated before each use", "RFC 9111 section 5.2.2.4"));
        }
        if asked.has("no-cache") {
            return Use::No(Reason::new("the request says no-cache: the copy is validated", "RFC 9111 section 5.2.1.4"));
        }
        // An immutable copy does not change while it is fresh: a plain reload need not ask (RFC 8246 section 2).
        let unmoved = left > 0 && said.has("immutable");
        let oldest = asked.seconds("max-age").filter(|_| !unmoved);
        if let Some(most) = oldest.filter(|most| age > *most || *most == 0) {
            return Use::No(Reason::new(format!("the request wants max-age={most}; the copy is {} old", span(age)), "RFC 9111 section 5.2.1.1"));
        }
        let fresh_for = asked.seconds("min-fresh");
        if let Some(least) = fresh_for.filter(|least| left < *least) {
            let text = format!("the request wants min-fresh={least}; {} are left", span(left));
            return Use::No(Reason::new(text, "RFC 9111 section 5.2.1.3"));
        }
        if left > 0 {
            return Use::Fresh(Reason::new(format!("fresh for {} more: {}", span(left), lifetime.says), "RFC 9111 section 4.2"));
        }
        let stale = match (lifetime.seconds, over) {
            (0, _) => format!("stale: {}", lifetime.says),
            (_, 0) => format!("stale as of now: {}", lifetime.says),
            _ => format!("stale for {}: {}", span(over), lifetime.says),
        };
        if let Some(name) = copy.forbids_stale(self.kind) {
            return Use::No(Reason::new(format!("{stale}; {name} forbids its use"), "RFC 9111 section 4.2.4"));
        }
        let accepted = asked.seconds("max-stale").filter(|most| over <= *most).is_some() || asked.is_bare("max-stale");
        if accepted {
            return Use::Stale { why: Reason::new(format!("{stale}; the request accepts that"), "RFC 9111 section 5.2.1.2"), refresh: false };
        }
        let meanwhile = said.seconds("stale-while-revalidate").filter(|most| over <= *most && oldest.is_none() && fresh_for.is_none());
        match meanwhile {
            Some(most) => Use::Stale { why: Reason::new(format!("{stale}; stale-while-revalidate={most}"), "RFC 5861 section 3"), refresh: true },
            None => Use::No(Reason::new(stale, "RFC 9111 section 4.2.4")),
        }
    }
}
