#![expect(clippy::unwrap_used, reason = "tests")]

use std::path::PathBuf;

use encoding_rs::Encoding;
use jiff::civil::date;
use tempfile::TempDir;
use workestra_core::parse::DayOrder;

use super::*;

struct Files(TempDir);

impl Files {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.0.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    }
}

fn look(path: &Path) -> Inspected {
    let defaults = Locale {
        members: &[],
        day_order: DayOrder::MonthFirst,
        decimal_comma: false,
        region: "US",
        currency: "USD",
        today: date(2026, 11, 21),
    };
    inspect(path, None, None, &Schema::declared(), &defaults, &Cancel::default()).unwrap()
}

fn target(inspected: &Inspected, header: &str) -> Option<String> {
    let column = inspected.shape.headers.iter().position(|name| name == header).unwrap();
    inspected.mapping[column].field.clone()
}

/// A file with letters of the language, long enough to tell its encoding.
fn table(names: &[&str], city: &str) -> String {
    let mut text = String::from("First name,Last name,Email,City\n");
    for (at, name) in names.iter().cycle().take(60).enumerate() {
        text.push_str(&format!("{name},{name},a{at}@b.example,{city}\n"));
    }
    text
}

#[test]
fn every_encoding_is_recognised_and_read() {
    let files = Files::new();
    let japanese = table(&["山田太郎", "さくら", "ハルカ", "東京都港区の会社です"], "東京");
    let chinese = table(&["张伟", "王芳和她的同事们", "今天的天气很好", "欧阳修"], "上海");
    let taiwanese = table(&["張偉", "許志遠", "臺灣大學的學生們", "歐陽修"], "臺北");
    let korean = table(&["김민준", "남궁서연", "안녕하세요 반갑습니다", "대한민국"], "서울");
    let french = table(
        &["Éloïse", "Beauchêne à l'été", "façade de l'hôtel", "Noël"],
        "Besançon",
    );
    let russian = table(&["Анна", "Каренина", "Всё смешалось в доме", "Пётр"], "Москва");
    for (label, text) in [
        ("utf-8", &japanese),
        ("shift_jis", &japanese),
        ("euc-jp", &japanese),
        ("gb18030", &chinese),
        ("big5", &taiwanese),
        ("euc-kr", &korean),
        ("windows-1252", &french),
        ("windows-1251", &russian),
    ] {
        let encoding = Encoding::for_label(label.as_bytes()).unwrap();
        let path = files.write("file.csv", encoding.encode(text).0);
        let seen = look(&path);
        assert_eq!(seen.options.encoding, label);
        assert_eq!(seen.shape.rows, 60, "{label}");
        let first = text.lines().nth(1).unwrap().split(',').next().unwrap();
        assert_eq!(seen.shape.sample[0][0], first, "{label}");
        assert_eq!(seen.shape.warnings, Vec::<String>::new(), "{label}");
    }
}

#[test]
fn utf_16_and_utf_32_are_read_with_and_without_a_mark() {
    let files = Files::new();
    for text in [
        table(&["Éloïse", "山田太郎"], "東京"),
        table(&["Ada", "Bob 😀"], "Rome"),
    ] {
        for mark in [true, false] {
            let marked = if mark { format!("\u{FEFF}{text}") } else { text.clone() };
            let encoded: [(&str, Vec<u8>); 5] = [
                ("utf-16le", marked.encode_utf16().flat_map(u16::to_le_bytes).collect()),
                ("utf-16be", marked.encode_utf16().flat_map(u16::to_be_bytes).collect()),
                (
                    "utf-32le",
                    marked.chars().flat_map(|c| (c as u32).to_le_bytes()).collect(),
                ),
                (
                    "utf-32be",
                    marked.chars().flat_map(|c| (c as u32).to_be_bytes()).collect(),
                ),
                ("utf-8", marked.clone().into_bytes()),
            ];
            for (label, bytes) in encoded {
                let seen = look(&files.write("file.csv", bytes));
                assert_eq!(seen.options.encoding, label, "mark {mark}");
                assert_eq!(
                    seen.shape.headers[0], "First name",
                    "{label}: the mark is no part of the header"
                );
                assert_eq!(seen.shape.rows, 60);
                assert!(text.contains(&seen.shape.sample[1][0]), "{label}");
            }
        }
    }
}

#[test]
fn a_mostly_good_utf_8_file_with_a_few_broken_bytes_stays_utf_8() {
    let files = Files::new();
    let mut bytes = table(&["Éloïse", "Noël"], "Besançon").into_bytes();
    bytes.extend_from_slice(b"Andr\xe9,Last,x@b.example,Lyon\n");
    let seen = look(&files.write("file.csv", bytes));
    assert_eq!(seen.options.encoding, "utf-8");
    assert!(
        seen.shape.warnings[0].contains("1 character"),
        "{:?}",
        seen.shape.warnings
    );
}

