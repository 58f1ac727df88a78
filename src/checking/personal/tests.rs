//! Each form that is found, and what only resembles it.

use super::{Personal, find, masked};

/// Returns what is found in a text: the kinds and the stretches.
fn found(text: &str) -> Vec<(Personal, &str)> {
    find(text)
        .into_iter()
        .map(|(range, what)| (what, &text[range]))
        .collect()
}

#[test]
fn email_addresses_are_found_whole() {
    for (text, address) in [
        (
            "mail jan.de-vries+x@gemeente.voorbeeld.nl.",
            "jan.de-vries+x@gemeente.voorbeeld.nl",
        ),
        ("<li@qq.com>", "li@qq.com"),
        ("联系li＠example．cn。", "联系li＠example．cn"),
        ("mailto:a@b.nl", "a@b.nl"),
    ] {
        assert_eq!(found(text), [(Personal::Email, address)], "{text}");
    }
    for text in [
        "exchange.state@visit-2026",
        "@gemeente.nl",
        "a@b",
        "a@ b.nl",
        "prijs @ 3.50",
        "a@1.2",
    ] {
        assert_eq!(found(text), [], "{text}");
    }
}

#[test]
fn dutch_and_chinese_telephone_numbers_are_found_in_their_usual_forms() {
    for number in [
        "0612345678",
        "06-12345678",
        "06 12345678",
        "06 12 34 56 78",
        "06-12-34-56-78",
        "06 - 12345678",
        "06.12.34.56.78",
        "0031612345678",
        "0031 6 12345678",
        "+31612345678",
        "+31 6 1234 5678",
        "+31 (0)6 12345678",
        "(+31) 6 12345678",
        "020-1234567",
        "020 123 45 67",
        "(020) 123 4567",
        "010 1234567",
        "0512-123456",
        "0512 12 34 56",
        "06–12345678",
        "０６１２３４５６７８",
        "13812345678",
        "138 1234 5678",
        "138-1234-5678",
        "+86 138 1234 5678",
        "008613812345678",
        "+86 10 8888 8888",
        "010-88888888",
        "010 8888 8888",
        "0998-1234567",
        "0991 123 4567",
        "(0998)1234567",
        "+32 2 123 45 67",
    ] {
        for text in [
            number.to_owned(),
            format!("bel {number}, of niet"),
            format!("tel:{number}."),
            format!("电话{number}。"),
            format!("{{note: \"{number}\"}}"),
        ] {
            let of_kind: Vec<Personal> = found(&text).iter().map(|(what, _)| *what).collect();
            assert_eq!(of_kind, [Personal::Phone], "{text}");
            assert!(
                found(&text)[0].1.contains(number.trim_start_matches('(')),
                "{text}"
            );
        }
    }
}

#[test]
fn dates_years_file_numbers_amounts_and_web_addresses_are_no_telephone_numbers() {
    for text in [
        "2019-2024",
        "2019–2024",
        "2026-05-01",
        "01-02-2024",
        "01-02-2024 10:30",
        "06-12-2024",
        "06-12-2024 15",
        "1-6-2023 t/m 31-12-2026",
        "Z2024-0612345678",
        "2024/0612345678",
        "2024.0612345678",
        "zaak-0612345678",
        "Z/24/0612345678",
        "06123456789012",
        "061234567",
        "€ 1.234.567.890",
        "12.000.000",
        "0,612345678",
        "NL91 ABNA 0417 1643 00",
        "NL91ABNA0417164300",
        "0304-3878",
        "978-90-1234-567-8",
        "9:00-17:00",
        "https://voorbeeld.nl/dossier/0612345678",
        "www.voorbeeld.nl/0612345678?x=123456782",
        "650100",
        "1234 AB",
        "12345678901",
        "v1.13812345678",
        "+31 6 1234",
        "1300 1400 1500",
    ] {
        assert_eq!(found(text), [], "{text}");
    }
}

#[test]
fn a_bsn_is_nine_digits_that_pass_the_eleven_test() {
    for number in [
        "123456782",
        "111222333",
        "012345672",
        "1234.56.782",
        "1234 56 782",
    ] {
        assert_eq!(found(&format!("nr {number}")), [(Personal::Bsn, number)]);
    }
    // Without its zero, or in other groups, only where it is called one: dates and file numbers have such forms too.
    for number in ["12345672", "123 456 782", "123-456-782"] {
        assert_eq!(found(&format!("nr {number}")), [], "{number}");
        assert_eq!(found(&format!("BSN: {number}")), [(Personal::Bsn, number)]);
        assert_eq!(
            found(&format!("burgerservicenummer {number}")),
            [(Personal::Bsn, number)]
        );
    }
    for text in [
        "123456783",
        "BSN 123456783",
        "000000000",
        "1234567820",
        "Z123456782",
        "123456782-B01",
        "123.456.782",
        "2024-12-301",
        "RSIN 123456782",
        "€123456782",
    ] {
        assert_eq!(found(text), [], "{text}");
    }
}

#[test]
fn several_are_found_in_order_and_nothing_of_them_is_left() {
    let text = "Jan (jan@a.nl, 06 12345678 en 020-1234567; 123456782) komt in 2026";
    let kinds: Vec<Personal> = found(text).iter().map(|(what, _)| *what).collect();
    assert_eq!(
        kinds,
        [
            Personal::Email,
            Personal::Phone,
            Personal::Phone,
            Personal::Bsn
        ]
    );
    assert_eq!(masked(text), "Jan (…, … en …; …) komt in 2026");
    assert_eq!(masked("niets 12"), "niets 12");
    assert_eq!(masked(&masked(text)), masked(text));
}

#[test]
fn long_lines_are_searched_in_time() {
    for part in [
        ";1",
        "1(",
        "a@",
        "06 12345678 ",
        "x.",
        "123456782;",
        "+",
        "1-",
        "://1 ",
    ] {
        let text = part.repeat(300_000 / part.len());
        let _ = find(&text);
    }
}
