//! The versions that the design can be compared with: those at hand, and those this browser keeps.

use std::sync::Arc;

use roundtrip::design::{Design, samples};

use crate::ui::keep::versions;
use crate::ui::workspace::Workspace;

/// The most automatic versions that are offered; named ones are all there.
const AUTOMATIC: usize = 3;

/// A version with its name.
#[derive(Clone, Debug, PartialEq)]
pub struct Version {
    /// As people call it: `v1`, «As opened».
    pub name: String,
    /// The design it was.
    pub design: Arc<Design>,
}

/// The versions that this browser keeps of the design, named ones first. None, where it keeps nothing for this page.
pub async fn kept(workspace: Workspace) -> Vec<Version> {
    let Some(place) = workspace.place.get_untracked() else { return Vec::new() };
    let (automatic, named): (Vec<_>, Vec<_>) = versions::all(&place).await.unwrap_or_default().into_iter().partition(|version| version.automatic);
    let all = named.into_iter().chain(automatic.into_iter().take(AUTOMATIC));
    all.map(|version| Version { name: version.name, design: Arc::new(version.document.design) }).collect()
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
