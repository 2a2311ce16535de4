//! Copy and download, each with a word on what happened.

use leptos::prelude::*;

use crate::browser::{clipboard, files};

/// What was done last, for a live region beside the buttons.
pub type Said = RwSignal<String>;

/// Copies a text and says what was copied.
pub fn copy(text: String, said: Said, done: String) {
    wasm_bindgen_futures::spawn_local(async move {
        let told = match clipboard::copy(&text).await {
            Ok(()) => done,
            Err(()) => "The browser did not allow copying. Select the text and copy it, or download the file.".to_owned(),
        };
        // The dialog may be gone by now.
        said.set(told);
    });
}

/// Saves a text as a file and says so.
pub fn download(name: &str, media_type: &str, text: &str, said: Said) {
    said.set(match files::download(name, media_type, text) {
        Ok(()) => format!("Saved {name}."),
        Err(()) => "The browser did not allow the download. Copy the text instead.".to_owned(),
    });
}

/// `11204` as `11,204`.
pub fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A file name for a design: `hotel-booking`.
pub fn file_stem(name: &str) -> String {
    let words: Vec<String> =
        name.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_ascii_lowercase).collect();
    if words.is_empty() { "design".to_owned() } else { words.join("-") }
}
