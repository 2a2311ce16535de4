//! Two clients side by side: both read a record, both change it, and the server says whose change survives.
//!
//! Every press sends a real request, so that each step stands in the traffic too.

mod picture;
mod side;
mod story;

use std::sync::Arc;

use leptos::prelude::*;
use roundtrip::design::{Access, Behaviour, Client, Concern, Credential, Design, FieldKind};
use roundtrip::http::Method;
use roundtrip::mock::sample_request;

use crate::ui::kit::Modal;
use crate::ui::traffic::Entry;
use crate::ui::workspace::{Overlay, Workspace, workspace};
use picture::Picture;
use side::{Side, SideForm};
pub use story::{Step, Verb, verdict};

/// The record that both want, and how it is read and written.
#[derive(Clone, Debug, PartialEq)]
pub struct Prize {
    /// What the choice says: `PATCH /rooms/rm_204`.
    pub label: String,
    /// The request that changes it, as it is accepted now.
    pub write: roundtrip::http::Request,
    /// The member that both change.
    pub member: String,
    /// What that member holds.
    pub kind: FieldKind,
    /// The clients that may change it.
    pub able: Vec<String>,
}

/// The race.
#[derive(Clone, Copy)]
pub struct Race {
    workspace: Workspace,
    /// What they race for.
    pub prize: RwSignal<Option<Prize>>,
    /// Client A and client B.
    pub sides: [Side; 2],
    /// What has happened, in order.
    pub steps: RwSignal<Vec<Step>>,
    /// The step whose answer is still to come.
    awaited: StoredValue<Option<(usize, Verb)>>,
}

impl Race {
    fn new(workspace: Workspace) -> Self {
        let race = Self {
            workspace,
            prize: RwSignal::new(None),
            sides: [Side::new(), Side::new()],
            steps: RwSignal::new(Vec::new()),
            awaited: StoredValue::new(None),
        };
        race.choose("");
        race.follow();
        race
    }

    /// Takes the entry of a step as soon as it is there.
    fn follow(self) {
        let last = StoredValue::new(self.newest());
        Effect::new(move |_| {
            self.workspace.traffic.track();
            let newest = self.newest();
            if newest == last.get_value() {
                return;
            }
            last.set_value(newest);
            let entry = self.workspace.traffic.with_untracked(|traffic| traffic.last().cloned());
            let Some(((side, verb), entry)) = self.awaited.get_value().zip(entry) else { return };
            self.awaited.set_value(None);
            self.take(side, verb, entry);
        });
    }

    fn newest(self) -> Option<u32> {
        self.workspace.traffic.with_untracked(|traffic| traffic.last().map(|entry| entry.number))
    }

    fn take(self, index: usize, verb: Verb, entry: Arc<Entry>) {
        if let Some(side) = self.sides.get(index) {
            self.prize.with_untracked(|prize| prize.as_ref().map(|prize| side.learn(&entry, verb, prize, index)));
        }
        self.steps.update(|steps| steps.push(Step { side: index, verb, entry }));
    }

    /// Sends the request of a side.
    pub fn go(self, index: usize, verb: Verb) {
        let Some((side, prize)) = self.sides.get(index).copied().zip(self.prize.get_untracked()) else { return };
        self.awaited.set_value(Some((index, verb)));
        let request = side.request(&prize, verb);
        self.workspace.send_past_caches(&side.client.get_untracked(), request);
    }

    /// Begins again, with the records of the seed.
    fn reset(self) {
        self.workspace.reset_data();
        let label = self.prize.with_untracked(|prize| prize.as_ref().map(|prize| prize.label.clone()));
        self.choose(label.as_deref().unwrap_or_default());
    }

    /// Begins with the record of this label, or the first that there is.
    fn choose(self, label: &str) {
        self.steps.set(Vec::new());
        let prizes = self.workspace.design.with_untracked(|design| prizes(self.workspace, design));
        let chosen = prizes.iter().find(|prize| prize.label == label).or_else(|| prizes.first()).cloned();
        for (index, side) in self.sides.iter().enumerate() {
            let able = chosen.as_ref().map_or(&[][..], |prize| &prize.able);
            side.begin(able.get(index).or(able.first()).cloned().unwrap_or_default());
        }
        self.prize.set(chosen);
    }
}

