//! The piece of an entity that shows why it was found.

use workestra_core::kind::Title;
use workestra_core::{Entity, FieldDef, FieldType, KindDef, Value};

use super::marks::{Mark, Marker, bounded, spans};
use crate::api::{Snippet, Span};

/// Bytes of one field that are looked at for a row.
const PER_FIELD: usize = 48 << 10;
/// Bytes looked at for all rows of an answer; what is beyond shows its beginning.
const PER_ANSWER: usize = 512 << 10;
/// Bytes of a beginning.
const BEGINNING: usize = 2 << 10;
/// Characters of a snippet.
const LENGTH: usize = 120;
/// Characters before the first mark.
const LEAD: usize = 30;

/// Makes the snippets of one answer, within bounds that hold for all of them together.
pub struct Excerpts<'a> {
    marker: &'a Marker,
    left: usize,
}

/// A field's text and the best place in it.
struct Place<'a> {
    field: &'a FieldDef,
    text: &'a str,
    marks: Vec<Mark>,
    first: usize,
    worth: (usize, u32),
}

impl<'a> Excerpts<'a> {
    /// For one answer.
    pub const fn new(marker: &'a Marker) -> Self {
        Self {
            marker,
            left: PER_ANSWER,
        }
    }

    /// The piece where most of the words are, outside the title. Of what was found by meaning alone, the beginning of
    /// the text that was embedded.
    pub fn best(&mut self, def: &KindDef, entity: &Entity, by_meaning: bool) -> Option<Snippet> {
        let fields = || {
            def.fields
                .iter()
                .filter(|field| field.reaches_search() && !is_title(def, field))
                .flat_map(|field| {
                    let texts = entity.fields.get(field.key.as_ref()).map_or(&[][..], Value::texts);
                    texts.iter().map(move |text| (field, text.as_str()))
                })
        };
        let mut best: Option<Place<'_>> = None;
        if !self.marker.is_empty() {
            for (field, text) in fields() {
                // The title may be one of these: a contact without a name goes by its address.
                if text == entity.title {
                    continue;
                }
                let bytes = if self.left == 0 {
                    BEGINNING
                } else {
                    PER_FIELD.min(self.left.max(BEGINNING))
                };
                let read = bounded(text, bytes);
                self.left = self.left.saturating_sub(read.len());
                let marks = self.marker.marks(read);
                let Some((first, words)) = densest(&marks) else {
                    continue;
                };
                let worth = (words, weight(field));
                if best.as_ref().is_none_or(|best| worth > best.worth) {
                    best = Some(Place {
                        field,
                        text,
                        marks,
                        first,
                        worth,
                    });
                }
            }
        }
        match best {
            Some(place) => Some(cut(place.field, place.text, &place.marks, place.first)),
            None if by_meaning => fields()
                .find(|(field, _)| field.embedded && field.ty == FieldType::LongText)
                .map(|(field, text)| cut(field, text, &[], 0)),
            None => None,
        }
    }
}

fn is_title(def: &KindDef, field: &FieldDef) -> bool {
    match &def.title {
        Title::Field(key) => field.key == *key,
        Title::PersonName(_) => matches!(field.key.as_ref(), "first_name" | "last_name"),
    }
}

/// For comparing; larger for weightier fields.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a small positive weight"
)]
fn weight(field: &FieldDef) -> u32 {
    (field.search_weight.unwrap_or(0.0) * 10.0) as u32
}

/// The mark from which on most different words stand within a snippet's length, with their number.
fn densest(marks: &[Mark]) -> Option<(usize, usize)> {
    let mut best = None;
    for (first, mark) in marks.iter().enumerate() {
        let mut words: Vec<&str> = Vec::new();
        for other in marks[first..].iter().take_while(|other| other.to <= mark.from + LENGTH) {
            if !words.contains(&other.word.as_str()) {
                words.push(&other.word);
            }
        }
        let count = words.len().max(1);
        if best.is_none_or(|(_, most)| count > most) {
            best = Some((first, count));
        }
    }
    best
}

