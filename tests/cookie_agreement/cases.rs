//! Visits: who goes where, after which answer.

use serde::Serialize;

use crate::lines;

/// How a page comes to send a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Way {
    /// Its script calls `fetch()` in mode no-cors, with credentials.
    Fetch,
    /// Somebody follows a link on it.
    Link,
    /// Somebody sends a form on it, with POST.
    Form,
}

/// A request, and the answer it will meet.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Visit {
    /// The origin of the page.
    pub page: &'static str,
    pub way: Way,
    pub url: &'static str,
    /// The `Set-Cookie` lines of the answer.
    pub sets: Vec<&'static str>,
    /// Where the answer redirects to.
    pub leads_to: Option<&'static str>,
}

/// Visits in one fresh browser.
#[derive(Debug)]
pub struct Case {
    pub visits: Vec<Visit>,
}

/// Pages: of the server itself, of its site, of another site, and of its site by the other scheme, which is another site too.
const OWN: &str = "https://api.app.example";
const SIBLING: &str = "https://www.app.example";
const OTHER: &str = "https://other.example";
const PLAIN: &str = "http://www.app.example";

const SET: &str = "https://api.app.example/v1/hotels/set";
const SET_PLAIN: &str = "http://api.app.example/v1/hotels/set";

fn visit(page: &'static str, way: Way, url: &'static str) -> Visit {
    Visit { page, way, url, sets: vec![], leads_to: None }
}

/// Every case.
pub fn all() -> Vec<Case> {
    let each = lines::ALL.iter().map(|line| vec![*line]);
    let answers: Vec<Vec<&str>> = each.chain(lines::SEVERAL.iter().map(|several| several.to_vec())).collect();
    let mut cases = Vec::new();
    for answer in answers {
        let set = |page, way, url| Visit { sets: answer.clone(), ..visit(page, way, url) };
        cases.push(follow(set(SIBLING, Way::Fetch, SET), everywhere()));
        cases.push(follow(set(PLAIN, Way::Fetch, SET_PLAIN), by_both_schemes()));
        // Names, paths and lives are the same to everybody; what depends on who asks is asked by everybody.
        if answer.contains(&"a=1")
            || answer.iter().any(|line| ["SameSite", "samesite", "Secure", "Domain=app"].iter().any(|word| line.contains(word)))
        {
            cases.push(follow(set(OTHER, Way::Fetch, SET), from_strangers()));
            cases.push(follow(set(OTHER, Way::Link, SET), from_strangers()));
            cases.push(follow(Visit { leads_to: Some(SET), ..set(SIBLING, Way::Fetch, SET) }, redirected()));
        }
    }
    cases
}

fn follow(first: Visit, then: Vec<Visit>) -> Case {
    Case { visits: std::iter::once(first).chain(then).collect() }
}

/// Hosts and paths that a cookie may cover or not.
fn everywhere() -> Vec<Visit> {
    let urls = [
        "https://api.app.example/v1/hotels/ht_1",
        "https://api.app.example/v1/hotels",
        "https://api.app.example/v1",
        "https://api.app.example/v10",
        "https://api.app.example/other",
        "https://app.example/v1/hotels/ht_1",
        "https://deep.api.app.example/v1/hotels/ht_1",
        "https://other.example/v1/hotels/ht_1",
    ];
    let mut visits: Vec<Visit> = urls.into_iter().map(|url| visit(SIBLING, Way::Fetch, url)).collect();
    visits.push(visit(OWN, Way::Fetch, "https://api.app.example/v1/hotels/ht_1"));
    visits.extend(from_strangers());
    visits.push(visit(SIBLING, Way::Link, "https://api.app.example/v1/hotels/ht_1"));
    visits.push(visit(SIBLING, Way::Form, "https://api.app.example/v1/hotels/ht_1"));
    visits
}

/// Another site's page sends, links, posts.
fn from_strangers() -> Vec<Visit> {
    [Way::Fetch, Way::Link, Way::Form].map(|way| visit(OTHER, way, "https://api.app.example/v1/hotels/ht_1")).to_vec()
}

/// The same host by http and https, asked by a page of http.
fn by_both_schemes() -> Vec<Visit> {
    let secure = "https://api.app.example/v1/hotels/ht_1";
    let plain = "http://api.app.example/v1/hotels/ht_1";
    vec![visit(PLAIN, Way::Fetch, plain), visit(PLAIN, Way::Fetch, secure), visit(PLAIN, Way::Link, secure), visit(OTHER, Way::Link, plain)]
}

/// Requests that are led on: scripts past strangers too, links and forms within the origin. A link that leads to another origin ends
/// for the simulated browser there, since a page opens that is none of the playground's.
fn redirected() -> Vec<Visit> {
    let led = |page, way, url, leads_to| Visit { leads_to: Some(leads_to), ..visit(page, way, url) };
    let here = "https://api.app.example/v1/hotels/ht_1";
    let stranger = "https://other.example/away";
    vec![
        led(SIBLING, Way::Fetch, here, "https://app.example/v1/hotels"),
        led(SIBLING, Way::Fetch, stranger, here),
        led(OTHER, Way::Fetch, stranger, here),
        led(OTHER, Way::Fetch, here, stranger),
        led(SIBLING, Way::Form, here, "https://api.app.example/v1"),
        led(OTHER, Way::Link, here, "https://api.app.example/v1"),
        led(OTHER, Way::Form, here, "https://api.app.example/v1"),
    ]
}
