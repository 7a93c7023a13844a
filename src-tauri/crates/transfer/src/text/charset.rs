//! The encodings a file may be in.

use encoding_rs::{Encoding, GB18030, GBK, REPLACEMENT, UTF_8, UTF_16BE, UTF_16LE};

use crate::error::TransferError;

/// An encoding that a file can be read in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Charset {
    /// One of the WHATWG encodings.
    Known(&'static Encoding),
    /// UTF-32, which the WHATWG list leaves out; spreadsheets still write it.
    Utf32 {
        /// Whether the most significant byte comes first.
        big_endian: bool,
    },
}

impl Charset {
    pub(crate) const UTF_8: Self = Self::Known(UTF_8);
    pub(crate) const UTF_16LE: Self = Self::Known(UTF_16LE);
    pub(crate) const UTF_16BE: Self = Self::Known(UTF_16BE);
    pub(crate) const UTF_32LE: Self = Self::Utf32 { big_endian: false };
    pub(crate) const UTF_32BE: Self = Self::Utf32 { big_endian: true };

    /// The encoding of a detected WHATWG encoding; GBK becomes the larger GB18030 that contains it.
    pub(crate) fn detected(encoding: &'static Encoding) -> Self {
        Self::Known(if encoding == GBK { GB18030 } else { encoding })
    }

    /// The encoding with this name or WHATWG label, in any case.
    pub(crate) fn named(name: &str) -> Result<Self, TransferError> {
        match name.trim().to_ascii_lowercase().as_str() {
            "utf-32le" | "utf-32" => Ok(Self::UTF_32LE),
            "utf-32be" => Ok(Self::UTF_32BE),
            // The label `replacement` stands for encodings that are dangerous to read; it decodes to nothing.
            label => Encoding::for_label(label.as_bytes())
                .filter(|&encoding| encoding != REPLACEMENT)
                .map(Self::Known)
                .ok_or_else(|| TransferError::UnknownEncoding(name.to_owned())),
        }
    }

    /// The name that options carry: `utf-8`, `shift_jis`.
    pub(crate) fn name(self) -> String {
        match self {
            Self::Known(encoding) => encoding.name().to_ascii_lowercase(),
            Self::Utf32 { big_endian: false } => "utf-32le".to_owned(),
            Self::Utf32 { big_endian: true } => "utf-32be".to_owned(),
        }
    }
}
