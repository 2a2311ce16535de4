//! Where cards stand and how large they are, computed from the model: nothing is read from the page.
//!
//! All numbers are pixels of the unscaled canvas at 16 px to the rem. Heights follow `style/card.css`.

use std::sync::Arc;

use roundtrip::design::{Design, Endpoint, Field, Resource, start};

use super::facts;
use super::matrix::{Entry, Matrix};

/// The room a card takes.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Area {
    /// The left edge.
    pub x: f64,
    /// The upper edge.
    pub y: f64,
    /// Its width.
    pub w: f64,
    /// Its height.
    pub h: f64,
}

/// How a card is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Look {
    /// With its matrix.
    pub selected: bool,
    /// Without its fields, since there are many cards.
    pub folded: bool,
    /// With the room that its title and each row of its matrix want for one line.
    pub wide: bool,
    /// The scale of the canvas: below 1, buttons grow so that they stay large enough.
    pub zoom: f64,
}

/// Among more cards than this, all but the selected one hide their fields under this scale.
pub const FOLDED_ABOVE: usize = 12;
/// The scale.
pub const FOLDED_UNDER: f64 = 0.7;
/// The most rows a card shows.
const ROWS: usize = 6;
/// The least width of a selected card, and the most it takes where that saves a line and nothing is in the way.
const SELECTED: (f64, f64) = (216.0, 288.0);
/// The room that a wide card leaves beside it, for lines and their labels.
const BESIDE: f64 = 40.0;
/// The room around the cards.
pub const MARGIN: f64 = 16.0;
/// Cards stand on multiples of this.
pub const SNAP: f64 = 8.0;

impl Area {
    /// The right edge.
    pub fn right(&self) -> f64 {
        self.x + self.w
    }

    /// The lower edge.
    pub fn bottom(&self) -> f64 {
        self.y + self.h
    }

    /// The middle.
    pub fn middle(&self) -> (f64, f64) {
        (self.x + self.w / 2.0, self.y + self.h / 2.0)
    }

    /// Whether two areas come closer than a gap.
    pub fn meets(&self, other: &Self, gap: f64) -> bool {
        self.x < other.right() + gap && other.x < self.right() + gap && self.y < other.bottom() + gap && other.y < self.bottom() + gap
    }
}

/// Which rows a card shows: whether the identifier, which fields, and how many more there are.
pub fn rows(resource: &Resource) -> (bool, &[Field], usize) {
    let count = resource.fields.len();
    match count {
        _ if count < ROWS => (true, &resource.fields, 0),
        ROWS => (false, &resource.fields, 0),
        _ => (false, resource.fields.get(..ROWS - 1).unwrap_or_default(), count - (ROWS - 1)),
    }
}

/// The area of a card at a place.
pub fn area(resource: &Resource, endpoints: &[Arc<Endpoint>], has_conflict: bool, place: (i32, i32), look: Look) -> Area {
    let (shows_id, fields, more) = rows(resource);
    let matrix = Matrix::of(resource, endpoints);
    let mut w = head_width(resource);
    let mut h = 2.0 + 33.0;
    if look.selected || !look.folded {
        let name = fields.iter().map(|field| chars(&field.name)).max().unwrap_or(0);
        let kind = fields.iter().map(|field| chars(&field.kind.summary()).min(11)).max().unwrap_or(0);
        w = w.max((name + kind) as f64 * 6.5 + 32.0);
        h += 8.0 + 20.0 * (fields.len() + usize::from(shows_id) + usize::from(more > 0)).max(1) as f64;
    }
    w = w.max(verbs_width(&matrix)).clamp(136.0, 208.0).ceil();
    if look.selected {
        let button = 24.0 / look.zoom.clamp(0.3, 1.0);
        let wanted = if look.wide { wanted_width(resource, &matrix, button) } else { head_width(resource) + 2.0 * button };
        w = w.max(wanted.clamp(SELECTED.0, SELECTED.1).ceil());
        let rows = lines(&matrix.all, w - TITLED, button) + lines(&matrix.one, w - TITLED, button) + lines(&matrix.moves, w - UNTITLED, button);
        h += 13.0 + (rows + matrix.unusual.len()) as f64 * (button + 1.0);
    } else {
        h += 26.0;
    }
    h += if has_conflict { 56.0 } else { 0.0 };
    Area { x: f64::from(place.0), y: f64::from(place.1), w, h }
}

