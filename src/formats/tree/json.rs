//! Reads JSON (RFC 8259) into a tree.
//!
//! The usual reader of this project, serde_json, keeps no places, drops members of the same name unseen and copies every text;
//! a document of 13 MB takes it ten times the memory. Strings with escapes and the words of faults are still its business.

use std::borrow::Cow;

use super::{Id, Kind, MAX_DEPTH, ReadError, Tree};

/// Reads the tree's text.
pub fn read(tree: Tree<'_>) -> Result<Tree<'_>, ReadError> {
    let mut reader = Reader { bytes: tree.text.as_bytes(), place: 0, tree, waiting: Vec::new(), named: Vec::new() };
    reader.value(0, 0)?;
    reader.space();
    match reader.peek() {
        None => Ok(reader.tree),
        Some(_) => Err(reader.fault("something follows behind the end")),
    }
}

struct Reader<'a> {
    bytes: &'a [u8],
    place: usize,
    tree: Tree<'a>,
    waiting: Vec<Id>,
    named: Vec<(Cow<'a, str>, Id)>,
}

impl<'a> Reader<'a> {
    fn value(&mut self, parent: Id, depth: usize) -> Result<Id, ReadError> {
        self.space();
        let at = self.place as u64;
        if depth > MAX_DEPTH {
            return Err(ReadError::TooDeep { at: self.tree.spot(at) });
        }
        let id = self.tree.open(parent, at)?;
        match self.peek() {
            Some(b'{') => self.map(id, depth)?,
            Some(b'[') => self.list(id, depth)?,
            Some(b'"') => {
                let text = self.string()?;
                self.tree.close(id, Kind::Text(text));
            }
            Some(b't') => self.word(id, "true", Kind::Bool(true))?,
            Some(b'f') => self.word(id, "false", Kind::Bool(false))?,
            Some(b'n') => self.word(id, "null", Kind::Null)?,
            Some(b'-' | b'0'..=b'9') => self.number(id)?,
            Some(_) => return Err(self.fault("a value is expected")),
            None => return Err(self.fault("it ends too early")),
        }
        Ok(id)
    }

    fn map(&mut self, id: Id, depth: usize) -> Result<(), ReadError> {
        self.place += 1;
        let start = self.named.len();
        self.space();
        if self.peek() == Some(b'}') {
            self.place += 1;
        } else {
            loop {
                self.space();
                if self.peek() != Some(b'"') {
                    return Err(self.fault("a member begins with a name in quotes"));
                }
                let name = self.string()?;
                self.space();
                self.expect(b':', "a colon follows the name of a member")?;
                let value = self.value(id, depth + 1)?;
                self.named.push((name, value));
                self.space();
                if self.peek() == Some(b',') {
                    self.place += 1;
                    continue;
                }
                self.expect(b'}', "a comma or a closing brace is expected")?;
                break;
            }
        }
        let members: Vec<_> = self.named.drain(start..).collect();
        self.tree.close_map(id, members);
        Ok(())
    }

    fn list(&mut self, id: Id, depth: usize) -> Result<(), ReadError> {
        self.place += 1;
        let start = self.waiting.len();
        self.space();
        if self.peek() == Some(b']') {
            self.place += 1;
        } else {
            loop {
                let value = self.value(id, depth + 1)?;
                self.waiting.push(value);
                self.space();
                if self.peek() == Some(b',') {
                    self.place += 1;
                    continue;
                }
                self.expect(b']', "a comma or a closing bracket is expected")?;
                break;
            }
        }
        let items = self.waiting.drain(start..);
        self.tree.close_list(id, items);
        Ok(())
    }

    fn string(&mut self) -> Result<Cow<'a, str>, ReadError> {
        let start = self.place;
        self.place += 1;
        let mut escaped = false;
        loop {
            match self.peek() {
                Some(b'"') => break,
                Some(b'\\') => {
                    escaped = true;
                    self.place += 2;
                }
                Some(..0x20) => return Err(self.fault("a control character stands in a text")),
                Some(_) => self.place += 1,
                None => return Err(self.fault("a text is not closed")),
            }
        }
        self.place += 1;
        let quoted = self.tree.text.get(start..self.place).unwrap_or_default();
        if !escaped {
            return Ok(Cow::Borrowed(quoted.get(1..quoted.len() - 1).unwrap_or_default()));
        }
        serde_json::from_str::<String>(quoted).map(Cow::Owned).map_err(|_| {
            self.place = start;
            self.fault("an escape in this text means nothing")
        })
    }

    fn number(&mut self, id: Id) -> Result<(), ReadError> {
        let start = self.place;
        while matches!(self.peek(), Some(b'-' | b'+' | b'.' | b'e' | b'E' | b'0'..=b'9')) {
            self.place += 1;
        }
        let text = self.tree.text.get(start..self.place).unwrap_or_default();
        // A small integer needs no second look.
        let digits = text.strip_prefix('-').unwrap_or(text);
        let plain = digits.bytes().all(|byte| byte.is_ascii_digit()) && !digits.is_empty() && (digits.len() == 1 || !digits.starts_with('0'));
        if !plain && serde_json::from_str::<serde_json::Number>(text).is_err() {
            self.place = start;
            return Err(self.fault("this is no number"));
        }
        self.tree.close(id, Kind::Number(Cow::Borrowed(text)));
        Ok(())
    }

    fn word(&mut self, id: Id, word: &str, kind: Kind<'a>) -> Result<(), ReadError> {
        if !self.bytes.get(self.place..).is_some_and(|rest| rest.starts_with(word.as_bytes())) {
            return Err(self.fault("a value is expected"));
        }
        self.place += word.len();
        self.tree.close(id, kind);
        Ok(())
    }

    fn expect(&mut self, byte: u8, what: &str) -> Result<(), ReadError> {
        if self.peek() == Some(byte) {
            self.place += 1;
            return Ok(());
        }
        Err(self.fault(what))
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.place).copied()
    }

    fn space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\n' | b'\r' | b'\t')) {
            self.place += 1;
        }
    }

    fn fault(&self, what: &str) -> ReadError {
        let at = self.place.min(self.bytes.len()) as u64;
        ReadError::Malformed { language: "JSON", at: self.tree.spot(at), what: what.to_owned() }
    }
}
