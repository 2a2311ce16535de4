//! The versions that the design can be compared with. Whatever keeps more of them adds them to [`known`].

use std::sync::Arc;

use roundtrip::design::{Design, samples};

use crate::ui::workspace::Workspace;

/// A version with its name.
#[derive(Clone, Debug, PartialEq)]
pub struct Version {
    /// As people call it: `v1`, «As opened».
    pub name: String,
    /// The design it was.
    pub design: Arc<Design>,
}

/// The versions that are at hand, the likeliest first.
pub fn known(workspace: Workspace) -> Vec<Version> {
    let opened = workspace.opened.get();
    let name = workspace.design.with(|design| design.name.clone());
    let sample = samples::ALL
        .iter()
        .find(|sample| sample.title == name)
        .map(|sample| Version { name: format!("The sample {name}"), design: Arc::new(sample.design()) });
    let sample = sample.filter(|sample| sample.design != opened);
    std::iter::once(Version { name: "The design as opened".to_owned(), design: opened }).chain(sample).collect()
}
