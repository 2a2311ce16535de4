//! Small and capital letters of the alphabets in which APIs are named: Latin, Greek, Cyrillic. The standard library knows every
//! alphabet, and brings tables that weigh as much as a panel of the page. Other letters stay as they are.

/// Texts in small or capital letters.
pub trait Letters {
    /// In small letters.
    fn lower(&self) -> String;
    /// In capital letters.
    fn upper(&self) -> String;
    /// With a capital at the beginning.
    fn capital(&self) -> String;
}

impl Letters for str {
    fn lower(&self) -> String {
        self.chars().map(lower).collect()
    }

    fn upper(&self) -> String {
        self.chars().map(upper).collect()
    }

    fn capital(&self) -> String {
        let mut characters = self.chars();
        characters.next().map(upper).into_iter().chain(characters).collect()
    }
}

/// Whether a character belongs into a word: letters and digits of any alphabet, without the standard library's table of them.
/// Beyond the alphabets above, whatever is no sign, mark, arrow or picture counts.
pub fn is_of_word(character: char) -> bool {
    match u32::from(character) {
        0..=0x7F => character.is_ascii_alphanumeric(),
        0x80..=0xBF => matches!(character, 'ª' | '²' | '³' | 'µ' | '¹' | 'º' | '¼'..='¾'),
        0xD7 | 0xF7 | 0x2C2..=0x2C5 | 0x2D2..=0x2DF | 0x2E5..=0x2EB | 0x2ED | 0x2EF..=0x344 | 0x346..=0x362 => false,
        0x375 | 0x378..=0x379 | 0x37E | 0x380..=0x385 | 0x387 | 0x38B | 0x38D | 0x3A2 | 0x3F6 | 0x482..=0x489 => false,
        0x2000..=0x206F | 0x20A0..=0x20FF | 0x2190..=0x2BFF | 0x2E00..=0x2E7F | 0x3000..=0x3004 | 0x3008..=0x3020 | 0x30FB => false,
        0xD800..=0xF8FF
        | 0xFE00..=0xFE6F
        | 0xFEFF..=0xFF0F
        | 0xFF1A..=0xFF20
        | 0xFF3B..=0xFF40
        | 0xFF5B..=0xFF65
        | 0xFFE0..=0xFFFF
        | 0x1F000..=0x1FAFF
        | 0xE0000.. => false,
        _ => true,
    }
}

/// Whether a character is a capital letter of these alphabets.
pub fn is_capital(character: char) -> bool {
    lower(character) != character
}

/// Whether a character is a small letter of these alphabets.
pub fn is_small(character: char) -> bool {
    character.is_ascii_lowercase() || !character.is_ascii() && (upper(character) != character || matches!(character, 'ß' | 'ı' | 'ŉ' | 'ς'))
}

fn lower(letter: char) -> char {
    let code = u32::from(letter);
    let is_even = code.is_multiple_of(2);
    let shift = match code {
        0x41..=0x5A | 0xC0..=0xD6 | 0xD8..=0xDE | 0x391..=0x3A1 | 0x3A3..=0x3AB | 0x410..=0x42F => 32,
        0x100..=0x12F | 0x132..=0x137 | 0x14A..=0x177 | 0x460..=0x481 | 0x48A..=0x4BF | 0x4D0..=0x52F if is_even => 1,
        0x139..=0x148 | 0x179..=0x17E if !is_even => 1,
        0x386 => 38,
        0x388..=0x38A => 37,
        0x38C => 64,
        0x38E..=0x38F => 63,
        0x400..=0x40F => 80,
        0x178 => return 'ÿ',
        _ => 0,
    };
    char::from_u32(code + shift).unwrap_or(letter)
}

/// The inverse of [`lower`].
fn upper(letter: char) -> char {
    if letter.is_ascii() {
        return letter.to_ascii_uppercase();
    }
    let code = u32::from(letter);
    let near = [32, 1, 80, 38, 37, 64, 63].into_iter().filter_map(|shift| char::from_u32(code.checked_sub(shift)?));
    let mut capitals = near.chain(['Ÿ']).filter(|capital| *capital != letter && lower(*capital) == letter);
    capitals.next().unwrap_or(letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_these_alphabets_are_made_of_the_same_characters_as_in_the_standard() {
        for letter in (0..0x530).filter_map(char::from_u32) {
            assert_eq!(is_of_word(letter), letter.is_alphanumeric(), "{letter} {:x}", u32::from(letter));
        }
        for text in ["日本語", "カタカナ", "한국어", "שלום", "سلام", "हिन", "ไทย", "𐐷"] {
            assert!(text.chars().all(is_of_word), "{text}");
        }
        for sign in "–—…€→★☺、。「」・😀\u{FEFF}\u{E000}".chars() {
            assert!(!is_of_word(sign), "{sign}");
        }
        assert!(
            "AÄÉΩЖ".chars().all(is_capital) && "aäéωжß".chars().all(is_small) && !"1-日".chars().any(|other| is_capital(other) || is_small(other))
        );
    }

    /// Letters whose other case is several letters, or one outside these alphabets.
    const ASIDE: &[char] = &['µ', 'ß', 'ı', 'İ', 'ŉ', 'ſ', 'ΐ', 'ΰ', 'ς', 'ͺ', 'ϐ', 'ϑ'];

    #[test]
    fn agrees_with_the_standard_library() {
        for letter in ('\0'..='\u{17F}').chain('\u{386}'..='\u{3CE}').chain('\u{400}'..='\u{4BF}').chain('\u{4D0}'..='\u{52F}') {
            if ASIDE.contains(&letter) {
                continue;
            }
            assert_eq!(lower(letter).to_string(), letter.to_lowercase().to_string(), "{letter}");
            assert_eq!(upper(letter).to_string(), letter.to_uppercase().to_string(), "{letter}");
        }
    }

    #[test]
    fn other_letters_stay() {
        assert_eq!("Übernachtung 予約 ß".lower(), "übernachtung 予約 ß");
        assert_eq!("état".upper(), "ÉTAT");
        assert_eq!("гость".capital(), "Гость");
        assert_eq!("".capital(), "");
    }
}
