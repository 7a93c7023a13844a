//! Small files, made here byte by byte.

use std::fmt::Write as _;
use std::io::{Cursor, Write};

use flate2::Compression;
use flate2::write::ZlibEncoder;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A PDF from its objects, numbered from 1, the first of them the catalogue.
pub fn pdf_of(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut pdf = b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n".to_vec();
    let mut places = Vec::new();
    for (number, object) in objects.iter().enumerate() {
        places.push(pdf.len());
        pdf.extend(format!("{} 0 obj\n", number + 1).bytes());
        pdf.extend(object);
        pdf.extend(b"\nendobj\n");
    }
    let start = pdf.len();
    let mut end = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for place in places {
        writeln!(end, "{place:010} 00000 n ").unwrap();
    }
    write!(
        end,
        "trailer\n<< /Size {} /Root 1 0 R /ID [<00112233445566778899aabbccddeeff> \
         <00112233445566778899aabbccddeeff>] >>\nstartxref\n{start}\n%%EOF\n",
        objects.len() + 1
    )
    .unwrap();
    pdf.extend(end.bytes());
    pdf
}

/// A stream's object, deflated.
pub fn stream(content: &[u8]) -> Vec<u8> {
    let mut deflater = ZlibEncoder::new(Vec::new(), Compression::default());
    deflater.write_all(content).unwrap();
    let packed = deflater.finish().unwrap();
    let mut object = format!("<< /Length {} /Filter /FlateDecode >>\nstream\n", packed.len()).into_bytes();
    object.extend(packed);
    object.extend(b"\nendstream");
    object
}

/// A PDF with one page for each of these contents: operators of the page description language. Font `F1` is
/// Helvetica; `F2` has two-byte codes that only its own table turns into letters.
pub fn pdf_with(pages: &[&[u8]]) -> Vec<u8> {
    let codes = b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def \
        1 begincodespacerange <0000> <FFFF> endcodespacerange \
        3 beginbfchar <0001> <0395> <0002> <03BB> <0003> <4F60> endbfchar \
        endcmap CMapName currentdict /CMap defineresource pop end end";
    let first_page = 8;
    let kids = (0..pages.len())
        .map(|n| format!("{} 0 R ", first_page + 2 * n))
        .collect::<String>();
    let mut objects = vec![
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        format!(
            "<< /Type /Pages /Count {} /Kids [{kids}] /MediaBox [0 0 612 792] \
             /Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> >>",
            pages.len()
        )
        .into_bytes(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_vec(),
        b"<< /Type /Font /Subtype /Type0 /BaseFont /Other /Encoding /Identity-H /DescendantFonts [5 0 R] \
          /ToUnicode 7 0 R >>"
            .to_vec(),
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Other /CIDSystemInfo << /Registry (Adobe) \
          /Ordering (Identity) /Supplement 0 >> /DW 1000 /FontDescriptor 6 0 R >>"
            .to_vec(),
        b"<< /Type /FontDescriptor /FontName /Other /Flags 4 /FontBBox [0 0 1000 1000] /ItalicAngle 0 /Ascent 800 \
          /Descent -200 /CapHeight 700 /StemV 80 >>"
            .to_vec(),
        stream(codes),
    ];
    for (n, content) in pages.iter().enumerate() {
        let number = first_page + 2 * n + 1;
        objects.push(format!("<< /Type /Page /Parent 2 0 R /Contents {number} 0 R >>").into_bytes());
        objects.push(stream(content));
    }
    pdf_of(&objects)
}

/// A curriculum vitae of two pages.
pub fn pdf() -> Vec<u8> {
    pdf_with(&[
        b"BT /F1 18 Tf 72 720 Td (Rosa Lindqvist) Tj /F1 11 Tf 0 -30 Td (Welder, caf\xE9 owner \\(2019\\)) Tj \
          0 -16 Td [(Cer) -20 (tified in Gothenburg)] TJ ET",
        b"BT /F2 11 Tf 72 720 Td <000100020003> Tj /F1 11 Tf 0 -16 Td (References on request) Tj ET",
    ])
}

/// A zip archive of these parts.
pub fn zip_of(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        let options = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
        archive.start_file(*name, options).unwrap();
        archive.write_all(content).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

const TYPES: &str =
    r#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>"#;
const WORD: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main""#;

/// The XML of a part whose root holds `inside`.
pub fn word(root: &str, inside: &str) -> String {
    format!(r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:{root} {WORD}>{inside}</w:{root}>"#)
}

/// A document with this inside its body.
pub fn docx_with(body: &str) -> Vec<u8> {
    let document = word("document", &format!("<w:body>{body}</w:body>"));
    zip_of(&[
        ("[Content_Types].xml", TYPES.as_bytes()),
        ("word/document.xml", document.as_bytes()),
    ])
}

/// The body of a letter with most of what a body has.
pub const LETTER: &str = r#"<w:p><w:r><w:t>Dear Ms </w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">O&#8217;Neill &amp; S</w:t></w:r><w:r><w:t>ons,</w:t></w:r></w:p>
    <w:p><w:r><w:t>one</w:t><w:tab/><w:t>two</w:t><w:br/><w:t>three</w:t><w:noBreakHyphen/><w:t>four</w:t></w:r><w:del><w:r><w:delText>gone</w:delText></w:r></w:del><w:r><w:instrText>PAGE</w:instrText></w:r></w:p>
    <w:tbl><w:tr><w:tc><w:p><w:r><w:t>你好</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>мир</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
    <mc:AlternateContent><mc:Choice><w:p><w:r><w:t>boxed</w:t></w:r></w:p></mc:Choice><mc:Fallback><w:p><w:r><w:t>boxed</w:t></w:r></w:p></mc:Fallback></mc:AlternateContent>"#;

/// A letter with a header, a footnote and a comment, its body where only `_rels` says.
pub fn docx() -> Vec<u8> {
    let relations = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="/word/document2.xml"/></Relationships>"#;
    let line = |text: &str| format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>");
    let document = word("document", &format!("<w:body>{LETTER}</w:body>"));
    let parts = [
        ("[Content_Types].xml", TYPES.to_owned()),
        ("_rels/.rels", relations.to_owned()),
        ("word/document2.xml", document),
        ("word/styles.xml", word("styles", &line("no text of it"))),
        ("word/header1.xml", word("hdr", &line("From the yard"))),
        (
            "word/footnotes.xml",
            word(
                "footnotes",
                &format!("<w:footnote>{}</w:footnote>", line("Since 1998.")),
            ),
        ),
        (
            "word/comments.xml",
            word("comments", &format!("<w:comment>{}</w:comment>", line("Check this."))),
        ),
    ];
    let parts: Vec<_> = parts
        .iter()
        .map(|(name, content)| (*name, content.as_bytes()))
        .collect();
    zip_of(&parts)
}
