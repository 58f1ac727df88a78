//! A stored result is read strictly: what is wrong is told with its place, and nothing is compared.

use crate::common::{DAY, Folder, program, root, text};

fn sample() -> String {
    let output = program(
        &root(),
        &[
            "screen",
            "profiles/kashgar-no-research.yaml",
            "--format",
            "json",
            "--lang",
            "en",
            "--as-of",
            DAY,
        ],
    );
    text(&output.stdout)
}

/// Compares an altered result with the profile it was made of, and returns what is said of it.
fn refused(name: &str, bytes: &[u8], lang: &str) -> String {
    let folder = Folder::new(&format!("stored-{name}-{lang}"));
    folder.write("old.json", bytes);
    let profile = root().join("profiles/kashgar-no-research.yaml");
    let output = program(
        &folder.0,
        &[
            "compare",
            "old.json",
            profile.to_str().unwrap(),
            "--lang",
            lang,
        ],
    );
    assert_eq!(
        (output.status.code(), text(&output.stdout)),
        (Some(2), String::new()),
        "{name}: {}",
        text(&output.stderr)
    );
    text(&output.stderr)
}

/// Replaces the only place where a text stands.
fn altered(old: &str, new: &str) -> String {
    let sample = sample();
    assert!(sample.contains(old), "{old}");
    sample.replacen(old, new, 1)
}

#[test]
fn what_is_no_result_of_this_version_is_refused_with_the_reason() {
    let cases: [(&str, String, &str, &str); 12] = [
        (
            "newer",
            altered("partnerscreen.screening/1", "partnerscreen.screening/2"),
            "error[unknown-format]: this program compares only `partnerscreen.screening/1`, not `partnerscreen.screening/2`",
            "= help: the result is of a newer version of this program",
        ),
        (
            "several",
            altered("partnerscreen.screening/1", "partnerscreen.screenings/1"),
            "error[unknown-format]: ",
            "= help: these are several screenings in one file",
        ),
        (
            "comparison",
            altered("partnerscreen.screening/1", "partnerscreen.comparison/1"),
            "error[unknown-format]: ",
            "= help: make a result with",
        ),
        ("list", "[]".to_owned(), "error[bad-result]: ", "old.json:1"),
        (
            "empty",
            String::new(),
            "error[bad-result]: the file ends here",
            "old.json",
        ),
        (
            "nothing",
            "{}".to_owned(),
            "error[not-a-result]: this is no stored result: `format` is missing",
            "old.json",
        ),
        (
            "cut",
            sample()[..5000].to_owned(),
            "error[bad-result]: the file ends here",
            "old.json:",
        ),
        (
            "unknown-field",
            altered("\"as_of\"", "\"as_off\""),
            "error[bad-result]: there is no field `as_off`",
            "\"as_off\": \"2026-11-24\"",
        ),
        (
            "missing",
            altered("  \"disclaimer\"", "  \"format2\""),
            "error[bad-result]: there is no field `format2`",
            "old.json:",
        ),
        (
            "variant",
            altered("\"status\": \"raised\"", "\"status\": \"maybe\""),
            "error[bad-result]: `maybe` cannot stand here",
            "\"status\": \"maybe\"",
        ),
        (
            "type",
            altered("\"doubtful\": false", "\"doubtful\": 7"),
            "error[bad-result]: this value cannot stand here",
            "\"doubtful\": 7",
        ),
        (
            "syntax",
            altered("\"as_of\":", "\"as_of\""),
            "error[bad-result]: this is no valid JSON",
            "old.json:",
        ),
    ];
    for (name, bytes, start, part) in cases {
        let said = refused(name, bytes.as_bytes(), "en");
        assert!(said.starts_with(start), "{name}: {said}");
        assert!(said.contains(part), "{name}: {said}");
    }
}

