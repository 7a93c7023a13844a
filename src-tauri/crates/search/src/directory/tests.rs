#![expect(clippy::unwrap_used, reason = "a failed set-up should fail the test")]

mod index;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use rand::rngs::SmallRng;
use rand::{Rng, RngExt, SeedableRng};
use tantivy::Directory;
use tantivy::directory::error::{OpenReadError, OpenWriteError};
use tantivy::directory::{INDEX_WRITER_LOCK, TerminatingWrite};

use super::layout::{CHUNK, HEADER, SEALED_CHUNK};
use super::*;

const CACHE: usize = 4 << 20;

fn key(byte: u8) -> IndexKey {
    IndexKey::new([byte; 32])
}

fn noise(seed: u64, len: usize) -> Vec<u8> {
    let mut bytes = vec![0; len];
    SmallRng::seed_from_u64(seed).fill_bytes(&mut bytes);
    bytes
}

/// A folder and the sealed directory over it.
struct Fixture {
    folder: tempfile::TempDir,
    directory: EncryptedDirectory,
}

impl Fixture {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let directory = EncryptedDirectory::open(folder.path(), key(1), CACHE).unwrap();
        Self { folder, directory }
    }

    fn write(&self, name: &str, content: &[u8]) {
        let mut writer = self.directory.open_write(Path::new(name)).unwrap();
        writer.write_all(content).unwrap();
        writer.terminate().unwrap();
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// What a fresh process reads.
    fn read(&self, name: &str) -> Result<Vec<u8>, OpenReadError> {
        read_with(self.folder.path(), key(1), name)
    }

    /// The disk's bytes of a file, changed by `damage`; true if reading it then says that the index is damaged.
    fn detects(&self, name: &str, damage: impl FnOnce(&mut Vec<u8>)) -> bool {
        let intact = fs::read(self.path(name)).unwrap();
        let mut bytes = intact.clone();
        damage(&mut bytes);
        assert_ne!(bytes, intact, "the test must damage something");
        fs::write(self.path(name), &bytes).unwrap();
        let outcome = self.read(name);
        fs::write(self.path(name), &intact).unwrap();
        outcome.is_err_and(|error| IndexDamaged::is_behind(&error.into()))
    }
}

fn read_with(folder: &Path, key: IndexKey, name: &str) -> Result<Vec<u8>, OpenReadError> {
    let directory = EncryptedDirectory::open(folder, key, CACHE).unwrap();
    let path = Path::new(name);
    let content = directory
        .open_read(path)?
        .read_bytes()
        .map_err(|error| OpenReadError::wrap_io_error(error, path.to_owned()))?;
    Ok(content.to_vec())
}

/// One name that is read whole and one that goes through the cache.
const BOTH_WAYS: [&str; 2] = ["0a.term", "0a.idx"];

#[test]
fn content_of_every_size_around_the_chunk_borders_comes_back_equal() {
    for name in BOTH_WAYS {
        for chunks in 0..4 {
            for offset in [-17, -16, -15, -1, 0, 1, 15, 16, 17, 1000] {
                let Some(len) = (chunks * CHUNK).checked_add_signed(offset) else {
                    continue;
                };
                let fixture = Fixture::new();
                let content = noise(len as u64, len);
                fixture.write(name, &content);
                assert_eq!(fixture.read(name).unwrap(), content, "{len} bytes in {name}");
            }
        }
    }
}

#[test]
fn writes_of_any_length_in_any_order_give_the_same_content() {
    let mut rng = SmallRng::seed_from_u64(5);
    for round in 0..20 {
        let fixture = Fixture::new();
        let content = noise(round, 3 * CHUNK + 77);
        let mut writer = fixture.directory.open_write(Path::new("a.idx")).unwrap();
        let mut rest = &content[..];
        while !rest.is_empty() {
            let (now, later) = rest.split_at(rng.random_range(0..=rest.len().min(90_000)));
            writer.write_all(now).unwrap();
            if rng.random_bool(0.2) {
                writer.flush().unwrap();
            }
            rest = later;
        }
        writer.terminate().unwrap();
        assert_eq!(fixture.read("a.idx").unwrap(), content);
    }
}

