//! Arranging: layers by relation. What nothing is pointed from comes first, what points to it behind it, so that relations run
//! one way; within a layer, cards stand near what they point to.

use roundtrip::design::Design;

use super::layout::{FOLDED_ABOVE, MARGIN, SNAP, areas};

/// The room between cards of one layer, and between layers: lines and their labels run there.
const GAPS: (f64, f64) = (32.0, 72.0);

/// Places for all cards, in the order of the resources, in a shape that fits a canvas of this width to height.
pub fn layered(design: &Design, shape: f64) -> Vec<(i32, i32)> {
    let sizes: Vec<(f64, f64)> = areas(design, None, design.resources.len() <= FOLDED_ABOVE, 1.0).iter().map(|(_, area)| (area.w, area.h)).collect();
    let layers = layers(design);
    let most = layers.iter().map(Vec::len).max().unwrap_or(1).max(1);
    let mut best: Option<(f64, Vec<(i32, i32)>)> = None;
    // Layers as columns or as rows, long ones broken into several: whichever can be seen largest.
    for across in [true, false] {
        for length in 1..=most {
            let broken: Vec<&[usize]> = layers.iter().flat_map(|layer| layer.chunks(length)).collect();
            let (places, (w, h)) = spread(&broken, &sizes, across);
            let size = (w / shape).max(h);
            if best.as_ref().is_none_or(|(known, _)| size < *known) {
                best = Some((size, places));
            }
        }
    }
    best.map(|(_, places)| places).unwrap_or_default()
}

/// Resources by how many references lie between them and one that refers to nothing. Those without relations stand last.
fn layers(design: &Design) -> Vec<Vec<usize>> {
    let index = |name: &str| design.resources.iter().position(|resource| resource.name == name);
    let links: Vec<(usize, usize)> = design
        .relations()
        .iter()
        .filter_map(|relation| Some((index(&relation.from)?, index(&relation.to)?)))
        .filter(|(from, to)| from != to)
        .collect();
    let count = design.resources.len();
    let mut depth = vec![0_usize; count];
    // In a circle of references nobody is first: depths stop growing after as many rounds as there are resources.
    for _ in 0..count {
        for (from, to) in &links {
            let behind = depth.get(*to).copied().unwrap_or(0) + 1;
            if let Some(own) = depth.get_mut(*from).filter(|own| **own < behind && behind < count) {
                *own = behind;
            }
        }
    }
    let is_alone = |own: usize| !links.iter().any(|(from, to)| *from == own || *to == own);
    let deepest = depth.iter().max().copied().unwrap_or(0);
    let mut layers: Vec<Vec<usize>> =
        (0..=deepest).map(|level| (0..count).filter(|own| depth.get(*own) == Some(&level) && !is_alone(*own)).collect()).collect();
    layers.push((0..count).filter(|own| is_alone(*own)).collect());
    layers.retain(|layer| !layer.is_empty());
    // Near what they point to: the middle of the places of what lies before.
    for level in 1..layers.len() {
        let (before, behind) = layers.split_at_mut(level);
        let Some(layer) = behind.first_mut() else { continue };
        let place = |own: usize| before.iter().find_map(|layer| layer.iter().position(|known| *known == own));
        let middle = |own: &usize| {
            let places: Vec<f64> = links.iter().filter(|(from, _)| from == own).filter_map(|(_, to)| place(*to)).map(|place| place as f64).collect();
            if places.is_empty() { f64::MAX } else { places.iter().sum::<f64>() / places.len() as f64 }
        };
        layer.sort_by(|one, other| middle(one).total_cmp(&middle(other)));
    }
    layers
}

/// Places of layers as columns (`across`) or as rows, and the room that they take together.
fn spread(layers: &[&[usize]], sizes: &[(f64, f64)], across: bool) -> (Vec<(i32, i32)>, (f64, f64)) {
    let size = |own: usize| {
        let (w, h) = sizes.get(own).copied().unwrap_or_default();
        if across { (w, h) } else { (h, w) }
    };
    let snapped = |value: f64| (value / SNAP).ceil() * SNAP;
    let mut places = vec![(0, 0); sizes.len()];
    let (mut depth, mut longest) = (MARGIN, 0.0_f64);
    for layer in layers {
        let mut along = MARGIN;
        for own in *layer {
            let (x, y) = if across { (depth, along) } else { (along, depth) };
            if let Some(place) = places.get_mut(*own) {
                *place = (x as i32, y as i32);
            }
            along = snapped(along + size(*own).1 + GAPS.0);
        }
        longest = longest.max(along - GAPS.0);
        let thick = layer.iter().map(|own| size(*own).0).fold(0.0, f64::max);
        depth = snapped(depth + thick + GAPS.1);
    }
    let deep = depth - GAPS.1;
    (places, if across { (deep + MARGIN, longest + MARGIN) } else { (longest + MARGIN, deep + MARGIN) })
}
