//! A value that was refused, before it is known which field it was for; and how refusals are worded.

use crate::field::FieldDef;

use super::FieldIssue;

/// Why a text was refused, as the end of a sentence: lower case, names what is allowed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub(crate) struct Refusal(String);

impl Refusal {
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self(message.into())
    }

    pub(crate) fn on(self, field: &FieldDef) -> FieldIssue {
        FieldIssue {
            field: field.key.to_string(),
            label: field.label.to_string(),
            message: self.0,
        }
    }

    pub(crate) fn message(self) -> String {
        self.0
    }
}

/// The text in quotes, on one line and cut to what fits in a sentence.
pub(crate) fn quoted(text: &str) -> String {
    const LONGEST: usize = 40;
    let mut shown: String = text
        .trim()
        .chars()
        .take(LONGEST)
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    if text.trim().chars().nth(LONGEST).is_some() {
        shown.push('…');
    }
    format!("“{shown}”")
}

/// `a, b or c`.
pub(crate) fn either<S: AsRef<str>>(words: &[S]) -> String {
    match words {
        [] => String::new(),
        [only] => only.as_ref().to_owned(),
        [rest @ .., last] => {
            let rest: Vec<&str> = rest.iter().map(AsRef::as_ref).collect();
            format!("{} or {}", rest.join(", "), last.as_ref())
        }
    }
}

/// ` (did you mean proposal?)`, or nothing.
pub(crate) fn did_you_mean(nearest: Option<&str>) -> String {
    nearest.map_or_else(String::new, |near| format!(" (did you mean {near}?)"))
}

/// The candidate that a mistyped word most likely stands for. Long words are not compared, so that the time stays
/// bounded whatever is pasted.
pub(crate) fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    const LONGEST: usize = 40;
    let wanted = super::text::squash(word);
    let letters = wanted.chars().count();
    if !(2..=LONGEST).contains(&letters) {
        return None;
    }
    let allowed = match letters {
        ..=3 => 1,
        4..=7 => 2,
        _ => 3,
    };
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        let known = super::text::squash(candidate);
        let mut distance = strsim::osa_distance(&wanted, &known);
        if letters >= 3 && known.starts_with(&wanted) {
            distance = distance.min(1);
        }
        if distance <= allowed && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}
