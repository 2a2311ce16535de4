//! What the palette offers, and which of it fits the typed words.

use std::sync::Arc;

use roundtrip::design::samples::{self, Sample};
use roundtrip::design::typed::{self, Typed};
use roundtrip::design::words::letters::Letters;
use roundtrip::design::{Concern, Pointer};
use roundtrip::http::status;
use roundtrip::order;
use roundtrip::rules;

use super::around;
use super::presses;
use super::scope::{Scope, scope};
use crate::ui::commands::{self, Command};
use crate::ui::learn;
use crate::ui::policies;
use crate::ui::share::opening;
use crate::ui::sketch::start;
use crate::ui::traffic::Entry;
use crate::ui::watch::player;
use crate::ui::workspace::{Overlay, View, Workspace};

/// Something to do or to go to.
#[derive(Clone)]
pub struct Item {
    /// The heading it stands under.
    pub group: &'static str,
    /// Its words.
    pub label: String,
    /// What else there is to say about it.
    pub about: String,
    /// Its keys as people read them.
    pub keys: Vec<String>,
    /// Why it cannot be done now.
    pub reason: Option<String>,
    /// What it does.
    pub act: Act,
}

impl PartialEq for Item {
    fn eq(&self, other: &Self) -> bool {
        (&self.group, &self.label, &self.about, &self.reason) == (&other.group, &other.label, &other.about, &other.reason)
    }
}

