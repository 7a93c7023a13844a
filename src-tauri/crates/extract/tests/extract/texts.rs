//! Plain text and Markdown in the encodings that people still send.

use encoding_rs::{Encoding, GB18030, SHIFT_JIS, WINDOWS_1251, WINDOWS_1252};
use workestra_extract::ExtractError;

use crate::extract;

const GERMAN: &str = "Die Straße war naß, und über der Brücke hing Nebel. Größere Mengen wären schöner gewesen, meinte der \
    Bürgermeister, während er den Käse für später einpackte.\n";
const RUSSIAN: &str = "Съешь ещё этих мягких французских булок, да выпей же чаю. Поезд отправляется завтра утром, просим \
    не опаздывать.\n";
const CHINESE: &str = "我们明天上午十点在上海的办公室开会,请带上合同和最新的报价单,谢谢大家的配合。\n";
const JAPANESE: &str = "明日の午前十時に東京の事務所で会議を行います。契約書と最新の見積書をお持ちください。\n";

#[test]
fn text_is_read_in_every_encoding_that_its_bytes_give_away() {
    let known: [(&str, &'static Encoding); 4] = [
        (GERMAN, WINDOWS_1252),
        (RUSSIAN, WINDOWS_1251),
        (CHINESE, GB18030),
        (JAPANESE, SHIFT_JIS),
    ];
    for (text, encoding) in known {
        let text = text.repeat(3);
        let (bytes, _, lossy) = encoding.encode(&text);
        assert!(!lossy, "the sample must fit its encoding");
        let read = extract("letter.txt", &bytes).unwrap();
        assert_eq!(read.text, text.trim_end(), "{}", encoding.name());
        assert!(!read.truncated);
        assert_eq!(extract("letter.txt", text.as_bytes()).unwrap().text, text.trim_end());
    }
}

#[test]
fn wide_encodings_are_read_with_and_without_their_mark() {
    type Wide = fn(char) -> Vec<u8>;
    fn utf16(c: char, order: fn(u16) -> [u8; 2]) -> Vec<u8> {
        c.encode_utf16(&mut [0; 2])
            .iter()
            .flat_map(|&unit| order(unit))
            .collect()
    }
    let wide: [Wide; 4] = [
        |c| utf16(c, u16::to_le_bytes),
        |c| utf16(c, u16::to_be_bytes),
        |c| u32::from(c).to_le_bytes().to_vec(),
        |c| u32::from(c).to_be_bytes().to_vec(),
    ];
    for encode in wide {
        for mark in ["\u{feff}", ""] {
            let bytes: Vec<u8> = mark.chars().chain(GERMAN.chars()).flat_map(encode).collect();
            assert_eq!(
                extract("letter.txt", &bytes).unwrap().text,
                GERMAN.trim_end(),
                "mark {mark:?}"
            );
        }
    }
}

#[test]
fn markdown_keeps_its_signs_and_is_known_by_its_name() {
    let read = extract("Notes.md", b"# Plan\r\n\r\n- [x] **call** Rosa\r\n").unwrap();
    assert_eq!(read.media_type, "text/markdown");
    assert_eq!(read.text, "# Plan\n\n- [x] **call** Rosa");
}

#[test]
fn an_empty_file_has_an_empty_text() {
    let read = extract("empty.txt", b"").unwrap();
    assert_eq!((read.text.as_str(), read.truncated), ("", false));
}

#[test]
fn a_few_broken_bytes_do_not_turn_utf8_into_something_else() {
    let mut bytes = RUSSIAN.repeat(3).into_bytes();
    bytes.extend(b"\xFF");
    let read = extract("letter.txt", &bytes).unwrap();
    assert!(read.text.starts_with("Съешь ещё"), "{}", read.text);
}

#[test]
fn what_is_neither_text_nor_a_known_document_is_refused_by_its_media_type() {
    let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".as_slice();
    assert_eq!(
        extract("cv.pdf", png),
        Err(ExtractError::Unsupported("image/png".to_owned())),
        "the name does not make it a PDF"
    );
    let rtf = extract("cv.rtf", b"{\\rtf1\\ansi hello}");
    assert_eq!(rtf, Err(ExtractError::Unsupported("application/rtf".to_owned())));
}
