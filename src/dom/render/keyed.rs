//! Rows that keep their elements while they move.

use std::rc::Rc;

use leptos_framework::prelude::{Owner, untrack};

use super::{State, build, marker};
use crate::dom::rows::{Key, Rows};

/// Rows in the document, and a marker behind them.
pub struct RowsState {
    /// The list that drew them.
    list: Rc<()>,
    rows: Vec<Row>,
    end: web_sys::Node,
}

struct Row {
    key: Key,
    state: State,
    /// Ends what the row started, when the row goes.
    owner: Owner,
}

impl RowsState {
    /// Makes every row.
    pub fn build(new: Rows) -> Self {
        let mut state = Self { list: Rc::clone(&new.list), rows: Vec::new(), end: marker() };
        state.rebuild(new);
        state
    }

    /// Makes rows that are new, drops rows that are gone, and moves as few as it can.
    pub fn rebuild(&mut self, new: Rows) {
        let Rows { list, parent, rows } = new;
        let mut old: Vec<Option<Row>> = self.rows.drain(..).map(Some).collect();
        if !Rc::ptr_eq(&list, &self.list) {
            // What is around them was drawn anew: the old rows would read signals that are gone.
            for Row { state, owner, .. } in old.drain(..).flatten() {
                state.unmount();
                drop(owner);
            }
            self.list = list;
        }
        // With each row its former place; `None` for a row that is new.
        // Most rows stand where they stood, behind the one before: that place is looked at first.
        let mut next = 0;
        let placed: Vec<(Option<usize>, Row)> = rows
            .into_iter()
            .map(|(key, draw)| {
                let is_here = |row: &Option<Row>| row.as_ref().is_some_and(|row| row.key == key);
                let place = if old.get(next).is_some_and(is_here) { Some(next) } else { old.iter().position(is_here) };
                next = place.map_or(next, |place| place + 1);
                let kept = place.and_then(|place| old.get_mut(place)).and_then(Option::take);
                let row = kept.unwrap_or_else(|| {
                    let owner = parent.with(Owner::new);
                    let state = owner.with(|| untrack(|| build(draw.draw())));
                    Row { key, state, owner }
                });
                (place, row)
            })
            .collect();
        for Row { state, owner, .. } in old.into_iter().flatten() {
            state.unmount();
            drop(owner);
        }
        if let Some(parent) = self.end.parent_node() {
            put_in_order(&placed, &parent, &self.end);
        }
        self.rows = placed.into_iter().map(|(_, row)| row).collect();
    }

    /// Ends the effects of every row, then what the row started.
    pub fn end(self) {
        for Row { state, owner, .. } in self.rows {
            state.end();
            drop(owner);
        }
    }

    /// The first or the last node.
    pub fn end_node(&self, first: bool) -> Option<web_sys::Node> {
        match self.rows.first() {
            Some(row) if first => row.state.first_node(),
            _ => Some(self.end.clone()),
        }
    }

    /// Calls something with each outermost node, in order.
    pub fn each_node(&self, call: &mut dyn FnMut(&web_sys::Node)) {
        self.rows.iter().for_each(|row| row.state.each_node(call));
        call(&self.end);
    }
}

/// From the last row to the first: a row that stood in order with the rows that stay stays itself, so that it keeps the focus
/// and its scroll position; the others are put in their places.
fn put_in_order(placed: &[(Option<usize>, Row)], parent: &web_sys::Node, end: &web_sys::Node) {
    let former: Vec<Option<usize>> = placed.iter().map(|(place, _)| *place).collect();
    let mut stays = longest_rise(&former).into_iter().peekable();
    let mut next = end.clone();
    for (index, (_, row)) in placed.iter().enumerate().rev() {
        if stays.next_if_eq(&index).is_none() {
            row.state.mount(parent, Some(&next));
        }
        if let Some(first) = row.state.first_node() {
            next = first;
        }
    }
}

/// Indices of the longest subsequence of rising places, the last one first.
fn longest_rise(places: &[Option<usize>]) -> Vec<usize> {
    // `ends[n]` is the index at which the best rise of length n + 1 ends; `before` leads back along a rise.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = vec![None; places.len()];
    let place = |index: usize| places.get(index).copied().flatten().unwrap_or(0);
    for index in 0..places.len() {
        if places.get(index).copied().flatten().is_none() {
            continue;
        }
        let length = ends.partition_point(|end| place(*end) < place(index));
        if let Some(slot) = before.get_mut(index) {
            *slot = length.checked_sub(1).and_then(|last| ends.get(last).copied());
        }
        match ends.get_mut(length) {
            Some(end) => *end = index,
            None => ends.push(index),
        }
    }
    let mut rise = Vec::new();
    let mut at = ends.last().copied();
    while let Some(index) = at {
        rise.push(index);
        at = before.get(index).copied().flatten();
    }
    rise
}
