//! The sources of a summary: the parts of what `summarize_entity` answers, so that nothing but what a tool may tell gets
//! there.

use workestra_core::{Masked, Value};

use super::SourceName;
use crate::canonical;
use crate::node::Node;
use crate::session::Session;

/// Of a long field, so many characters leave.
const LONGEST: usize = 2_000;

/// A source with what it says.
#[derive(Debug, Clone)]
pub(super) struct Source {
    pub(super) name: SourceName,
    /// What it says, as far as it leaves.
    node: Node,
    /// Names all that it says, masked or not: what changes behind a placeholder changes the sentence that shows it.
    pub(super) digest: String,
}

impl Source {
    fn new(name: SourceName, node: &Node) -> Self {
        Self {
            digest: canonical::hex(&canonical::digest("workestra source", &node.plain())),
            node: shortened(node),
            name,
        }
    }

    /// In words of Workestra's own.
    fn label(&self) -> String {
        match &self.name {
            SourceName::Field { key } => format!("field=\"{key}\""),
            SourceName::Entry { entry, at, .. } => {
                let at = crate::reader::render::day_and_time(*at);
                format!("entry=\"{}\" at=\"{at}\"", entry.name())
            }
            SourceName::Entity { reference, .. } => format!("linked=\"{reference}\""),
        }
    }

    /// As the model reads it, under a number; none when nothing of it leaves.
    pub(super) fn leaving(&self, number: usize, session: &Session) -> Option<Masked<String>> {
        let said = session.leaving(&self.node);
        let nothing = said.get() == "null";
        (!nothing).then(|| {
            Masked::lines([
                Session::own_words(&format!("<source number=\"{number}\" {}>", self.label())),
                said,
                Session::own_words("</source>"),
            ])
        })
    }

    /// All that it says, for finding out whether a sentence is borne out by it.
    pub(super) fn words(&self) -> String {
        format!("{} {}", self.label(), self.node.plain())
    }
}

/// The sources in what `summarize_entity` answered.
pub(super) fn sources(answer: &Node) -> Vec<Source> {
    let mut found = Vec::new();
    if let Some(Node::Object(fields)) = answer.member("entity").and_then(|entity| entity.member("fields")) {
        for (key, value) in fields {
            let name = SourceName::Field { key: key.clone() };
            match answer.member("stages") {
                // Since when it is there belongs to it.
                Some(stages) if key == "stage" => found.push(Source::new(name, stages)),
                _ => found.push(Source::new(name, value)),
            }
        }
    }
    for entry in answer.member("newest").map(Node::elements).unwrap_or_default() {
        if let Some((name, text)) = entry_of(entry) {
            found.push(Source::new(name, text));
        }
    }
    for link in answer.member("related").map(Node::elements).unwrap_or_default() {
        let said = |name: &str| link.member(name).map(Node::said).unwrap_or_default();
        let Ok(reference) = said("reference").parse() else {
            continue;
        };
        let name = SourceName::Entity {
            reference,
            title: said("title"),
            role: said("role"),
        };
        found.push(Source::new(name, link));
    }
    found
}

fn entry_of(entry: &Node) -> Option<(SourceName, &Node)> {
    let word = |name: &str| entry.member(name).map(Node::said).unwrap_or_default();
    let kinds = workestra_core::TimelineKind::ALL;
    let name = SourceName::Entry {
        id: word("id").parse().ok()?,
        entry: kinds.into_iter().find(|kind| kind.name() == word("what"))?,
        at: crate::reader::render::read_day_and_time(&word("at"))?,
    };
    Some((name, entry.member("text")?))
}

/// Without what is too long to send of one field.
fn shortened(node: &Node) -> Node {
    let cut = |text: &str| -> Option<String> {
        let end = text.char_indices().nth(LONGEST).map(|(end, _)| end)?;
        Some(format!("{}…", &text[..end]))
    };
    match node {
        Node::Quoted(text) => cut(text).map_or_else(|| node.clone(), Node::Quoted),
        Node::Field {
            def,
            value: Value::Text(text),
            quoted,
        } => Node::Field {
            def: def.clone(),
            value: Value::Text(cut(text).unwrap_or_else(|| text.clone())),
            quoted: *quoted,
        },
        other => other.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(note: &str) -> Node {
        let long = Node::Quoted("ä".repeat(LONGEST + 5));
        Node::object([
            (
                "entity",
                Node::object([(
                    "fields",
                    Node::object([("stage", Node::word("proposal")), ("body", long)]),
                )]),
            ),
            (
                "newest",
                Node::List(vec![Node::object([
                    ("id", Node::word("00000000-0000-0000-0000-000000000007")),
                    ("what", Node::word("call")),
                    ("at", Node::word("2026-11-21T12:00:00Z")),
                    ("text", Node::Quoted(note.to_owned())),
                ])]),
            ),
            (
                "related",
                Node::List(vec![Node::object([
                    ("reference", Node::word("CON-4")),
                    ("title", Node::Quoted("Kim Lee".to_owned())),
                    ("role", Node::text("requester")),
                ])]),
            ),
        ])
    }

    #[test]
    fn fields_entries_and_links_are_sources_and_only_what_changed_has_another_digest() {
        let (before, after) = (sources(&answer("called")), sources(&answer("called twice")));
        let changed: Vec<bool> = before.iter().zip(&after).map(|(a, b)| a.digest != b.digest).collect();
        assert_eq!(changed, [false, false, true, false]);
        assert!(before.iter().zip(&after).all(|(a, b)| a.name.is(&b.name)));
        let linked = SourceName::Entity {
            reference: workestra_core::EntityRef {
                kind: workestra_core::Kind::Contact,
                number: 4,
            },
            title: "Kim Lee".to_owned(),
            role: "requester".to_owned(),
        };
        assert_eq!(before[3].name, linked);
    }

    #[test]
    fn a_long_field_leaves_in_part_and_its_mark_stays_whole() {
        let session = Session::default();
        let body = sources(&answer("called")).remove(1).leaving(2, &session);
        let body = body.map(Masked::into_inner).unwrap_or_default();
        assert!(body.starts_with("<source number=\"2\" field=\"body\">\n\"⟦ä"), "{body}");
        assert!(body.ends_with("ä…⟧\"\n</source>"), "{body}");
    }
}
