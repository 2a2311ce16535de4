//! Relations as orthogonal lines between cards, from the one side to the many side, with a label where there is room.

use std::sync::Arc;

use leptos::prelude::*;
use roundtrip::design::Relation;
use roundtrip::design::words::numbers::tenths;

use super::canvas::canvas;
use super::layout::{Area, extent};
use crate::ui::kit::rows::places;
use crate::ui::tree::matches_resource;
use crate::ui::workspace::workspace;

/// A line ready to be drawn.
#[derive(Clone, Debug, Default, PartialEq)]
struct Wire {
    /// SVG path data with its arrow.
    line: String,
    /// The text and its upper left corner.
    label: Option<(String, f64, f64)>,
    /// Whether the selected card is at one of its ends.
    hot: bool,
    /// The resources at its ends.
    ends: [String; 2],
}

/// The lines between the cards.
#[component]
pub fn Wires() -> impl IntoView {
    let workspace = workspace();
    let canvas = canvas();
    let relations = Memo::new(move |_| Arc::new(workspace.design.with(|design| design.relations())));
    let wires = Memo::new(move |_| {
        let selected = canvas.selected.get();
        relations.with(|relations| canvas.areas.with(|areas| draw(relations, areas, selected.as_deref())))
    });
    let size = Memo::new(move |_| canvas.areas.with(|areas| extent(areas)));
    let count = move || wires.with(Vec::len);
    let part = move |index: usize| wires.with(|wires| wires.get(index).cloned().unwrap_or_default());
    // As faint as the fainter of its cards.
    let is_dim = move |index: usize| {
        let ends = part(index).ends;
        workspace.sketch.filter.with(|filter| !ends.iter().all(|end| matches_resource(workspace, filter, end)))
    };
    let label = move |index: usize| {
        move || {
            part(index).label.map(|(text, x, y)| view! { <span class="wire-l" class:is-dim=move || is_dim(index) style=("--x", tenths(x)) style=("--y", tenths(y))>{text}</span> })
        }
    };
    view! {
        <svg class="wires" aria-hidden="true" viewBox=move || { let (w, h) = size.get(); format!("0 0 {} {}", tenths(w), tenths(h)) }>
            {places(count, move |index| view! { <path d=move || part(index).line class:hot=move || part(index).hot class:is-dim=move || is_dim(index)></path> })}
        </svg>
        <div class="wire-ls" aria-hidden="true">{places(count, label)}</div>
    }
}

fn draw(relations: &[Relation], areas: &[(String, Area)], selected: Option<&str>) -> Vec<Wire> {
    let find = |name: &str| areas.iter().find(|(known, _)| known == name).map(|(_, area)| *area);
    let mut drawn: Vec<(&str, &str)> = Vec::new();
    let mut wires = Vec::new();
    for relation in relations {
        let (Some(one), Some(many)) = (find(&relation.to), find(&relation.from)) else { continue };
        let ends = (relation.to.as_str(), relation.from.as_str());
        let before = drawn.iter().filter(|known| **known == ends || **known == (ends.1, ends.0)).count();
        drawn.push(ends);
        let shift = before as f64 * 14.0;
        let others: Vec<Area> = areas.iter().filter(|(name, _)| name != ends.0 && name != ends.1).map(|(_, area)| *area).collect();
        let points = if ends.0 == ends.1 { turn_back(one) } else { route(one, many, shift, &others) };
        let text = format!("{} *", if relation.label.is_empty() { "has" } else { &relation.label });
        let label = place_label(&points, text, areas);
        let hot = selected.is_some_and(|selected| selected == ends.0 || selected == ends.1);
        wires.push(Wire { line: path(&points), label, hot, ends: [relation.to.clone(), relation.from.clone()] });
    }
    wires
}

type Point = (f64, f64);

/// The corners of a line from one card to another: the simplest way that no other card covers, else the simplest.
fn route(from: Area, to: Area, shift: f64, others: &[Area]) -> Vec<Point> {
    let ways = ways(from, to, shift);
    let is_clear = |way: &&Vec<Point>| way.windows(2).all(|pair| others.iter().all(|other| !span(pair).meets(other, 2.0)));
    ways.iter().find(is_clear).or(ways.first()).cloned().unwrap_or_default()
}

/// The room that a piece of a line takes.
fn span(pair: &[Point]) -> Area {
    match pair {
        [(ax, ay), (bx, by)] => Area { x: ax.min(*bx), y: ay.min(*by), w: (ax - bx).abs(), h: (ay - by).abs() },
        _ => Area::default(),
    }
}

