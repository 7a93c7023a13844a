//! A real tantivy index on the sealed directory.

use std::collections::BTreeSet;
use std::sync::mpsc;
use std::time::Duration;

use tantivy::collector::{Count, DocSetCollector};
use tantivy::query::{PhraseQuery, TermQuery};
use tantivy::schema::{FAST, Field, INDEXED, IndexRecordOption, Schema, TEXT};
use tantivy::{Index, IndexReader, IndexSettings, IndexWriter, ReloadPolicy, TantivyDocument, TantivyError, Term, doc};

use super::*;

const WORDS: [&str; 8] = [
    "quartz",
    "invoice",
    "renewal",
    "berlin",
    "overdue",
    "canarybird",
    "migration",
    "signed",
];

struct Fields {
    number: Field,
    text: Field,
}

fn schema() -> (Schema, Fields) {
    let mut builder = Schema::builder();
    let number = builder.add_u64_field("secretfield", FAST | INDEXED);
    let text = builder.add_text_field("text", TEXT);
    (builder.build(), Fields { number, text })
}

fn open(folder: &Path, key: IndexKey) -> tantivy::Result<(Index, Fields)> {
    let (schema, fields) = schema();
    let directory = EncryptedDirectory::open(folder, key, CACHE)?;
    let index = if directory.exists(Path::new(META))? {
        Index::open(directory)?
    } else {
        Index::create(directory, schema, IndexSettings::default())?
    };
    Ok((index, fields))
}

fn add(writer: &mut IndexWriter, fields: &Fields, numbers: std::ops::Range<u64>) {
    for number in numbers {
        let word = |step: u64| WORDS[((number * 7 + number / 5 * step) % 8) as usize];
        let text = format!("{} {} {} n{number}", word(1), word(3), word(4));
        writer
            .add_document(doc!(fields.number => number, fields.text => text))
            .unwrap();
    }
    writer.commit().unwrap();
}

fn manual_reader(index: &Index) -> tantivy::Result<IndexReader> {
    index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()
}

/// Every word's documents, and a phrase's, by the numbers in the fast field.
fn answers(index: &Index, fields: &Fields) -> tantivy::Result<Vec<BTreeSet<u64>>> {
    let searcher = manual_reader(index)?.searcher();
    let numbers = |found: std::collections::HashSet<tantivy::DocAddress>| {
        found
            .into_iter()
            .map(|address| {
                let column = searcher
                    .segment_reader(address.segment_ord)
                    .fast_fields()
                    .u64("secretfield")?;
                Ok(column.first(address.doc_id).unwrap())
            })
            .collect::<tantivy::Result<BTreeSet<u64>>>()
    };
    let term = |word: &str| Term::from_field_text(fields.text, word);
    let mut all = Vec::new();
    for word in WORDS {
        let query = TermQuery::new(term(word), IndexRecordOption::WithFreqs);
        all.push(numbers(searcher.search(&query, &DocSetCollector)?)?);
    }
    let phrase = PhraseQuery::new(vec![term(WORDS[0]), term(WORDS[0])]);
    all.push(numbers(searcher.search(&phrase, &DocSetCollector)?)?);
    Ok(all)
}

fn files_on_disk(folder: &Path) -> BTreeSet<String> {
    fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| !name.starts_with('.'))
        .collect()
}

#[test]
fn an_index_written_reopened_merged_and_collected_answers_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let (index, fields) = open(folder.path(), key(1)).unwrap();
    let mut writer: IndexWriter = index.writer_with_num_threads(1, 15_000_000).unwrap();
    writer.set_merge_policy(Box::new(tantivy::merge_policy::NoMergePolicy));
    for part in 0..6 {
        add(&mut writer, &fields, part * 500..(part + 1) * 500);
    }
    let plain = Index::create_in_ram(schema().0);
    let mut plain_writer: IndexWriter = plain.writer_with_num_threads(1, 15_000_000).unwrap();
    add(&mut plain_writer, &fields, 0..3000);
    let expected = answers(&plain, &fields).unwrap();
    assert!(expected.iter().all(|numbers| !numbers.is_empty()));
    assert_eq!(answers(&index, &fields).unwrap(), expected);

    drop(writer);
    drop(index);
    let (index, fields) = open(folder.path(), key(1)).unwrap();
    assert_eq!(answers(&index, &fields).unwrap(), expected);

    let before = files_on_disk(folder.path());
    let mut writer: IndexWriter = index.writer_with_num_threads(1, 15_000_000).unwrap();
    let held_back = manual_reader(&index).unwrap();
    writer.merge(&index.searchable_segment_ids().unwrap()).wait().unwrap();
    writer.garbage_collect_files().wait().unwrap();
    assert_eq!(index.searchable_segment_ids().unwrap().len(), 1);
    assert_eq!(answers(&index, &fields).unwrap(), expected);
    let old_searcher = held_back.searcher();
    let quartz = TermQuery::new(Term::from_field_text(fields.text, WORDS[0]), IndexRecordOption::Basic);
    assert_eq!(
        old_searcher.search(&quartz, &Count).unwrap(),
        expected[0].len(),
        "a searcher from before the merge still answers"
    );

    drop(old_searcher);
    held_back.reload().unwrap();
    writer.garbage_collect_files().wait().unwrap();
    let after = files_on_disk(folder.path());
    let managed: BTreeSet<String> = index
        .directory()
        .list_managed_files()
        .into_iter()
        .map(|path| path.to_str().unwrap().to_owned())
        .collect();
    assert!(after.len() < before.len(), "the merged segments are gone");
    assert!(after.is_subset(&managed), "nothing lies there unknown to the index");

    writer.delete_term(Term::from_field_u64(fields.number, 35));
    writer.commit().unwrap();
    let without: Vec<BTreeSet<u64>> = expected
        .iter()
        .map(|numbers| numbers.iter().copied().filter(|&n| n != 35).collect())
        .collect();
    assert_eq!(answers(&index, &fields).unwrap(), without);
}