#[test]
fn any_range_of_a_file_reads_as_that_range_also_when_the_cache_is_too_small() {
    let mut rng = SmallRng::seed_from_u64(8);
    let len = 9 * CHUNK + 4321;
    let content = noise(1, len);
    for cache_bytes in [0, 3 * CHUNK, 100 * CHUNK] {
        let fixture = Fixture::new();
        fixture.write("a.idx", &content);
        let directory = EncryptedDirectory::open(fixture.folder.path(), key(1), cache_bytes).unwrap();
        let file = directory.open_read(Path::new("a.idx")).unwrap();
        for _ in 0..400 {
            let start = rng.random_range(0..=len);
            let longest = *[10, 5_000, 40_000, len].get(rng.random_range(0..4)).unwrap();
            let end = (start + rng.random_range(0..=longest)).min(len);
            let read = file.read_bytes_slice(start..end).unwrap();
            assert_eq!(read.as_slice(), &content[start..end], "{start}..{end}");
            assert!(directory.cached_bytes() <= cache_bytes);
        }
    }
}

#[test]
fn a_bit_flipped_anywhere_in_a_file_is_detected() {
    let mut rng = SmallRng::seed_from_u64(3);
    for name in BOTH_WAYS {
        let fixture = Fixture::new();
        fixture.write(name, &noise(1, 2 * CHUNK + 500));
        let len = fs::metadata(fixture.path(name)).unwrap().len() as usize;
        let borders = [0, HEADER, HEADER + SEALED_CHUNK, HEADER + 2 * SEALED_CHUNK, len];
        let near_borders = borders
            .into_iter()
            .flat_map(|at| at.saturating_sub(18)..(at + 18).min(len));
        let anywhere: Vec<usize> = (0..200).map(|_| rng.random_range(0..len)).collect();
        for at in near_borders.chain(anywhere) {
            let bit = 1 << rng.random_range(0..8);
            assert!(fixture.detects(name, |bytes| bytes[at] ^= bit), "byte {at} of {name}");
        }
    }
}

#[test]
fn a_file_cut_short_is_detected_even_between_two_chunks() {
    for name in BOTH_WAYS {
        let fixture = Fixture::new();
        fixture.write(name, &noise(1, 3 * CHUNK));
        let len = fs::metadata(fixture.path(name)).unwrap().len() as usize;
        let between_chunks = [0, 1, 2].map(|chunks| HEADER + chunks * SEALED_CHUNK);
        for cut in between_chunks
            .into_iter()
            .chain([0, 1, HEADER - 1, HEADER + 16, len - 1])
        {
            assert!(
                fixture.detects(name, |bytes| bytes.truncate(cut)),
                "{name} cut to {cut} bytes"
            );
        }
        assert!(fixture.detects(name, |bytes| bytes.push(0)));
        assert!(fixture.detects(name, |bytes| bytes.extend_from_within(HEADER..HEADER + SEALED_CHUNK)));
    }
}

#[test]
fn a_file_that_was_never_terminated_is_detected() {
    for written in [0, 10, CHUNK, 3 * CHUNK] {
        let fixture = Fixture::new();
        let mut writer = fixture.directory.open_write(Path::new("a.idx")).unwrap();
        writer.write_all(&noise(1, written)).unwrap();
        writer.flush().unwrap();
        drop(writer);
        let error = fixture.read("a.idx").unwrap_err();
        assert!(IndexDamaged::is_behind(&error.into()), "{written} bytes");
    }
}

#[test]
fn chunks_and_files_that_changed_places_are_detected() {
    for [a, b] in [["0a.idx", "0b.idx"], ["0a.term", "0b.term"]] {
        let fixture = Fixture::new();
        fixture.write(a, &noise(1, 3 * CHUNK + 9));
        fixture.write(b, &noise(2, 3 * CHUNK + 9));
        let other = fs::read(fixture.path(b)).unwrap();
        let second = HEADER + SEALED_CHUNK..HEADER + 2 * SEALED_CHUNK;

        assert!(fixture.detects(a, |bytes| bytes[second.clone()].copy_from_slice(&other[second.clone()])));
        assert!(
            fixture.detects(a, |bytes| bytes.copy_from_slice(&other)),
            "a whole file under another's name"
        );
        assert!(fixture.detects(a, |bytes| {
            let first = bytes[HEADER..HEADER + SEALED_CHUNK].to_vec();
            bytes.copy_within(second.clone(), HEADER);
            bytes[second].copy_from_slice(&first);
        }));
    }
}

#[test]
fn another_key_is_refused_as_damage() {
    let fixture = Fixture::new();
    for name in BOTH_WAYS {
        fixture.write(name, b"content");
        let error = read_with(fixture.folder.path(), key(2), name).unwrap_err();
        assert!(IndexDamaged::is_behind(&error.into()));
    }
}

