//! What the palette offers, and which of it fits the typed words.

use roundtrip::design::samples::{self, Sample};
use roundtrip::design::words::letters::Letters;
use roundtrip::design::{Concern, Pointer};
use roundtrip::order;

use crate::ui::commands::{self, Command};
use crate::ui::policies;
use crate::ui::share::opening;
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
    pub reason: Option<&'static str>,
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
    /// Opens a policy.
    Policy(Concern),
    /// Opens a client.
    Client(String),
    /// Opens a sample.
    Sample(&'static Sample),
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
            Self::Policy(concern) => workspace.overlay.set(Some(Overlay::Policies(Some(concern)))),
            Self::Client(name) => workspace.overlay.set(Some(Overlay::Clients(Some(name)))),
            Self::Sample(sample) => opening::design(workspace, sample.design()),
        }
    }
}

/// Everything that fits, in order; what cannot be done now stands last, with the reason.
pub fn found(workspace: &Workspace, text: &str) -> Vec<Item> {
    let words: Vec<String> = text.split_whitespace().map(str::lower).collect();
    let mut items: Vec<Item> = all(workspace).into_iter().filter(|item| fits(item, &words)).collect();
    order::by_key(&mut items, |item| item.reason.is_some());
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

fn all(workspace: &Workspace) -> Vec<Item> {
    let plain = |group, label: String, about: String, act| Item { group, label, about, keys: Vec::new(), reason: None, act };
    let mut items: Vec<Item> = commands::ALL
        .iter()
        .filter(|command| command.id != "palette")
        .map(|command| {
            let reason = (command.when)(workspace).err();
            let group = if reason.is_some() { "Not now" } else { "Commands" };
            Item { keys: commands::keys_shown(command.keys), reason, ..plain(group, command.label.to_owned(), String::new(), Act::Command(command)) }
        })
        .collect();
    workspace.design.with_untracked(|design| {
        for endpoint in &design.endpoints {
            let act = Act::Endpoint { id: endpoint.id.clone(), method: endpoint.method.to_string() };
            items.push(plain("Endpoints", design.full_path(endpoint), endpoint.summary.clone(), act));
        }
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
    items.extend(samples::ALL.iter().map(|sample| plain("Samples", format!("Open {}", sample.title), sample.about.to_owned(), Act::Sample(sample))));
    items
}
