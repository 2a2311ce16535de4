//! Reads YAML 1.2 into a tree, from the events of `saphyr-parser`: a pure Rust parser with places, which does without a stack
//! and builds nothing itself. Values follow the core schema (YAML 1.2.2 section 10.3); keys are texts; `<<` merges.

use std::borrow::Cow;

use saphyr_parser::{Event, Parser, ScalarStyle, Span, Tag};

use super::{Id, Kind, MAX_DEPTH, ReadError, Spot, Tree};

/// Reads the tree's text.
pub fn read(mut tree: Tree<'_>) -> Result<Tree<'_>, ReadError> {
    tree.lined = true;
    let mut reader = Reader { tree, open: Vec::new(), anchors: Vec::new(), done: false };
    for event in Parser::new_from_str(reader.tree.text) {
        let (event, span) = event.map_err(|fault| {
            let at = Spot { line: fault.marker().line() as u32, column: fault.marker().col() as u32 + 1 };
            match fault.info() {
                what if what.contains("recursion limit") => ReadError::TooDeep { at },
                what => ReadError::Malformed { language: "YAML", at, what: what.to_owned() },
            }
        })?;
        reader.take(event, &span)?;
    }
    match reader.done {
        true => Ok(reader.tree),
        false => Err(ReadError::Malformed { language: "YAML", at: Spot { line: 1, column: 1 }, what: "it is empty".to_owned() }),
    }
}

struct Reader<'a> {
    tree: Tree<'a>,
    open: Vec<Open<'a>>,
    /// The values of anchors by their number; `None` while they are not complete.
    anchors: Vec<Option<Id>>,
    done: bool,
}

/// A list or map whose end has not come.
struct Open<'a> {
    id: Id,
    anchor: usize,
    is_map: bool,
    items: Vec<Id>,
    members: Vec<(Cow<'a, str>, Id)>,
    merged: Vec<(Cow<'a, str>, Id)>,
    key: Option<Cow<'a, str>>,
}

impl<'a> Reader<'a> {
    fn take(&mut self, event: Event<'a>, span: &Span) -> Result<(), ReadError> {
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                let waits_for_key = self.open.last().is_some_and(|open| open.is_map && open.key.is_none());
                if waits_for_key && let Some(open) = self.open.last_mut() {
                    open.key = Some(text);
                    return Ok(());
                }
                let id = self.begin(span)?;
                self.tree.close(id, scalar(text, style, tag.as_deref()));
                self.anchor(anchor, Some(id));
                self.put(id, span)
            }
            Event::Alias(anchor) => match self.anchors.get(anchor).copied().flatten() {
                Some(id) => {
                    if self.open.last().is_some_and(|open| open.is_map && open.key.is_none()) {
                        return Err(fault(span, "an alias is no key"));
                    }
                    self.put(id, span)
                }
                None => Err(fault(span, "this alias stands within what it means")),
            },
            Event::SequenceStart(anchor, _) => self.enter(anchor, false, span),
            Event::MappingStart(anchor, _) => self.enter(anchor, true, span),
            Event::SequenceEnd | Event::MappingEnd => self.leave(span),
            Event::DocumentStart(_) if self.done => Err(fault(span, "a second document begins here, and one is read")),
            _ => Ok(()),
        }
    }

    fn begin(&mut self, span: &Span) -> Result<Id, ReadError> {
        let parent = self.open.last().map_or(0, |open| open.id);
        self.tree.open(parent, packed(span))
    }

    fn enter(&mut self, anchor: usize, is_map: bool, span: &Span) -> Result<(), ReadError> {
        if self.open.last().is_some_and(|open| open.is_map && open.key.is_none()) {
            return Err(fault(span, "a list or map is no key"));
        }
        if self.open.len() >= MAX_DEPTH {
            return Err(ReadError::TooDeep { at: spot(span) });
        }
        let id = self.begin(span)?;
        self.anchor(anchor, None);
        self.open.push(Open { id, anchor, is_map, items: Vec::new(), members: Vec::new(), merged: Vec::new(), key: None });
        Ok(())
    }

    fn leave(&mut self, span: &Span) -> Result<(), ReadError> {
        let Some(mut open) = self.open.pop() else { return Ok(()) };
        let id = open.id;
        if open.is_map {
            // What is merged in gives way to the map's own members.
            let own = open.members.len();
            for (name, member) in open.merged {
                if !open.members.iter().any(|(known, _)| *known == name) {
                    open.members.push((name, member));
                }
            }
            if open.members.len() > own && open.members.len() > super::MAX_VALUES / 100 {
                return Err(ReadError::TooMany { at: spot(span) });
            }
            self.tree.close_map(id, open.members);
        } else {
            self.tree.close_list(id, open.items.into_iter());
        }
        self.anchor(open.anchor, Some(id));
        self.put(id, span)
    }

    fn put(&mut self, id: Id, span: &Span) -> Result<(), ReadError> {
        let Some(open) = self.open.last_mut() else {
            self.done = true;
            return Ok(());
        };
        if !open.is_map {
            open.items.push(id);
            return Ok(());
        }
        let key = open.key.take().unwrap_or_default();
        if key != "<<" {
            open.members.push((key, id));
            return Ok(());
        }
        let sources: Vec<Id> = match self.tree.entries.get(id as usize).map(|entry| &entry.kind) {
            Some(Kind::Map(..)) => vec![id],
            Some(Kind::List(start, count)) => {
                let range = *start as usize..(*start + *count) as usize;
                self.tree.items.get(range).unwrap_or_default().to_vec()
            }
            _ => return Err(fault(span, "`<<` takes a map")),
        };
        for source in sources {
            if let Some(Kind::Map(start, count)) = self.tree.entries.get(source as usize).map(|entry| &entry.kind) {
                let range = *start as usize..(*start + *count) as usize;
                open.merged.extend_from_slice(self.tree.members.get(range).unwrap_or_default());
            }
        }
        if open.merged.len() > super::MAX_VALUES / 100 {
            return Err(ReadError::TooMany { at: spot(span) });
        }
        Ok(())
    }

    fn anchor(&mut self, anchor: usize, id: Option<Id>) {
        if anchor == 0 {
            return;
        }
        if self.anchors.len() <= anchor {
            self.anchors.resize(anchor + 1, None);
        }
        if let Some(place) = self.anchors.get_mut(anchor) {
            *place = id;
        }
    }
}

