//! From bytes in any encoding to lines of text.

mod charset;
mod decode;
mod guess;
mod lines;

pub(crate) use charset::Charset;
pub(crate) use guess::guess_charset;
pub(crate) use lines::{Line, Lines};
