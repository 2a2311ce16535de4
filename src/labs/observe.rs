//! What can be seen of an act once it is done, as short texts: predictions, claims and checks compare nothing else.
//!
//! | `about` | what is seen |
//! |---|---|
//! | `status` | the status of the server's answer, or of a cache's where the server was not asked; `none` |
//! | `header <name>` | a field of the answer; `none` |
//! | `json <pointer>` | a member of the answer; `none` |
//! | `asked <name>` | a field of the request as it went out; `none` |
//! | `next` | the target of the answer's `next` link; `none` |
//! | `items` | how many items a list has |
//! | `decided` | the stage that decided: `preconditions` |
//! | `page` | what the page got: `readable`, `blocked`, `opaque` |
//! | `sent` | the methods that reached the server: `OPTIONS, PATCH`; `nothing` |
//! | `source` | who answered: `browser cache`, `shared cache`, `server` |
//! | `receipt` | what a webhook's receiver answered; `acts` says whether it acts on the message |
//! | `made <resource>` | records made by all acts of the scene so far |
//! | `count <status>` | answers of this act with this status |
//! | `twice` | items of the answer that this client has been shown before |
//! | `missed <resource>` | records that this client was never shown |

use std::collections::BTreeSet;

use serde_json::Value;

use super::bench::{Bench, Done, Run};
use super::{Claim, LabError};
use crate::http::Response;
use crate::user_agent::cache::{Act, Kind};
use crate::user_agent::{Event, Outcome};

/// What was done so far, and by whom.
pub struct Scene<'a> {
    /// The server.
    pub bench: &'a Bench,
    /// What was done in this step.
    pub done: &'a [Done],
    /// What was done before that.
    pub earlier: Vec<&'a Done>,
}

/// What is seen.
pub fn observe(scene: &Scene, of: Option<usize>, about: &str) -> Result<String, LabError> {
    let place = of.unwrap_or(scene.done.len().saturating_sub(1));
    let done = scene.done.get(place).ok_or_else(|| LabError::Nothing(format!("act {place} was not done")))?;
    let (word, rest) = about.split_once(' ').unwrap_or((about, ""));
    match word {
        "made" => {
            let runs = scene.done.iter().take(place + 1).flat_map(|done| &done.runs);
            let changes = runs.flat_map(|run| &run.exchanges).flat_map(|exchange| &exchange.changes);
            Ok(changes.filter(|change| change.resource == rest && change.before.is_none()).count().to_string())
        }
        "count" => Ok(done.runs.iter().filter(|run| status(run).to_string() == rest).count().to_string()),
        "receipt" | "acts" => {
            let receipt = done.receipt.as_ref().ok_or_else(|| LabError::Nothing("no message was received".to_owned()))?;
            Ok(if word == "acts" { receipt.acts.to_string() } else { receipt.status.to_string() })
        }
        "twice" => {
            let run = last(done)?;
            let shown = shown_before(scene, place, run);
            Ok(ids(run).iter().filter(|id| shown.contains(*id)).count().to_string())
        }
        "missed" => {
            let run = last(done)?;
            let mut shown = shown_before(scene, place, run);
            shown.extend(ids(run));
            Ok(scene.bench.server.store().list(rest).filter(|record| !shown.contains(&record.id)).count().to_string())
        }
        _ => of_run(last(done)?, about),
    }
}

/// What is seen of something that was sent.
pub fn of_run(run: &Run, about: &str) -> Result<String, LabError> {
    let (word, rest) = about.split_once(' ').unwrap_or((about, ""));
    let none = || "none".to_owned();
    Ok(match word {
        "status" => status(run).to_string(),
        "header" => answer(run).and_then(|response| response.headers.get(rest)).map_or_else(none, str::to_owned),
        "asked" => run.request.headers.get(rest).map_or_else(none, str::to_owned),
        "json" => answer(run).and_then(|response| response.body.json()?.pointer(rest).map(plain)).unwrap_or_else(none),
        "next" => next(run).unwrap_or_else(none),
        "items" => items(run).len().to_string(),
        "decided" => run.main().and_then(|exchange| exchange.decisive()).map_or_else(none, |step| step.stage.key().to_owned()),
        "page" => match run.journey.as_ref().map(|journey| &journey.outcome) {
            Some(Outcome::Blocked(_)) => "blocked".to_owned(),
            Some(Outcome::Opaque { .. }) => "opaque".to_owned(),
            Some(Outcome::Readable { .. }) | None => "readable".to_owned(),
        },
        "sent" => {
            let methods: Vec<&str> = run.exchanges.iter().map(|exchange| exchange.request.method.as_str()).collect();
            if methods.is_empty() { "nothing".to_owned() } else { methods.join(", ") }
        }
        "source" => source(run).to_owned(),
        _ => return Err(LabError::Nothing(format!("`{about}` is nothing that can be looked at"))),
    })
}

