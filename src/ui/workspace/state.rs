//! The verbs of the workspace about time and state: the clock, the data before and after each exchange, records changed by hand.
//!
//! None of this is in undo: undo speaks of the design, and the two mixed would make it unpredictable. The way back is the seed,
//! or the data before or after any exchange.

use std::sync::Arc;

use leptos::prelude::Callback;

use roundtrip::mock::snapshot::Restored;
use roundtrip::mock::{Moment, Rng, Server, Snapshot};

use super::{Browsers, Workspace};
use crate::browser::clock;
use crate::ui::toasts::Toast;
use crate::ui::traffic::Entry;

/// The most exchanges whose data is kept; as many as the traffic shows.
const KEPT: usize = 1000;

/// Which side of an exchange.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Before it.
    Before,
    /// After it.
    After,
}

/// Everything that the next answer depends on, but for the clock.
#[derive(Clone)]
struct Point(Snapshot, Rng);

/// The state that a demonstration comes back to.
#[derive(Clone)]
pub struct Mark {
    point: Point,
    traffic: Vec<Arc<Entry>>,
    shown: Option<u32>,
    number: u32,
    ahead: u64,
}

/// The state before and after each exchange, by its number.
#[derive(Default)]
pub(super) struct Points {
    before: Option<Point>,
    kept: Vec<(u32, Point, Point)>,
}

impl Workspace {
    /// The server's clock. It begins at [`Moment::START`], goes on with the page, and can be put ahead.
    pub fn now(&self) -> Moment {
        self.page_time().plus_millis(self.ahead.get_untracked())
    }

    /// What the clock would be, had nobody put it ahead.
    pub fn page_time(&self) -> Moment {
        Moment::START.plus_millis(self.held.get_value().unwrap_or_else(clock::elapsed) as u64)
    }

    /// Holds the page's time, so that a demonstration is the same however long it takes; or lets it go on.
    pub fn hold_clock(&self, held: bool) {
        self.held.set_value(held.then(clock::elapsed));
    }

    /// Everything that the next answers depend on, to come back to.
    pub fn mark(&self) -> Mark {
        Mark {
            point: self.point(),
            traffic: self.traffic.get_untracked(),
            shown: self.shown.get_untracked(),
            number: self.numbers.get_value(),
            ahead: self.ahead.get_untracked(),
        }
    }

    /// Comes back to a mark: data, traffic and clock.
    pub fn return_to(&self, mark: &Mark) {
        self.end_wait();
        self.ahead.set(mark.ahead);
        self.numbers.set_value(mark.number);
        self.points.update_value(|points| points.kept.retain(|(number, ..)| *number <= mark.number));
        self.put_back(&mark.point);
        self.shown.set(mark.shown);
        self.traffic.set(mark.traffic.clone());
    }

    /// Puts the clock ahead by some milliseconds more.
    pub fn advance(&self, millis: u64) {
        if millis > 0 {
            self.ahead.update(|ahead| *ahead = ahead.saturating_add(millis));
        }
    }

    /// Notes the state before an exchange, and before the preflight that comes first.
    pub(super) fn keep_before(&self) {
        if self.points.with_value(|points| points.before.is_none()) {
            let point = self.point();
            self.points.update_value(|points| points.before = Some(point));
        }
    }

    /// Notes the state after an exchange.
    pub(super) fn keep_after(&self, number: u32) {
        let after = self.point();
        self.points.update_value(|points| {
            let before = points.before.take().unwrap_or_else(|| after.clone());
            points.kept.push((number, before, after));
            if points.kept.len() > KEPT {
                points.kept.remove(0);
            }
        });
    }

    /// Takes back what the server has done for requests of an exchange that never left: it comes back to how it was before, and is
    /// asked anew what it was asked.
    pub(super) fn take_back_unsent(&self, entry: &Entry) {
        let before = self
            .points
            .with_value(|points| points.kept.iter().rev().find(|(number, ..)| *number == entry.number).map(|(_, before, _)| before.clone()));
        let Some(Point(snapshot, mut rng)) = before else { return };
        self.server.update_value(|server| {
            server.restore(&snapshot);
            for exchange in &entry.exchanges {
                server.handle(exchange.request.clone(), exchange.moment, &mut rng);
            }
        });
        self.rng.set_value(rng);
        let now = self.point();
        self.points.update_value(|points| {
            if let Some((.., after)) = points.kept.iter_mut().rev().find(|(number, ..)| *number == entry.number) {
                *after = now;
            }
        });
        self.records.update(|count| *count += 1);
    }

    fn point(&self) -> Point {
        Point(self.server.with_value(Server::snapshot), self.rng.with_value(Clone::clone))
    }

    /// Brings the data back to the seed; what it gives back brings them to how they were before.
    pub fn reset_with_way_back(&self) -> Callback<()> {
        let (workspace, point) = (*self, self.point());
        self.reset_data();
        Callback::new(move |()| {
            workspace.put_back(&point);
        })
    }

    /// Brings the data back to how it was before or after the exchange in Watch.
    pub fn restore(&self, side: Side) {
        let Some(number) = self.shown.get_untracked() else { return };
        let workspace = *self;
        leptos::task::spawn_local(async move {
            if crate::ui::data::restore(workspace, number, side).await.is_err() {
                workspace.toast(Toast::error("The data stays as it is: a part of the page could not be fetched. Try again.".to_owned()));
            }
        });
    }

    /// The same for any exchange; `None` where its data is not kept any more. The clock stays.
    pub fn go_back(&self, number: u32, side: Side) -> Option<Restored> {
        let point = self.points.with_value(|points| {
            let (_, before, after) = points.kept.iter().find(|(known, ..)| *known == number)?;
            Some(if side == Side::Before { before.clone() } else { after.clone() })
        })?;
        Some(self.put_back(&point))
    }

    fn put_back(&self, Point(snapshot, rng): &Point) -> Restored {
        self.rng.set_value(rng.clone());
        let mut restored = Restored::default();
        let now = self.now();
        self.server.update_value(|server| {
            restored = server.restore(snapshot);
            server.turned_back(now);
        });
        // Tags may come again for other content.
        self.browsers.update_value(Browsers::forget_answers);
        self.records.update(|count| *count += 1);
        restored
    }

    /// Puts the clock back with the page. What was counted at later moments is counted anew.
    pub fn turn_back(&self) {
        self.ahead.set(0);
        let now = self.now();
        self.server.update_value(|server| server.turned_back(now));
    }

    /// Makes what comes by chance come as it did at first, so that after a reset the same requests make the same identifiers.
    pub(super) fn begin_again(&self) {
        let seed = self.design.with_untracked(|design| design.seed);
        self.rng.set_value(Rng::new(seed));
    }

    /// Changes records by hand.
    pub fn change_records<T>(&self, change: impl FnOnce(&mut Server, Moment, &mut Rng) -> T) -> Option<T> {
        let (now, mut changed) = (self.now(), None);
        self.server.update_value(|server| self.rng.update_value(|rng| changed = Some(change(server, now, rng))));
        self.records.update(|count| *count += 1);
        changed
    }
}
