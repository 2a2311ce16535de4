//! Pages as one page of HTML that needs nothing beside it: no script, no request; light and dark as the reader has it; it prints.

use std::fmt::Write as _;

use super::book::{Block, Page, Span};
use crate::design::Design;

const STYLE: &str = "\
:root{color-scheme:light dark;--bg:#fff;--fg:#111;--line:#8886;--soft:#8881}@media(prefers-color-scheme:dark){:root{--bg:#121212;--fg:#eee}}
*{box-sizing:border-box}
body{background:var(--bg);color:var(--fg);font:16px/1.55 system-ui,sans-serif;margin:0;display:grid;grid-template-columns:15rem minmax(0,1fr)}
nav{position:sticky;top:0;align-self:start;max-height:100vh;overflow:auto;padding:1.5rem 1rem;border-right:1px solid var(--line)}
nav p{margin:0 0 .8rem;font-weight:600}nav ul{list-style:none;margin:0;padding:0}nav ul ul{padding-left:.8rem;font-size:.875rem}
nav a{display:block;padding:.25rem 0;color:inherit;overflow-wrap:anywhere}
main{padding:1.5rem clamp(1rem,4vw,3rem) 6rem;max-width:58rem}
section+section{margin-top:4rem;padding-top:1rem;border-top:2px solid var(--line)}
h1{margin:0 0 1rem}h2{margin:0 0 1rem}h3{margin:2.2rem 0 .6rem}h4{margin:1.4rem 0 .4rem}
code,pre{font-family:ui-monospace,monospace;font-size:.9em}
code{background:var(--soft);padding:.1em .3em;border-radius:3px;overflow-wrap:anywhere}
figure{margin:1rem 0}figcaption{font-size:.875rem;margin-bottom:.3rem}
pre{margin:0;padding:.8rem 1rem;background:var(--soft);border:1px solid var(--line);border-radius:6px;overflow:auto;max-height:30rem}
.t{overflow-x:auto;margin:1rem 0}table{border-collapse:collapse;width:100%}caption{text-align:left;font-size:.875rem;padding-bottom:.3rem}
th,td{text-align:left;vertical-align:top;padding:.4rem .8rem .4rem 0;border-bottom:1px solid var(--line)}th code{overflow-wrap:normal}
a:focus-visible,pre:focus-visible,.t:focus-visible{outline:2px solid;outline-offset:2px}
@media(max-width:50rem){body{display:block}nav{position:static;max-height:none;border-right:0;border-bottom:1px solid var(--line)}}
@media print{:root{--bg:#fff;--fg:#000}nav{display:none}body{display:block}pre{max-height:none;white-space:pre-wrap;overflow-wrap:anywhere}section{break-before:page}h3,h4,figcaption{break-after:avoid}tr{break-inside:avoid}}";

/// All pages as one.
pub fn write(design: &Design, pages: &[Page]) -> String {
    let name = escaped(&design.name);
    let mut out = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <title>{name}: documentation</title>\n<style>\n{STYLE}\n</style>\n</head>\n<body>\n<nav aria-label=\"Documents\">\n<p>{name}</p>\n<ul>\n"
    );
    for page in pages {
        let _ = write!(out, "<li><a href=\"#{}\">{}</a>", page.anchor(), escaped(&page.title));
        let inner: Vec<&Block> = page.blocks.iter().filter(|block| matches!(block, Block::Heading(1, ..))).collect();
        if !inner.is_empty() {
            out.push_str("\n<ul>\n");
            for block in inner {
                if let Block::Heading(_, spans, anchor) = block {
                    let _ = writeln!(out, "<li><a href=\"#{anchor}\">{}</a></li>", words(spans));
                }
            }
            out.push_str("</ul>\n");
        }
        out.push_str("</li>\n");
    }
    let _ = write!(out, "</ul>\n</nav>\n<main>\n<h1>{name}</h1>\n");
    if !design.summary.is_empty() {
        let _ = writeln!(out, "<p>{}</p>", escaped(&design.summary));
    }
    for page in pages {
        let anchor = page.anchor();
        let _ = write!(out, "<section aria-labelledby=\"{anchor}\">\n<h2 id=\"{anchor}\">{}</h2>\n", escaped(&page.title));
        page.blocks.iter().for_each(|block| write_block(&mut out, block));
        out.push_str("</section>\n");
    }
    out.push_str("</main>\n</body>\n</html>\n");
    out
}

fn write_block(out: &mut String, block: &Block) {
    match block {
        Block::Heading(level, spans, anchor) => {
            let level = level + 2;
            let _ = writeln!(out, "<h{level} id=\"{anchor}\">{}</h{level}>", line(spans));
        }
        Block::Text(spans) => {
            let _ = writeln!(out, "<p>{}</p>", line(spans));
        }
        Block::List { numbered, items } => {
            let tag = if *numbered { "ol" } else { "ul" };
            let _ = writeln!(out, "<{tag}>");
            items.iter().for_each(|item| {
                let _ = writeln!(out, "<li>{}</li>", line(item));
            });
            let _ = writeln!(out, "</{tag}>");
        }
        Block::Table { about, heads, rows } => {
            let about = escaped(about);
            let _ = write!(
                out,
                "<div class=\"t\" tabindex=\"0\" role=\"group\" aria-label=\"{about}\">\n<table>\n<caption>{about}</caption>\n<thead><tr>"
            );
            heads.iter().for_each(|head| {
                let _ = write!(out, "<th scope=\"col\">{}</th>", escaped(head));
            });
            out.push_str("</tr></thead>\n<tbody>\n");
            for row in rows {
                out.push_str("<tr>");
                for (index, cell) in row.iter().enumerate() {
                    let _ = if index == 0 { write!(out, "<th scope=\"row\">{}</th>", line(cell)) } else { write!(out, "<td>{}</td>", line(cell)) };
                }
                out.push_str("</tr>\n");
            }
            out.push_str("</tbody>\n</table>\n</div>\n");
        }
        Block::Code { label, text, .. } => {
            let label = escaped(label);
            let _ = writeln!(
                out,
                "<figure><figcaption>{label}</figcaption><pre tabindex=\"0\" role=\"group\" aria-label=\"{label}\">{}</pre></figure>",
                escaped(text.trim_end())
            );
        }
    }
}

fn line(spans: &[Span]) -> String {
    spans
        .iter()
        .map(|span| match span {
            Span::Plain(text) => escaped(text),
            Span::Code(text) => format!("<code>{}</code>", escaped(text)),
            Span::Strong(text) => format!("<strong>{}</strong>", escaped(text)),
            Span::Link(text, anchor) => format!("<a href=\"#{anchor}\">{}</a>", escaped(text)),
        })
        .collect()
}

/// The words alone, for a link.
fn words(spans: &[Span]) -> String {
    spans
        .iter()
        .map(|span| match span {
            Span::Plain(text) | Span::Code(text) | Span::Strong(text) | Span::Link(text, _) => escaped(text),
        })
        .collect()
}

/// A text as text. Letters that HTML does not allow are left out.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            letter if letter.is_control() && letter != '\n' && letter != '\t' => {}
            letter => out.push(letter),
        }
    }
    out
}