/// Whether what is seen is what is said: `201`, `409|412`, `2xx`, `some`, `not 200`, `>0`, `<101`.
pub fn fits(said: &str, seen: &str) -> bool {
    if let Some(other) = said.strip_prefix("not ") {
        return !fits(other, seen);
    }
    said.split('|').any(|said| match said {
        "some" => !matches!(seen, "none" | "nothing" | "0" | ""),
        said if said.len() == 3 && said.ends_with("xx") => seen.len() == 3 && said.get(..1) == seen.get(..1),
        said => match said.strip_prefix('>') {
            Some(least) => seen.parse::<u64>().ok().zip(least.parse::<u64>().ok()).is_some_and(|(seen, least)| seen > least),
            None => match said.strip_prefix('<') {
                Some(bound) => seen.parse::<u64>().ok().zip(bound.parse::<u64>().ok()).is_some_and(|(seen, bound)| seen < bound),
                None => said == seen,
            },
        },
    })
}

/// Who answered.
pub fn source(run: &Run) -> &'static str {
    let events = run.journey.as_ref().map(|journey| journey.events.as_slice()).unwrap_or_default();
    let reused = events.iter().rev().find_map(|event| match event {
        Event::Cache { whose, act: Act::Reused | Act::ReusedStale, .. } => Some(*whose),
        _ => None,
    });
    match reused {
        Some(Kind::Private) => "browser cache",
        Some(Kind::Shared) => "shared cache",
        None => "server",
    }
}

impl Run {
    /// The exchange of the request itself, where it reached the server.
    pub fn main(&self) -> Option<&crate::mock::Exchange> {
        match &self.journey {
            None => self.exchanges.last(),
            Some(journey) => journey.events.iter().rev().find_map(|event| match event {
                Event::Request { sent } => self.exchanges.get(*sent),
                _ => None,
            }),
        }
    }
}

impl Claim {
    /// Whether it holds.
    pub fn holds(&self, scene: &Scene) -> Result<bool, LabError> {
        Ok(fits(&self.is, &observe(scene, self.of, &self.about)?))
    }
}

fn last(done: &Done) -> Result<&Run, LabError> {
    done.last().ok_or_else(|| LabError::Nothing("nothing was sent".to_owned()))
}

/// What came back: the server's answer, or a cache's where the server was not asked for it.
pub fn answer(run: &Run) -> Option<&Response> {
    let given = run.journey.as_ref().and_then(|journey| match &journey.outcome {
        Outcome::Readable { response, .. } => Some(response),
        _ => None,
    });
    run.main().map(|exchange| &exchange.response).or(given).or_else(|| run.exchanges.last().map(|exchange| &exchange.response))
}

/// The status of what came back; 0 where nothing did.
pub fn status(run: &Run) -> u16 {
    answer(run).map_or(0, |response| response.status)
}

fn next(run: &Run) -> Option<String> {
    let field = answer(run)?.headers.combined("link")?;
    let link = field.split(',').find(|link| link.contains("rel=\"next\"") || link.contains("rel=next"))?;
    let url = link.split_once('<')?.1.split_once('>')?.0;
    Some(match url.find("://") {
        Some(at) => url.get(at + 3..)?.find('/').and_then(|slash| url.get(at + 3 + slash..)).unwrap_or("/").to_owned(),
        None => url.to_owned(),
    })
}

fn items(run: &Run) -> Vec<Value> {
    match answer(run).and_then(|response| response.body.json()) {
        Some(Value::Array(items)) => items,
        Some(Value::Object(page)) => {
            page.into_iter().find_map(|(_, value)| if let Value::Array(items) = value { Some(items) } else { None }).unwrap_or_default()
        }
        _ => Vec::new(),
    }
}

fn ids(run: &Run) -> Vec<String> {
    items(run).iter().filter_map(|item| item.get("id").map(plain)).collect()
}

/// What the client of a run was shown before.
fn shown_before(scene: &Scene, place: usize, run: &Run) -> BTreeSet<String> {
    let before = scene.earlier.iter().copied().chain(scene.done.iter().take(place));
    before.flat_map(|done| &done.runs).filter(|other| other.by == run.by).flat_map(ids).collect()
}

fn plain(value: &Value) -> String {
    if let Value::String(text) = value { text.clone() } else { value.to_string() }
}

#[cfg(test)]
mod tests {
    use super::fits;

    #[test]
    fn what_is_said_and_what_is_seen() {
        for (said, seen, holds) in [
            ("201", "201", true),
            ("409|412", "412", true),
            ("409|412", "200", false),
            ("2xx", "204", true),
            ("2xx", "2", false),
            ("some", "none", false),
            ("some", "\"v2\"", true),
            ("not 200", "409", true),
            (">1", "2", true),
            (">1", "1", false),
            (">1", "none", false),
            ("<101", "100", true),
            ("<101", "101", false),
        ] {
            assert_eq!(fits(said, seen), holds, "{said} of {seen}");
        }
    }
}
