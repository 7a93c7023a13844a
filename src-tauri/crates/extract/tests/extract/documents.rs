//! DOCX.

use workestra_extract::ExtractError;

use crate::extract;
use crate::made::{LETTER, docx, docx_with, word, zip_of};

#[test]
fn body_headers_notes_and_comments_are_read_once_each() {
    let read = extract("letter.docx", &docx()).unwrap();
    assert!(read.media_type.ends_with("wordprocessingml.document"));
    assert!(!read.truncated);
    let lines: Vec<_> = read
        .text
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect();
    assert_eq!(
        lines,
        [
            "Dear Ms O’Neill & Sons,",
            "one\ttwo",
            "three-four",
            "你好",
            "мир",
            "boxed",
            "Check this.",
            "Since 1998.",
            "From the yard",
        ],
        "deleted text, field codes, styles and what repeats a text box are not to be found"
    );
}

#[test]
fn a_document_is_known_by_its_content_and_not_by_its_name() {
    assert!(
        extract("letter.bin", &docx_with(LETTER))
            .unwrap()
            .text
            .starts_with("Dear Ms")
    );
}

#[test]
fn an_archive_that_is_no_document_is_refused_as_such() {
    let archive = zip_of(&[("photo.txt", b"hello")]);
    assert_eq!(
        extract("letter.docx", &archive),
        Err(ExtractError::Unsupported("application/zip".to_owned()))
    );
}

#[test]
fn what_can_be_read_of_a_broken_document_is_kept_and_the_rest_missed() {
    let body = word("document", "<w:body><w:p><w:r><w:t>Hello</w:t></w:r></w:p><w:p></w:x>");
    let footer = word("ftr", "<w:p><w:r><w:t>Page</w:t></w:r></w:p>");
    let parts = [
        ("word/document.xml", body.as_bytes()),
        ("word/footer1.xml", footer.as_bytes()),
    ];
    let read = extract("letter.docx", &zip_of(&parts)).unwrap();
    assert_eq!(read.text, "Hello\nPage");
    assert!(read.truncated);
    let nothing = zip_of(&[("word/document.xml", b"<w:document><w:body></w:x>")]);
    assert_eq!(extract("letter.docx", &nothing), Err(ExtractError::Damaged));
}

#[test]
fn entities_that_a_document_declares_itself_are_not_expanded() {
    let bomb = r#"<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]><w:document><w:p><w:t>x&b;y</w:t></w:p></w:document>"#;
    let read = extract("letter.docx", &zip_of(&[("word/document.xml", bomb.as_bytes())])).unwrap();
    assert_eq!(read.text, "xy");
}
