//! What a file seems to hold.

use workestra_core::kind::Title;
use workestra_core::schema::fold_name;
use workestra_core::{Kind, KindDef, Schema};

use super::{headers, pseudo, words};

/// The fields that one header may mean, with the confidence.
type Meanings = Vec<(String, u8)>;

/// The kind that the headers, and the file's name, fit best.
pub(crate) fn guess_kind(schema: &Schema, headers: &[String], file_stem: &str) -> Kind {
    let meanings: Vec<(Kind, Vec<Meanings>)> = Kind::ALL
        .into_iter()
        .map(|kind| {
            let def = schema.kind(kind);
            let of = |header: &String| headers::candidates(schema, def, header);
            (kind, headers.iter().map(of).collect())
        })
        .collect();
    // How sure the best meaning of a header is, ids aside: every product has those.
    let best_of = |of_kind: &[Meanings], header: usize| {
        let fields = of_kind[header].iter();
        fields
            .filter(|(field, _)| field != pseudo::ID && field != pseudo::REFERENCE)
            .map(|(_, confidence)| *confidence)
            .max()
    };
    let mut best = (Kind::Contact, f64::MIN);
    for (kind, of_kind) in &meanings {
        let fits: f64 = (0..headers.len())
            .filter_map(|header| {
                let confidence = best_of(of_kind, header)?;
                // A name that only one kind has counts for more.
                let kinds = meanings
                    .iter()
                    .filter(|(_, other)| best_of(other, header).is_some())
                    .count();
                Some(f64::from(confidence) / 100.0 / kinds as f64)
            })
            .sum();
        let score = fits + named(*kind, headers, file_stem) + titled(schema.kind(*kind), of_kind);
        if score > best.1 {
            best = (*kind, score);
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
fn titled(def: &KindDef, meanings: &[Meanings]) -> f64 {
    let keys: Vec<&str> = match &def.title {
        Title::Field(key) => vec![key],
        Title::PersonName(_) => vec!["first_name", "last_name", pseudo::FULL_NAME],
    };
    let is_title = |(field, confidence): &(String, u8)| keys.contains(&field.as_str()) && *confidence >= 85;
    if meanings.iter().flatten().any(is_title) {
        0.5
    } else {
        -1.0
    }
}
