//! The text of a DOCX: its body, then headers, footers, notes and comments.

use std::borrow::Cow;
use std::io::{self, BufRead, BufReader, Cursor, Read};

use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::Event;
use zip::ZipArchive;
use zip::result::ZipError;

use crate::error::ExtractError;
use crate::gather::{Enough, Gather};
use crate::limits::Limits;

/// The body, unless the document says that it is elsewhere.
const USUAL_BODY: &str = "word/document.xml";
/// The parts beside the body that people read, by the beginning of their names.
const BESIDE: [&str; 5] = ["header", "footer", "footnotes", "endnotes", "comments"];
/// More parts than this no document has.
const MOST_PARTS: usize = 20_000;

/// Why a part could not be read to its end.
enum Stop {
    /// The gatherer has enough.
    Enough,
    /// More came out of the archive than may.
    TooLarge,
    /// Not XML, not deflated, not there.
    Damaged,
}

impl From<Enough> for Stop {
    fn from(_: Enough) -> Self {
        Self::Enough
    }
}

impl From<ZipError> for Stop {
    fn from(_: ZipError) -> Self {
        Self::Damaged
    }
}

impl From<quick_xml::Error> for Stop {
    fn from(error: quick_xml::Error) -> Self {
        match error {
            quick_xml::Error::Io(error) if error.kind() == io::ErrorKind::FileTooLarge => Self::TooLarge,
            _ => Self::Damaged,
        }
    }
}

/// Puts the document's text into `gather`. What can be read of a damaged document is kept.
pub(crate) fn read(bytes: &[u8], limits: &Limits, gather: &mut Gather) -> Result<(), ExtractError> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| ExtractError::Damaged)?;
    if archive.len() > MOST_PARTS {
        return Err(ExtractError::TooLarge);
    }
    let mut left = limits.unpacked;
    let body = body_name(&mut archive, &mut left);
    match archive.by_name(&body) {
        Ok(part) if part.encrypted() => return Err(ExtractError::Encrypted),
        Ok(_) => {}
        Err(ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED)) => return Err(ExtractError::Encrypted),
        Err(ZipError::FileNotFound) => return Err(ExtractError::Unsupported("application/zip".to_owned())),
        Err(_) => return Err(ExtractError::Damaged),
    }
    let folder = body.rsplit_once('/').map_or("", |(folder, _)| folder);
    let is_beside = |name: &str| {
        let file = name.strip_prefix(folder).map(|file| file.trim_start_matches('/'));
        file.is_some_and(|file| file.ends_with(".xml") && BESIDE.iter().any(|begin| file.starts_with(begin)))
    };
    let names = archive.file_names().filter_map(Result::ok).map(Cow::into_owned);
    let mut parts: Vec<String> = names.filter(|name| is_beside(name)).collect();
    parts.sort_unstable();
    parts.insert(0, body);
    let mut damaged = false;
    for part in parts {
        match read_part(&mut archive, &part, &mut left, gather) {
            Ok(()) => {}
            Err(Stop::Enough) => break,
            Err(Stop::TooLarge) => return Err(ExtractError::TooLarge),
            Err(Stop::Damaged) => damaged = true,
        }
    }
    if damaged {
        gather.miss();
    }
    if damaged && !gather.has_text() {
        return Err(ExtractError::Damaged);
    }
    Ok(())
}

/// Where the document says its body is.
fn body_name(archive: &mut ZipArchive<Cursor<&[u8]>>, left: &mut u64) -> String {
    named_body(archive, left)
        .ok()
        .flatten()
        .unwrap_or_else(|| USUAL_BODY.to_owned())
}

fn named_body(archive: &mut ZipArchive<Cursor<&[u8]>>, left: &mut u64) -> Result<Option<String>, Stop> {
    let mut xml = Reader::from_reader(part(archive, "_rels/.rels", left)?);
    let mut buffer = Vec::new();
    loop {
        match xml.read_event_into(&mut buffer)? {
            Event::Start(tag) | Event::Empty(tag) if tag.local_name().as_ref() == "Relationship" => {
                let value = |name| Some(tag.try_get_attribute(name).ok()??.value.into_owned());
                if value("Type").is_some_and(|kind| kind.ends_with("/officeDocument")) {
                    return Ok(value("Target").map(|target| target.trim_start_matches('/').to_owned()));
                }
            }
            Event::Eof => return Ok(None),
            _ => {}
        }
        buffer.clear();
    }
}

fn part<'a, 'b>(
    archive: &'a mut ZipArchive<Cursor<&'b [u8]>>,
    name: &str,
    left: &'a mut u64,
) -> Result<impl BufRead + use<'a, 'b>, Stop> {
    let part = archive.by_name(name)?;
    Ok(BufReader::new(Metered { part, left }))
}

/// A part that may not unpack to more than is left of the limit, whatever its header says.
struct Metered<'a, R> {
    part: R,
    left: &'a mut u64,
}

impl<R: Read> Read for Metered<'_, R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.part.read(into)?;
        *self.left = self.left.checked_sub(read as u64).ok_or(io::ErrorKind::FileTooLarge)?;
        Ok(read)
    }
}

fn read_part(
    archive: &mut ZipArchive<Cursor<&[u8]>>,
    name: &str,
    left: &mut u64,
    gather: &mut Gather,
) -> Result<(), Stop> {
    let mut xml = Reader::from_reader(part(archive, name, left)?);
    let mut buffer = Vec::new();
    // Whether the letters that come are text of the document, and how deep inside what is not to be read.
    let mut in_text = false;
    let mut skipped = 0_usize;
    loop {
        match xml.read_event_into(&mut buffer)? {
            // What a document offers to programs that cannot show something: the same text a second time.
            Event::Start(tag) if tag.local_name().as_ref() == "Fallback" => skipped += 1,
            Event::End(tag) if tag.local_name().as_ref() == "Fallback" => skipped = skipped.saturating_sub(1),
            Event::Start(tag) => match tag.local_name().as_ref() {
                "t" => in_text = skipped == 0,
                other if skipped == 0 => sign(other, gather)?,
                _ => {}
            },
            Event::Empty(tag) if skipped == 0 => sign(tag.local_name().as_ref(), gather)?,
            Event::End(tag) => match tag.local_name().as_ref() {
                "t" => in_text = false,
                "p" if skipped == 0 => gather.push('\n')?,
                "tc" if skipped == 0 => gather.push('\t')?,
                _ => {}
            },
            Event::Text(text) if in_text => gather.push_str(&text.xml10_content())?,
            Event::CData(text) if in_text => gather.push_str(&text.xml10_content())?,
            Event::GeneralRef(entity) if in_text => {
                let letter = entity.resolve_char_ref()?;
                match letter {
                    Some(letter) => gather.push(letter)?,
                    None => gather.push_str(resolve_predefined_entity(&entity).unwrap_or_default())?,
                }
            }
            Event::Eof => return Ok(()),
            _ => {}
        }
        buffer.clear();
        if gather.is_done() {
            gather.miss();
            return Err(Stop::Enough);
        }
    }
}

/// Characters that are elements of their own.
fn sign(element: &str, gather: &mut Gather) -> Result<(), Enough> {
    match element {
        "tab" | "ptab" => gather.push('\t'),
        "br" | "cr" => gather.push('\n'),
        "noBreakHyphen" => gather.push('-'),
        _ => Ok(()),
    }
}
