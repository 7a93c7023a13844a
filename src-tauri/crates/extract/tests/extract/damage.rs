//! Files that were cut, flipped and stirred.

use std::sync::atomic::{AtomicUsize, Ordering};

use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use workestra_extract::ExtractError;

use crate::extract;
use crate::made::{LETTER, docx, docx_with, pdf, pdf_of, word, zip_of};

const MUTATIONS: u64 = 1_000;

/// Changes a few bytes, or takes out, doubles or overwrites a stretch.
fn mutate(bytes: &mut Vec<u8>, random: &mut StdRng) {
    for _ in 0..random.random_range(1..=8) {
        if bytes.is_empty() {
            return;
        }
        let at = random.random_range(0..bytes.len());
        let length = random.random_range(1..=40.min(bytes.len() - at));
        match random.random_range(0..5) {
            0 => bytes[at] ^= 1 << random.random_range(0..8),
            1 => bytes[at] = random.random(),
            2 => drop(bytes.drain(at..at + length)),
            3 => {
                let stretch = bytes[at..at + length].to_vec();
                let to = random.random_range(0..=bytes.len());
                bytes.splice(to..to, stretch);
            }
            _ => {
                // Numbers decide about lengths, places and references.
                let numbers: [&[u8]; 6] = [b"0", b"-1", b"99999999999", b"4294967296", b"2 0 R", b"1e309"];
                let number = numbers[random.random_range(0..numbers.len())];
                bytes.splice(at..at, number.iter().copied());
            }
        }
    }
}

/// Reads every mutation; each must be answered, by a text or by why there is none. Returns how many had text.
fn read_all(name: &str, make: impl Fn(&mut StdRng) -> Vec<u8> + Sync) -> usize {
    let next = AtomicUsize::new(0);
    let with_text = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                loop {
                    let seed = next.fetch_add(1, Ordering::Relaxed) as u64;
                    if seed >= MUTATIONS {
                        return;
                    }
                    let bytes = make(&mut StdRng::seed_from_u64(seed));
                    match extract(name, &bytes) {
                        Ok(read) => {
                            with_text.fetch_add(usize::from(!read.text.is_empty()), Ordering::Relaxed);
                        }
                        Err(
                            ExtractError::Damaged
                            | ExtractError::Encrypted
                            | ExtractError::TooLarge
                            | ExtractError::Unsupported(_),
                        ) => {}
                        Err(error) => panic!("mutation {seed} of {name} ended in {error:?}"),
                    }
                }
            });
        }
    });
    with_text.into_inner()
}

#[test]
fn a_thousand_mutations_of_a_pdf_are_all_answered() {
    let whole = pdf();
    let with_text = read_all("cv.pdf", |random| {
        let mut bytes = whole.clone();
        mutate(&mut bytes, random);
        bytes
    });
    assert!(
        with_text > 100,
        "damage here and there should leave text, but only {with_text} had any"
    );
}

#[test]
fn a_thousand_mutations_of_a_document_are_all_answered() {
    let whole = docx();
    let with_text = read_all("letter.docx", |random| {
        if random.random() {
            let mut bytes = whole.clone();
            mutate(&mut bytes, random);
            return bytes;
        }
        // Inside the archive, where its checksums do not catch it.
        let mut body = word("document", &format!("<w:body>{LETTER}</w:body>")).into_bytes();
        mutate(&mut body, random);
        zip_of(&[("word/document.xml", &body)])
    });
    assert!(
        with_text > 100,
        "damage here and there should leave text, but only {with_text} had any"
    );
}

#[test]
fn files_cut_anywhere_are_answered() {
    for (name, whole) in [("cv.pdf", pdf()), ("letter.docx", docx_with(LETTER))] {
        for part in 0..40 {
            let cut = &whole[..whole.len() * part / 40];
            if let Err(error) = extract(name, cut) {
                let expected = matches!(error, ExtractError::Damaged | ExtractError::Unsupported(_));
                assert!(expected, "{name} cut to {} bytes: {error:?}", cut.len());
            }
        }
    }
}

#[test]
fn brackets_without_end_do_not_take_the_app_down() {
    let deep = |open: &str| format!("<< /Type /Catalog /Pages 2 0 R /X {} >>", open.repeat(100_000)).into_bytes();
    for open in ["[", "<<", "<</A ", "("] {
        let pages = b"<< /Type /Pages /Count 0 /Kids [] >>".to_vec();
        let read = extract("a.pdf", &pdf_of(&[deep(open), pages]));
        assert!(matches!(read, Err(ExtractError::Damaged)), "{open}: {read:?}");
    }
    let read = extract("a.docx", &docx_with(&"<w:p>".repeat(300_000)));
    assert!(matches!(read, Err(ExtractError::Damaged)), "{read:?}");
}
