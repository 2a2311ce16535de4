//! The `Accept` field: media ranges with weights (RFC 9110 section 12.5.1).

use super::headers::split_list;
use super::media_type::{MediaType, parameter, split_parameters};

/// What a client accepts, in the order it was written.
#[derive(Clone, Debug, PartialEq)]
pub struct Accept(Vec<Range>);

#[derive(Clone, Debug, PartialEq)]
struct Range {
    kind: String,
    subtype: String,
    parameters: Vec<(String, String)>,
    /// Thousandths, 0 to 1000, so that weights compare exactly.
    weight: u16,
}

impl Accept {
    /// Reads the field. Members that are no media range are passed over, as a recipient may.
    pub fn parse(text: &str) -> Self {
        Self(split_list(text).into_iter().filter_map(range).collect())
    }

    /// The weight that the most specific matching range gives to this media type, in thousandths; `None` where no range matches.
    pub fn weight(&self, offered: &MediaType) -> Option<u16> {
        self.0.iter().filter(|range| range.matches(offered)).max_by_key(|range| range.specificity()).map(|range| range.weight)
    }

    /// The place, in `offers`, of the one the client likes best; the server's order breaks ties. `None`: nothing is acceptable.
    pub fn best(&self, offers: &[MediaType]) -> Option<usize> {
        let mut best: Option<(usize, u16)> = None;
        for (index, offer) in offers.iter().enumerate() {
            let weight = self.weight(offer).unwrap_or(0);
            if weight > best.map_or(0, |(_, weight)| weight) {
                best = Some((index, weight));
            }
        }
        best.map(|(index, _)| index)
    }
}

impl Range {
    fn matches(&self, offered: &MediaType) -> bool {
        (self.kind == "*" || self.kind == offered.kind)
            && (self.subtype == "*" || self.subtype == offered.subtype)
            && self.parameters.iter().all(|(name, value)| offered.parameter(name).is_some_and(|given| given.eq_ignore_ascii_case(value)))
    }

    fn specificity(&self) -> usize {
        usize::from(self.kind != "*") + usize::from(self.subtype != "*") + self.parameters.len()
    }
}

fn range(text: &str) -> Option<Range> {
    let mut parts = split_parameters(text).into_iter();
    let (kind, subtype) = parts.next()?.split_once('/')?;
    if kind.is_empty() || subtype.is_empty() || (kind == "*" && subtype != "*") {
        return None;
    }
    let mut range = Range { kind: kind.to_ascii_lowercase(), subtype: subtype.to_ascii_lowercase(), parameters: Vec::new(), weight: 1000 };
    for (name, value) in parts.filter_map(parameter) {
        match name.as_str() {
            "q" => {
                range.weight = weight(&value)?;
                break;
            }
            _ => range.parameters.push((name, value)),
        }
    }
    Some(range)
}

/// Reads a weight: `0`, `1`, or up to three decimals (RFC 9110 section 12.4.2).
pub fn weight(text: &str) -> Option<u16> {
    let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
    let well_formed = matches!(whole, "0" | "1") && decimals.len() <= 3 && decimals.bytes().all(|byte| byte.is_ascii_digit());
    let thousandths: u16 = format!("{decimals:0<3}").parse().ok()?;
    match whole {
        _ if !well_formed => None,
        "0" => Some(thousandths),
        _ if thousandths == 0 => Some(1000),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_most_specific_range_decides() {
        let offers: Vec<_> = ["application/json", "application/xml", "text/csv"].into_iter().filter_map(MediaType::parse).collect();
        for (accept, expected) in [
            ("*/*", Some(0)),
            ("application/xml", Some(1)),
            ("application/*;q=0.5, text/csv", Some(2)),
            ("application/json;q=0, */*;q=0.1", Some(1)),
            ("text/html", None),
            ("text/html, */*;q=0", None),
            ("application/json;q=0.3, application/xml;q=0.8", Some(1)),
            ("application/json;version=2", None),
        ] {
            assert_eq!(Accept::parse(accept).best(&offers), expected, "{accept}");
        }
    }

    #[test]
    fn weights() {
        for (text, expected) in
            [("1", Some(1000)), ("0.5", Some(500)), ("0.001", Some(1)), ("1.1", None), ("2", None), (".5", None), ("0.0001", None)]
        {
            assert_eq!(weight(text), expected, "{text}");
        }
    }
}
