//! Turning placeholders back while a text streams in: one may be cut by the end of a piece.

use super::Masking;

/// Bytes of the longest placeholder: a label of 40, a number and the brackets.
const LONGEST: usize = 64;

/// A stream being restored. Holds back a piece's tail while it may be the start of a placeholder.
pub struct Restoring<'a> {
    masking: &'a Masking,
    held: String,
}

impl Masking {
    /// For text that arrives in pieces.
    #[must_use]
    pub const fn restoring(&self) -> Restoring<'_> {
        Restoring {
            masking: self,
            held: String::new(),
        }
    }
}

impl Restoring<'_> {
    /// What can be shown once this piece has come.
    pub fn push(&mut self, piece: &str) -> String {
        self.held.push_str(piece);
        let mut shown = String::with_capacity(self.held.len());
        let mut rest = self.held.as_str();
        while let Some(open) = rest.find('⟨') {
            shown.push_str(&rest[..open]);
            rest = &rest[open..];
            let inside = '⟨'.len_utf8();
            let Some(stop) = rest[inside..].find(['⟨', '⟩']).map(|at| at + inside) else {
                if rest.len() > LONGEST {
                    break;
                }
                self.held = rest.to_owned();
                return shown;
            };
            if rest[stop..].starts_with('⟨') {
                shown.push_str(&rest[..stop]);
                rest = &rest[stop..];
                continue;
            }
            let (placeholder, after) = rest.split_at(stop + '⟩'.len_utf8());
            match self.masking.original(placeholder) {
                Some(serde_json::Value::String(text)) => shown.push_str(text),
                Some(other) => shown.push_str(&other.to_string()),
                None => shown.push_str(placeholder),
            }
            rest = after;
        }
        shown.push_str(rest);
        self.held.clear();
        shown
    }

    /// What was held back, when the stream is over.
    pub fn finish(&mut self) -> String {
        std::mem::take(&mut self.held)
    }
}
