//! The parts of one run: load the pack, compile its conditions, read a profile, evaluate, render.
//!
//! `cargo bench --bench engine`. Figures stand in `docs/performance.md`.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    missing_docs,
    reason = "a measuring tool stops at the first surprise, and prints what it measured"
)]

use divan::{Bencher, black_box};
use partnerscreen::pack::{Pack, load};
use partnerscreen::profile::{Profile, read};
use partnerscreen::report::{Layout, screen as render};
use partnerscreen::screening::{answer_table, screen, statuses};
use partnerscreen::text::Lang;
use partnerscreen::{condition, embedded};

const PROFILE: &[u8] = include_bytes!("../profiles/guangdong-running.yaml");

fn main() {
    divan::main();
}

fn pack() -> Pack {
    embedded::pack().unwrap()
}

fn profile(pack: &Pack) -> Profile {
    read("guangdong-running.yaml", PROFILE, &pack.facts, &pack.places).unwrap()
}

/// What every run does first: the compact form that the build checked.
#[divan::bench]
fn load_embedded_pack() -> Pack {
    pack()
}

/// What `--rules` does instead: read, check and compile the files.
#[divan::bench]
fn load_pack_from_files(bencher: Bencher) {
    let files = embedded::files().unwrap();
    bencher.bench_local(|| load(black_box(&files)).unwrap());
}

/// Parse, check and lower the `when` of all rules.
#[divan::bench]
fn compile_conditions(bencher: Bencher) {
    let pack = pack();
    let texts = texts();
    let guarded = std::collections::BTreeSet::new();
    let named = (0..)
        .map(condition::ConditionIndex)
        .zip(&pack.conditions)
        .map(|(index, named)| {
            let node = named.node.clone();
            (named.id.clone(), condition::NamedCondition { index, node })
        })
        .collect();
    let scope = condition::Scope {
        facts: &pack.facts,
        guarded: &guarded,
        named: &named,
        each: None,
        unbound: true,
    };
    bencher
        .counter(divan::counter::ItemsCount::new(texts.len()))
        .bench_local(|| {
            for text in &texts {
                black_box(condition::compile(text, &scope)).unwrap();
            }
        });
}

fn texts() -> Vec<String> {
    #[derive(serde::Deserialize)]
    struct Rules {
        rules: Vec<Rule>,
    }
    #[derive(serde::Deserialize)]
    struct Rule {
        when: String,
    }
    let files = embedded::files().unwrap();
    let rules = files
        .files
        .iter()
        .filter(|(name, _)| name.starts_with("rules/"));
    rules
        .flat_map(|(_, bytes)| serde_yaml::from_slice::<Rules>(bytes).unwrap().rules)
        .map(|rule| rule.when)
        .collect()
}

#[divan::bench]
fn read_profile(bencher: Bencher) {
    let pack = pack();
    bencher.bench_local(|| profile(black_box(&pack)));
}

/// Guards, lookups and contradictions: the answers as conditions read them.
#[divan::bench]
fn settle_answers(bencher: Bencher) {
    let pack = pack();
    let profile = profile(&pack);
    bencher.bench_local(|| answer_table(black_box(&pack), black_box(&profile)));
}

/// The status of every rule for every record.
#[divan::bench]
fn evaluate_all_rules(bencher: Bencher) {
    let pack = pack();
    let table = answer_table(&pack, &profile(&pack));
    bencher.bench_local(|| statuses(black_box(&pack), black_box(&table)));
}

/// Everything between a profile and its result: settle, evaluate, describe.
#[divan::bench]
fn screen_profile(bencher: Bencher) {
    let pack = pack();
    let profile = profile(&pack);
    bencher.bench_local(|| {
        screen(
            black_box(&pack),
            black_box(&profile),
            "2026-11-24",
            Lang::Nl,
        )
    });
}

#[divan::bench(args = [60, 100])]
fn render_table(bencher: Bencher, width: usize) {
    let pack = pack();
    let screening = screen(&pack, &profile(&pack), "2026-11-24", Lang::Nl);
    let layout = Layout {
        width,
        ..Layout::default()
    };
    bencher.bench_local(|| {
        let mut out = Vec::new();
        render(black_box(&screening), &layout, &mut out).unwrap();
        out
    });
}
