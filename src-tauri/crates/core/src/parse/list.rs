//! Several values written in one text.

use crate::field::FieldType;

/// The values of a text, as written, blank ones left out. `;`, line breaks and the ` ::: ` of Google Contacts
/// always part values. A comma does where no value can hold one; texts may, so there it parts only when nothing
/// else does: `a, b` is two tags, `Smith, Jones; Brown` and `Smith, Jones;` keep their comma.
pub(crate) fn split<'t>(ty: &FieldType, text: &'t str) -> Vec<&'t str> {
    let clear = |c: char| matches!(c, ';' | '\n' | '\r' | '；');
    let comma = |c: char| matches!(c, ',' | '，' | '、');
    let parted = text.contains(clear) || text.contains(":::");
    let by_comma = match ty {
        FieldType::LongText | FieldType::Url => false,
        FieldType::Text => !parted,
        FieldType::Number { .. }
        | FieldType::Money
        | FieldType::Date
        | FieldType::DateTime
        | FieldType::Bool
        | FieldType::Select { .. }
        | FieldType::Stage
        | FieldType::Email
        | FieldType::Phone
        | FieldType::Member
        | FieldType::Entity { .. } => true,
    };
    text.split(":::")
        .flat_map(|part| part.split(move |c| clear(c) || (by_comma && comma(c))))
        .map(super::text::trimmed)
        .filter(|part| !part.is_empty())
        .collect()
}
