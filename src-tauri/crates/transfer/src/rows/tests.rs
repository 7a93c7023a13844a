#![expect(clippy::unwrap_used, reason = "tests")]

use jiff::civil::date;
use rand::rngs::Xoshiro256PlusPlus;
use rand::{RngExt, SeedableRng};
use workestra_core::parse::{DayOrder, Locale};
use workestra_core::{Kind, Schema};

use super::*;
use crate::cancel::Cancel;
use crate::draft::Drafter;
use crate::inspect::inspect;
use crate::rejects::save_rejects;

fn options() -> ImportOptions {
    ImportOptions {
        encoding: "utf-8".into(),
        delimiter: ',',
        skip_lines: 0,
        has_header: true,
        day_order: DayOrder::DayFirst,
        decimal_comma: false,
        currency: "EUR".into(),
        region: "DE".into(),
    }
}

fn defaults() -> Locale<'static> {
    Locale {
        members: &[],
        day_order: DayOrder::DayFirst,
        decimal_comma: false,
        region: "DE",
        currency: "EUR",
        today: date(2026, 11, 21),
    }
}

fn rows_of(bytes: &[u8], options: &ImportOptions) -> Vec<Row> {
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), bytes).unwrap();
    Rows::open(file.path(), options).unwrap().map(Result::unwrap).collect()
}

fn cells(row: &Row) -> &[String] {
    match &row.content {
        RowContent::Cells(cells) | RowContent::TooWide { cells, .. } => cells,
        RowContent::Broken { raw, .. } => std::slice::from_ref(raw),
    }
}

#[test]
fn rows_are_padded_and_numbered_and_blank_ones_passed_over() {
    let rows = rows_of(b"a,b,c\n1\n\n,,\n2,\"two\nlines\",x,,\n3,4,5,6\n", &options());
    let seen: Vec<(u64, u64)> = rows.iter().map(|row| (row.number, row.line)).collect();
    assert_eq!(seen, [(1, 2), (2, 5), (3, 7)]);
    assert_eq!(cells(&rows[0]), ["1", "", ""]);
    assert_eq!(cells(&rows[1]), ["2", "two\nlines", "x"]);
    let RowContent::TooWide { reason, .. } = &rows[2].content else {
        unreachable!("four cells do not fit three columns");
    };
    assert_eq!(reason, "has 4 cells, the header has 3");
}

#[test]
fn a_cell_of_200_000_characters_is_one_cell() {
    let long = "ä".repeat(200_000);
    let rows = rows_of(format!("a,b\n1,\"{long}\"\n2,{long}\n").as_bytes(), &options());
    assert_eq!(
        (rows.len(), cells(&rows[0])[1].len(), cells(&rows[1])[1].len()),
        (2, 400_000, 400_000)
    );
}

#[test]
fn well_formed_files_read_as_the_csv_crate_reads_them() {
    let mut rng = Xoshiro256PlusPlus::seed_from_u64(1);
    let pieces = [
        "a", "ü", ",", "\"", "\n", "\r\n", " ", "=1", "'", ";", "東京", "<b>", "0",
    ];
    for round in 0..300 {
        let width = rng.random_range(2..6);
        let mut writer = csv::WriterBuilder::new();
        if rng.random::<bool>() {
            writer.quote_style(csv::QuoteStyle::Always);
        }
        if rng.random::<bool>() {
            writer.terminator(csv::Terminator::CRLF);
        }
        let mut writer = writer.from_writer(Vec::new());
        let mut wanted = vec![];
        writer.write_record((0..width).map(|n| format!("h{n}"))).unwrap();
        for _ in 0..rng.random_range(1..20) {
            let mut row: Vec<String> = (0..width)
                .map(|_| {
                    (0..rng.random_range(0..6))
                        .map(|_| pieces[rng.random_range(0..pieces.len())])
                        .collect()
                })
                .collect();
            row[0].insert(0, 'x');
            writer.write_record(&row).unwrap();
            wanted.push(row);
        }
        let bytes = writer.into_inner().unwrap();
        let rows = rows_of(&bytes, &options());
        let got: Vec<&[String]> = rows.iter().map(cells).collect();
        assert_eq!(got, wanted, "round {round}: {}", String::from_utf8_lossy(&bytes));
    }
}

