//! A long text in colours, of any length: it stands there in blocks of lines, and what is out of sight is not laid out and not
//! coloured. It is there all the same, so that the browser's own search and selection find it.
//!
//! No line wraps: the height of a block follows from its lines (`style/parts/oas.css`), and nothing is measured. The browser tells
//! of a block that comes near (CSS Containment Level 2, section 4.4); one that cannot lays out and colours everything.

use std::sync::Arc;

use leptos::prelude::*;

use super::code::{self, Pieces};
use super::rows::places;

/// Lines of a block.
const LINES: usize = 64;
/// Blocks that are coloured from the start: more than the tallest screen shows.
const FIRST: usize = 2;

/// Lines that follow each other.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Block {
    text: Arc<str>,
    /// How many lines these are.
    pub lines: usize,
    /// The letters of the longest, where a tab, and one outside ASCII, counts as two.
    pub columns: usize,
}

/// A text in blocks.
pub fn blocks(text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut rest = Some(text);
    while let Some(here) = rest {
        let end = here.match_indices('\n').nth(LINES - 1).map(|(at, _)| at);
        let (text, behind) = end.and_then(|end| here.split_at_checked(end)).map_or((here, None), |(text, behind)| (text, behind.get(1..)));
        let columns = |line: &str| line.chars().map(|letter| if letter.is_ascii() && letter != '\t' { 1 } else { 2 }).sum();
        blocks.push(Block { text: text.into(), lines: text.split('\n').count(), columns: text.split('\n').map(columns).max().unwrap_or(0) });
        rest = behind;
    }
    blocks
}

/// The text, for a `pre`. One line, from 1, may be marked as bad.
#[component]
pub fn LongText(blocks: Memo<Vec<Block>>, pieces: Pieces, bad: Memo<Option<u32>>) -> impl IntoView {
    let skips = web_sys::css::supports_with_value("content-visibility", "auto").unwrap_or_default();
    places(
        move || blocks.with(Vec::len),
        move |index| {
            let first = index * LINES;
            let own = Memo::new(move |_| blocks.with(|blocks| blocks.get(index).cloned()).unwrap_or_default());
            // What has been in sight keeps its colours: taking them away would end a selection.
            let is_seen = RwSignal::new(index < FIRST || !skips);
            let on_change = move |event: web_sys::Event| {
                let is_skipped = js_sys::Reflect::get(&event, &"skipped".into()).is_ok_and(|skipped| skipped.is_truthy());
                if !is_skipped && !is_seen.get_untracked() {
                    is_seen.set(true);
                }
            };
            let bad = Memo::new(move |_| (bad.get()? as usize).checked_sub(first + 1).filter(|line| *line < LINES));
            let html = move || own.with(|block| if is_seen.get() { code::lines(&block.text, pieces, bad.get()) } else { code::plain(&block.text) });
            let lines = Memo::new(move |_| own.with(|block| block.lines));
            view! {
                <div class="editor-b" style=("--first", (first + 1).to_string()) style=("--lines", move || lines.get().to_string())
                    on:contentvisibilityautostatechange=on_change prop:innerHTML=html></div>
            }
        },
    )
}