/// The room for name and path in a card's header.
fn head_width(resource: &Resource) -> f64 {
    chars(&resource.name) as f64 * 8.4 + (chars(&resource.segment) + 1) as f64 * 6.7 + 34.0
}

/// The room for the short line of methods.
fn verbs_width(matrix: &Matrix) -> f64 {
    let (all, one, more) = matrix.in_short();
    let wide = |words: &[String]| words.iter().map(|word| chars(word) as f64 * 6.6 + 6.0).sum::<f64>() + if words.is_empty() { 0.0 } else { 27.0 };
    wide(&all) + wide(&one) + if more == 0 { 20.0 } else { 38.0 }
}

/// What the edges of a matrix row and its title take of a card's width, and what the edges alone take.
const TITLED: f64 = 46.0;
const UNTITLED: f64 = 18.0;

/// The width at which the title is whole and each row of the matrix is one line.
fn wanted_width(resource: &Resource, matrix: &Matrix, button: f64) -> f64 {
    let row = |entries: &[Entry]| entries.iter().map(|entry| press_width(entry, button)).sum::<f64>();
    let head = head_width(resource) + 2.0 * button;
    head.max(row(&matrix.all) + TITLED).max(row(&matrix.one) + TITLED).max(row(&matrix.moves) + UNTITLED)
}

/// The room that one entry of the matrix takes in its row.
fn press_width(entry: &Entry, button: f64) -> f64 {
    let plus = if entry.id.is_none() { 8.0 } else { 0.0 };
    (chars(&entry.word) as f64 * 6.8 + 10.0 + plus).max(button) + 1.0
}

/// How many lines the entries of a matrix row take in this room.
fn lines(entries: &[Entry], room: f64, button: f64) -> usize {
    let (mut lines, mut used) = (usize::from(!entries.is_empty()), 0.0);
    for entry in entries {
        let wide = press_width(entry, button);
        if used > 0.0 && used + wide > room {
            lines += 1;
            used = 0.0;
        }
        used += wide;
    }
    lines
}

/// Where a resource's card stands.
pub fn place(resource: &Resource, index: usize) -> (i32, i32) {
    resource.place.unwrap_or_else(|| start::place(index))
}

/// The areas of all cards. `selected` shows its matrix; with `all_selected` every card is measured as if it did. A selected card of
/// the last column grows to the left where nothing is in the way, so that the canvas has not to scroll for it; what it would cover
/// below goes down for as long.
pub fn areas(design: &Design, selected: Option<&str>, all_selected: bool, zoom: f64) -> Vec<(String, Area)> {
    let conflicts = facts::conflicts(design);
    let folded = is_folded(design, zoom);
    let mut edge = 0.0_f64;
    let card = |(index, resource): (usize, &Arc<Resource>)| {
        let endpoints: Vec<Arc<Endpoint>> = design.endpoints_of(&resource.name).cloned().collect();
        let is_selected = selected == Some(&resource.name);
        let look = Look { selected: all_selected || is_selected, wide: false, folded, zoom };
        let measure = |look: Look| area(resource, &endpoints, conflicts.iter().any(|(name, _)| *name == resource.name), place(resource, index), look);
        let wide = is_selected.then(|| measure(Look { wide: true, ..look }));
        if is_selected {
            edge = edge.max(measure(Look { selected: false, ..look }).right());
        }
        (resource.name.clone(), measure(look), wide)
    };
    let cards: Vec<(String, Area, Option<Area>)> = design.resources.iter().enumerate().map(card).collect();
    let others = |name: &str, wide: &Area| cards.iter().any(|(other, area, _)| other != name && area.meets(wide, BESIDE));
    let is_selected = |name: &str| selected == Some(name);
    let edge = cards.iter().filter(|(name, ..)| !is_selected(name)).fold(edge, |edge, (_, area, _)| edge.max(area.right()));
    let chosen = |(name, area, wide): &(String, Area, Option<Area>)| {
        let wide = wide.filter(|wide| !others(name, wide));
        let area = wide.unwrap_or(*area);
        let left = Area { x: (area.x.min(edge - area.w) / SNAP).floor() * SNAP, ..area };
        let is_new = |(other, known, _): &(String, Area, Option<Area>)| other != name && known.meets(&left, SNAP) && !known.meets(&area, SNAP);
        let grows_left = is_selected(name) && area.right() > edge && left.x >= MARGIN && !cards.iter().any(is_new);
        (name.clone(), if grows_left { left } else { area })
    };
    let mut areas: Vec<(String, Area)> = cards.iter().map(chosen).collect();
    let first = areas.iter().position(|(name, _)| is_selected(name));
    push_down(&mut areas, first);
    areas
}