#[test]
fn a_report_in_a_german_spreadsheet_is_understood() {
    let files = Files::new();
    let text = "sep=;\r\nOffene Geschäfte\r\nErstellt am 21.11.2026\r\n\r\n\
        Deal name;Amount;Close date;Company\r\n\
        \"Motor; groß\";1.234,50;25.12.2026;Engines\r\nZweiter;99,00;03.01.2027;Engines\r\n";
    let seen = look(&files.write("deals.csv", text));
    assert_eq!(seen.options.delimiter, ';');
    assert_eq!((seen.options.skip_lines, seen.options.has_header), (4, true));
    assert_eq!(seen.options.day_order, DayOrder::DayFirst);
    assert!(seen.options.decimal_comma);
    assert_eq!(seen.kind, Kind::Deal);
    assert_eq!(seen.shape.rows, 2);
    assert_eq!(seen.shape.sample[0][0], "Motor; groß");
    assert_eq!(target(&seen, "Amount").as_deref(), Some("amount"));
}

#[test]
fn what_is_odd_is_said() {
    let files = Files::new();
    let text = "Email,Email,City\na@b.example,c@d.example,Rome\nx@b.example\ny@b.example,,Oslo,extra,more\n\
        z@b.example,\0,Bern\nw@b.example,\"open,Paris\nv@b.example,,Ulm\n";
    let seen = look(&files.write("file.csv", text));
    assert_eq!(seen.shape.rows, 6);
    let all = seen.shape.warnings.join("\n");
    for part in [
        "1 row has more cells than the header",
        "1 row has fewer cells",
        "1 NUL character",
        "the quote opened in line 6 is never closed",
        "several columns are called Email",
    ] {
        assert!(all.contains(part), "{part} in {all}");
    }
}

#[test]
fn a_file_without_header_gets_names_for_its_columns() {
    let files = Files::new();
    let seen = look(&files.write(
        "file.csv",
        "ada@b.example,Rome,1815-12-10\nbob@b.example,Oslo,1990-01-01\n",
    ));
    assert!(!seen.options.has_header);
    assert_eq!(seen.shape.headers, ["Column 1", "Column 2", "Column 3"]);
    assert_eq!(seen.shape.rows, 2);
    assert_eq!(target(&seen, "Column 1").as_deref(), Some("emails"));
}

#[test]
fn options_that_are_given_are_followed() {
    let files = Files::new();
    let path = files.write("file.csv", "a;b\n1,5;2\n");
    let mut options = look(&path).options;
    options.delimiter = ',';
    options.has_header = false;
    let schema = Schema::declared();
    let defaults = Locale {
        members: &[],
        day_order: DayOrder::DayFirst,
        decimal_comma: false,
        region: "US",
        currency: "USD",
        today: date(2026, 11, 21),
    };
    let seen = inspect(
        &path,
        Some(Kind::Task),
        Some(options.clone()),
        &schema,
        &defaults,
        &Cancel::default(),
    )
    .unwrap();
    assert_eq!((seen.kind, &seen.options), (Kind::Task, &options));
    assert_eq!(seen.shape.sample[1], ["1", "5;2"]);
    let stopped = Cancel::default();
    stopped.cancel();
    let error = inspect(&path, None, None, &schema, &defaults, &stopped).unwrap_err();
    assert!(matches!(error, TransferError::Cancelled));
    options.encoding = "utf-7".to_owned();
    let error = inspect(&path, None, Some(options), &schema, &defaults, &Cancel::default()).unwrap_err();
    assert!(matches!(error, TransferError::UnknownEncoding(_)));
}

#[test]
fn nothing_to_read_is_said() {
    let files = Files::new();
    let schema = Schema::declared();
    let defaults = Locale {
        members: &[],
        day_order: DayOrder::DayFirst,
        decimal_comma: false,
        region: "US",
        currency: "USD",
        today: date(2026, 11, 21),
    };
    for (name, bytes) in [
        ("empty.csv", &b""[..]),
        ("mark.csv", b"\xEF\xBB\xBF"),
        ("blank.csv", b"\n\n  \n"),
    ] {
        let path = files.write(name, bytes);
        let error = inspect(&path, None, None, &schema, &defaults, &Cancel::default()).unwrap_err();
        assert!(matches!(error, TransferError::Empty(_)), "{name}: {error}");
    }
    let missing = files.0.path().join("missing.csv");
    let error = inspect(&missing, None, None, &schema, &defaults, &Cancel::default()).unwrap_err();
    assert!(matches!(error, TransferError::Read { .. }));
}