/// A file of 40 contacts with one or several of the faults that real files have. Rows that no fault touches must
/// come through.
fn bad_file(rng: &mut Xoshiro256PlusPlus) -> (Vec<u8>, Vec<String>) {
    let mut lines = vec!["First name,Last name,Email,City".to_owned()];
    let mut untouched = Vec::new();
    for at in 0..40 {
        let good = format!("Ada{at},Love,a{at}@b.example,Rome");
        let line = match rng.random_range(0..60) {
            0 => format!("Ada{at},\"Love,a{at}@b.example,Rome"),
            1 => format!("Ada{at},Love,a{at}@b.example,Rome,extra"),
            2 => format!("Ada{at}"),
            3 => format!("Ada{at},\"Lo\nve\",a{at}@b.example,Rome"),
            4 => format!("Ada{at},Lo\0ve,a{at}@b.example,Rome"),
            5 => format!("Ada{at},Love \"the 1st\",a{at}@b.example,Rome"),
            6 => format!("=cmd|'/C calc'!A{at},<img src=x onerror=alert(1)>,a{at}@b.example,Rome"),
            7 => format!("Ada{at},Love,a{at}@@b,Rome"),
            8 => String::new(),
            9 => format!("Ada{at},{},a{at}@b.example,Rome", "long ".repeat(40_000)),
            10 => "\",\"\",\"\"\"".to_owned(),
            11 => format!("\u{FEFF}Ada{at}\t;|,\u{202E}Love,a{at}@b.example,Rome"),
            _ => {
                untouched.push(good.clone());
                good
            }
        };
        lines.push(line);
    }
    let end = ["\n", "\r\n", "\r"][rng.random_range(0..3)];
    let text = lines.join(end);
    let bytes = match rng.random_range(0..4) {
        0 => format!("\u{FEFF}{text}").into_bytes(),
        1 => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        2 => format!("Report\n\nmade on Monday\n{text}")
            .replace('\n', end)
            .into_bytes(),
        _ => text.into_bytes(),
    };
    (bytes, untouched)
}

#[test]
fn five_hundred_bad_files_lose_no_good_row() {
    let schema = Schema::declared();
    let mut rng = Xoshiro256PlusPlus::seed_from_u64(500);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("file.csv");
    for round in 0..500 {
        let (bytes, untouched) = bad_file(&mut rng);
        std::fs::write(&path, &bytes).unwrap();
        let seen = inspect(
            &path,
            Some(Kind::Contact),
            None,
            &schema,
            &defaults(),
            &Cancel::default(),
        )
        .unwrap();
        let drafter = Drafter::new(
            schema.kind(Kind::Contact),
            &seen.mapping,
            &seen.options,
            &[],
            date(2026, 11, 21),
        )
        .unwrap();
        let mut accepted = Vec::new();
        let mut rejected = std::collections::BTreeMap::new();
        let mut count = 0;
        for row in Rows::open(&path, &seen.options).unwrap() {
            let row = row.unwrap();
            count += 1;
            match &row.content {
                RowContent::Cells(cells) => match drafter.draft(cells) {
                    Ok(_) => accepted.push(cells.join(",")),
                    Err(reasons) => {
                        rejected.insert(row.number, reasons);
                    }
                },
                RowContent::TooWide { .. } | RowContent::Broken { .. } => {
                    rejected.insert(row.number, Vec::new());
                }
            }
        }
        assert_eq!(count, seen.shape.rows, "round {round}: the count is exact");
        for row in &untouched {
            // A row that an unclosed quote is closed by may be lost with it, but no other.
            assert!(
                accepted.contains(row),
                "round {round}: {row} of {:?}",
                seen.shape.warnings
            );
        }
        let mut file = Vec::new();
        let saved = save_rejects(&path, &seen.options, &rejected, &mut file, &Cancel::default()).unwrap();
        assert_eq!(
            saved,
            rejected.len() as u64,
            "round {round}: every row left out is handed back"
        );
    }
}

#[test]
fn ten_thousand_random_files_neither_panic_nor_hang() {
    let schema = Schema::declared();
    let mut rng = Xoshiro256PlusPlus::seed_from_u64(10_000);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("file.csv");
    let pieces: [&[u8]; 20] = [
        b"\"",
        b",",
        b"\n",
        b"\r\n",
        b";",
        b"\t",
        b"|",
        b"\0",
        b"\xFF",
        b"\xFE",
        b"\xEF\xBB\xBF",
        b"a@b.example",
        b"2026-13-45",
        b"sep=;",
        b"Email",
        b"Name",
        b"\xE6\x9D\xB1",
        b"\x82\xA0",
        b"1.234,5",
        b"'=",
    ];
    for round in 0..10_000 {
        let mut bytes = Vec::new();
        for _ in 0..rng.random_range(0..60) {
            if rng.random_range(0..4) == 0 {
                bytes.push(rng.random());
            } else {
                bytes.extend_from_slice(pieces[rng.random_range(0..pieces.len())]);
            }
        }
        std::fs::write(&path, &bytes).unwrap();
        let Ok(seen) = inspect(&path, None, None, &schema, &defaults(), &Cancel::default()) else {
            continue;
        };
        assert!(seen.shape.rows <= bytes.len() as u64, "round {round}");
        let drafter = Drafter::new(
            schema.kind(seen.kind),
            &seen.mapping,
            &seen.options,
            &[],
            date(2026, 11, 21),
        )
        .unwrap();
        for row in Rows::open(&path, &seen.options).unwrap() {
            if let RowContent::Cells(cells) = row.unwrap().content {
                assert_eq!(cells.len(), seen.shape.headers.len(), "round {round}");
                let _: Result<_, Vec<String>> = drafter.draft(&cells);
            }
        }
    }
}

#[test]
fn a_file_where_every_line_opens_a_quote_is_read_in_one_go() {
    // Each quote is closed by the next line's; what must not happen is reading the rest again for each line.
    let mut text = String::from("a,b\n");
    for n in 0..60_000 {
        text.push_str(&format!("{n},\"open\n"));
    }
    let rows = rows_of(text.as_bytes(), &options());
    assert!(rows.len() >= 20_000, "{}", rows.len());
}