/// Moves down what a card covers, and what that covers in turn; cards that begin higher stay.
fn push_down(areas: &mut [(String, Area)], first: Option<usize>) {
    let mut pushing = Vec::from_iter(first);
    while let Some(above) = pushing.pop().and_then(|index| areas.get(index)).map(|(_, area)| *area) {
        for (index, (_, area)) in areas.iter_mut().enumerate() {
            if area.y > above.y && area.meets(&above, SNAP) {
                area.y = ((above.bottom() + SNAP) / SNAP).ceil() * SNAP;
                pushing.push(index);
            }
        }
    }
}

/// Whether cards hide their fields at this scale.
pub fn is_folded(design: &Design, zoom: f64) -> bool {
    design.resources.len() > FOLDED_ABOVE && zoom < FOLDED_UNDER
}

/// The lower right corner of everything.
pub fn extent(areas: &[(String, Area)]) -> (f64, f64) {
    areas.iter().fold((0.0, 0.0), |(w, h): (f64, f64), (_, area)| (w.max(area.right() + MARGIN), h.max(area.bottom() + 4.0)))
}

/// The place nearest to the wanted one where an area meets no other: the wanted one, or one beside, under or over others.
pub fn free_place(areas: &[(String, Area)], name: &str, wanted: Area) -> (i32, i32) {
    let others: Vec<&Area> = areas.iter().filter(|(other, _)| other != name).map(|(_, area)| area).collect();
    let after = |edge: f64| ((edge + 1.0) / SNAP).ceil() * SNAP;
    let before = |edge: f64, length: f64| ((edge - 1.0 - length) / SNAP).floor() * SNAP;
    let snapped = |value: f64| (value / SNAP).round().max(1.0) * SNAP;
    let (x, y) = (snapped(wanted.x), snapped(wanted.y));
    let columns = others.iter().flat_map(|other| [after(other.right()), before(other.x, wanted.w)]).chain([x]);
    let rows: Vec<f64> = others.iter().flat_map(|other| [after(other.bottom()), before(other.y, wanted.h)]).chain([y]).collect();
    let spots = columns.flat_map(|x| rows.iter().map(move |y| Area { x, y: *y, ..wanted }));
    let is_free = |spot: &Area| spot.x >= SNAP && spot.y >= SNAP && !others.iter().any(|other| spot.meets(other, 0.0));
    let far = |spot: &Area| (spot.x - x).hypot(spot.y - y);
    let spot = spots.filter(is_free).min_by(|one, other| far(one).total_cmp(&far(other)));
    spot.map_or((x as i32, y as i32), |spot| (spot.x as i32, spot.y as i32))
}