#[test]
fn equal_content_never_looks_equal_on_disk() {
    let fixture = Fixture::new();
    let path = Path::new("meta.json");
    fixture.directory.atomic_write(path, b"the same").unwrap();
    let before = fs::read(fixture.path("meta.json")).unwrap();
    fixture.directory.atomic_write(path, b"the same").unwrap();
    let after = fs::read(fixture.path("meta.json")).unwrap();
    assert_ne!(before[HEADER..], after[HEADER..]);
}

#[test]
fn an_atomic_write_replaces_the_content_and_is_sealed() {
    let fixture = Fixture::new();
    let path = Path::new("meta.json");
    assert!(matches!(
        fixture.directory.atomic_read(path),
        Err(OpenReadError::FileDoesNotExist(_))
    ));
    for content in [&b"first canary"[..], b"", &noise(4, 2 * CHUNK)] {
        fixture.directory.atomic_write(path, content).unwrap();
        assert_eq!(fixture.directory.atomic_read(path).unwrap(), content);
        let on_disk = fs::read(fixture.path("meta.json")).unwrap();
        assert!(!on_disk.windows(6).any(|window| window == b"canary"));
    }
    let names: Vec<_> = fs::read_dir(fixture.folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    assert_eq!(names, ["meta.json"], "no temporary file may stay");
}

#[test]
fn what_a_crash_left_half_written_is_cleared_at_opening() {
    let fixture = Fixture::new();
    let left_over = fixture.path(".unfinished-7");
    fs::write(&left_over, b"half").unwrap();
    EncryptedDirectory::open(fixture.folder.path(), key(1), CACHE).unwrap();
    assert!(!left_over.exists());
}

#[test]
fn an_existing_file_is_not_written_over() {
    let fixture = Fixture::new();
    fixture.write("a.idx", b"first");
    assert!(matches!(
        fixture.directory.open_write(Path::new("a.idx")),
        Err(OpenWriteError::FileAlreadyExists(_))
    ));
    assert_eq!(fixture.read("a.idx").unwrap(), b"first");
}

#[test]
fn a_deleted_file_stays_readable_for_whoever_has_it_open_and_its_name_is_free_again() {
    for name in BOTH_WAYS {
        let fixture = Fixture::new();
        let path = Path::new(name);
        let old = noise(1, 2 * CHUNK);
        fixture.write(name, &old);
        let open = fixture.directory.open_read(path).unwrap();
        fixture.directory.delete(path).unwrap();
        assert!(!fixture.directory.exists(path).unwrap());
        fixture.write(name, b"new");
        let new = fixture.directory.open_read(path).unwrap();
        assert_eq!(new.read_bytes().unwrap().as_slice(), b"new");
        assert_eq!(open.read_bytes().unwrap().as_slice(), old);
    }
}

#[test]
fn closing_a_file_frees_its_decrypted_chunks() {
    let fixture = Fixture::new();
    fixture.write("a.idx", &noise(1, 4 * CHUNK));
    let file = fixture.directory.open_read(Path::new("a.idx")).unwrap();
    file.read_bytes().unwrap();
    assert!(fixture.directory.cached_bytes() >= 4 * CHUNK);
    drop(file);
    assert_eq!(fixture.directory.cached_bytes(), 0);
}

#[test]
fn names_that_lead_out_of_the_folder_are_refused() {
    let fixture = Fixture::new();
    for name in ["../a.idx", "b/a.idx", "/a.idx", "..", ""] {
        let path = Path::new(name);
        assert!(fixture.directory.open_write(path).is_err(), "{name}");
        assert!(fixture.directory.open_read(path).is_err(), "{name}");
        assert!(fixture.directory.atomic_write(path, b"").is_err(), "{name}");
    }
}

#[test]
fn the_writers_lock_excludes_a_second_holder_and_outlives_no_one() {
    let fixture = Fixture::new();
    let again = EncryptedDirectory::open(fixture.folder.path(), key(1), CACHE).unwrap();
    let held = fixture.directory.acquire_lock(&INDEX_WRITER_LOCK).unwrap();
    assert!(again.acquire_lock(&INDEX_WRITER_LOCK).is_err());
    drop(held);
    // The file stays behind, as after a crash, and means nothing.
    assert!(fixture.path(".tantivy-writer.lock").exists());
    assert!(again.acquire_lock(&INDEX_WRITER_LOCK).is_ok());
}