#[test]
fn no_word_no_field_and_no_structure_of_the_index_is_readable_on_disk() {
    let folder = tempfile::tempdir().unwrap();
    let (index, fields) = open(folder.path(), key(1)).unwrap();
    let mut writer: IndexWriter = index.writer_with_num_threads(1, 15_000_000).unwrap();
    add(&mut writer, &fields, 0..2000);
    let mut scanned = 0;
    for entry in fs::read_dir(folder.path()).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().into_string().unwrap();
        let bytes = fs::read(entry.path()).unwrap();
        if name.ends_with(".lock") {
            assert!(bytes.is_empty(), "{name}");
            continue;
        }
        scanned += 1;
        for canary in WORDS.iter().chain(&["secretfield", "segments", "version", "n1999"]) {
            let canary = canary.to_string();
            let found = bytes.windows(canary.len()).any(|window| window == canary.as_bytes());
            assert!(!found, "{canary} in {name}");
            assert!(!name.contains(&canary));
        }
    }
    assert!(scanned >= 8, "meta, managed and a segment's files");
}

#[test]
fn a_commit_reaches_a_watching_reader() {
    let folder = tempfile::tempdir().unwrap();
    let (index, fields) = open(folder.path(), key(1)).unwrap();
    let (told, news) = mpsc::channel();
    let watch = index
        .directory()
        .watch(WatchCallback::new(move || told.send(()).unwrap()))
        .unwrap();
    let mut writer: IndexWriter = index.writer_with_num_threads(1, 15_000_000).unwrap();
    add(&mut writer, &fields, 0..10);
    assert!(news.recv_timeout(Duration::from_secs(30)).is_ok());
    drop(watch);
}

#[test]
fn a_damaged_index_answers_rightly_or_says_that_it_is_damaged() {
    let folder = tempfile::tempdir().unwrap();
    let (index, fields) = open(folder.path(), key(1)).unwrap();
    let mut writer: IndexWriter = index.writer_with_num_threads(1, 15_000_000).unwrap();
    add(&mut writer, &fields, 0..4000);
    writer.delete_term(Term::from_field_u64(fields.number, 7));
    writer.commit().unwrap();
    let expected = answers(&index, &fields).unwrap();
    drop(writer);
    drop(index);

    let attempt = || -> tantivy::Result<Vec<BTreeSet<u64>>> {
        let (index, fields) = open(folder.path(), key(1))?;
        answers(&index, &fields)
    };
    let names: Vec<PathBuf> = fs::read_dir(folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| fs::metadata(path).unwrap().len() > 0)
        .collect();
    let mut rng = SmallRng::seed_from_u64(12);
    let mut detected = 0;
    for case in 0..150 {
        let path = &names[case % names.len()];
        let intact = fs::read(path).unwrap();
        let mut bytes = intact.clone();
        match case / names.len() % 3 {
            0 => bytes[rng.random_range(0..intact.len())] ^= 1 << rng.random_range(0..8),
            1 => bytes.truncate(rng.random_range(0..intact.len())),
            _ => bytes.clear(),
        }
        if case % 10 == 9 {
            fs::remove_file(path).unwrap();
        } else {
            fs::write(path, &bytes).unwrap();
        }
        match attempt() {
            // What no query reads, and the list of managed files when it is gone, may be broken unseen.
            Ok(found) => assert!(found == expected || path.ends_with(META), "{path:?}"),
            Err(error) => {
                detected += 1;
                assert!(IndexDamaged::is_behind(&error), "{path:?}: {error}");
            }
        }
        fs::write(path, &intact).unwrap();
    }
    assert!(detected > 100, "only {detected} of 150 were noticed");
    assert_eq!(attempt().unwrap(), expected);
}

#[test]
fn the_wrong_key_and_a_missing_segment_are_damage_and_a_busy_writer_is_not() {
    let folder = tempfile::tempdir().unwrap();
    let (index, fields) = open(folder.path(), key(1)).unwrap();
    let mut writer: IndexWriter = index.writer_with_num_threads(1, 15_000_000).unwrap();
    add(&mut writer, &fields, 0..10);

    let busy = index
        .writer_with_num_threads::<TantivyDocument>(1, 15_000_000)
        .err()
        .unwrap();
    assert!(matches!(busy, TantivyError::LockFailure(..)));
    assert!(!IndexDamaged::is_behind(&busy));

    let wrong_key = open(folder.path(), key(2)).err().unwrap();
    assert!(IndexDamaged::is_behind(&wrong_key));

    let segment = files_on_disk(folder.path())
        .into_iter()
        .find(|name| name.ends_with(".term"))
        .unwrap();
    fs::remove_file(folder.path().join(segment)).unwrap();
    drop(index);
    let (index, fields) = open(folder.path(), key(1)).unwrap();
    let missing = answers(&index, &fields).unwrap_err();
    assert!(IndexDamaged::is_behind(&missing));
}
