//! Records of a delimited file. The `csv` crate writes; reading is done here, because a reader that cannot go
//! back to the line after an unclosed quote loses the rest of the file.

pub(crate) mod dialect;
pub(crate) mod header;
mod record;
mod splitter;

pub(crate) use record::{Record, Records};
