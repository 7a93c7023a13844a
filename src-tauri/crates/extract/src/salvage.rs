//! A new table for a PDF whose own one is missing or points nowhere: cut downloads, files stirred by mail programs.

use std::collections::BTreeMap;
use std::fmt::Write;

use memchr::memmem;

/// The highest number that an object may have.
const HIGHEST: u32 = 8_388_607;
/// How far into an object its kind is looked for, in bytes.
const KIND_WITHIN: usize = 4 * 1024;

/// The file with a table behind it of the objects that stand in it, the later of two with one number; none if it
/// holds no catalogue in the clear, or is encrypted, which the old table alone says how.
pub(crate) fn with_new_table(bytes: &[u8]) -> Option<Vec<u8>> {
    let bytes = &bytes[memmem::find(bytes, b"%PDF-")?..];
    if memmem::find(bytes, b"/Encrypt").is_some() {
        return None;
    }
    let mut objects = BTreeMap::new();
    for at in memmem::find_iter(bytes, b" obj") {
        if let Some((number, generation, start)) = heading(bytes, at) {
            objects.insert(number, (generation, start));
        }
    }
    let (root, (generation, _)) = objects
        .iter()
        .rev()
        .find(|(_, (_, start))| is_catalogue(&bytes[*start..]))?;
    let mut table = String::from("\nxref\n");
    for (number, (generation, start)) in &objects {
        // Writing to a string cannot fail.
        let _written = write!(table, "{number} 1\n{start:010} {generation:05} n\r\n");
    }
    let size = objects.last_key_value()?.0 + 1;
    let place = bytes.len() + 1;
    let _written = write!(
        table,
        "trailer\n<< /Size {size} /Root {root} {generation} R >>\nstartxref\n{place}\n%%EOF\n"
    );
    Some([bytes, table.as_bytes()].concat())
}

/// Number, generation and start of the object whose heading has its ` obj` here.
fn heading(bytes: &[u8], at: usize) -> Option<(u32, u16, usize)> {
    let (generation, before) = digits(&bytes[..at])?;
    let (number, before) = digits(before.strip_suffix(b" ")?)?;
    let alone = before.last().is_none_or(|byte| !byte.is_ascii_alphanumeric());
    let number = u32::try_from(number)
        .ok()
        .filter(|number| (1..=HIGHEST).contains(number))?;
    alone.then_some((number, u16::try_from(generation).ok()?, before.len()))
}

/// The number that these bytes end in, and what stands before it.
fn digits(bytes: &[u8]) -> Option<(u64, &[u8])> {
    let count = bytes
        .iter()
        .rev()
        .take(12)
        .take_while(|byte| byte.is_ascii_digit())
        .count();
    let (before, digits) = bytes.split_at(bytes.len() - count);
    Some((str::from_utf8(digits).ok()?.parse().ok()?, before))
}

fn is_catalogue(object: &[u8]) -> bool {
    let object = &object[..object.len().min(KIND_WITHIN)];
    let end = memmem::find(object, b"endobj").unwrap_or(object.len());
    memmem::find(&object[..end], b"/Catalog").is_some()
}
