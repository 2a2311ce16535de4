//! Sketch: the design as cards with fields, relations and the method matrix.

pub mod panel;

pub use panel::SketchPanel;
