//! Dense traffic: seconds in which more was sent than anybody reads row by row are one row each, with what was answered how often.

use std::sync::Arc;

use leptos::prelude::*;

use super::player::show;
use crate::browser::window;
use crate::ui::kit::status_class;
use crate::ui::traffic::Entry;
use crate::ui::workspace::{DENSE, workspace};

/// What a row of the traffic tells.
#[derive(Clone)]
pub enum Item {
    /// An exchange.
    One(Arc<Entry>),
    /// A dense second.
    Second(Arc<Second>),
}

/// A second with many exchanges.
#[derive(Clone, Debug, PartialEq)]
pub struct Second {
    /// The time of day, `09:41:07`.
    pub time: String,
    /// The numbers of its first and its last exchange.
    pub numbers: (u32, u32),
    /// How many there are.
    pub count: usize,
    /// How many of each class of status, those without an answer under 0.
    pub classes: Vec<(u16, usize)>,
    /// One that stands for them: the first that failed, else the last.
    pub sample: Arc<Entry>,
}

impl Item {
    /// What no other row of the list is called.
    pub fn key(&self) -> u64 {
        match self {
            Self::One(entry) => entry.number.into(),
            Self::Second(second) => (u64::from(second.numbers.1) << 32) | u64::from(second.numbers.0),
        }
    }

    /// The exchange that it shows.
    pub fn entry(&self) -> &Arc<Entry> {
        match self {
            Self::One(entry) => entry,
            Self::Second(second) => &second.sample,
        }
    }

    /// Table rows: an exchange's own, and its preflight's.
    pub fn rows(&self) -> usize {
        match self {
            Self::One(entry) => 1 + usize::from(entry.preflight().is_some()),
            Self::Second(_) => 1,
        }
    }

    /// Whether it is, or stands for, the exchange of this number.
    pub fn holds(&self, number: u32) -> bool {
        match self {
            Self::One(entry) => entry.number == number,
            Self::Second(second) => (second.numbers.0..=second.numbers.1).contains(&number),
        }
    }
}

impl PartialEq for Item {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::One(one), Self::One(other)) => Arc::ptr_eq(one, other),
            (Self::Second(one), Self::Second(other)) => one.numbers == other.numbers && one.count == other.count,
            _ => false,
        }
    }
}

/// The rows of exchanges that come newest first; dense seconds in one, where they are wanted so.
pub fn items(newest: &[Arc<Entry>], gathers: bool) -> Vec<Item> {
    let one = |entry: &Arc<Entry>| Item::One(entry.clone());
    if !gathers || newest.len() <= DENSE as usize {
        return newest.iter().map(one).collect();
    }
    let mut items = Vec::new();
    for same in newest.chunk_by(|one, other| second_of(one) == second_of(other)) {
        match gathered(same) {
            Some(second) => items.push(Item::Second(Arc::new(second))),
            None => items.extend(same.iter().map(one)),
        }
    }
    items
}

/// When the server heard of it; `None` where a cache has answered alone.
fn second_of(entry: &Entry) -> Option<u64> {
    entry.last().map(|exchange| exchange.moment.seconds())
}

fn gathered(same: &[Arc<Entry>]) -> Option<Second> {
    let (last, first) = (same.first()?, same.last()?);
    if same.len() <= DENSE as usize {
        return None;
    }
    let class = |entry: &Entry| entry.answer().map_or(0, |response| response.status / 100);
    let counted = |class_of: u16| (class_of, same.iter().filter(|entry| class(entry) == class_of).count());
    let failed = same.iter().rev().find(|entry| !matches!(class(entry), 1..=3));
    let time = first.last().map(|exchange| exchange.moment.rfc3339());
    Some(Second {
        time: time.and_then(|time| time.get(11..19).map(str::to_owned)).unwrap_or_default(),
        numbers: (first.number, last.number),
        count: same.len(),
        classes: (0..=5).map(counted).filter(|(_, count)| *count > 0).collect(),
        sample: failed.unwrap_or(last).clone(),
    })
}

impl Second {
    /// What its row says to those who do not see its shapes.
    pub fn words(&self) -> String {
        let classes = self.classes.iter().map(|(class, count)| match class {
            0 => format!("{count} without an answer"),
            class => format!("{count} answered {class}xx"),
        });
        let classes = classes.collect::<Vec<_>>().join(", ");
        format!("{} exchanges in the second {}: {classes}. Show number {}.", self.count, self.time, self.sample.number)
    }
}

/// How often dense traffic is spoken of at most, in milliseconds.
const SPOKEN: i32 = 3_000;

/// What is said of dense traffic: its latest second, not sooner than some time after what was said before.
pub fn spoken(items: Memo<Vec<Item>>) -> RwSignal<String> {
    let said = RwSignal::new(String::new());
    let is_soon = StoredValue::new(false);
    Effect::new(move |_| {
        let is_dense = items.with(|items| matches!(items.first(), Some(Item::Second(_))));
        if !is_dense || is_soon.get_value() {
            return;
        }
        is_soon.set_value(true);
        window::after(SPOKEN, move || {
            is_soon.set_value(false);
            let latest = items.try_with_untracked(|items| {
                items.iter().find_map(|item| match item {
                    Item::Second(second) => Some(second.words()),
                    Item::One(_) => None,
                })
            });
            if let Some(Some(words)) = latest {
                said.set(words);
            }
        });
    });
    said
}

/// The row of a dense second: pressed, it shows the exchange that stands for it.
#[component]
pub fn SecondRow(
    /// The second.
    second: Arc<Second>,
) -> impl IntoView {
    let workspace = workspace();
    let item = Item::Second(second.clone());
    let is_shown = Memo::new(move |_| workspace.shown.get().is_some_and(|number| item.holds(number)));
    let words = second.words();
    let badges = second.classes.iter().map(|(class, count)| {
        let class = format!("{} st-plain", status_class(class * 100));
        view! { <span class=class>{count.to_string()}</span> }
    });
    let badges = badges.collect_view();
    let (time, count, sample) = (second.time.clone(), second.count, second.sample.clone());
    view! {
        <tr class="is-second" class:is-sel=move || is_shown.get() on:click=move |_| show(workspace, &sample)>
            <td class="num">{second.numbers.0}</td><td class="num">{format!("{count} ×")}</td>
            <td><button class="open" type="button" id=format!("x-{}", second.sample.number) aria-label=words.clone() title=words aria-current=move || is_shown.get().then_some("true")
                tabindex=move || if is_shown.get() { "0" } else { "-1" }><code>{time}</code>{badges}</button></td>
            <td></td><td class="d-only"></td><td class="ta-r num">"1 s"</td>
        </tr>
    }
}
