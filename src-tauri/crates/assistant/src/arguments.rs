//! From what a model wrote to arguments: strict JSON, no name twice, no characters that a person cannot see.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value as Json};
use unicode_normalization::UnicodeNormalization as _;

use crate::error::ToolError;

/// The most bytes of arguments.
const LARGEST: usize = 256 * 1024;

/// Reads arguments. Texts come out in NFC; a text that has hidden characters is refused, not cleaned: what a person
/// reads in the confirmation has to be what was meant.
pub(crate) fn parse(raw: &str) -> Result<Json, ToolError> {
    if raw.len() > LARGEST {
        return Err(ToolError::invalid(format!(
            "the arguments are longer than {LARGEST} bytes"
        )));
    }
    let Strict(value) = serde_json::from_str(raw)
        .map_err(|error| ToolError::invalid(format!("the arguments are no valid JSON: {error}")))?;
    if !value.is_object() {
        return Err(ToolError::invalid("the arguments must be a JSON object"));
    }
    normalised(value)
}

/// Texts in NFC, or the refusal of one that has hidden characters.
pub(crate) fn normalised(value: Json) -> Result<Json, ToolError> {
    Ok(match value {
        Json::String(text) => Json::String(plain(&text)?),
        Json::Array(elements) => Json::Array(elements.into_iter().map(normalised).collect::<Result<_, _>>()?),
        Json::Object(members) => {
            let mut plain_members = Map::new();
            for (name, value) in members {
                if plain_members.insert(plain(&name)?, normalised(value)?).is_some() {
                    return Err(ToolError::invalid(format!("the argument “{name}” is given twice")));
                }
            }
            Json::Object(plain_members)
        }
        scalar => scalar,
    })
}

fn plain(text: &str) -> Result<String, ToolError> {
    if let Some(hidden) = hidden(text) {
        return Err(ToolError::invalid(format!(
            "a text has the invisible character U+{:04X}: write it without",
            u32::from(hidden)
        )));
    }
    Ok(text.nfc().collect())
}

/// The first character that a person cannot see: tags, bidirectional controls, zero-width and filler characters,
/// control characters. Joiners are seen between letters of other scripts and emoji, and hidden beside Latin ones.
pub(crate) fn hidden(text: &str) -> Option<char> {
    let mut before: Option<char> = None;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let is_hidden = match c {
            '\u{200C}' | '\u{200D}' => {
                let beside = |c: Option<char>| c.is_some_and(|c| !c.is_ascii() && !is_invisible(c));
                !(beside(before) && beside(chars.peek().copied()))
            }
            c => is_invisible(c),
        };
        if is_hidden {
            return Some(c);
        }
        before = Some(c);
    }
    None
}

const fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{0}'..='\u{8}' | '\u{B}' | '\u{C}' | '\u{E}'..='\u{1F}' | '\u{7F}'..='\u{9F}'
        | '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{180B}'..='\u{180F}'
        | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
        | '\u{3164}' | '\u{FEFF}' | '\u{FFA0}' | '\u{FFF9}'..='\u{FFFB}' | '\u{1BCA0}'..='\u{1BCA3}'
        | '\u{E0000}'..='\u{E0FFF}')
}

/// JSON in which no object has a name twice.
struct Strict(Json);

impl<'de> Deserialize<'de> for Strict {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(StrictVisitor)
    }
}

struct StrictVisitor;

impl<'de> Visitor<'de> for StrictVisitor {
    type Value = Strict;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Strict, E> {
        Ok(Strict(value.into()))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Strict, E> {
        Ok(Strict(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Strict, E> {
        Ok(Strict(value.into()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Strict, E> {
        Ok(Strict(value.into()))
    }

    fn visit_str<E>(self, value: &str) -> Result<Strict, E> {
        Ok(Strict(value.into()))
    }

    fn visit_unit<E>(self) -> Result<Strict, E> {
        Ok(Strict(Json::Null))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<Strict, A::Error> {
        let mut list = Vec::new();
        while let Some(Strict(element)) = elements.next_element()? {
            list.push(element);
        }
        Ok(Strict(Json::Array(list)))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Strict, A::Error> {
        let mut map = Map::new();
        while let Some((name, Strict(value))) = members.next_entry::<String, Strict>()? {
            if map.contains_key(&name) {
                return Err(A::Error::custom(format!("“{name}” is given twice")));
            }
            map.insert(name, value);
        }
        Ok(Strict(Json::Object(map)))
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]
    use super::*;

    #[test]
    fn a_name_given_twice_is_refused_at_any_depth() {
        for raw in [r#"{"a":1,"a":2}"#, r#"{"f":{"x":1,"x":1}}"#, r#"{"l":[{"y":1,"y":2}]}"#] {
            let error = parse(raw).unwrap_err();
            assert!(error.message.contains("twice"), "{raw}: {error}");
        }
        // One letter, written in two ways.
        assert!(parse("{\"\u{e9}\":1,\"e\u{301}\":2}").is_err());
    }

    #[test]
    fn what_is_no_object_is_refused() {
        for raw in ["", "null", "[]", "1", "{", "{}x", r#"{"a":}"#, "{'a':1}"] {
            assert!(parse(raw).is_err(), "{raw}");
        }
    }

    #[test]
    fn hidden_characters_are_refused_wherever_they_stand() {
        for hidden in [
            '\u{200B}',
            '\u{202E}',
            '\u{2066}',
            '\u{E0041}',
            '\u{FEFF}',
            '\u{AD}',
            '\u{3164}',
            '\u{0}',
            '\u{1b}',
            '\u{200D}',
            '\u{200C}',
            '\u{2062}',
            '\u{200F}',
            '\u{E0100}',
        ] {
            let text = format!("pay{hidden}pal");
            for json in [
                serde_json::json!({"a": text}),
                serde_json::json!({"f": [{text.clone(): 1}]}),
            ] {
                let error = parse(&json.to_string()).unwrap_err();
                assert!(error.message.contains("invisible"), "U+{:04X}", u32::from(hidden));
            }
        }
    }

    #[test]
    fn what_people_write_in_their_scripts_passes() {
        for text in [
            "می‌خواهم",
            "👩\u{200D}💻 done",
            "क्\u{200D}ष",
            "line\nline\ttab",
            "שלום",
            "e\u{301}",
        ] {
            let parsed = parse(&serde_json::json!({"a": text}).to_string()).unwrap();
            assert_eq!(parsed["a"], text.nfc().collect::<String>());
        }
    }

    #[test]
    fn depth_and_length_have_an_end() {
        let deep = format!("{{\"a\":{}1{}}}", "[".repeat(5_000), "]".repeat(5_000));
        assert!(parse(&deep).is_err());
        let long = format!("{{\"a\":\"{}\"}}", "x".repeat(LARGEST));
        assert!(parse(&long).is_err());
    }
}
