//! A QR code as one path. Readers expect dark on light, with a margin of four modules.

use leptos::prelude::*;
use qrcode::{Color, EcLevel, QrCode};

/// The margin around a code, in modules.
const QUIET: usize = 4;

/// The code of a text; `None` where it is too long for any.
pub fn draw(text: &str, label: String) -> Option<AnyView> {
    // With the least redundancy: a screen is not torn, and a smaller code is read from farther away.
    let code = QrCode::with_error_correction_level(text.as_bytes(), EcLevel::L).ok()?;
    let (width, modules) = (code.width(), code.to_colors());
    let mut path = String::new();
    for (y, row) in modules.chunks(width).enumerate() {
        let mut x = 0;
        while x < row.len() {
            let run = row.get(x..).unwrap_or_default().iter().take_while(|module| **module == Color::Dark).count();
            if run > 0 {
                path.push_str(&format!("M{} {}h{run}v1h-{run}z", x + QUIET, y + QUIET));
            }
            x += run.max(1);
        }
    }
    let size = width + 2 * QUIET;
    Some(view! { <svg class="qr" viewBox=format!("0 0 {size} {size}") role="img" aria-label=label shape-rendering="crispEdges"><path d=path></path></svg> }.into_any())
}
