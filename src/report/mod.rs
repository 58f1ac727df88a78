//! The result for people and programs: one format a file.
#![allow(
    missing_docs,
    clippy::missing_errors_doc,
    unused_variables,
    reason = "stand-in until the renderers land"
)]
use crate::screening::{
    explanation::Explanation,
    model::{Screening, Status},
};
use crate::text::Lang;
use crate::yaml::{Problem, Source};
use std::io::{self, Write};
#[derive(Debug, Clone, Default)]
pub struct Layout {
    pub width: usize,
    pub color: bool,
    pub all: bool,
    pub status: Option<Status>,
}
pub fn json<T: serde::Serialize>(value: &T, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, value).map_err(io::Error::from)?;
    writeln!(out)
}
pub fn screen(s: &Screening, l: &Layout, out: &mut dyn Write) -> io::Result<()> {
    json(s, out)
}
pub fn questions(s: &Screening, d: bool, l: &Layout, out: &mut dyn Write) -> io::Result<()> {
    json(&s.questions, out)
}
pub fn plan(s: &Screening, l: &Layout, out: &mut dyn Write) -> io::Result<()> {
    json(&s.actions, out)
}
pub fn explain(s: &Explanation, l: &Layout, out: &mut dyn Write) -> io::Result<()> {
    json(s, out)
}
pub fn overview(
    s: &[Screening],
    failed: &[String],
    l: &Layout,
    out: &mut dyn Write,
) -> io::Result<()> {
    Ok(())
}
#[must_use]
pub fn harmless(text: &str) -> String {
    text.to_owned()
}
pub fn diagnostics(
    files: &[(&Source, &[Problem])],
    lang: Lang,
    color: bool,
    out: &mut dyn Write,
) -> io::Result<()> {
    for (s, ps) in files {
        for p in *ps {
            let at = p.span.map(|x| s.position(x.start));
            writeln!(
                out,
                "{}:{:?}: [{}] {} ({:?})",
                s.name,
                at,
                p.code,
                p.message.get(lang),
                p.help.as_ref().map(|h| h.get(lang))
            )?;
        }
    }
    Ok(())
}
