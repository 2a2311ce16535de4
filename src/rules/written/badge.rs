//! The score as a badge: a small SVG for a README. It needs nothing beside it, and says in words what its colour says.

use crate::design::Design;
use crate::rules::{Report, review};

/// The width of a letter of the badge's font, more or less.
const LETTER: usize = 7;

/// The badge of a design.
pub fn badge(design: &Design, report: &Report) -> String {
    let (value, colour) = match (report.rounded(), report.band) {
        (Some(score), Some(band)) => {
            let colour = match score {
                90.0.. => "#1a7f37",
                70.0.. => "#4d7a13",
                50.0.. => "#9a6700",
                _ => "#b42318",
            };
            (format!("{score:.0} of 100, {}", band.word().to_lowercase()), colour)
        }
        _ => ("not judged".to_owned(), "#57606a"),
    };
    let label = "API design";
    let (left, right) = (label.len() * LETTER + 12, value.chars().count() * LETTER + 12);
    let (width, middle) = (left + right, left + right / 2);
    let title = escaped(&format!("{}: {label} {value}", design.name));
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"20\" role=\"img\" aria-label=\"{title}\"><title>{title}</title>\
         <clipPath id=\"r\"><rect width=\"{width}\" height=\"20\" rx=\"3\"/></clipPath>\
         <g clip-path=\"url(#r)\"><rect width=\"{left}\" height=\"20\" fill=\"#24292f\"/><rect x=\"{left}\" width=\"{right}\" height=\"20\" fill=\"{colour}\"/></g>\
         <g fill=\"#fff\" font-family=\"Verdana,DejaVu Sans,sans-serif\" font-size=\"11\" text-anchor=\"middle\">\
         <text x=\"{}\" y=\"14\">{label}</text><text x=\"{middle}\" y=\"14\">{value}</text></g></svg>\n",
        left / 2
    )
}

/// The badge of a design that was not reviewed yet.
pub fn of(design: &Design) -> String {
    badge(design, &review(design))
}

fn escaped(text: &str) -> String {
    let plain: String = text.chars().filter(|letter| !letter.is_control()).collect();
    plain.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::design::samples;

    #[test]
    fn a_badge_says_the_score_and_lets_nothing_through() {
        let mut design = samples::flawed();
        design.name = "<script>\"&".to_owned();
        let report = review(&design);
        let badge = badge(&design, &report);
        assert!(badge.contains(&format!("{:.0} of 100", report.rounded().unwrap())), "{badge}");
        assert!(badge.contains("&lt;script&gt;&quot;&amp;: API design") && !badge.contains("<script"), "{badge}");
    }
}