/// Places for all cards in rows, in a shape that fits a canvas of this width to height.
pub fn arranged(design: &Design, shape: f64) -> Vec<(i32, i32)> {
    let areas = areas(design, None, design.resources.len() <= FOLDED_ABOVE, 1.0);
    let (gap_x, gap_y) = (48.0, 40.0);
    let total = |columns: usize| {
        let rows = areas.chunks(columns.max(1));
        let w = rows.clone().map(|row| row.iter().map(|(_, area)| area.w + gap_x).sum::<f64>()).fold(0.0, f64::max);
        let h = rows.map(|row| row.iter().map(|(_, area)| area.h + gap_y).fold(0.0, f64::max)).sum::<f64>();
        (w / shape).max(h)
    };
    let columns = (1..=areas.len().max(1)).min_by(|one, other| total(*one).total_cmp(&total(*other))).unwrap_or(1);
    let mut places = Vec::new();
    let mut y = MARGIN;
    let widths: Vec<f64> =
        (0..columns).map(|column| areas.iter().skip(column).step_by(columns).map(|(_, area)| area.w).fold(0.0, f64::max)).collect();
    for row in areas.chunks(columns) {
        let mut x = MARGIN;
        for (_, width) in row.iter().zip(&widths) {
            places.push((((x / SNAP).round() * SNAP) as i32, ((y / SNAP).round() * SNAP) as i32));
            x += width + gap_x;
        }
        y += row.iter().map(|(_, area)| area.h).fold(0.0, f64::max) + gap_y;
    }
    places
}

/// The card nearest to another in a direction, `(-1, 0)` being left.
pub fn nearest(areas: &[(String, Area)], from: &str, direction: (f64, f64)) -> Option<String> {
    let own = areas.iter().find(|(name, _)| name == from)?.1;
    let (x, y) = own.middle();
    // From edge to edge: what lies beside a card is near it, however tall the two are.
    let gap = |(from, to): (f64, f64), (other_from, other_to): (f64, f64)| (other_from - to).max(from - other_to).max(0.0);
    let distance = |area: &Area| {
        let (dx, dy) = (area.middle().0 - x, area.middle().1 - y);
        let ahead = dx * direction.0 + dy * direction.1;
        let across = gap((own.x, own.right()), (area.x, area.right()));
        let down = gap((own.y, own.bottom()), (area.y, area.bottom()));
        let (along, aside) = if direction.0 == 0.0 { (down, across) } else { (across, down) };
        // What lies aside counts only where nothing lies ahead; between two as near, the one whose middle is nearer.
        let between = (dx.abs() + dy.abs()) / 1000.0;
        (ahead > 4.0).then_some(along + 2.0 * aside + between + if aside > 2.0 * along { 1e6 } else { 0.0 })
    };
    let near = areas.iter().filter(|(name, _)| name != from).filter_map(|(name, area)| Some((name, distance(area)?)));
    near.min_by(|one, other| one.1.total_cmp(&other.1)).map(|(name, _)| name.clone())
}

/// Where an area lies, told by its nearest neighbour: `right of Room`.
pub fn whereabouts(areas: &[(String, Area)], name: &str) -> String {
    let Some((_, own)) = areas.iter().find(|(known, _)| known == name) else { return String::new() };
    let (x, y) = own.middle();
    let offset = |area: &Area| (x - area.middle().0, y - area.middle().1);
    let far = |area: &Area| offset(area).0.hypot(offset(area).1);
    let others = areas.iter().filter(|(known, _)| known != name);
    let Some((near, area)) = others.min_by(|one, other| far(&one.1).total_cmp(&far(&other.1))) else { return String::new() };
    let (dx, dy) = offset(area);
    let side = match dx.abs() > dy.abs() {
        true if dx > 0.0 => "Right of",
        true => "Left of",
        false if dy > 0.0 => "Below",
        false => "Above",
    };
    format!("{side} {near}.")
}

/// A free spot for the hint that more resources can be added, at the lower right if possible.
pub fn spare(areas: &[(String, Area)], (w, h): (f64, f64), size: (f64, f64)) -> Option<(f64, f64)> {
    let steps = |most: f64| (0..=((most / 24.0).max(0.0) as usize)).rev().map(|step| step as f64 * 24.0);
    let is_free = |x: f64, y: f64| {
        let spot = Area { x, y, w: size.0, h: size.1 };
        x >= MARGIN && y >= MARGIN && areas.iter().all(|(_, area)| !spot.meets(area, 16.0))
    };
    steps(w - size.0 - MARGIN).find_map(|x| steps(h - size.1 - MARGIN).find(|y| is_free(x, *y)).map(|y| (x, y)))
}

/// How many characters a text has.
fn chars(text: &str) -> usize {
    text.chars().count()
}
