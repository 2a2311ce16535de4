//! Pages as Markdown (CommonMark, with tables as GitHub has them). Each begins with the name of its file, so that they can be parted.

use std::fmt::Write as _;

use super::book::{Block, Page, Span};
use crate::design::Design;
use crate::design::words::markdown::{code, fence, inline};

/// All pages, one after the other.
pub fn write(design: &Design, pages: &[Page]) -> String {
    let mut out = format!("<!-- The documents of {}, each under the name of its file. -->\n", comment(&design.name));
    for page in pages {
        let _ = write!(out, "\n<!-- {} -->\n\n# {}\n", page.file, inline(&page.title));
        for block in &page.blocks {
            out.push('\n');
            write_block(&mut out, block);
        }
    }
    out
}

fn write_block(out: &mut String, block: &Block) {
    match block {
        Block::Heading(level, spans, _) => {
            let _ = writeln!(out, "{} {}", "#".repeat(usize::from(*level) + 1), line(spans));
        }
        Block::Text(spans) => {
            let _ = writeln!(out, "{}", line(spans));
        }
        Block::List { numbered, items } => {
            for (index, item) in items.iter().enumerate() {
                let mark = if *numbered { format!("{}.", index + 1) } else { "*".to_owned() };
                let _ = writeln!(out, "{mark} {}", line(item));
            }
        }
        Block::Table { heads, rows, .. } => {
            let _ = writeln!(out, "| {} |", heads.join(" | "));
            let _ = writeln!(out, "|{}", "---|".repeat(heads.len()));
            for row in rows {
                let cells: Vec<String> = row.iter().map(|cell| line(cell)).collect();
                let _ = writeln!(out, "| {} |", cells.join(" | "));
            }
        }
        Block::Code { label, language, text } => {
            let fence = fence(text);
            let _ = writeln!(out, "{}:\n\n{fence}{language}\n{}\n{fence}", inline(label), text.trim_end());
        }
    }
}

fn line(spans: &[Span]) -> String {
    spans
        .iter()
        .map(|span| match span {
            Span::Plain(text) => inline(text),
            Span::Code(text) => code(text),
            Span::Strong(text) => format!("**{}**", inline(text)),
            Span::Link(text, anchor) => format!("[{}]({anchor}.md)", inline(text)),
        })
        .collect()
}

/// What may stand in a comment.
fn comment(text: &str) -> String {
    text.replace("--", "- ").replace(['<', '>'], "")
}
