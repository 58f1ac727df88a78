//! Breaks text into lines that fit, without cutting words.
//!
//! Lines break at spaces. A word that is longer than a whole line breaks behind `-`, `.`, `_`, `@` or `/`, which is
//! where ids and paths have their joints; only what is longer than a line between two joints is cut.

use textwrap::core::Fragment;
use textwrap::wrap_algorithms::wrap_first_fit;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::rich::{Ink, Line, Rich};

/// What one sees as one character: a base with everything that combines with it.
#[derive(Debug, Clone, Copy)]
struct Cluster<'a> {
    ink: Ink,
    text: &'a str,
    width: usize,
}

/// A stretch that is not broken.
#[derive(Debug)]
struct Chunk<'a> {
    clusters: Vec<Cluster<'a>>,
    width: usize,
    /// Whether a space follows.
    space: bool,
}

impl<'a> Chunk<'a> {
    fn new(clusters: Vec<Cluster<'a>>, space: bool) -> Self {
        let width = clusters.iter().map(|cluster| cluster.width).sum();
        Self {
            clusters,
            width,
            space,
        }
    }
}

/// Widths are far below 2⁵³, so nothing is lost.
#[allow(
    clippy::cast_precision_loss,
    reason = "columns of a terminal are small numbers"
)]
impl Fragment for Chunk<'_> {
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

/// Breaks a text into lines of at most `width` columns (at least 2, for the widest character).
#[allow(
    clippy::cast_precision_loss,
    reason = "columns of a terminal are small numbers"
)]
pub(super) fn wrap(text: &Rich, width: usize) -> Vec<Line> {
    let width = width.max(2);
    let mut chunks = Vec::new();
    for word in words(text) {
        if columns(&word) <= width {
            chunks.push(Chunk::new(word, true));
        } else {
            for joint in joints(word) {
                cut(joint, width, &mut chunks);
            }
            if let Some(last) = chunks.last_mut() {
                last.space = true;
            }
        }
    }
    if chunks.is_empty() {
        return Vec::new();
    }
    wrap_first_fit(&chunks, &[width as f64])
        .into_iter()
        .map(line)
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
    for word in words(text) {
        let width = columns(&word);
        needs.word = needs.word.max(width);
        needs.line += width + usize::from(needs.line > 0);
        for joint in joints(word) {
            needs.least = needs.least.max(columns(&joint));
        }
    }
    needs
}

fn line(chunks: &[Chunk]) -> Line {
    let mut line = Line::default();
    let mut space = false;
    for chunk in chunks {
        for cluster in &chunk.clusters {
            if std::mem::take(&mut space) {
                line.push_space(cluster.ink);
            }
            line.push(cluster.ink, cluster.text);
        }
        space = chunk.space;
    }
    line
}

fn columns(clusters: &[Cluster]) -> usize {
    clusters.iter().map(|cluster| cluster.width).sum()
}

/// Returns the words, each as its clusters. A word may change ink on its way.
fn words(text: &Rich) -> Vec<Vec<Cluster<'_>>> {
    let mut words = Vec::new();
    let mut word = Vec::new();
    for (ink, run) in text.runs() {
        let mut parts = run.split(' ');
        if let Some(first) = parts.next() {
            clusters(*ink, first, &mut word);
        }
        for part in parts {
            if !word.is_empty() {
                words.push(std::mem::take(&mut word));
            }
            clusters(*ink, part, &mut word);
        }
    }
    if !word.is_empty() {
        words.push(word);
    }
    words
}

/// Splits a text into what one sees as characters, so that a cut never parts an accent or an emoji.
///
/// The widths of the parts add up to at least the width of the whole, so lines come out too narrow at worst.
fn clusters<'a>(ink: Ink, text: &'a str, out: &mut Vec<Cluster<'a>>) {
    let mut start = 0;
    let mut joined = false;
    for (at, character) in text.char_indices() {
        let extends =
            !character.is_ascii() && (character.width() == Some(0) || is_modifier(character));
        let extends = extends || joined;
        joined = character == '\u{200d}';
        if at > start && !extends {
            out.extend(text.get(start..at).map(|part| cluster(ink, part)));
            start = at;
        }
    }
    out.extend(
        text.get(start..)
            .filter(|part| !part.is_empty())
            .map(|part| cluster(ink, part)),
    );
}

fn cluster(ink: Ink, text: &str) -> Cluster<'_> {
    // Most of a report is plain letters, and measuring is most of the work.
    let width = if text.is_ascii() {
        text.len()
    } else {
        text.width()
    };
    Cluster { ink, text, width }
}

/// Tells whether a character gives the emoji before it a skin colour.
fn is_modifier(character: char) -> bool {
    matches!(character, '\u{1f3fb}'..='\u{1f3ff}')
}

/// Splits a word behind the characters that join the parts of ids, paths and compounds.
fn joints(word: Vec<Cluster<'_>>) -> Vec<Vec<Cluster<'_>>> {
    let mut joints = Vec::new();
    let mut joint: Vec<Cluster> = Vec::new();
    for cluster in word {
        let behind = joint.last().is_some_and(is_joint) && begins_part(&cluster);
        if behind {
            joints.push(std::mem::take(&mut joint));
        }
        joint.push(cluster);
    }
    joints.push(joint);
    joints
}

fn is_joint(cluster: &Cluster) -> bool {
    matches!(cluster.text, "-" | "." | "_" | "@" | "/")
}

/// Tells whether a character can stand at the beginning of a line: a lone `*` or bracket would look lost there.
fn begins_part(cluster: &Cluster) -> bool {
    cluster.text.starts_with(char::is_alphanumeric)
}

/// Cuts a stretch without joints where it is longer than a line: the last resort.
fn cut<'a>(joint: Vec<Cluster<'a>>, width: usize, chunks: &mut Vec<Chunk<'a>>) {
    let mut part: Vec<Cluster> = Vec::new();
    let mut used = 0;
    for cluster in joint {
        if used + cluster.width > width && !part.is_empty() {
            chunks.push(Chunk::new(std::mem::take(&mut part), false));
            used = 0;
        }
        used += cluster.width;
        part.push(cluster);
    }
    chunks.push(Chunk::new(part, false));
}

#[cfg(test)]
mod tests {
    use super::{Rich, needs, wrap};

    fn lines(text: &str, width: usize) -> Vec<String> {
        wrap(&Rich::plain(text), width)
            .iter()
            .map(|line| line.paint(false))
            .collect()
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
    fn a_fixed_space_holds_a_line_together() {
        assert_eq!(lines("zie (regel\u{a0}9)", 9), ["zie", "(regel 9)"]);
    }
}
