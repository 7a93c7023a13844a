//! What an attachment is: by its content, and by its name only among texts.

use memchr::memmem;

const PDF: &str = "application/pdf";
const DOCX: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
/// How far in a PDF's first line may stand.
const HEADER: usize = 1024;
/// How much of a file is looked at to tell text from other bytes.
const LOOKED_AT: usize = 64 * 1024;

/// What kind of reading an attachment takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Sniffed {
    /// Letters in some encoding; the media type is a finer guess by the name.
    Text(&'static str),
    Pdf,
    Docx,
    /// An office document that is encrypted whole.
    Encrypted,
    /// Nothing that is read here.
    Other(String),
}

impl Sniffed {
    pub(crate) fn media_type(&self) -> &str {
        match self {
            Self::Text(media_type) => media_type,
            Self::Pdf => PDF,
            Self::Docx => DOCX,
            Self::Encrypted => "application/x-ole-storage",
            Self::Other(media_type) => media_type,
        }
    }
}

/// What these bytes are.
pub(crate) fn sniff(name: &str, bytes: &[u8]) -> Sniffed {
    let head = &bytes[..bytes.len().min(LOOKED_AT)];
    if head.trim_ascii_start().starts_with(b"%PDF-") {
        return Sniffed::Pdf;
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return sniff_zip(bytes);
    }
    if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) {
        return sniff_compound(name, bytes);
    }
    if head.starts_with(b"{\\rtf") {
        return Sniffed::Other("application/rtf".to_owned());
    }
    if is_text(head) {
        return Sniffed::Text(text_type(name));
    }
    if memmem::find(&head[..head.len().min(HEADER)], b"%PDF-").is_some() {
        return Sniffed::Pdf;
    }
    let known = infer::get(head).map_or("application/octet-stream", |known| known.mime_type());
    Sniffed::Other(known.to_owned())
}

fn sniff_zip(bytes: &[u8]) -> Sniffed {
    // Names inside an archive are not compressed.
    if memmem::find(bytes, b"word/document").is_some() {
        return Sniffed::Docx;
    }
    match infer::get(bytes).map(|known| known.mime_type()) {
        Some(DOCX) => Sniffed::Docx,
        other => Sniffed::Other(other.unwrap_or("application/zip").to_owned()),
    }
}

/// The container of older office documents, and of encrypted newer ones.
fn sniff_compound(name: &str, bytes: &[u8]) -> Sniffed {
    let encrypted: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    if memmem::find(bytes, &encrypted).is_some() {
        return Sniffed::Encrypted;
    }
    let media_type = match extension(name).as_str() {
        "doc" | "dot" => "application/msword",
        "xls" | "xlt" => "application/vnd.ms-excel",
        "ppt" | "pps" => "application/vnd.ms-powerpoint",
        "msg" => "application/vnd.ms-outlook",
        _ => "application/x-ole-storage",
    };
    Sniffed::Other(media_type.to_owned())
}

/// Whether the bytes are letters: in UTF-16 and UTF-32 NULs stand at fixed places, elsewhere there are none, and of
/// the other control characters only those that print.
fn is_text(head: &[u8]) -> bool {
    let marks: [&[u8]; 4] = [b"\xEF\xBB\xBF", b"\xFF\xFE", b"\xFE\xFF", b"\0\0\xFE\xFF"];
    if marks.iter().any(|mark| head.starts_with(mark)) {
        return true;
    }
    if crate::plain::by_nuls(head).is_some() {
        return true;
    }
    head.iter()
        .all(|&byte| byte >= 0x20 && byte != 0x7F || matches!(byte, b'\t' | b'\n' | 0x0B | 0x0C | b'\r' | 0x1B))
}

fn text_type(name: &str) -> &'static str {
    match extension(name).as_str() {
        "md" | "markdown" | "mdown" => "text/markdown",
        "csv" => "text/csv",
        "tsv" => "text/tab-separated-values",
        "htm" | "html" | "xhtml" => "text/html",
        "xml" => "text/xml",
        "json" => "application/json",
        "yaml" | "yml" => "application/yaml",
        "ics" => "text/calendar",
        "vcf" => "text/vcard",
        "eml" => "message/rfc822",
        "svg" => "image/svg+xml",
        _ => "text/plain",
    }
}

fn extension(name: &str) -> String {
    name.rsplit_once('.')
        .map(|(_, extension)| extension.to_ascii_lowercase())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_decides_before_the_name_does() {
        assert_eq!(sniff("a.txt", b"%PDF-1.7\n"), Sniffed::Pdf);
        assert_eq!(sniff("a.txt", b"\n %PDF-1.7\n"), Sniffed::Pdf);
        assert_eq!(sniff("a.txt", b"\x01\x02junk%PDF-1.4\n\xE2\xE3"), Sniffed::Pdf);
        assert_eq!(sniff("a.pdf", b"notes on %PDF-1.7"), Sniffed::Text("text/plain"));
        assert_eq!(
            sniff("a.pdf", b"\x89PNG\r\n\x1a\n\0\0"),
            Sniffed::Other("image/png".to_owned())
        );
        assert_eq!(
            sniff("a.docx", b"PK\x03\x04rest"),
            Sniffed::Other("application/zip".to_owned())
        );
        assert_eq!(
            sniff("a.txt", b"{\\rtf1 hello}"),
            Sniffed::Other("application/rtf".to_owned())
        );
        assert_eq!(
            sniff("a.txt", b"\x00\x01\x02"),
            Sniffed::Other("application/octet-stream".to_owned())
        );
    }

    #[test]
    fn the_name_tells_texts_apart() {
        assert_eq!(sniff("README.MD", b"# Hi"), Sniffed::Text("text/markdown"));
        assert_eq!(sniff("notes", b"Hi"), Sniffed::Text("text/plain"));
        assert_eq!(sniff("empty.csv", b""), Sniffed::Text("text/csv"));
    }

    #[test]
    fn an_encrypted_office_document_is_known_as_one() {
        let mut bytes = vec![0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
        assert_eq!(sniff("a.doc", &bytes), Sniffed::Other("application/msword".to_owned()));
        bytes.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
        assert_eq!(sniff("a.docx", &bytes), Sniffed::Encrypted);
    }
}