/// Every record that can be read and changed at one address: one for each endpoint that changes.
fn prizes(workspace: Workspace, design: &Design) -> Vec<Prize> {
    let reads = |path: &str| design.endpoints.iter().any(|endpoint| endpoint.behaviour == Behaviour::Read && endpoint.path == path);
    let writes = |behaviour: &Behaviour| matches!(behaviour, Behaviour::Update | Behaviour::Replace);
    let fitting = design.endpoints.iter().filter(|endpoint| writes(&endpoint.behaviour) && reads(&endpoint.path));
    fitting
        .filter_map(|endpoint| {
            let write = workspace.with_server(|server| sample_request(server, endpoint, workspace.now()));
            let body = write.body.json()?;
            let fields = &design.resource(endpoint.resource.as_deref()?)?.fields;
            let free =
                fields.iter().filter(|field| !field.read_only && !field.unique && (write.method == Method::PATCH || body.get(&field.name).is_some()));
            let field = free.filter_map(|field| Some((ease(&field.kind)?, field))).min_by_key(|(ease, _)| *ease)?.1;
            let (member, kind) = (field.name.clone(), field.kind.clone());
            let able = |client: &&Arc<Client>| match &endpoint.access {
                Access::Roles(wanted) => client.roles.iter().any(|role| wanted.contains(role)),
                _ => !design.needs_credentials(endpoint) || client.credential != Credential::None,
            };
            let able = design.clients.iter().filter(able).map(|client| client.name.clone()).collect();
            Some(Prize { label: format!("{} {}", write.method, write.path()), write, member, kind, able })
        })
        .collect()
}

/// How easily a value gives another that is valid as well, 0 best; `None` where it does not.
fn ease(kind: &FieldKind) -> Option<u8> {
    Some(match kind {
        FieldKind::Money | FieldKind::Integer { .. } => 0,
        FieldKind::String { pattern: None, format: None, .. } => 1,
        FieldKind::Enum { values } if values.len() > 1 => 2,
        FieldKind::Boolean => 3,
        _ => return None,
    })
}

/// The dialog.
#[component]
pub fn RaceDialog() -> impl IntoView {
    let workspace = workspace();
    let race = Race::new(workspace);
    let on_close = Callback::new(move |()| workspace.overlay.set(None));
    let labels = workspace.design.with_untracked(|design| prizes(workspace, design)).into_iter().map(|prize| prize.label).collect::<Vec<_>>();
    let is_possible = !labels.is_empty();
    let choose = move |event: web_sys::Event| race.choose(&event_target_value(&event));
    let says = move || race.steps.with(|steps| workspace.design.with(|design| verdict(&design.policies.concurrency, steps)));
    let policy = move |_| workspace.overlay.set(Some(Overlay::Policies(Some(Concern::Concurrency))));
    view! {
        <Modal title="Two clients, one record" class="dialog dialog-race" on_close>
            {match is_possible {
                false => view! {
                    <div class="dialog-b"><div class="empty"><p>"No record can be both read and changed here. Add a GET and a PATCH, or a PUT, of one record, then come back."</p></div></div>
                }.into_any(),
                true => view! {
                    <div class="dialog-b">
                        <div class="race-top">
                            <label class="field"><span>"They both want"</span>
                                <select class="select" id="race-prize" on:change=choose>
                                    {labels.into_iter().map(|label| view! { <option value=label.clone()>{label.clone()}</option> }).collect_view()}
                                </select></label>
                            <p>"Both read the record, both change the same member. Press in any order."</p>
                        </div>
                        <div class="race">
                            <SideForm race index=0/>
                            <Picture race/>
                            <SideForm race index=1/>
                        </div>
                        <p class="race-says" role="status">{says}</p>
                    </div>
                    <footer class="dialog-f">
                        <p class="hint">"Each press is a real request: it stands in the traffic."</p>
                        <button class="btn btn-line" type="button" on:click=policy>"Edit If-Match"</button>
                        <button class="btn btn-line" type="button" on:click=move |_| race.reset()>"Reset data and begin again"</button>
                    </footer>
                }.into_any(),
            }}
        </Modal>
    }
}
