//! The dialogs over the workspace.

use leptos::prelude::*;

use super::export::ExportDialog;
use super::link::ShareDialog;
use super::open::OpenDialog;
use super::problem::ProblemDialog;
use super::shortcuts::ShortcutsDialog;
use super::step_link::StepLinkDialog;
use crate::ui::insight::{metrics::MetricsDialog, who_may::WhoMayDialog};
use crate::ui::keep::VersionsDialog;
use crate::ui::palette::Palette;
use crate::ui::race::RaceDialog;
use crate::ui::settings::SettingsDialog;
use crate::ui::workspace::{Overlay, workspace};

/// Whichever dialog is open.
#[component]
pub fn Dialogs() -> impl IntoView {
    let workspace = workspace();
    move || match workspace.overlay.get() {
        Some(Overlay::Export) => view! { <ExportDialog/> }.into_any(),
        Some(Overlay::StepLink) => view! { <StepLinkDialog/> }.into_any(),
        Some(Overlay::Settings) => view! { <SettingsDialog/> }.into_any(),
        Some(Overlay::Versions) => view! { <VersionsDialog/> }.into_any(),
        Some(Overlay::Share) => view! { <ShareDialog/> }.into_any(),
        Some(Overlay::Open) => view! { <OpenDialog/> }.into_any(),
        Some(Overlay::Palette) => view! { <Palette/> }.into_any(),
        Some(Overlay::Race) => view! { <RaceDialog/> }.into_any(),
        Some(Overlay::WhoMay) => view! { <WhoMayDialog/> }.into_any(),
        Some(Overlay::Metrics) => view! { <MetricsDialog/> }.into_any(),
        Some(Overlay::Problem(kind)) => view! { <ProblemDialog kind=kind/> }.into_any(),
        Some(Overlay::Shortcuts) => view! { <ShortcutsDialog/> }.into_any(),
        _ => ().into_any(),
    }
}
