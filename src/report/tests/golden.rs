//! Whole outputs, compared with the files in `tests/data/report`.
//!
//! `UPDATE_GOLDEN=1 cargo test golden` writes them anew; read the difference before you commit it.

use std::fs;
use std::path::PathBuf;

use unicode_width::UnicodeWidthStr;

use super::fixtures;
use crate::report::{self, Layout};
use crate::screening::model::{Screening, Status};
use crate::text::{Lang, bilingual};
use crate::yaml::{Problem, Source, Span};

const WIDTHS: [usize; 4] = [40, 80, 100, 140];

/// Compares an output with its file, or writes the file.
fn compare(name: &str, lang: Lang, width: Option<usize>, text: &str, wrong: &mut Vec<String>) {
    let lang = match lang {
        Lang::Nl => "nl",
        Lang::En => "en",
    };
    let width = width.map_or_else(String::new, |width| format!(".{width}"));
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data/report");
    let file = folder.join(format!("{name}.{lang}{width}.txt"));
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::create_dir_all(&folder).unwrap();
        fs::write(&file, text).unwrap();
    } else if fs::read_to_string(&file).ok().as_deref() != Some(text) {
        wrong.push(format!("{} differs; now it is:\n{text}", file.display()));
    }
}

/// Renders at every width in both languages and compares each.
fn golden(name: &str, render: impl Fn(Lang, &Layout) -> Vec<u8>) {
    let mut wrong = Vec::new();
    for lang in [Lang::Nl, Lang::En] {
        for width in WIDTHS {
            let layout = Layout {
                width,
                ..Layout::default()
            };
            let text = String::from_utf8(render(lang, &layout)).unwrap();
            well_formed(&text, width);
            compare(name, lang, Some(width), &text, &mut wrong);
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Checks what holds for every output on a page.
fn well_formed(text: &str, width: usize) {
    assert!(
        text.ends_with('\n') && !text.ends_with("\n\n"),
        "one final newline"
    );
    for line in text.lines() {
        assert!(
            line.width() <= width,
            "{} columns instead of {width}: {line}",
            line.width()
        );
        assert_eq!(line, line.trim_end(), "no trailing spaces");
        assert!(
            !line.contains(char::is_control),
            "no control characters: {line:?}"
        );
    }
}

fn screen(screening: &Screening, layout: &Layout) -> Vec<u8> {
    let mut out = Vec::new();
    report::screen(screening, layout, &mut out).unwrap();
    out
}

#[test]
fn golden_screen() {
    let cases: [(&str, fn(Lang) -> Screening); 7] = [
        ("full", fixtures::full),
        ("empty", fixtures::empty),
        ("outside", fixtures::outside),
        ("fresh", fixtures::fresh),
        ("conflicting", fixtures::conflicting),
        ("hostile", fixtures::hostile),
        ("huge", fixtures::huge),
    ];
    for (name, make) in cases {
        golden(&format!("screen-{name}"), |lang, layout| {
            screen(&make(lang), layout)
        });
    }
}

#[test]
fn golden_screen_all_and_filtered() {
    golden("screen-all", |lang, layout| {
        screen(
            &fixtures::full(lang),
            &Layout {
                all: true,
                ..*layout
            },
        )
    });
    golden("screen-raised", |lang, layout| {
        screen(
            &fixtures::full(lang),
            &Layout {
                status: Some(Status::Raised),
                ..*layout
            },
        )
    });
}

#[test]
fn golden_questions_and_plan() {
    golden("questions", |lang, layout| {
        let mut out = Vec::new();
        report::questions(&fixtures::full(lang), false, layout, &mut out).unwrap();
        out
    });
    golden("questions-decisive", |lang, layout| {
        let mut out = Vec::new();
        report::questions(&fixtures::full(lang), true, layout, &mut out).unwrap();
        out
    });
    golden("plan", |lang, layout| {
        let mut out = Vec::new();
        report::plan(&fixtures::full(lang), layout, &mut out).unwrap();
        out
    });
}

#[test]
fn golden_explain() {
    golden("explain", |lang, layout| {
        let mut out = Vec::new();
        report::explain(&fixtures::explanation(lang), layout, &mut out).unwrap();
        out
    });
}

#[test]
fn golden_overview() {
    golden("overview", |lang, layout| {
        let screenings = [
            fixtures::full(lang),
            fixtures::fresh(lang),
            fixtures::empty(lang),
            fixtures::outside(lang),
        ];
        let mut out = Vec::new();
        report::overview(&screenings, layout, &mut out).unwrap();
        out
    });
}

#[test]
fn golden_diagnostics() {
    let long = format!("lang: {} fout {}\n", "voor ".repeat(60), "na ".repeat(60));
    let source = Source {
        name: "profielen/stad\u{202e}.yaml".to_owned(),
        text: format!(
            "# 喀什\npartner: {{plaats: 喀什, regoin: x}}\n{long}tekst: \"\u{1b}[2J\u{9b}\"\r\n\tx: |\n  een\n  twee\n"
        ),
    };
    let span = |needle: &str| {
        let start = source.text.find(needle).unwrap();
        Span {
            start,
            end: start + needle.len(),
        }
    };
    let unknown = bilingual!("onbekend gegeven `regoin`", "unknown fact `regoin`");
    let problems = [
        Problem::at(span("regoin"), "unknown-fact", unknown).did_you_mean(Some("region")),
        Problem::at(
            span("fout"),
            "long-line",
            bilingual!("hier is iets mis", "something is wrong here"),
        ),
        Problem::at(
            span("\u{1b}[2J"),
            "control-character",
            bilingual!("stuurteken", "control character"),
        ),
        Problem::at(
            span("|\n  een"),
            "several-lines",
            bilingual!("meer regels", "several lines"),
        ),
        Problem::at(
            Span {
                start: 9999,
                end: 9999,
            },
            "unexpected-end",
            bilingual!("het bestand houdt op", "the file ends"),
        ),
        Problem::whole(
            "too-large",
            bilingual!("het bestand is te groot", "the file is too large"),
        )
        .help(bilingual!("splits het", "split it")),
    ];
    let mut wrong = Vec::new();
    for lang in [Lang::Nl, Lang::En] {
        let mut out = Vec::new();
        report::diagnostics(&[(&source, &problems)], lang, false, &mut out).unwrap();
        compare(
            "diagnostics",
            lang,
            None,
            &String::from_utf8(out).unwrap(),
            &mut wrong,
        );
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn colour_adds_escapes_and_changes_nothing_else() {
    for lang in [Lang::Nl, Lang::En] {
        for width in WIDTHS {
            let layout = Layout {
                width,
                ..Layout::default()
            };
            let plain = String::from_utf8(screen(&fixtures::hostile(lang), &layout)).unwrap();
            let colored = screen(
                &fixtures::hostile(lang),
                &Layout {
                    color: true,
                    ..layout
                },
            );
            let colored = String::from_utf8(colored).unwrap();
            assert!(colored.contains('\u{1b}') && !plain.contains('\u{1b}'));
            assert_eq!(anstream::adapter::strip_str(&colored).to_string(), plain);
        }
    }
}

#[test]
fn json_reads_back_and_holds_nothing_that_steers_a_terminal() {
    let screening = fixtures::hostile(Lang::Nl);
    let mut out = Vec::new();
    report::json(&screening, &mut out).unwrap();
    let text = String::from_utf8(out).unwrap();
    assert!(text.ends_with("}\n") && text.contains("喀什市"));
    assert!(
        !text
            .chars()
            .any(|character| character != '\n' && crate::report::visible::is_hazard(character))
    );
    assert_eq!(serde_json::from_str::<Screening>(&text).unwrap(), screening);
}
