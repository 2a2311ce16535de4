//! The browsers of the clients, one each, and the shared cache that may stand before the server.

use roundtrip::http::{Request, Response};
use roundtrip::user_agent::cache::{Cache, Kind};
use roundtrip::user_agent::url::Url;
use roundtrip::user_agent::{Browser, Call, Journey, Network};

/// What the parties between pages and server keep.
pub struct Browsers {
    all: Vec<(String, Browser)>,
    nobodys: Browser,
    shared: Cache,
}

impl Browsers {
    /// The browser of a client, new where it has none yet, and the shared cache.
    pub fn of(&mut self, client: &str) -> (&mut Browser, &mut Cache) {
        if !self.all.iter().any(|(name, _)| name == client) {
            self.all.push((client.to_owned(), Browser::default()));
        }
        let known = self.all.iter_mut().find(|(name, _)| name == client);
        (known.map_or(&mut self.nobodys, |(_, browser)| browser), &mut self.shared)
    }

    /// Forgets every answer that was kept.
    pub fn forget_answers(&mut self) {
        self.all.iter_mut().for_each(|(_, browser)| browser.forget_answers());
        self.shared.clear();
    }
}

impl Default for Browsers {
    fn default() -> Self {
        Self { all: Vec::new(), nobodys: Browser::default(), shared: Cache::new(Kind::Shared) }
    }
}

/// Carries a call to the server of the design and back, through the shared cache where one is given. Other origins do not answer.
pub fn carry(
    browser: &mut Browser,
    call: &Call,
    origin: &str,
    request: Request,
    now: u64,
    proxy: Option<&mut Cache>,
    server: &mut dyn FnMut(Request) -> Response,
) -> Journey {
    let own = Url::parse(origin).map_or_else(|| origin.to_owned(), |url| url.origin());
    let mut server = |origin: &str, request| (origin == own).then(|| server(request));
    browser.call(call, origin, request, now, &mut Network { proxy, server: &mut server })
}
