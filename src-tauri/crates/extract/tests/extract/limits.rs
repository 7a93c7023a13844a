//! What strangers may cost: size, memory, time.

use std::cell::Cell;
use std::path::PathBuf;
use std::time::Duration;

use workestra_extract::{ExtractError, Extractor, Limits};

use crate::made::{docx_with, pdf, pdf_with, zip_of};
use crate::{extract_within, extractor, patient};

#[test]
fn an_attachment_over_the_limit_is_refused_unread() {
    let limits = Limits { input: 10, ..patient() };
    for (name, bytes) in [("a.txt", b"0123456789+".to_vec()), ("a.pdf", pdf())] {
        assert_eq!(
            extract_within(name, &bytes, &limits),
            Err(ExtractError::TooLarge),
            "{name}"
        );
    }
    assert!(extract_within("a.txt", b"0123456789", &limits).is_ok());
}

#[test]
fn text_beyond_the_limit_is_left_out_and_missed() {
    let limits = Limits { text: 20, ..patient() };
    let paragraphs = "<w:p><w:r><w:t>Grüße an alle</w:t></w:r></w:p>".repeat(50);
    let line: &[u8] = b"BT /F1 11 Tf 72 720 Td (Greetings to everybody in the yard) Tj ET";
    let files = [
        ("a.txt", "Grüße an alle\n".repeat(50).into_bytes()),
        ("a.docx", docx_with(&paragraphs)),
        ("a.pdf", pdf_with(&[line, line])),
    ];
    for (name, bytes) in files {
        let read = extract_within(name, &bytes, &limits).unwrap();
        assert!(read.truncated, "{name}");
        assert!(
            read.text.chars().count() <= 20 && read.text.chars().count() > 10,
            "{name}: {}",
            read.text
        );
    }
}

#[test]
fn a_bomb_of_spaces_is_refused_when_it_unpacks_beyond_the_limit() {
    let limits = Limits {
        unpacked: 1_000_000,
        ..patient()
    };
    let bomb = docx_with(&" ".repeat(5_000_000));
    assert!(bomb.len() < 20_000, "a bomb is small outside");
    assert_eq!(extract_within("a.docx", &bomb, &limits), Err(ExtractError::TooLarge));
    // Spread over parts, each within the limit.
    let part = format!("<w:hdr>{}</w:hdr>", " ".repeat(400_000));
    let names: Vec<_> = (0..5).map(|n| format!("word/header{n}.xml")).collect();
    let mut parts: Vec<(&str, &[u8])> = vec![("word/document.xml", b"<w:document/>")];
    parts.extend(names.iter().map(|name| (name.as_str(), part.as_bytes())));
    assert_eq!(
        extract_within("a.docx", &zip_of(&parts), &limits),
        Err(ExtractError::TooLarge)
    );
}

#[cfg(unix)]
#[test]
fn a_pdf_that_unpacks_beyond_the_memory_ends_its_reader_and_nothing_else() {
    let limits = Limits {
        memory: 128 * 1024 * 1024,
        ..patient()
    };
    let bomb = pdf_with(&[&vec![b' '; 60_000_000]]);
    assert!(bomb.len() < 1_000_000, "a bomb is small outside");
    let refused = extract_within("a.pdf", &bomb, &limits);
    assert_eq!(refused, Err(ExtractError::TooLarge));
}

#[test]
fn a_reader_that_takes_too_long_is_ended() {
    let limits = Limits {
        time: Duration::ZERO,
        ..Limits::default()
    };
    let refused = extract_within("a.pdf", &pdf(), &limits).unwrap_err();
    assert!(matches!(refused, ExtractError::TooSlow), "{refused:?}");
}

#[test]
fn a_reading_that_is_no_longer_wanted_ends() {
    let asked = Cell::new(0);
    let cancelled = || {
        asked.set(asked.get() + 1);
        asked.get() > 1
    };
    // Pages enough to keep the reader busy past the first look.
    let many: Vec<&[u8]> = vec![b"BT /F1 11 Tf 72 720 Td (Good page) Tj ET"; 3_000];
    let refused = extractor().extract("a.pdf", &pdf_with(&many), &patient(), &cancelled);
    assert_eq!(refused, Err(ExtractError::Cancelled));
    assert_eq!(
        extractor().extract("a.pdf", &pdf(), &patient(), &|| true),
        Err(ExtractError::Cancelled)
    );
}

#[test]
fn a_program_that_cannot_read_attachments_is_told_from_a_damaged_file() {
    for program in ["/nowhere/to/be/found", "/bin/false"] {
        let extractor = Extractor::program(PathBuf::from(program));
        let refused = extractor.extract("a.pdf", &pdf(), &patient(), &|| false).unwrap_err();
        assert!(
            matches!(refused, ExtractError::Unavailable(_)),
            "{program}: {refused:?}"
        );
    }
}
