//! Colours that can be told apart: contrast of every text on every surface it may stand on (WCAG 2.2), and the difference between
//! methods and between status classes as people with other colour vision see them (Machado, Oliveira and Fernandes 2009, at full
//! severity; the difference is CIEDE2000). The test reads `style/tokens.css`, the one place where colours are written down.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeMap;

/// Red, green, blue from 0 to 1, as they are sent to the screen.
type Rgb = [f64; 3];

/// What may stand behind text.
const SURFACES: [&str; 7] = ["bg-app", "bg-panel", "bg-sunken", "bg-hover", "bg-raised", "bg-code", "accent-soft"];
const METHODS: [&str; 6] = ["m-get", "m-post", "m-put", "m-patch", "m-delete", "m-other"];
const STATUSES: [&str; 5] = ["s1", "s2", "s3", "s4", "s5"];

/// How eyes without one kind of cone see, on linear red, green and blue.
const VISIONS: [(&str, [[f64; 3]; 3]); 4] = [
    ("usual", [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]),
    ("protanopia", [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]),
    ("deuteranopia", [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]),
    ("tritanopia", [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]),
];

#[test]
fn text_can_be_read_on_every_surface() {
    each_theme(|theme, colours| {
        let mut texts: Vec<&str> = vec!["fg-1", "fg-2", "fg-3", "accent-text", "accent"];
        texts.extend(METHODS);
        texts.extend(STATUSES);
        for text in texts {
            for surface in SURFACES {
                demand(theme, colours, text, surface, 4.5);
            }
        }
        for status in STATUSES {
            demand(theme, colours, status, &format!("{status}-bg"), 4.5);
        }
        for syntax in ["syn-key", "syn-str", "syn-num", "syn-punc"] {
            for surface in ["bg-code", "bg-panel", "bg-sunken"] {
                demand(theme, colours, syntax, surface, 4.5);
            }
        }
        for (text, surface) in [("on-accent", "accent"), ("on-accent", "accent-hover"), ("fg-invert", "bg-invert"), ("fg-qr", "bg-qr")] {
            demand(theme, colours, text, surface, 4.5);
        }
        for text in ["fg-1", "fg-2"] {
            for surface in ["bg-seg", "bg-seg-on", "s1-bg", "s2-bg", "s3-bg", "s4-bg", "s5-bg"] {
                demand(theme, colours, text, surface, 4.5);
            }
        }
    });
}

#[test]
fn lines_that_mean_something_and_the_focus_can_be_seen() {
    each_theme(|theme, colours| {
        for surface in ["bg-app", "bg-panel", "bg-sunken", "bg-hover", "bg-raised", "bg-code"] {
            demand(theme, colours, "line-3", surface, 3.0);
            demand(theme, colours, "focus", surface, 3.0);
            demand(theme, colours, "accent", surface, 3.0);
        }
    });
}

#[test]
fn methods_and_statuses_differ_for_every_kind_of_eye() {
    each_theme(|theme, colours| {
        for set in [&METHODS[..], &STATUSES[..]] {
            for (vision, matrix) in VISIONS {
                for (place, first) in set.iter().enumerate() {
                    for second in &set[place + 1..] {
                        let difference = ciede2000(lab(seen(colours[*first], matrix)), lab(seen(colours[*second], matrix)));
                        assert!(difference >= 9.0, "{theme}, {vision}: --{first} and --{second} differ by {difference:.1}; 9 is the least");
                    }
                }
            }
        }
    });
}

#[test]
fn the_difference_is_the_published_one() {
    // Sharma, Wu and Dalal 2005, table 1.
    for (first, second, expected) in [
        ([50.0, 2.6772, -79.7751], [50.0, 0.0, -82.7485], 2.0425),
        ([50.0, -1.3802, -84.2814], [50.0, 0.0, -82.7485], 1.0000),
        ([50.0, 2.5, 0.0], [73.0, 25.0, -18.0], 27.1492),
        ([60.2574, -34.0099, 36.2677], [60.4626, -34.1751, 39.4387], 1.2644),
        ([22.7233, 20.0904, -46.6940], [23.0331, 14.9730, -42.5619], 2.0373),
        ([2.0776, 0.0795, -1.1350], [0.9033, -0.0636, -0.5514], 0.9082),
    ] {
        let difference: f64 = ciede2000(first, second);
        assert!((difference - expected).abs() < 0.0001, "{difference} instead of {expected}");
    }
}

fn demand(theme: &str, colours: &BTreeMap<String, Rgb>, text: &str, surface: &str, least: f64) {
    let of = |name: &str| *colours.get(name).unwrap_or_else(|| panic!("tokens.css has no --{name}"));
    let (light, dark) = (luminance(of(text)), luminance(of(surface)));
    let contrast = (light.max(dark) + 0.05) / (light.min(dark) + 0.05);
    assert!(contrast >= least, "{theme}: --{text} on --{surface} has {contrast:.2}:1; {least}:1 is the least");
}

