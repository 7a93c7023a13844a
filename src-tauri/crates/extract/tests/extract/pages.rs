//! PDFs.

use pdf_extract::{Document, EncryptionState, EncryptionVersion, Permissions};
use workestra_extract::{ExtractError, Limits};

use crate::made::{pdf, pdf_of, pdf_with};
use crate::{extract, extract_within, patient};

fn encrypted(user_password: &str) -> Vec<u8> {
    let mut document = Document::load_mem(&pdf()).unwrap();
    let version = EncryptionVersion::V2 {
        document: &document,
        owner_password: "owner",
        user_password,
        key_length: 128,
        permissions: Permissions::all(),
    };
    let state = EncryptionState::try_from(version).unwrap();
    document.encrypt(&state).unwrap();
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    bytes
}

#[test]
fn every_page_is_read_with_the_letters_that_its_fonts_mean() {
    let read = extract("cv.pdf", &pdf()).unwrap();
    assert_eq!(read.media_type, "application/pdf");
    assert!(!read.truncated);
    let lines: Vec<_> = read.text.lines().filter(|line| !line.is_empty()).collect();
    assert_eq!(
        lines,
        [
            "Rosa Lindqvist",
            "Welder, café owner (2019)",
            "Certified in Gothenburg",
            "Ελ你",
            "References on request",
        ]
    );
}

#[test]
fn a_pdf_is_known_by_its_content_and_not_by_its_name() {
    assert!(extract("cv.txt", &pdf()).unwrap().text.contains("Rosa Lindqvist"));
}

#[test]
fn a_pdf_that_needs_a_password_is_told_from_one_that_only_forbids_printing() {
    assert_eq!(extract("cv.pdf", &encrypted("secret")), Err(ExtractError::Encrypted));
    let open = extract("cv.pdf", &encrypted("")).unwrap();
    assert!(open.text.contains("Rosa Lindqvist"), "{}", open.text);
}

#[test]
fn pages_beyond_the_limit_are_left_out_and_missed() {
    let limits = Limits { pages: 1, ..patient() };
    let read = extract_within("cv.pdf", &pdf(), &limits).unwrap();
    assert!(read.truncated);
    assert!(
        read.text.contains("Gothenburg") && !read.text.contains("References"),
        "{}",
        read.text
    );
}

#[test]
fn a_page_that_cannot_be_read_does_not_take_the_others_with_it() {
    let good: &[u8] = b"BT /F1 11 Tf 72 720 Td (Good page) Tj ET";
    let bad: &[u8] = b"BT /Missing 11 Tf 72 720 Td (Bad page) Tj ET";
    let read = extract("cv.pdf", &pdf_with(&[good, bad, good, bad, good])).unwrap();
    assert_eq!(read.text.matches("Good page").count(), 3, "{}", read.text);
    assert!(read.truncated, "two pages are missing");
}

#[test]
fn a_scanned_page_has_no_text_and_is_not_damaged() {
    let read = extract("scan.pdf", &pdf_with(&[b"0 0 612 792 re f"])).unwrap();
    assert_eq!((read.text.as_str(), read.truncated), ("", false));
}

#[test]
fn a_pdf_without_pages_or_with_pages_that_hold_each_other_is_damaged_at_most() {
    let catalogue = b"<< /Type /Catalog /Pages 2 0 R >>".to_vec();
    let none = pdf_of(&[catalogue.clone(), b"<< /Type /Pages /Count 0 /Kids [] >>".to_vec()]);
    assert_eq!(extract("a.pdf", &none), Err(ExtractError::Damaged));
    let circle = pdf_of(&[
        catalogue.clone(),
        b"<< /Type /Pages /Count 1 /Kids [3 0 R] /Parent 3 0 R >>".to_vec(),
        b"<< /Type /Pages /Count 1 /Kids [2 0 R] /Parent 2 0 R >>".to_vec(),
    ]);
    assert_eq!(extract("a.pdf", &circle), Err(ExtractError::Damaged));
    let parents = pdf_of(&[
        catalogue,
        b"<< /Type /Pages /Count 1 /Kids [3 0 R] /Parent 3 0 R >>".to_vec(),
        b"<< /Type /Page /Parent 2 0 R >>".to_vec(),
    ]);
    assert_eq!(
        extract("a.pdf", &parents),
        Err(ExtractError::Damaged),
        "looking up inherited things never ends there"
    );
}

#[test]
fn a_pdf_whose_table_is_gone_or_points_nowhere_is_read_by_its_objects() {
    let whole = pdf();
    let table = whole.windows(5).position(|window| window == b"xref\n").unwrap();
    let cut = whole[..table].to_vec();
    let mut shifted = whole.clone();
    shifted.splice(9..9, *b"% put in by a mail program\n");
    let mut behind = b"Content-Type: application/pdf\0\n\n".to_vec();
    behind.extend(&whole);
    for (what, bytes) in [("cut", cut), ("shifted", shifted), ("behind a heading", behind)] {
        let read = extract("cv.pdf", &bytes).unwrap();
        assert!(read.text.contains("Rosa Lindqvist"), "{what}: {}", read.text);
        assert!(read.text.contains("References on request"), "{what}: {}", read.text);
    }
}
