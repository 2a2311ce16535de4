//! Comma-separated values (RFC 4180): a header line, one line for each record, CRLF behind each.

/// One line of cells. Cells with commas, quotes or line breaks stand in quotes, quotes inside are doubled (section 2).
pub fn line<'a>(cells: impl Iterator<Item = &'a str>) -> String {
    let mut line = String::new();
    for (index, cell) in cells.enumerate() {
        if index > 0 {
            line.push(',');
        }
        match cell.contains([',', '"', '\r', '\n']) {
            true => line = line + "\"" + &cell.replace('"', "\"\"") + "\"",
            false => line.push_str(cell),
        }
    }
    line + "\r\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_with_signs_stand_in_quotes() {
        for (cells, expected) in
            [(vec!["aaa", "b b", ""], "aaa,b b,\r\n"), (vec!["a,b", "c\"d", "e\r\nf"], "\"a,b\",\"c\"\"d\",\"e\r\nf\"\r\n"), (vec![], "\r\n")]
        {
            assert_eq!(line(cells.into_iter()), expected);
        }
    }
}
