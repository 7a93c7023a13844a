//! Text to token numbers, in bounded time whatever the text.

use tokenizers::{Tokenizer, TruncationParams};

use crate::EmbedError;
use crate::files::ModelFile;

/// Tokens that the model reads of a text, its two marks included; the rest is cut off.
pub(crate) const MAX_TOKENS: usize = 256;

/// Characters kept before tokenising. 254 tokens of ordinary prose are some 1,200 characters.
const MAX_CHARS: usize = 4_096;
/// Bytes looked at to find them, when a text is mostly white space or control characters.
const MAX_BYTES: usize = 65_536;

/// The model's own tokeniser, without the padding and shorter limit that its file asks for.
pub(crate) struct Tokens(Tokenizer);

impl Tokens {
    pub fn read(file: &ModelFile) -> Result<Self, EmbedError> {
        let bytes = file.read_all()?;
        let mut tokenizer = Tokenizer::from_bytes(bytes).map_err(|error| file.damaged(error.to_string()))?;
        tokenizer.with_padding(None);
        tokenizer
            .with_truncation(Some(TruncationParams {
                max_length: MAX_TOKENS,
                ..TruncationParams::default()
            }))
            .map_err(|error| file.damaged(error.to_string()))?;
        Ok(Self(tokenizer))
    }

    /// Token numbers of `text` with the start and end marks: from 2 to [`MAX_TOKENS`].
    pub fn of(&self, text: &str) -> Result<Vec<u32>, EmbedError> {
        let encoding = self
            .0
            .encode_fast(cut(text), true)
            .map_err(|error| EmbedError::Tokens(error.to_string()))?;
        Ok(encoding.get_ids().to_vec())
    }
}

impl Tokens {
    /// Whether a word is one of the vocabulary, and not put together from pieces.
    pub fn is_word(&self, word: &str) -> bool {
        /// The word, and the two marks.
        const WHOLE: usize = 3;
        self.of(word).is_ok_and(|tokens| tokens.len() == WHOLE)
    }
}

/// The start of `text` that is surely enough for [`MAX_TOKENS`].
fn cut(text: &str) -> &str {
    let mut kept = 0;
    for (at, character) in text.char_indices() {
        if kept == MAX_CHARS || at >= MAX_BYTES {
            return &text[..at];
        }
        if !character.is_whitespace() && !character.is_control() {
            kept += 1;
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_text_is_not_cut() {
        assert_eq!(cut("naïve 文章"), "naïve 文章");
    }

    #[test]
    fn a_long_text_is_cut_between_characters_and_leading_space_does_not_use_up_its_share() {
        let text = format!("{}{}", " \n".repeat(1_000), "語".repeat(200_000));
        let kept = cut(&text);
        assert_eq!(kept.chars().filter(|&c| c == '語').count(), MAX_CHARS);
    }

    #[test]
    fn endless_white_space_is_not_read_to_its_end() {
        let text = "\u{2003}".repeat(100_000);
        assert!(cut(&text).len() < MAX_BYTES + 4);
    }
}
