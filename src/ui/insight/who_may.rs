//! Who may do what: a table of endpoints and clients, each cell a request that was tried on a copy of the server.

use leptos::prelude::*;
use roundtrip::mock::Moment;
use roundtrip::mock::matrix::{Cell, Matrix, NOBODY, Row};
use roundtrip::user_agent::cache::Mode as CacheMode;

use crate::ui::kit::{MethodWord, Modal, StatusBadge};
use crate::ui::send::Options;
use crate::ui::workspace::{Overlay, View, Workspace, workspace};

/// The dialog.
#[component]
pub fn WhoMayDialog() -> impl IntoView {
    let workspace = workspace();
    let matrix = Memo::new(move |_| {
        let design = workspace.design.get();
        workspace.parts.extras.get().map(|extras| extras.matrix(&design, Moment::START))
    });
    view! {
        <Modal title="Who may do what" class="dialog dialog-wide" on_close=Callback::new(move |()| workspace.overlay.set(None))>
            <div class="dialog-b who">
                {move || match matrix.get() {
                    None => view! { <p class="hint">"Every endpoint is asked as every client."</p> }.into_any(),
                    Some(matrix) if matrix.rows.is_empty() => view! { <div class="empty"><p>"No endpoint yet, so there is nothing to be allowed."</p></div> }.into_any(),
                    Some(matrix) => view! { <Table matrix/> }.into_any(),
                }}
            </div>
            <footer class="dialog-f">
                <p class="hint">"Tried on a copy of the server with the seed's records. Press a status to send that request."</p>
                <button class="btn btn-line" type="button"
                    on:click=move |_| workspace.overlay.set(Some(Overlay::Policies(Some(roundtrip::design::Concern::Authorization))))>"Edit authorization"</button>
            </footer>
        </Modal>
    }
}

#[component]
fn Table(matrix: Matrix) -> impl IntoView {
    let heads = matrix.callers.iter().map(|caller| view! { <th scope="col">{caller.clone()}</th> }).collect_view();
    let callers = matrix.callers;
    let rows = matrix.rows.into_iter().map(|row| row_view(row, &callers)).collect_view();
    view! {
        <div class="grid-wrap who-wrap" tabindex="0" role="region" aria-label="Endpoints and clients">
            <table class="grid who-grid">
                <caption class="vh">"The status that each client gets from each endpoint"</caption>
                <thead><tr><th scope="col">"Endpoint"</th>{heads}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

fn row_view(row: Row, callers: &[String]) -> impl IntoView {
    let (method, path) = row.label.split_once(' ').map(|(method, path)| (method.to_owned(), path.to_owned())).unwrap_or_default();
    let whose = row.whose.map(|whose| view! { <small>{whose.words()}</small> });
    let title = row.title();
    let cells = row.cells.into_iter().zip(callers.to_vec()).map(|(cell, caller)| cell_view(cell, caller, &title)).collect_view();
    view! { <tr><th scope="row"><MethodWord method/>" "<code>{path}</code>{whose}</th>{cells}</tr> }
}

fn cell_view(cell: Cell, caller: String, title: &str) -> impl IntoView {
    let workspace = workspace();
    let (Some(status), Some(request)) = (cell.status, cell.request) else {
        return view! { <td><span class="hint" title=cell.why>"none"</span></td> }.into_any();
    };
    let stage = cell.stage.map(|stage| stage.title()).unwrap_or_default();
    let why = format!("{stage}: {}", cell.why);
    let label = format!("{caller}, {title}: {status}. {why}");
    let send = move |_| send(workspace, &caller, request.clone());
    view! { <td><button class="who-cell" type="button" title=why aria-label=label on:click=send><StatusBadge status/></button></td> }.into_any()
}

/// Sends the very request of a cell, which then stands in Watch.
fn send(workspace: Workspace, caller: &str, request: roundtrip::http::Request) {
    let client = if caller == NOBODY { "" } else { caller };
    workspace.send_as(client, request, Options { cache: CacheMode::NoStore, ..Options::default() });
    workspace.overlay.set(None);
    workspace.view.set(View::Watch);
}
