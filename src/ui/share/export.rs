//! Export: the formats on the left, what the chosen one gives on the right, with what it cannot say.

use leptos::prelude::*;
use roundtrip::design::Design;
use roundtrip::formats::{self, Rendered, har};
use roundtrip::rules::written::BESIDE;

use super::take_away::{copy, download, file_stem, thousands};
use crate::ui::kit::code::{pieces, yaml};
use crate::ui::kit::{Icon, Modal};
use crate::ui::workspace::{Workspace, workspace};

/// Lines of the preview; copy and download take all.
const SHOWN: usize = 400;

/// Something that can be taken away.
#[derive(Clone, Copy)]
struct Offer {
    id: &'static str,
    title: &'static str,
    about: &'static str,
    file_name: &'static str,
    media_type: &'static str,
    write: Write,
}

#[derive(Clone, Copy)]
enum Write {
    Design(fn(&Design) -> Rendered),
    Profile(fn(&Design) -> String),
    Traffic,
}

/// The design in every format, what its profile and score give, and the traffic.
fn offers() -> Vec<Offer> {
    let formats = formats::ALL.iter().map(|format| Offer {
        id: format.id,
        title: format.title,
        about: format.about,
        file_name: format.file_name,
        media_type: format.media_type,
        write: Write::Design(format.render),
    });
    let beside = BESIDE.iter().map(|form| Offer {
        id: form.id,
        title: form.title,
        about: form.about,
        file_name: form.file_name,
        media_type: form.media_type,
        write: Write::Profile(form.write),
    });
    let traffic = Offer {
        id: "har",
        title: "Traffic, HAR 1.2",
        about: "What was sent and answered; secrets left out",
        file_name: "traffic.har",
        media_type: "application/json",
        write: Write::Traffic,
    };
    formats.chain(beside).chain([traffic]).collect()
}

impl Offer {
    fn rendered(&self, workspace: Workspace) -> Rendered {
        let plain = |text: String| Rendered { text, remarks: Vec::new() };
        match self.write {
            Write::Design(write) => workspace.design.with(|design| write(design)),
            Write::Profile(write) => plain(workspace.design.with(|design| write(design))),
            Write::Traffic => workspace.traffic.with(|traffic| {
                let origin = workspace.design.with(|design| design.origin.clone());
                plain(har::archive(&origin, traffic.iter().flat_map(|entry| &entry.exchanges), false))
            }),
        }
    }
}

/// The dialog.
#[component]
pub fn ExportDialog() -> impl IntoView {
    let workspace = workspace();
    let chosen = RwSignal::new(0_usize);
    let offers = StoredValue::new(offers());
    let format = move || offers.with_value(|offers| offers.get(chosen.get()).or(offers.first()).copied());
    let rendered = Memo::new(move |_| format().map(|format| Shown { format, rendered: format.rendered(workspace) }));
    let said = RwSignal::new(String::new());
    let on_copy = move |_| {
        if let Some(Shown { format, rendered }) = rendered.get_untracked() {
            let done = format!("Copied {}, {} lines.", format.title, thousands(rendered.text.lines().count()));
            copy(rendered.text, said, done);
        }
    };
    let on_download = move |_| {
        if let Some(Shown { format, rendered }) = rendered.get_untracked() {
            download(&file_name(&format, &workspace.design.with_untracked(|design| design.name.clone())), format.media_type, &rendered.text, said);
        }
    };
    view! {
        <Modal title="Export" class="dialog dialog-wide" on_close=Callback::new(move |()| workspace.overlay.set(None))>
            <div class="dialog-b">
                <div class="export">
                    <div class="formats" role="group" aria-label="Formats">
                        {offers.get_value().into_iter().enumerate().map(|(index, format)| view! {
                            <button type="button" aria-pressed=move || (chosen.get() == index).to_string()
                                on:click=move |_| { chosen.set(index); said.set(String::new()); }>{format.title}<small>{format.about}</small></button>
                        }).collect_view()}
                    </div>
                    <div class="preview">
                        {move || rendered.get().map(|Shown { format, rendered }| view! { <Remarks rendered=rendered.clone()/><Preview format text=rendered.text/> })}
                    </div>
                </div>
            </div>
            <footer class="dialog-f">
                <p class="hint" role="status">{move || said.get()}</p>
                <button class="btn btn-line" type="button" autofocus on:click=on_copy><Icon name="copy" class="i-s"/>"Copy"</button>
                <button class="btn btn-main" type="button" on:click=on_download><Icon name="download" class="i-s"/>"Download"</button>
            </footer>
        </Modal>
    }
}

#[derive(Clone)]
struct Shown {
    format: Offer,
    rendered: Rendered,
}

impl PartialEq for Shown {
    fn eq(&self, other: &Self) -> bool {
        self.format.id == other.format.id && self.rendered == other.rendered
    }
}

/// The design's own name stands in the file's, so that two designs do not overwrite each other.
fn file_name(format: &Offer, design: &str) -> String {
    format!("{}.{}", file_stem(design), format.file_name.replace("design.", ""))
}

/// What the format does not say as the design says it.
#[component]
fn Remarks(rendered: Rendered) -> impl IntoView {
    let remarks = rendered.remarks;
    let title = match remarks.len() {
        0 => return ().into_any(),
        1 => "1 thing reads differently in this format".to_owned(),
        count => format!("{count} things read differently in this format"),
    };
    view! {
        <details class="remarks">
            <summary><Icon name="info"/>{title.clone()}</summary>
            <ul tabindex="0" aria-label=title>{remarks.into_iter().map(|remark| view! { <li><b>{remark.at.breadcrumb()}</b>" "{remark.text}</li> }).collect_view()}</ul>
        </details>
    }
    .into_any()
}

#[component]
fn Preview(format: Offer, text: String) -> impl IntoView {
    let count = text.lines().count();
    let is_json = format.media_type.ends_with("json");
    let lines = text.lines().take(SHOWN).map(|line| {
        let pieces = if is_json { pieces(line) } else { yaml(line) };
        view! { <li><span>{pieces.into_iter().map(|(class, text)| view! { <span class=class>{text}</span> }).collect_view()}</span></li> }
    });
    let about = match count.saturating_sub(SHOWN) {
        0 => format!("{} lines, {} characters.", thousands(count), thousands(text.chars().count())),
        more => format!("{} lines. {} more follow; Copy and Download take them all.", thousands(count), thousands(more)),
    };
    view! {
        <p class="preview-h hint">{about}</p>
        <ol class="code" tabindex="0" aria-label=format!("Preview: {}", format.title)>{lines.collect_view()}</ol>
    }
}