#[test]
fn a_result_whose_parts_do_not_fit_is_refused() {
    let cases = [
        (
            "day",
            altered(&format!("\"as_of\": \"{DAY}\""), "\"as_of\": \"gisteren\""),
            "`as_of`: `gisteren` is not a date",
        ),
        (
            "status",
            altered(
                "\"advise-against\": \"open\"",
                "\"advise-against\": \"not-raised\"",
            ),
            "the finding `advise-against` does not fit `statuses`",
        ),
        (
            "key",
            altered("\"key\": \"advise-against\"", "\"key\": \"advise-agains\""),
            "the finding `advise-agains` does not fit `statuses`",
        ),
        (
            "level",
            altered(
                "\"highest\": \"advise-against\"",
                "\"highest\": \"approved\"",
            ),
            "the level `approved` is not in `pack.levels`",
        ),
        (
            "scope",
            altered("\"applies\": \"yes\"", "\"applies\": \"no\""),
            "`outcome` does not fit `scope`",
        ),
        (
            "given",
            altered("\"kind\": \"value\"", "\"kind\": \"text\""),
            "does not hold together",
        ),
    ];
    for (name, bytes, message) in cases {
        let said = refused(name, bytes.as_bytes(), "en");
        assert!(
            said.starts_with("error[inconsistent-result]: "),
            "{name}: {said}"
        );
        assert!(said.contains(message), "{name}: {said}");
    }
}

#[test]
fn every_refusal_exists_in_dutch() {
    for (name, bytes, message) in [
        (
            "newer",
            altered("screening/1", "screening/9"),
            "dit programma vergelijkt alleen",
        ),
        (
            "cut",
            sample()[..5000].to_owned(),
            "het bestand houdt hier op",
        ),
        (
            "field",
            altered("\"as_of\"", "\"as_off\""),
            "het veld `as_off` bestaat niet",
        ),
        (
            "day",
            altered(&format!("\"as_of\": \"{DAY}\""), "\"as_of\": \"gisteren\""),
            "`gisteren` is geen datum",
        ),
    ] {
        let said = refused(name, bytes.as_bytes(), "nl");
        assert!(said.contains(message), "{name}: {said}");
    }
}

#[test]
fn what_is_too_large_or_no_text_is_refused_at_once() {
    let folder = Folder::new("stored-huge");
    let file = std::fs::File::create(folder.0.join("old.json")).unwrap();
    // A hole in a file takes no room on the disk.
    file.set_len(300 * 1024 * 1024).unwrap();
    let profile = root().join("profiles/kashgar-no-research.yaml");
    let output = program(
        &folder.0,
        &[
            "compare",
            "old.json",
            profile.to_str().unwrap(),
            "--lang",
            "en",
        ],
    );
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).starts_with("error[too-large]: "));
    assert!(refused("binary", b"{\"format\": \"\xff\"}", "en").starts_with("error[not-utf8]: "));
}

#[test]
fn text_of_a_stored_result_stays_data() {
    // The line of an answer, so that the result still follows from its answers; the label is what is shown.
    let evil = "\\u001b[31m<b>|*x*|</b> [y](http://z)";
    let folder = Folder::new("stored-hostile");
    let old = sample()
        .replacen("Voorbeeldstad – Kashgar (vóór het onderzoek)", evil, 1)
        // Other rules than those at hand, so that its own texts are shown.
        .replacen("\"hash\": \"", "\"hash\": \"0000", 1)
        .replacen(
            "\"label\": \"Research into the partner region\"",
            &format!("\"label\": \"{evil}\""),
            20,
        );
    folder.write("old.json", old);
    let profile = root().join("profiles/kashgar-research-done.yaml");
    for format in ["table", "markdown", "json"] {
        let output = program(
            &folder.0,
            &[
                "compare",
                "old.json",
                profile.to_str().unwrap(),
                "--format",
                format,
                "--lang",
                "en",
            ],
        );
        assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
        let shown = text(&output.stdout);
        assert!(!shown.contains('\u{1b}'), "{format}");
        if format == "markdown" {
            assert!(
                shown.contains("\\<b\\>\\|\\*x\\*\\|\\</b\\> \\[y\\](http\\://z)"),
                "{shown}"
            );
            assert!(!shown.contains("<b>"));
        }
    }
}
