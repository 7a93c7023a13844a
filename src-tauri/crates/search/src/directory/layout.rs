//! How a sealed file lies on disk: a header of magic and salt, then chunks of ciphertext, each followed by its tag.
//!
//! Every chunk but the last holds exactly [`CHUNK`] bytes of content and the last holds at least one, unless the file is
//! empty: then a single empty chunk carries the last-flag. The length of the content follows from the length of the file,
//! and the last-flag of the final chunk vouches for that.

use super::key::{SALT_LEN, TAG_LEN};

/// Bytes of content per chunk.
pub(super) const CHUNK: usize = 64 * 1024;
/// A full chunk on disk.
pub(super) const SEALED_CHUNK: usize = CHUNK + TAG_LEN;
pub(super) const MAGIC: [u8; 8] = *b"WKSIDX01";
pub(super) const HEADER: usize = MAGIC.len() + SALT_LEN;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Layout {
    /// Number of chunks, at least one.
    pub(super) chunks: u32,
    /// Bytes of content.
    pub(super) len: usize,
}

impl Layout {
    /// None when no content could have given a file of this length.
    pub(super) fn of_file(file_len: u64) -> Option<Self> {
        let body = usize::try_from(file_len).ok()?.checked_sub(HEADER)?;
        let chunks = body.div_ceil(SEALED_CHUNK);
        let before_last = chunks.checked_sub(1)?;
        let last = (body - before_last * SEALED_CHUNK).checked_sub(TAG_LEN)?;
        if last == 0 && before_last > 0 {
            return None;
        }
        Some(Self {
            chunks: u32::try_from(chunks).ok()?,
            len: before_last * CHUNK + last,
        })
    }

    pub(super) fn is_last(&self, number: u32) -> bool {
        number + 1 == self.chunks
    }

    /// Bytes of content in chunk `number`.
    pub(super) fn chunk_len(&self, number: u32) -> usize {
        if self.is_last(number) {
            self.len - number as usize * CHUNK
        } else {
            CHUNK
        }
    }

    /// Where chunk `number` starts on disk.
    pub(super) fn offset(number: u32) -> u64 {
        HEADER as u64 + u64::from(number) * SEALED_CHUNK as u64
    }
}