/// A scalar by the core schema; what stands in quotes is text.
fn scalar<'a>(text: Cow<'a, str>, style: ScalarStyle, tag: Option<&Tag>) -> Kind<'a> {
    if style != ScalarStyle::Plain || tag.is_some_and(|tag| tag.suffix == "str") {
        return Kind::Text(text);
    }
    match &*text {
        "" | "~" | "null" | "Null" | "NULL" => return Kind::Null,
        "true" | "True" | "TRUE" => return Kind::Bool(true),
        "false" | "False" | "FALSE" => return Kind::Bool(false),
        _ => {}
    }
    let based = [("0x", 16), ("0o", 8)].into_iter().find_map(|(start, base)| i64::from_str_radix(text.strip_prefix(start)?, base).ok());
    if let Some(number) = based {
        return Kind::Number(Cow::Owned(number.to_string()));
    }
    if is_number(&text) { Kind::Number(as_json(text)) } else { Kind::Text(text) }
}

/// `[-+]? ( \. [0-9]+ | [0-9]+ ( \. [0-9]* )? ) ( [eE] [-+]? [0-9]+ )?`
fn is_number(text: &str) -> bool {
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent.strip_prefix(['-', '+']).unwrap_or(exponent))),
        None => (unsigned, None),
    };
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let (whole, part) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    digits(whole) && digits(part) && !(whole.is_empty() && part.is_empty()) && exponent.is_none_or(|text| !text.is_empty() && digits(text))
}

/// A number as JSON writes it: no plus in front, no bare point.
fn as_json(text: Cow<'_, str>) -> Cow<'_, str> {
    let (sign, unsigned) = match text.split_at_checked(1) {
        Some(("-", rest)) => ("-", rest),
        Some(("+", rest)) => ("", rest),
        _ => ("", &*text),
    };
    let end = unsigned.find(['e', 'E']).unwrap_or(unsigned.len());
    let (mantissa, exponent) = unsigned.split_at(end);
    let (whole, part) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let whole = whole.trim_start_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    let point = if part.is_empty() { "" } else { "." };
    let written = format!("{sign}{whole}{point}{part}{exponent}");
    if written == *text { text } else { Cow::Owned(written) }
}

fn packed(span: &Span) -> u64 {
    let Spot { line, column } = spot(span);
    (u64::from(line) << 32) | u64::from(column)
}

fn spot(span: &Span) -> Spot {
    Spot { line: span.start.line() as u32, column: span.start.col() as u32 + 1 }
}

fn fault(span: &Span, what: &str) -> ReadError {
    ReadError::Malformed { language: "YAML", at: spot(span), what: what.to_owned() }
}
