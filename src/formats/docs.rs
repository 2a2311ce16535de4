//! The documents that an API owes its clients, made from the design: the reference with its machine-readable contract, the first call,
//! credentials, errors, changes, limits. Requests and answers in them were sent to the server and came back as they stand.
//!
//! Written once as pages of blocks (`book`), and then as Markdown and as one page of HTML.

mod book;
mod guides;
mod html;
mod markdown;
mod reference;

use super::{Rendered, calls};
use crate::design::Design;
use book::Page;

/// All documents as Markdown, one after the other, each under the name of its file.
pub fn markdown(design: &Design) -> Rendered {
    rendered(design, markdown::write)
}

/// All documents as one page of HTML that needs nothing beside it.
pub fn html(design: &Design) -> Rendered {
    rendered(design, html::write)
}

fn rendered(design: &Design, write: fn(&Design, &[Page]) -> String) -> Rendered {
    let (folders, remarks) = calls::all(design);
    let pages = [
        guides::getting_started(design, &folders),
        guides::authentication(design, &folders),
        reference::page(design, &folders),
        guides::errors(design),
        guides::rate_limits(design),
        guides::changelog(design),
        reference::contract(design),
    ];
    Rendered { text: write(design, &pages), remarks }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::design::samples;

    #[test]
    fn every_sample_has_its_six_documents_and_nothing_slips_through() {
        for sample in samples::ALL {
            let mut design = sample.design();
            design.name = "A <b>bold</b> name | x".to_owned();
            design.summary = "<script>alert(1)</script> `x` & y".to_owned();
            let (markdown, html) = (markdown(&design).text, html(&design).text);
            for file in ["getting-started.md", "authentication.md", "reference.md", "errors.md", "rate-limits.md", "changelog.md", "openapi.yaml"] {
                assert!(markdown.contains(&format!("<!-- {file} -->")), "{}: {file}", sample.id);
            }
            assert!(!html.contains("<script>") && !html.contains("<b>bold"), "{}", sample.id);
            // Between fences a text is a text.
            let outside: String = markdown.split("\n```").step_by(2).collect();
            assert!(!outside.contains("<script>"), "{}", sample.id);
            for endpoint in &design.endpoints {
                assert!(html.contains(&format!("id=\"call-{}\"", book::anchor(&endpoint.id))), "{}: {}", sample.id, endpoint.id);
            }
        }
    }

    #[test]
    fn ids_are_unique_and_links_lead_somewhere() {
        let html = html(&samples::hotel_booking()).text;
        let parts = |mark: &str| html.split(mark).skip(1).filter_map(|rest| rest.split('"').next().map(str::to_owned)).collect::<Vec<_>>();
        let ids = parts(" id=\"");
        let mut once = ids.clone();
        once.sort();
        once.dedup();
        assert_eq!(once.len(), ids.len());
        for link in parts("href=\"#") {
            assert!(ids.contains(&link), "#{link} leads nowhere");
        }
    }
}
