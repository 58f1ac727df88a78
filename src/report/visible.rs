//! Makes text that others wrote harmless, and visibly so.
//!
//! A profile is data: what stands in it must not move the cursor, change colours, reverse the reading direction or
//! hide behind characters without width. Nothing is dropped in silence: every such character leaves a mark.

use std::borrow::Cow;

/// Returns a text in which every character is either printable, a plain space, or a joiner that emoji and scripts need.
///
/// Line breaks, tabs and the wide kinds of space become a space. ESC and the like become their picture (`␛`),
/// whatever steers the reading direction or has no width becomes `�`.
pub(crate) fn visible(text: &str) -> Cow<'_, str> {
    // Most text is plain, and that is seen at once.
    let is_plain = text.bytes().all(|byte| matches!(byte, b' '..=b'~'));
    if is_plain || text.chars().all(|character| shown(character) == character) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.chars().map(shown).collect())
    }
}

/// Tells whether a character could steer a terminal or hide text. Plain line breaks and tabs count too.
pub(crate) fn is_hazard(character: char) -> bool {
    character.is_control() || is_hidden(character) || matches!(character, '\u{2028}' | '\u{2029}')
}

/// Returns what is printed for a character.
fn shown(character: char) -> char {
    match character {
        ' '..='~' => character,
        '\t'..='\r' | '\u{85}' => ' ',
        '\u{7f}' => '\u{2421}',
        // The pictures of the control characters stand in the order of the characters themselves.
        '\0'..'\u{20}' => char::from_u32(0x2400 + u32::from(character)).unwrap_or('\u{fffd}'),
        '\u{80}'..='\u{9f}' => '\u{fffd}',
        // Spaces at which a line must not be broken keep that meaning.
        '\u{a0}' | '\u{2007}' | '\u{202f}' => '\u{a0}',
        _ if character.is_whitespace() => ' ',
        _ if is_hidden(character) => '\u{fffd}',
        _ => character,
    }
}

/// Tells whether a character has no shape of its own and can mislead: it steers direction, or only takes up space.
///
/// Joiners (U+200C, U+200D) and variation selectors are not among them: without those, emoji and some scripts fall
/// apart, and they move nothing.
fn is_hidden(character: char) -> bool {
    matches!(character,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
        | '\u{180b}'..='\u{180f}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}'
        | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}'
        | '\u{e0000}'..='\u{e00ff}' | '\u{e01f0}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use super::visible;

    #[test]
    fn control_and_direction_characters_leave_a_mark() {
        assert_eq!(visible("a\u{1b}[31mb"), "a␛[31mb");
        assert_eq!(visible("abc\u{202e}def\u{2066}"), "abc�def�");
        assert_eq!(visible("\u{9b}31m\u{7f}\0"), "�31m␡␀");
        assert_eq!(visible("op\ntwee\r\nregels\t!"), "op twee  regels !");
    }

    #[test]
    fn names_in_other_scripts_and_joined_emoji_stay_as_they_are() {
        for text in [
            "喀什",
            "Ürümqi",
            "e\u{301}",
            "👩\u{200d}🔬",
            "❤\u{fe0f}",
            "شهر",
        ] {
            assert_eq!(visible(text), text);
        }
    }
}
