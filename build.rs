//! Checks the default rule pack and brings it into a compact form that the program embeds.
//!
//! The very modules of the library that load a pack are compiled in here, so that a pack which the program would
//! refuse stops the build. `PARTNERSCREEN_PACK` names another folder to embed; the benchmarks use it.

#![allow(
    dead_code,
    unused_imports,
    unreachable_pub,
    clippy::all,
    clippy::pedantic,
    clippy::restriction,
    reason = "the modules are the library's own and are checked there; the build needs only part of them"
)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

#[path = "src/condition/mod.rs"]
mod condition;
#[path = "src/facts/mod.rs"]
mod facts;
#[path = "src/pack/mod.rs"]
mod pack;
#[path = "src/text.rs"]
mod text;
#[path = "src/yaml/mod.rs"]
mod yaml;

const DEFAULT: &str = "rules/amnesty-nl-2021";

fn main() -> ExitCode {
    println!("cargo::rerun-if-env-changed=PARTNERSCREEN_PACK");
    let folder = std::env::var("PARTNERSCREEN_PACK").unwrap_or_else(|_| DEFAULT.to_owned());
    for watched in [
        folder.as_str(),
        "src/condition",
        "src/facts",
        "src/pack",
        "src/text.rs",
        "src/yaml",
        "build.rs",
    ] {
        println!("cargo::rerun-if-changed={watched}");
    }
    match embed(Path::new(&folder)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(messages) => {
            for message in messages {
                println!("cargo::error={message}");
            }
            ExitCode::FAILURE
        }
    }
}

fn embed(folder: &Path) -> Result<(), Vec<String>> {
    let plain = |error: std::io::Error| vec![format!("{}: {error}", folder.display())];
    let mut files = BTreeMap::new();
    collect(folder, folder, &mut files).map_err(plain)?;
    let input = pack::PackFiles {
        name: folder.display().to_string(),
        files,
    };
    let pack = pack::load(&input).map_err(|error| messages(&error))?;
    let output = PathBuf::from(std::env::var("OUT_DIR").map_err(|error| vec![error.to_string()])?);
    let encoded = |error: postcard::Error| vec![error.to_string()];
    std::fs::write(
        output.join("pack.bin"),
        postcard::to_stdvec(&pack).map_err(encoded)?,
    )
    .map_err(plain)?;
    std::fs::write(
        output.join("files.bin"),
        postcard::to_stdvec(&input.files).map_err(encoded)?,
    )
    .map_err(plain)
}

fn collect(
    root: &Path,
    folder: &Path,
    files: &mut BTreeMap<String, Vec<u8>>,
) -> std::io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(root, &path, files)?;
        } else if let Ok(name) = path.strip_prefix(root)
            && path
                .extension()
                .is_some_and(|ending| ending == "yaml" || ending == "csv")
        {
            let name = name.to_string_lossy().replace('\\', "/");
            files.insert(name, std::fs::read(&path)?);
        }
    }
    Ok(())
}

fn messages(error: &pack::PackError) -> Vec<String> {
    let mut messages = Vec::new();
    for file in &error.0 {
        for problem in &file.problems {
            let at = problem.span.map(|span| file.source.position(span.start));
            let place = at.map_or_else(String::new, |at| format!(":{}:{}", at.line, at.column));
            let help = problem
                .help
                .as_ref()
                .map_or_else(String::new, |help| format!(" ({})", help.en));
            messages.push(format!(
                "{}{place}: [{}] {}{help}",
                file.source.name, problem.code, problem.message.en
            ));
        }
    }
    messages
}