/// What an item does.
#[derive(Clone)]
pub enum Act {
    /// Runs a command.
    Command(&'static Command),
    /// Loads an endpoint into Send.
    Endpoint {
        /// Its id.
        id: String,
        /// Its method.
        method: String,
    },
    /// Selects a resource in the sketch.
    Resource(String),
    /// Does something with what is selected.
    Around(around::Act, String),
    /// Presses a button of a panel.
    Press(View, &'static str),
    /// Writes a line into the sketch.
    Line(Box<Typed>),
    /// Loads a path that no endpoint has.
    Path(String),
    /// Shows an exchange.
    Exchange(Arc<Entry>),
    /// Looks a rule up.
    Rule(&'static str),
    /// Opens a policy.
    Policy(Concern),
    /// Opens a client.
    Client(String),
    /// Opens a sample.
    Sample(&'static Sample),
    /// Opens a lab or a challenge.
    Learn(String),
}

impl Act {
    /// Does it.
    pub fn run(self, workspace: Workspace) {
        match self {
            Self::Command(command) => commands::run(workspace, command),
            Self::Endpoint { id, .. } => {
                workspace.pick_endpoint(&id);
                workspace.view.set(View::Send);
                crate::browser::window::focus("t-send");
            }
            Self::Resource(name) => {
                workspace.selection.set(Pointer::Resource(name));
                workspace.view.set(View::Sketch);
                crate::browser::window::focus("t-sketch");
            }
            Self::Around(act, name) => act(workspace, &name),
            Self::Press(view, selector) => presses::press(workspace, view, selector),
            Self::Line(line) => start::write(workspace, *line),
            Self::Path(path) => {
                workspace.draft.choose_method("GET");
                workspace.draft.target.set(path);
                workspace.design.with_untracked(|design| workspace.draft.point_to_meant(design));
                workspace.view.set(View::Send);
                crate::browser::window::focus("send-target");
            }
            Self::Exchange(entry) => {
                player::show(workspace, &entry);
                workspace.view.set(View::Watch);
                crate::browser::window::focus("t-watch");
            }
            Self::Rule(id) => workspace.overlay.set(Some(Overlay::Rules(Some(id.to_owned())))),
            Self::Policy(concern) => workspace.overlay.set(Some(Overlay::Policies(Some(concern)))),
            Self::Client(name) => workspace.overlay.set(Some(Overlay::Clients(Some(name)))),
            Self::Sample(sample) => opening::design(workspace, sample.design()),
            Self::Learn(place) => learn::go(&place),
        }
    }
}

/// Everything that fits, in order; what cannot be done now stands last, with the reason. What bears just this name stands first,
/// even where the words could also be a line to write.
pub fn found(workspace: &Workspace, text: &str) -> Vec<Item> {
    let (scope, rest) = scope(text);
    let words: Vec<String> = rest.split_whitespace().map(str::lower).collect();
    let mut items: Vec<Item> = match scope {
        Scope::All if words.is_empty() => all(workspace).into_iter().filter(around::is_usual).collect(),
        Scope::All => line(workspace, rest).into_iter().chain(all(workspace).into_iter().filter(|item| fits(item, &words))).collect(),
        Scope::Actions => actions(workspace).into_iter().filter(|item| fits(item, &words)).collect(),
        Scope::Paths => paths(workspace, rest),
        Scope::Exchanges => exchanges(workspace, rest),
        Scope::Rules => rules_of(workspace, |rule| rule.question.iter().any(|question| question.to_string() == rest)),
        Scope::Guide => guide(workspace, &words),
    };
    if scope == Scope::All && words.is_empty() {
        super::recent::lift(&mut items);
    }
    order::by_key(&mut items, |item| item.reason.is_some());
    let name = rest.trim().lower();
    // A line that is refused is called by what was typed.
    let is_refused = |item: &Item| matches!(&item.act, Act::Path(path) if path.is_empty());
    if let Some(named) = items.iter().position(|item| !is_refused(item) && item.label.lower() == name) {
        let item = items.remove(named);
        items.insert(0, item);
    }
    items
}

/// Every typed word occurs somewhere; what a sample is about does not count, since it speaks of other things too.
fn fits(item: &Item, words: &[String]) -> bool {
    let (method, about) = match &item.act {
        Act::Endpoint { method, .. } => (method.as_str(), item.about.as_str()),
        Act::Sample(_) => ("", ""),
        _ => ("", item.about.as_str()),
    };
    let text = format!("{} {method} {} {about}", item.group, item.label).lower();
    words.iter().all(|word| text.contains(word.as_str()))
}

/// An item that can be done now.
pub fn plain(group: &'static str, label: String, about: String, act: Act) -> Item {
    Item { group, label, about, keys: Vec::new(), reason: None, act }
}

/// What is typed, where it has the form of a line of the sketch.
fn line(workspace: &Workspace, text: &str) -> Option<Item> {
    let read = workspace.design.with_untracked(|design| typed::read(design, text))?;
    Some(match read {
        Ok(line) if line.edits.is_empty() && line.endpoint.is_none() => {
            let reason = Some("Nothing to add.".to_owned());
            Item { reason, ..plain("Sketch", line.label.clone(), String::new(), Act::Line(Box::new(line))) }
        }
        Ok(line) => {
            let about = if line.edits.is_empty() { "" } else { "as one step" };
            plain("Sketch", line.label.clone(), about.to_owned(), Act::Line(Box::new(line)))
        }
        Err(why) => Item { reason: Some(why), ..plain("Sketch", text.to_owned(), String::new(), Act::Path(String::new())) },
    })
}

/// What can be done with the selection, then every command.
fn actions(workspace: &Workspace) -> Vec<Item> {
    let commands = commands::ALL.iter().filter(|command| command.id != "palette").map(|command| {
        let reason = (command.when)(workspace).err().map(str::to_owned);
        let group = if reason.is_some() { "Not now" } else { "Commands" };
        Item { keys: commands::keys_shown(command.keys), reason, ..plain(group, command.label.to_owned(), String::new(), Act::Command(command)) }
    });
    around::items(workspace).into_iter().chain(commands).chain(presses::items()).collect()
}

fn endpoints(workspace: &Workspace) -> Vec<Item> {
    workspace.design.with_untracked(|design| {
        let item = |endpoint: &Arc<roundtrip::design::Endpoint>| {
            let act = Act::Endpoint { id: endpoint.id.clone(), method: endpoint.method.to_string() };
            plain("Endpoints", design.full_path(endpoint), endpoint.summary.clone(), act)
        };
        design.endpoints.iter().map(item).collect()
    })
}

/// Endpoints whose path holds what is typed, and the typed path itself.
fn paths(workspace: &Workspace, text: &str) -> Vec<Item> {
    let known = endpoints(workspace).into_iter().filter(|item| item.label.lower().contains(&text.lower()));
    let own = (text.len() > 1).then(|| plain("Any path", format!("GET {text}"), "load it in Send as it is".to_owned(), Act::Path(text.to_owned())));
    known.chain(own).collect()
}

/// Exchanges whose number begins with what is typed, the newest first.
fn exchanges(workspace: &Workspace, text: &str) -> Vec<Item> {
    let item = |entry: &Arc<Entry>| {
        let status = entry.last().map_or_else(|| "no answer".to_owned(), |exchange| status::line(exchange.response.status));
        let label = format!("#{} {} {}", entry.number, entry.request.method, entry.request.target);
        plain("Exchanges", label, format!("{status}, {}", entry.client), Act::Exchange(Arc::clone(entry)))
    };
    let fits = |entry: &&Arc<Entry>| entry.number.to_string().starts_with(text);
    workspace.traffic.with_untracked(|traffic| traffic.iter().rev().filter(fits).map(item).collect())
}

fn rules_of(workspace: &Workspace, fits: impl Fn(&rules::Rule) -> bool) -> Vec<Item> {
    let topic = |rule: &rules::Rule| rule.question.first().map(|question| rules::topic(*question)).unwrap_or_default();
    let item = |rule: &&'static rules::Rule| plain("Rules", rule.title.to_owned(), topic(rule).to_owned(), Act::Rule(rule.id));
    workspace.rules().iter().filter(|rule| fits(rule)).map(item).collect()
}

/// Rules by their words and those of the questions behind them.
fn guide(workspace: &Workspace, words: &[String]) -> Vec<Item> {
    rules_of(workspace, |rule| {
        let topics: Vec<&str> = rule.question.iter().map(|question| rules::topic(*question)).collect();
        let text = format!("{} {} {} {}", rule.id, rule.title, rule.passes, topics.join(" ")).lower();
        words.iter().all(|word| text.contains(word.as_str()))
    })
}

fn all(workspace: &Workspace) -> Vec<Item> {
    let mut items = actions(workspace);
    items.extend(endpoints(workspace));
    workspace.design.with_untracked(|design| {
        for resource in &design.resources {
            items.push(plain("Resources", resource.name.clone(), format!("/{}", resource.segment), Act::Resource(resource.name.clone())));
        }
        for concern in Concern::ALL {
            items.push(plain("Policies", concern.title().to_owned(), policies::fact(*concern, &design.policies), Act::Policy(*concern)));
        }
        for client in &design.clients {
            items.push(plain("Clients", client.name.clone(), client.origin.clone().unwrap_or_default(), Act::Client(client.name.clone())));
        }
    });
    let titles = leptos::prelude::untrack(|| workspace.parts.learn.here()).map(|learn| (learn.titles)()).unwrap_or_default();
    items.extend(titles.into_iter().map(|(place, title)| plain("Learn", title, String::new(), Act::Learn(place))));
    items.extend(samples::ALL.iter().map(|sample| plain("Samples", format!("Open {}", sample.title), sample.about.to_owned(), Act::Sample(sample))));
    items
}
