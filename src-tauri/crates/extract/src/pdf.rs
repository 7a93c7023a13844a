//! The text of a PDF, page by page.

use std::cell::RefCell;
use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::Rc;

use pdf_extract::{
    ConvertToFmt, Document, MediaBox, OutputDev, OutputError, PlainTextOutput, Transform, output_doc, output_doc_page,
};

use crate::error::ExtractError;
use crate::gather::Gather;
use crate::limits::Limits;
use crate::salvage;

/// Puts the pages' text into `gather`. A page that cannot be read is left out and the rest goes on.
///
/// The library panics on a good part of what is damaged, hence the guards; that it also recurses and allocates
/// without limit is why this runs in a process of its own.
pub(crate) fn read(bytes: &[u8], limits: &Limits, gather: &mut Gather) -> Result<(), ExtractError> {
    let (document, pages) = match opened(bytes) {
        Err(ExtractError::Damaged) => {
            let salvaged = salvage::with_new_table(bytes).ok_or(ExtractError::Damaged)?;
            gather.miss();
            opened(&salvaged)?
        }
        opened => opened?,
    };
    let last = pages.min(limits.pages);
    if last < pages {
        gather.miss();
    }
    let mut pages = Pages::new(gather, last);
    // One pass over all pages: asking for single ones walks the whole tree for each.
    let whole = guarded(|| output_doc(&document, &mut pages));
    if matches!(whole, Some(Ok(()))) {
        return Ok(());
    }
    // The page after the last good one stopped it: go on behind that, and behind each further one.
    let first_left = pages.ended + 2;
    let mut failed = first_left <= last + 1;
    for page in first_left..=last {
        if pages.is_done() {
            break;
        }
        let read = guarded(|| output_doc_page(&document, &mut pages, page));
        failed |= !matches!(read, Some(Ok(())));
    }
    let mut gather = pages.gather.borrow_mut();
    if failed {
        gather.miss();
    }
    if failed && !gather.is_done() && !gather.has_text() {
        return Err(ExtractError::Damaged);
    }
    Ok(())
}

/// The document and how many pages it has, one at least.
fn opened(bytes: &[u8]) -> Result<(Document, u32), ExtractError> {
    let document = guarded(|| open(bytes)).unwrap_or(Err(ExtractError::Damaged))?;
    let pages = guarded(|| document.get_pages().len()).unwrap_or(0);
    match u32::try_from(pages).unwrap_or(u32::MAX) {
        0 => Err(ExtractError::Damaged),
        pages => Ok((document, pages)),
    }
}

fn open(bytes: &[u8]) -> Result<Document, ExtractError> {
    let mut document = Document::load_mem(bytes).map_err(|_| ExtractError::Damaged)?;
    // Many are encrypted with an empty password, only to forbid printing or copying in programs that obey.
    if document.is_encrypted() && document.decrypt("").is_err() {
        return Err(ExtractError::Encrypted);
    }
    Ok(document)
}

/// What `doing` gives, unless it panics.
fn guarded<T>(doing: impl FnOnce() -> T) -> Option<T> {
    // What a panic leaves half done is text that was gathered, which stays valid, and the document, which is only
    // read.
    catch_unwind(AssertUnwindSafe(doing)).ok()
}

/// Receives the pages.
struct Pages<'a> {
    gather: Rc<RefCell<&'a mut Gather>>,
    plain: PlainTextOutput<Sink<'a>>,
    /// How many came to their end.
    ended: u32,
    last: u32,
}

impl<'a> Pages<'a> {
    fn new(gather: &'a mut Gather, last: u32) -> Self {
        let gather = Rc::new(RefCell::new(gather));
        Self {
            plain: PlainTextOutput::new(Sink(Rc::clone(&gather))),
            gather,
            ended: 0,
            last,
        }
    }

    fn is_done(&self) -> bool {
        self.gather.borrow().is_done()
    }

    fn put(&self, c: char) -> Result<(), OutputError> {
        let put = self.gather.borrow_mut().push(c);
        put.map_err(|_| OutputError::FormatError(fmt::Error))
    }
}

impl OutputDev for Pages<'_> {
    fn begin_page(
        &mut self,
        page: u32,
        media_box: &MediaBox,
        art_box: Option<(f64, f64, f64, f64)>,
    ) -> Result<(), OutputError> {
        if page > self.last || self.is_done() {
            return Err(OutputError::FormatError(fmt::Error));
        }
        self.plain.begin_page(page, media_box, art_box)
    }

    fn end_page(&mut self) -> Result<(), OutputError> {
        self.ended += 1;
        self.plain.end_page()?;
        self.put('\n')?;
        self.put('\n')
    }

    fn output_character(
        &mut self,
        transform: &Transform,
        width: f64,
        spacing: f64,
        font_size: f64,
        text: &str,
    ) -> Result<(), OutputError> {
        self.plain.output_character(transform, width, spacing, font_size, text)
    }

    fn begin_word(&mut self) -> Result<(), OutputError> {
        self.plain.begin_word()
    }

    fn end_word(&mut self) -> Result<(), OutputError> {
        self.plain.end_word()
    }

    fn end_line(&mut self) -> Result<(), OutputError> {
        self.plain.end_line()
    }
}

/// Writes into the gatherer and refuses once it has enough, which ends the reading.
struct Sink<'a>(Rc<RefCell<&'a mut Gather>>);

impl ConvertToFmt for Sink<'_> {
    type Writer = Self;

    fn convert(self) -> Self {
        self
    }
}

impl fmt::Write for Sink<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.0.borrow_mut().push_str(text).map_err(|_| fmt::Error)
    }
}
