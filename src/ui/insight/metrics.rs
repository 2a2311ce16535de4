//! The traffic in figures: how much, how fast, how often wrong, against the limits of the design.

use leptos::prelude::*;
use roundtrip::design::policy::Monitoring;
use roundtrip::design::{Concern, Design};
use roundtrip::mock::metrics::{Figures, Metrics, Sample, measure};

use crate::ui::kit::Modal;
use crate::ui::kit::badge::status_class;
use crate::ui::traffic::Entry;
use crate::ui::workspace::{Overlay, workspace};

/// Columns of the drawing: the newest exchanges.
const SHOWN: usize = 60;

/// The dialog.
#[component]
pub fn MetricsDialog() -> impl IntoView {
    let workspace = workspace();
    let samples = Memo::new(move |_| {
        let design = workspace.design.get();
        workspace.traffic.with(|traffic| traffic.iter().filter_map(|entry| sample(&design, entry)).collect::<Vec<_>>())
    });
    let limits = Memo::new(move |_| workspace.design.with(|design| design.policies.monitoring.clone()));
    view! {
        <Modal title="Traffic metrics" class="dialog dialog-wide" on_close=Callback::new(move |()| workspace.overlay.set(None))>
            <div class="dialog-b metrics" tabindex="0" role="region" aria-label="Figures">
                {move || match samples.with(Vec::is_empty) {
                    true => view! { <div class="empty"><p>"Nothing has reached the server yet. Send some requests, then look at how fast and how often wrong the answers are."</p></div> }.into_any(),
                    false => {
                        let limits = limits.get();
                        let samples = samples.get();
                        let metrics = measure(&samples, &limits);
                        view! { <Summary all=metrics.all.clone() limits=limits.clone()/><Columns samples limits/><ByEndpoint metrics/> }.into_any()
                    }
                }}
            </div>
            <footer class="dialog-f">
                <p class="hint">"Time is the latency that the design plays, and what handling took in this tab. Percentiles are by nearest rank."</p>
                <button class="btn btn-line" type="button" on:click=move |_| workspace.overlay.set(Some(Overlay::Policies(Some(Concern::Monitoring))))>"Edit limits"</button>
            </footer>
        </Modal>
    }
}

/// What the server answered; a request that the browser kept is none of its traffic.
fn sample(design: &Design, entry: &Entry) -> Option<Sample> {
    let exchange = entry.main()?;
    let endpoint = exchange.endpoint.as_deref().and_then(|id| design.endpoint(id)).map(|endpoint| endpoint.label());
    let micros = u64::from(exchange.latency) * 1000 + (entry.millis.max(0.0) * 1000.0) as u64;
    Some(Sample { endpoint, status: exchange.response.status, micros, moment: exchange.moment })
}

#[component]
fn Summary(all: Figures, limits: Monitoring) -> impl IntoView {
    let rate = all.per_thousand_seconds.map_or_else(|| "–".to_owned(), |rate| format!("{}.{:02}", rate / 1000, rate % 1000 / 10));
    let errors = per_mille(all.errors_per_mille());
    let clients = per_mille((all.client_errors * 1000).checked_div(all.count).unwrap_or(0));
    let failing = all.alerts.contains(&roundtrip::mock::metrics::Alert::Failing);
    let allowed = if limits.watches_errors() { format!("limit {}", per_mille(limits.errors_per_mille as usize)) } else { "no limit".to_owned() };
    let limit = limits.watches_time().then(|| u64::from(limits.p99_millis) * 1000);
    let most = all.p99.max(limit.unwrap_or(0)).max(1);
    let bar = move |name: &'static str, value: u64, counts: bool| {
        let over = counts && limit.is_some_and(|limit| value > limit);
        let mark = limit.filter(|_| counts).map(|limit| view! { <i class="m-limit" style:left=share(limit, most)></i> });
        let said = match limit.filter(|_| counts) {
            Some(limit) if over => format!("over the limit of {}", time(limit)),
            Some(limit) => format!("limit {}", time(limit)),
            None => String::new(),
        };
        view! {
            <dt>{name}</dt>
            <dd>
                <span class="m-track" aria-hidden="true"><i class=if over { "m-bar is-over" } else { "m-bar" } style:width=share(value, most)></i>{mark}</span>
                <b class="num">{time(value)}</b>
                <small>{over.then(|| view! { <i class="sev" aria-hidden="true"></i> })}{said}</small>
            </dd>
        }
    };
    view! {
        <dl class="m-facts">
            <div><dt>"Requests"</dt><dd class="num">{all.count}</dd></div>
            <div><dt>"A second"</dt><dd class="num">{rate}</dd></div>
            <div><dt>"Server errors"</dt><dd class="num">{failing.then(|| view! { <i class="sev sev-5" aria-hidden="true"></i> })}{errors}</dd>
                <dd class="m-note">{if failing { format!("over the {allowed}") } else { allowed }}</dd></div>
            <div><dt>"Client errors"</dt><dd class="num">{clients}</dd></div>
        </dl>
        <dl class="m-bars">{bar("P50", all.p50, false)}{bar("P95", all.p95, false)}{bar("P99", all.p99, true)}</dl>
    }
}

