//! What a file seems to hold.

use workestra_core::kind::Title;
use workestra_core::schema::fold_name;
use workestra_core::{Kind, KindDef, Schema};

use super::{headers, pseudo, words};

/// The kind that the headers, and the file's name, fit best.
pub(crate) fn guess_kind(schema: &Schema, headers: &[String], file_stem: &str) -> Kind {
    // What each header could mean, by kind, so that a name which only one kind has counts for more.
    let meanings: Vec<Vec<(Kind, u8)>> = headers
        .iter()
        .map(|header| {
            Kind::ALL
                .into_iter()
                .filter_map(|kind| {
                    let best = headers::candidates(schema, schema.kind(kind), header)
                        .iter()
                        .filter(|(field, _)| field != pseudo::ID && field != pseudo::REFERENCE)
                        .map(|(_, confidence)| *confidence)
                        .max()?;
                    Some((kind, best))
                })
                .collect()
        })
        .collect();
    let mut best = (Kind::Contact, f64::MIN);
    for kind in Kind::ALL {
        let def = schema.kind(kind);
        let fits: f64 = meanings
            .iter()
            .filter_map(|kinds| {
                let (_, confidence) = kinds.iter().find(|(known, _)| *known == kind)?;
                Some(f64::from(*confidence) / 100.0 / kinds.len() as f64)
            })
            .sum();
        let score = fits + named(kind, headers, file_stem) + titled(schema, def, headers);
        if score > best.1 {
            best = (kind, score);
        }
    }
    best.0
}

/// How much the headers and the file's name speak of the kind by name.
fn named(kind: Kind, headers: &[String], file_stem: &str) -> f64 {
    let starts = headers
        .iter()
        .map(|header| format!("{} ", fold_name(header)))
        .filter(|header| {
            words::nouns(kind)
                .iter()
                .any(|noun| header.starts_with(&format!("{noun} ")))
        })
        .count();
    let stem = fold_name(file_stem);
    let in_stem = stem
        .split(|c: char| !c.is_alphanumeric())
        .any(|word| words::file_words(kind).contains(&word) || words::nouns(kind).contains(&word));
    // A deal's file names contacts too, so more of a kind's own words count, but not without end.
    0.4 * starts.min(6) as f64 + if in_stem { 1.5 } else { 0.0 }
}

/// Whether a column can be the entity's title.
fn titled(schema: &Schema, def: &KindDef, headers: &[String]) -> f64 {
    let keys: Vec<&str> = match &def.title {
        Title::Field(key) => vec![key],
        Title::PersonName(_) => vec!["first_name", "last_name", pseudo::FULL_NAME],
    };
    let has = headers.iter().any(|header| {
        headers::candidates(schema, def, header)
            .iter()
            .any(|(field, confidence)| keys.contains(&field.as_str()) && *confidence >= 85)
    });
    if has { 0.5 } else { -1.0 }
}
