//! Breaks text into lines that fit, without cutting words.
//!
//! Lines break at spaces. A word that is longer than a whole line breaks behind `-`, `.`, `_`, `@` or `/`, which is
//! where ids and paths have their joints; only what is longer than a line between two joints is cut.

use std::ops::Range;

use textwrap::core::Fragment;
use textwrap::wrap_algorithms::wrap_first_fit;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::rich::{Ink, Line, Rich};

/// A stretch of a word in one ink: most often the whole word.
#[derive(Debug, Clone, Copy)]
struct Piece<'a> {
    ink: Ink,
    text: &'a str,
    width: usize,
}

impl<'a> Piece<'a> {
    fn new(ink: Ink, text: &'a str) -> Self {
        // Most of a report is plain letters, and measuring is most of the work.
        let width = if text.is_ascii() {
            text.len()
        } else {
            clusters(text).map(UnicodeWidthStr::width).sum()
        };
        Self { ink, text, width }
    }
}

/// Pieces that are not parted.
#[derive(Debug)]
struct Chunk {
    pieces: Range<usize>,
    width: usize,
    /// Whether a space follows.
    space: bool,
}

/// Widths are far below 2⁵³, so nothing is lost.
#[allow(
    clippy::cast_precision_loss,
    reason = "columns of a terminal are small numbers"
)]
impl Fragment for Chunk {
    fn width(&self) -> f64 {
        self.width as f64
    }

    fn whitespace_width(&self) -> f64 {
        if self.space { 1.0 } else { 0.0 }
    }

    fn penalty_width(&self) -> f64 {
        0.0
    }
}

/// A text in chunks.
#[derive(Debug, Default)]
struct Chunks<'a> {
    pieces: Vec<Piece<'a>>,
    chunks: Vec<Chunk>,
}

impl<'a> Chunks<'a> {
    /// Returns no chunks yet, with room for as many as a text has words of the usual length.
    fn for_text(text: &Rich) -> Self {
        let bytes: usize = text.runs().iter().map(|(_, run)| run.len()).sum();
        let words = bytes / 5 + 2;
        Self {
            pieces: Vec::with_capacity(words),
            chunks: Vec::with_capacity(words),
        }
    }

    fn push(&mut self, pieces: &[Piece<'a>], space: bool) {
        let start = self.pieces.len();
        self.pieces.extend_from_slice(pieces);
        self.chunks.push(Chunk {
            pieces: start..self.pieces.len(),
            width: columns(pieces),
            space,
        });
    }

    fn line(&self, chunks: &[Chunk]) -> Line {
        let pieces = chunks
            .iter()
            .flat_map(|chunk| self.pieces.get(chunk.pieces.clone()).unwrap_or_default());
        let mut line = Line::with_capacity(pieces.map(|piece| piece.text.len() + 1).sum());
        let mut space = false;
        for chunk in chunks {
            for piece in self.pieces.get(chunk.pieces.clone()).unwrap_or_default() {
                if std::mem::take(&mut space) {
                    line.push_space(piece.ink);
                }
                line.push(piece.ink, piece.text);
            }
            space = chunk.space;
        }
        line
    }
}

/// Breaks a text into lines of at most `width` columns (at least 2, for the widest character).
pub(super) fn wrap(text: &Rich, width: usize) -> Vec<Line> {
    wrap_hanging(text, width, width)
}

/// Breaks a text into lines of at most `width` columns, of which the first may have more room.
#[allow(
    clippy::cast_precision_loss,
    reason = "columns of a terminal are small numbers"
)]
pub(super) fn wrap_hanging(text: &Rich, first: usize, width: usize) -> Vec<Line> {
    let width = width.max(2);
    let first = first.max(width);
    let mut chunks = Chunks::for_text(text);
    each_word(text, |word| {
        if columns(word) <= width {
            chunks.push(word, true);
            return;
        }
        for joint in joints(word) {
            cut(&joint, width, &mut chunks);
        }
        if let Some(last) = chunks.chunks.last_mut() {
            last.space = true;
        }
    });
    if chunks.chunks.is_empty() {
        return Vec::new();
    }
    wrap_first_fit(&chunks.chunks, &[first as f64, width as f64])
        .into_iter()
        .map(|line| chunks.line(line))
        .collect()
}

/// The columns a text needs.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Needs {
    /// Of the widest stretch that has no joint: less would cut a word.
    pub(super) least: usize,
    /// Of the widest word: less breaks ids and compounds at their joints.
    pub(super) word: usize,
    /// Of the whole text on one line.
    pub(super) line: usize,
}

/// Measures a text.
pub(super) fn needs(text: &Rich) -> Needs {
    let mut needs = Needs::default();
    each_word(text, |word| {
        let width = columns(word);
        needs.word = needs.word.max(width);
        needs.line += width + usize::from(needs.line > 0);
        if width <= needs.least {
            return;
        }
        for joint in joints(word) {
            needs.least = needs.least.max(columns(&joint));
        }
    });
    needs
}

fn columns(pieces: &[Piece]) -> usize {
    pieces.iter().map(|piece| piece.width).sum()
}