/// The newest exchanges as columns: as high as they took long.
#[component]
fn Columns(samples: Vec<Sample>, limits: Monitoring) -> impl IntoView {
    let newest = samples.get(samples.len().saturating_sub(SHOWN)..).unwrap_or_default().to_vec();
    let limit = limits.watches_time().then(|| u64::from(limits.p99_millis) * 1000);
    let slowest = newest.iter().map(|sample| sample.micros).max().unwrap_or(0).max(1);
    let most = limit.filter(|limit| *limit < slowest * 4).map_or(slowest, |limit| limit.max(slowest));
    let wrong = newest.iter().filter(|sample| sample.status >= 500).count();
    let label = format!("The newest {} exchanges, the slowest {}, {wrong} with a server error", newest.len(), time(slowest));
    let line = limit.filter(|limit| *limit <= most).map(|limit| view! { <i class="m-line" style:bottom=share(limit, most)></i> });
    let columns = newest.iter().map(|sample| {
        let class = format!("m-col {}", status_class(sample.status).replace("st ", ""));
        view! { <i class=class style:height=share(sample.micros, most) title=format!("{}, {}", sample.status, time(sample.micros))></i> }
    });
    view! {
        <div class="m-cols" role="img" aria-label=label.clone()>{line}{columns.collect_view()}</div>
        <p class="hint">{label}"."</p>
    }
}

#[component]
fn ByEndpoint(metrics: Metrics) -> impl IntoView {
    let rows = metrics.endpoints.into_iter().map(|figures| {
        let alerts = figures.alerts.iter().map(|alert| view! { <span class="m-alert"><i class="sev" aria-hidden="true"></i>{alert.words()}</span> }).collect_view();
        view! {
            <tr><th scope="row"><code>{figures.name.clone()}</code></th><td class="num">{figures.count}</td><td class="num">{time(figures.p50)}</td>
                <td class="num">{time(figures.p95)}</td><td class="num">{time(figures.p99)}</td><td class="num">{per_mille(figures.errors_per_mille())}</td><td>{alerts}</td></tr>
        }
    });
    view! {
        <div class="grid-wrap who-wrap" tabindex="0" role="region" aria-label="Figures by endpoint">
            <table class="grid who-grid">
                <caption class="vh">"Figures by endpoint"</caption>
                <thead><tr><th scope="col">"Endpoint"</th><th scope="col">"Requests"</th><th scope="col">"P50"</th><th scope="col">"P95"</th><th scope="col">"P99"</th>
                    <th scope="col">"5xx"</th><th scope="col">"Over a limit"</th></tr></thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
    }
}

/// `0.4 ms`, `120 ms`.
fn time(micros: u64) -> String {
    match micros {
        short if short < 100_000 => format!("{}.{} ms", short / 1000, short % 1000 / 100),
        long => format!("{} ms", long / 1000),
    }
}

/// `1.5 %` of thousandths.
fn per_mille(count: usize) -> String {
    format!("{}.{} %", count / 10, count % 10)
}

fn share(value: u64, of: u64) -> String {
    format!("{}%", (value * 100).checked_div(of).unwrap_or(0).clamp(1, 100))
}
