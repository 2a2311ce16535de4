//! Opening what is large: the panels leave, and come back with the design one after the other, each in a task of its own, so that the
//! page answers in between. At the start of the page they come the same way.

use roundtrip::design::Design;

use super::opening;
use crate::browser::window;
use crate::ui::app::{self, Step};
use crate::ui::sketch::layout;
use crate::ui::workspace::Workspace;

/// From how many resources and endpoints on that is worth it.
const MANY: usize = 150;
/// The scale to begin with; the sketch finds its own when it is there.
const LEAST: f64 = 0.45;

/// Puts a design in the place of the present one, and does something when it is drawn.
pub fn open(workspace: Workspace, design: Design, done: impl FnOnce() + 'static) {
    if design.resources.len() + design.endpoints.len() < MANY {
        opening::design(workspace, design);
        return done();
    }
    let focused = window::document().and_then(|document| document.active_element()).map(|element| element.id()).unwrap_or_default();
    workspace.drawn.set(Step::Frame);
    window::after(0, move || {
        // So many cards are folded at the scale at which they fit; drawn open first, they would be drawn twice.
        if design.resources.len() > layout::FOLDED_ABOVE {
            workspace.sketch.zoom.set(LEAST);
        }
        opening::design(workspace, design);
        app::draw_rest(
            workspace,
            Box::new(move || {
                // What had the focus was drawn anew with its panel.
                let is_lost = window::document().and_then(|document| document.active_element()).is_none_or(|element| element.tag_name() == "BODY");
                if is_lost && !focused.is_empty() {
                    window::focus(&focused);
                }
                done();
            }),
        );
    });
}