/// The ways from one card to another, the simplest first: straight, with one corner, with two.
fn ways(from: Area, to: Area, shift: f64) -> Vec<Vec<Point>> {
    const ENOUGH: f64 = 20.0;
    let mut ways = Vec::new();
    let (left, right) = (from.x.max(to.x), from.right().min(to.right()));
    let (top, bottom) = (from.y.max(to.y), from.bottom().min(to.bottom()));
    let (beside, above) = (right <= left, bottom <= top);
    if !beside && !above {
        // The cards lie over each other: nothing of a line could be seen.
        return ways;
    }
    let side = |area: Area, towards: f64| if towards > area.middle().0 { area.right() } else { area.x };
    let edge = |area: Area, towards: f64| if towards > area.middle().1 { area.bottom() } else { area.y };
    if beside && bottom - top >= ENOUGH {
        let y = ((top + bottom) / 2.0 + shift).min(bottom - 8.0);
        ways.push(vec![(side(from, to.x), y), (side(to, from.x), y)]);
    }
    if above && right - left >= ENOUGH {
        let x = ((left + right) / 2.0 + shift).min(right - 8.0);
        ways.push(vec![(x, edge(from, to.y)), (x, edge(to, from.y))]);
    }
    let (from_x, to_x) = (from.middle().0 + shift, to.middle().0 + shift);
    for y in [to.middle().1 + shift, to.bottom() - 16.0, to.y + 16.0] {
        let is_aside = from_x < to.x - 8.0 || from_x > to.right() + 8.0;
        let is_beyond = y > from.bottom() + 8.0 || y < from.y - 8.0;
        if is_aside && is_beyond {
            ways.push(vec![(from_x, edge(from, y)), (from_x, y), (side(to, from_x), y)]);
        }
    }
    let y = from.middle().1 + shift;
    if (to_x < from.x - 8.0 || to_x > from.right() + 8.0) && (y < to.y - 8.0 || y > to.bottom() + 8.0) {
        ways.push(vec![(side(from, to_x), y), (to_x, y), (to_x, edge(to, y))]);
    }
    if beside {
        let under = from.bottom().max(to.bottom()) + 14.0 + shift;
        ways.push(vec![(from_x, from.bottom()), (from_x, under), (to_x, under), (to_x, to.bottom())]);
        let over = from.y.min(to.y) - 8.0 - shift;
        if over >= 0.0 {
            ways.push(vec![(from_x, from.y), (from_x, over), (to_x, over), (to_x, to.y)]);
        }
    }
    ways
}

/// From the right side of a card back to its upper edge.
fn turn_back(area: Area) -> Vec<Point> {
    let (x, y) = (area.right(), area.y + 18.0);
    vec![(x, y), (x + 16.0, y), (x + 16.0, area.y - 12.0), (x - 24.0, area.y - 12.0), (x - 24.0, area.y)]
}

/// SVG path data with an arrow at the end.
fn path(points: &[Point]) -> String {
    let (Some((first, rest)), Some(last)) = (points.split_first(), points.last()) else { return String::new() };
    let before = points.iter().rev().nth(1).unwrap_or(last);
    let lines: String = rest.iter().map(|point| format!(" L{}", at(*point))).collect();
    let (dx, dy) = ((last.0 - before.0).signum() * f64::from(last.0 != before.0), (last.1 - before.1).signum() * f64::from(last.1 != before.1));
    let wing = |side: f64| (last.0 - 9.0 * dx + 5.0 * dy * side, last.1 - 9.0 * dy + 5.0 * dx * side);
    format!("M{}{lines} M{} L{} L{}", at(*first), at(wing(1.0)), at(*last), at(wing(-1.0)))
}

fn at((x, y): Point) -> String {
    format!("{} {}", tenths(x), tenths(y))
}

/// A spot beside the line that no card covers.
fn place_label(points: &[Point], text: String, areas: &[(String, Area)]) -> Option<(String, f64, f64)> {
    let (w, h) = (text.chars().count() as f64 * 5.9 + 8.0, 15.0);
    let spots = points.windows(2).flat_map(|pair| match pair {
        [(ax, ay), (bx, by)] if ay == by => {
            let x = (ax + bx - w) / 2.0;
            vec![(x, ay - h - 3.0), (x, ay + 3.0)]
        }
        [(ax, ay), (_, by)] => {
            let y = (ay + by - h) / 2.0;
            vec![(ax + 6.0, y), (ax - w - 6.0, y)]
        }
        _ => Vec::new(),
    });
    let is_free = |(x, y): &Point| {
        let spot = Area { x: *x, y: *y, w, h };
        *x >= 0.0 && *y >= 0.0 && areas.iter().all(|(_, area)| !spot.meets(area, 0.0))
    };
    let spots: Vec<Point> = spots.collect();
    spots.into_iter().find(is_free).map(|(x, y)| (text, x, y))
}