/// Cuts out some [`LENGTH`] characters around a mark, at words where there are any near.
fn cut(field: &FieldDef, text: &str, marks: &[Mark], first: usize) -> Snippet {
    let anchor = marks.get(first).map_or(0, |mark| mark.from);
    let mut from = text[..anchor]
        .char_indices()
        .rev()
        .take(LEAD)
        .last()
        .map_or(anchor, |(at, _)| at);
    if from > 0 {
        // Forward to the next word's beginning, if one begins before the mark.
        if let Some(space) = text[from..anchor].find(char::is_whitespace) {
            from += space;
            from += text[from..anchor].len() - text[from..anchor].trim_start().len();
        }
    } else {
        from += text.len() - text.trim_start().len();
    }
    let rest = &text[from..];
    let mut to = rest.char_indices().nth(LENGTH).map_or(text.len(), |(at, _)| from + at);
    let shown_marks = |to: usize| marks.iter().filter(move |mark| mark.from >= from && mark.to <= to);
    if to < text.len() {
        let last_mark = shown_marks(to).map(|mark| mark.to).max().unwrap_or(from);
        if let Some(space) = text[last_mark..to].rfind(char::is_whitespace) {
            to = last_mark + space;
        }
    } else {
        to = from + rest.trim_end().len();
    }
    let to = to.max(from);
    let lead = if from > 0 && !text[..from].trim().is_empty() {
        "…"
    } else {
        ""
    };
    let tail = if text[to..].trim().is_empty() { "" } else { "…" };
    // One character for one: the spans count them.
    let body: String = text[from..to]
        .chars()
        .map(|c| if c.is_whitespace() || c.is_control() { ' ' } else { c })
        .collect();
    let within: Vec<Mark> = shown_marks(to)
        .map(|mark| Mark {
            from: mark.from - from,
            to: mark.to - from,
            word: String::new(),
        })
        .collect();
    let shift = lead.encode_utf16().count();
    Snippet {
        field: field.label.clone().into_owned(),
        marks: spans(&text[from..to], &within)
            .into_iter()
            .map(|Span((a, b))| Span((a + shift, b + shift)))
            .collect(),
        text: format!("{lead}{body}{tail}"),
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a missing snippet should fail the test")]

    use super::*;
    use crate::lexical::plan::Plan;
    use workestra_core::query::{Query, Term};
    use workestra_core::{Actor, EntityId, EntityRef, Fields, Kind, UtcMillis};

    fn snippet(body: &str, query: &str) -> Option<Snippet> {
        let terms = query
            .split(' ')
            .map(|word| Term {
                text: word.into(),
                phrase: false,
                fuzzy: false,
                excluded: false,
                prefix: false,
            })
            .collect();
        let plan = Plan::of(&Query {
            terms,
            ..Query::default()
        });
        let marker = Marker::new(&plan, &[]);
        let entity = Entity {
            id: EntityId::generate(),
            kind: Kind::Ticket,
            reference: EntityRef {
                kind: Kind::Ticket,
                number: 1,
            },
            revision: 1,
            title: "A subject".into(),
            fields: Fields::from([
                ("body".into(), Value::from(body)),
                ("subject".into(), "A subject".into()),
            ]),
            created_at: UtcMillis(0),
            created_by: Actor::System,
            updated_at: UtcMillis(0),
            updated_by: Actor::System,
            archived_at: None,
            deleted_at: None,
        };
        Excerpts::new(&marker).best(Kind::Ticket.def(), &entity, false)
    }

    fn marked(snippet: &Snippet) -> Vec<String> {
        let units: Vec<u16> = snippet.text.encode_utf16().collect();
        snippet
            .marks
            .iter()
            .map(|&Span((from, to))| String::from_utf16_lossy(&units[from..to]))
            .collect()
    }

    #[test]
    fn a_snippet_shows_the_place_where_most_words_stand() {
        let body = format!(
            "invoice {} the\nunpaid invoice of March {}",
            "filler ".repeat(50),
            "more ".repeat(50)
        );
        let found = snippet(&body, "unpaid invoice").unwrap();
        assert_eq!(marked(&found), ["unpaid", "invoice"]);
        assert!(
            found.text.starts_with('…') && found.text.ends_with('…'),
            "{}",
            found.text
        );
        assert!(found.text.chars().count() <= LENGTH + 2);
        assert!(!found.text.contains('\n'));
    }

    #[test]
    fn snippets_of_scripts_without_spaces_are_cut_and_marked_right() {
        let body = format!("{}请退款给客户{}", "天地玄黄".repeat(60), "宇宙洪荒".repeat(60));
        let found = snippet(&body, "退款").unwrap();
        assert_eq!(marked(&found), ["退款"]);
        assert!(found.text.chars().count() <= LENGTH + 2);
    }

    #[test]
    fn a_text_without_the_words_gives_none_and_a_huge_one_is_read_in_part() {
        assert_eq!(snippet("nothing of it", "invoice"), None);
        let far = format!("{}invoice", "word ".repeat(200_000));
        assert_eq!(snippet(&far, "invoice"), None, "beyond what is read for a row");
        let near = format!("invoice {}", "word ".repeat(200_000));
        assert_eq!(marked(&snippet(&near, "invoice").unwrap()), ["invoice"]);
    }
}
