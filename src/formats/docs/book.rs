//! Pages and what they are made of: no form, only what is said.

use crate::design::words;

/// A document.
pub struct Page {
    /// The name of its file.
    pub file: &'static str,
    /// Its title.
    pub title: String,
    /// What it says, in order.
    pub blocks: Vec<Block>,
}

/// A part of a page.
pub enum Block {
    /// A heading: its level below the title's, its text, and its anchor.
    Heading(u8, Vec<Span>, String),
    /// A paragraph.
    Text(Vec<Span>),
    /// A list; numbered, where the order counts.
    List { numbered: bool, items: Vec<Vec<Span>> },
    /// A table: what it holds, its heads, its rows.
    Table { about: String, heads: Vec<&'static str>, rows: Vec<Vec<Vec<Span>>> },
    /// A text as it is: what it is, in which language.
    Code { label: String, language: &'static str, text: String },
}

/// A piece of a line.
#[derive(Clone)]
pub enum Span {
    /// Words.
    Plain(String),
    /// A name as it is on the wire.
    Code(String),
    /// Words that stand out.
    Strong(String),
    /// A link to a document: its words, the anchor of its page.
    Link(String, String),
}

impl Page {
    pub fn new(file: &'static str, title: impl Into<String>) -> Self {
        Self { file, title: title.into(), blocks: Vec::new() }
    }

    /// The anchor of the page.
    pub fn anchor(&self) -> String {
        anchor(self.file.split('.').next().unwrap_or(self.file))
    }

    pub fn heading(&mut self, level: u8, text: &str) {
        let anchor = format!("{}-{}", self.anchor(), anchor(text));
        self.blocks.push(Block::Heading(level, said(text), anchor));
    }

    pub fn text(&mut self, text: &str) {
        self.blocks.push(Block::Text(said(text)));
    }

    pub fn list(&mut self, items: Vec<Vec<Span>>) {
        if !items.is_empty() {
            self.blocks.push(Block::List { numbered: false, items });
        }
    }

    pub fn steps(&mut self, items: &[String]) {
        self.blocks.push(Block::List { numbered: true, items: items.iter().map(|item| said(item)).collect() });
    }

    pub fn table(&mut self, about: impl Into<String>, heads: Vec<&'static str>, rows: Vec<Vec<Vec<Span>>>) {
        if !rows.is_empty() {
            self.blocks.push(Block::Table { about: about.into(), heads, rows });
        }
    }

    pub fn code(&mut self, label: impl Into<String>, language: &'static str, text: impl Into<String>) {
        self.blocks.push(Block::Code { label: label.into(), language, text: text.into() });
    }
}

/// A sentence of ours, in which backticks mark names on the wire.
pub fn said(text: &str) -> Vec<Span> {
    let pieces = text.split('`').enumerate().filter(|(_, piece)| !piece.is_empty());
    pieces.map(|(index, piece)| if index % 2 == 1 { Span::Code(piece.to_owned()) } else { Span::Plain(piece.to_owned()) }).collect()
}

/// Words of the design, as they are.
pub fn plain(text: impl Into<String>) -> Vec<Span> {
    vec![Span::Plain(text.into())]
}

/// A name on the wire.
pub fn code(text: impl Into<String>) -> Vec<Span> {
    vec![Span::Code(text.into())]
}

/// A text as a part of an anchor.
pub fn anchor(text: &str) -> String {
    let kebab = words::kebab(text);
    let clean: String = kebab.chars().map(|letter| if letter.is_ascii_alphanumeric() { letter } else { '-' }).collect();
    let clean = clean.trim_matches('-');
    if clean.is_empty() { "part".to_owned() } else { clean.to_owned() }
}