/// Hands on the words one by one. A word may change ink on its way.
fn each_word<'a>(text: &'a Rich, mut take: impl FnMut(&[Piece<'a>])) {
    let mut word = Vec::new();
    for (ink, run) in text.runs() {
        for (at, part) in run.split(' ').enumerate() {
            if at > 0 && !word.is_empty() {
                take(&word);
                word.clear();
            }
            if !part.is_empty() {
                word.push(Piece::new(*ink, part));
            }
        }
    }
    if !word.is_empty() {
        take(&word);
    }
}

/// Splits a text into what one sees as characters, each a base with everything that combines with it, so that a cut
/// never parts an accent or an emoji.
///
/// The widths of the parts add up to at least the width of the whole, so lines come out too narrow at worst.
fn clusters(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let mut joined = false;
        let end = rest.char_indices().find(|(at, character)| {
            let extends =
                !character.is_ascii() && (character.width() == Some(0) || is_modifier(*character));
            let extends = std::mem::replace(&mut joined, *character == '\u{200d}') || extends;
            *at > 0 && !extends
        });
        let (cluster, after) = rest.split_at(end.map_or(rest.len(), |(at, _)| at));
        rest = after;
        (!cluster.is_empty()).then_some(cluster)
    })
}

/// Tells whether a character gives the emoji before it a skin colour.
fn is_modifier(character: char) -> bool {
    matches!(character, '\u{1f3fb}'..='\u{1f3ff}')
}

/// Returns the word as what one sees as characters.
fn letters<'a>(word: &[Piece<'a>]) -> impl Iterator<Item = Piece<'a>> {
    word.iter()
        .flat_map(|piece| clusters(piece.text).map(|cluster| Piece::new(piece.ink, cluster)))
}

/// Splits a word behind the characters that join the parts of ids, paths and compounds.
fn joints<'a>(word: &[Piece<'a>]) -> Vec<Vec<Piece<'a>>> {
    const JOINTS: [char; 5] = ['-', '.', '_', '@', '/'];
    if !word.iter().any(|piece| piece.text.contains(JOINTS)) {
        return vec![word.to_vec()];
    }
    let mut joints = Vec::new();
    let mut joint: Vec<Piece> = Vec::new();
    for letter in letters(word) {
        let behind = joint.last().is_some_and(|last| {
            let mut characters = last.text.chars();
            characters.next().is_some_and(|one| JOINTS.contains(&one))
                && characters.next().is_none()
        });
        if behind && begins_part(letter.text) {
            joints.push(std::mem::take(&mut joint));
        }
        joint.push(letter);
    }
    joints.push(joint);
    joints
}

/// Tells whether a text can stand at the beginning of a line: a lone `*` or bracket would look lost there.
fn begins_part(text: &str) -> bool {
    text.starts_with(char::is_alphanumeric)
}

/// Cuts a stretch without joints where it is longer than a line: the last resort.
fn cut<'a>(joint: &[Piece<'a>], width: usize, chunks: &mut Chunks<'a>) {
    let mut part: Vec<Piece> = Vec::new();
    let mut used = 0;
    for letter in letters(joint) {
        if used + letter.width > width && !part.is_empty() {
            chunks.push(&part, false);
            part.clear();
            used = 0;
        }
        used += letter.width;
        part.push(letter);
    }
    chunks.push(&part, false);
}

#[cfg(test)]
mod tests {
    use super::{Line, Rich, needs, wrap, wrap_hanging};

    fn paint(line: &Line) -> String {
        let mut painted = String::new();
        line.paint(false, &mut painted);
        painted
    }

    fn lines(text: &str, width: usize) -> Vec<String> {
        wrap(&Rich::plain(text), width).iter().map(paint).collect()
    }

    #[test]
    fn lines_break_at_spaces_and_keep_whole_words() {
        assert_eq!(lines("een twee  drie", 8), ["een twee", "drie"]);
        assert_eq!(lines("", 8), Vec::<String>::new());
    }

    #[test]
    fn only_words_longer_than_a_line_break_at_their_joints() {
        assert_eq!(lines("zie a-b-c", 6), ["zie", "a-b-c"]);
        assert_eq!(
            lines("zie theme-not-researched", 10),
            ["zie theme-", "not-", "researched"]
        );
        assert_eq!(needs(&Rich::plain("zie theme-not-researched")).least, 10);
    }

    #[test]
    fn the_last_resort_cuts_between_characters_and_not_within_one() {
        assert_eq!(lines("喀什喀什", 5), ["喀什", "喀什"]);
        assert_eq!(
            lines("e\u{301}e\u{301}e\u{301}", 2),
            ["e\u{301}e\u{301}", "e\u{301}"]
        );
        assert_eq!(
            lines("👩\u{200d}🔬👩\u{200d}🔬", 2),
            ["👩\u{200d}🔬", "👩\u{200d}🔬"]
        );
    }

    #[test]
    fn a_first_line_may_have_more_room() {
        let lines = wrap_hanging(&Rich::plain("een twee drie vier"), 8, 5);
        assert_eq!(
            lines.iter().map(paint).collect::<Vec<_>>(),
            ["een twee", "drie", "vier"]
        );
    }

    #[test]
    fn a_fixed_space_holds_a_line_together() {
        assert_eq!(lines("zie (regel\u{a0}9)", 9), ["zie", "(regel 9)"]);
    }
}