/// The plain tokens in light and in dark; then with what presenter mode and high contrast change.
fn each_theme(check: impl Fn(&str, &BTreeMap<String, Rgb>)) {
    let text = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/style/tokens.css")).unwrap();
    let css: String = text.split("/*").enumerate().map(|(place, part)| if place == 0 { part } else { part.split_once("*/").unwrap().1 }).collect();
    let block = |selector: &str| {
        let start = css.find(selector).unwrap_or_else(|| panic!("tokens.css has no {selector}")) + selector.len();
        &css[start..start + css[start..].find('}').unwrap()]
    };
    let usual = block(":root {");
    let changed =
        [("", ""), ("presenter, ", block(":root[data-mode=\"present\"] {")), ("high contrast, ", block("prefers-contrast: more) {\n  :root {"))];
    for (mode, more) in changed {
        for (dark, theme) in [(false, "light"), (true, "dark")] {
            let mut colours = BTreeMap::new();
            for part in [usual, more] {
                read(part, dark, &mut colours);
            }
            assert!(colours.len() > 40, "tokens.css is read wrongly: {} colours", colours.len());
            check(&format!("{mode}{theme}"), &colours);
        }
    }
}

/// `--name: light-dark(#rrggbb, #rrggbb)` or `--name: #rrggbb`; everything else is no colour of text or surface.
fn read(block: &str, dark: bool, into: &mut BTreeMap<String, Rgb>) {
    for declaration in block.split(';') {
        let Some((name, value)) = declaration.split_once(':') else { continue };
        let Some(name) = name.rsplit("--").next().filter(|_| name.contains("--")) else { continue };
        let value = value.trim();
        let chosen = match value.strip_prefix("light-dark(").and_then(|pair| pair.strip_suffix(')')) {
            Some(pair) => pair.split(", ").nth(usize::from(dark)),
            None => Some(value),
        };
        if let Some(colour) = chosen.and_then(hex) {
            into.insert(name.trim().to_owned(), colour);
        }
    }
}

fn hex(text: &str) -> Option<Rgb> {
    let digits = text.trim().strip_prefix('#').filter(|digits| digits.len() == 6)?;
    let part = |at: usize| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok().map(|part| f64::from(part) / 255.0);
    Some([part(0)?, part(2)?, part(4)?])
}

fn linear(colour: Rgb) -> Rgb {
    colour.map(|part| if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) })
}

fn luminance(colour: Rgb) -> f64 {
    let [red, green, blue] = linear(colour);
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/// A colour through other eyes, linear.
fn seen(colour: Rgb, matrix: [[f64; 3]; 3]) -> Rgb {
    let from = linear(colour);
    matrix.map(|row| row.iter().zip(from).map(|(factor, part)| factor * part).sum::<f64>().clamp(0.0, 1.0))
}

/// CIELAB under D65, of linear red, green and blue.
fn lab([red, green, blue]: Rgb) -> [f64; 3] {
    let x = (0.4124564 * red + 0.3575761 * green + 0.1804375 * blue) / 0.95047;
    let y = 0.2126729 * red + 0.7151522 * green + 0.0721750 * blue;
    let z = (0.0193339 * red + 0.1191920 * green + 0.9503041 * blue) / 1.08883;
    let [x, y, z] = [x, y, z].map(|part| if part > 216.0 / 24389.0 { part.cbrt() } else { (24389.0 / 27.0 * part + 16.0) / 116.0 });
    [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
}

/// CIEDE2000, as Sharma, Wu and Dalal 2005 write it.
fn ciede2000([l1, a1, b1]: [f64; 3], [l2, a2, b2]: [f64; 3]) -> f64 {
    let mean_c = (a1.hypot(b1) + a2.hypot(b2)) / 2.0;
    let g = 0.5 * (1.0 - (mean_c.powi(7) / (mean_c.powi(7) + 25f64.powi(7))).sqrt());
    let polar = |a: f64, b: f64| {
        let a = a * (1.0 + g);
        let hue = if a == 0.0 && b == 0.0 { 0.0 } else { b.atan2(a).to_degrees().rem_euclid(360.0) };
        (a.hypot(b), hue)
    };
    let ((c1, h1), (c2, h2)) = (polar(a1, b1), polar(a2, b2));
    let grey = c1 * c2 == 0.0;
    let turn = match h2 - h1 {
        _ if grey => 0.0,
        turn if turn > 180.0 => turn - 360.0,
        turn if turn < -180.0 => turn + 360.0,
        turn => turn,
    };
    let (dl, dc, dh) = (l2 - l1, c2 - c1, 2.0 * (c1 * c2).sqrt() * (turn / 2.0).to_radians().sin());
    let (l, c) = ((l1 + l2) / 2.0, (c1 + c2) / 2.0);
    let h = match h1 + h2 {
        sum if grey => sum,
        sum if (h1 - h2).abs() <= 180.0 => sum / 2.0,
        sum if sum < 360.0 => (sum + 360.0) / 2.0,
        sum => (sum - 360.0) / 2.0,
    };
    let cos = |factor: f64, shift: f64| (factor * h + shift).to_radians().cos();
    let t = 1.0 - 0.17 * cos(1.0, -30.0) + 0.24 * cos(2.0, 0.0) + 0.32 * cos(3.0, 6.0) - 0.20 * cos(4.0, -63.0);
    let sl = 1.0 + 0.015 * (l - 50.0).powi(2) / (20.0 + (l - 50.0).powi(2)).sqrt();
    let (sc, sh) = (1.0 + 0.045 * c, 1.0 + 0.015 * c * t);
    let rotation = 2.0 * (c.powi(7) / (c.powi(7) + 25f64.powi(7))).sqrt();
    let rt = -(2.0 * (30.0 * (-((h - 275.0) / 25.0).powi(2)).exp()).to_radians()).sin() * rotation;
    let (l, c, h) = (dl / sl, dc / sc, dh / sh);
    (l * l + c * c + h * h + rt * c * h).sqrt()
}
