//! What the workspace's own masks come to: for a conversation that began before they were chosen, and for a person who
//! is choosing them.

use workestra_core::query::Query;
use workestra_core::{AssistantRules, EntityRef, Kind, Mask, Masking, Masks, MemberId};
use workestra_store::ListQuery;

use super::{Gate, GateError};
use crate::node::Node;
use crate::session::Session;
use crate::transcript::Content;

/// The most entities whose values a conversation learns before a request, those spoken of last first.
const MOST: usize = 200;

/// An entity as it is, and as it would leave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leaving {
    /// Which.
    pub reference: EntityRef,
    /// Its title.
    pub title: String,
    /// Part by part: the fields that have a value, after the name where that is made of several.
    pub parts: Vec<LeavingPart>,
}

/// A part of an entity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeavingPart {
    /// The field's key.
    pub key: String,
    /// Shown to people.
    pub label: String,
    /// As it is.
    pub as_it_is: String,
    /// As it would leave; absent when nothing of it does.
    pub as_it_leaves: Option<String>,
}

impl Gate {
    /// Makes known to a conversation what does not leave of the entities that it spoke of. What was kept before a mask was
    /// chosen is masked by it from then on.
    ///
    /// # Errors
    /// The workspace cannot be read.
    pub(crate) async fn learn(
        &self,
        session: &Session,
        member: MemberId,
        rules: &AssistantRules,
        line: &[Content],
    ) -> Result<(), GateError> {
        self.learn_of(session, member, rules, &mentioned(line)).await
    }

    /// As [`Self::learn`], of these entities.
    ///
    /// # Errors
    /// The workspace cannot be read.
    pub(crate) async fn learn_of(
        &self,
        session: &Session,
        member: MemberId,
        rules: &AssistantRules,
        references: &[EntityRef],
    ) -> Result<(), GateError> {
        if rules.masks.is_empty() {
            return Ok(());
        }
        let member = self.member(member).map_err(GateError::Edited)?;
        let reader = self.reader(&member, rules);
        for stored in self.store.entities_by_ref(references).await? {
            let entity = stored.entity;
            let title = reader.title(entity.kind, &entity.title);
            session.learn(&Node::List(vec![reader.known(&entity), title]));
        }
        Ok(())
    }

    /// How the newest entity of a kind would leave with these masks; none when there is no entity of it. Nothing leaves,
    /// so the log has no row of it.
    ///
    /// # Errors
    /// The workspace cannot be read, or the member is not known here.
    pub async fn leaving(&self, member: MemberId, kind: Kind, masks: &Masks) -> Result<Option<Leaving>, GateError> {
        let newest = ListQuery {
            kind,
            query: &Query::default(),
            sort: &[("created_at".to_owned(), true)],
            offset: 0,
            limit: 1,
        };
        let Some(entity) = self.store.list(&newest).await?.entities.pop() else {
            return Ok(None);
        };
        let rules = AssistantRules {
            masks: masks.clone(),
            ..AssistantRules::open()
        };
        let member = self.member(member).map_err(GateError::Edited)?;
        let reader = self.reader(&member, &rules);
        let schema = self.store.schema().as_ref().clone().masked_by(masks);
        let def = schema.kind(kind);
        let mut masking = Masking::new();
        // First all that is known, as for a conversation that has the entity in view.
        let _ = reader.known(&entity).masked(&mut masking);
        let mut parts = Vec::new();
        if def.naming().len() > 1 {
            let node = reader.title(kind, &entity.title);
            parts.push(LeavingPart {
                key: "title".to_owned(),
                label: "Title".to_owned(),
                as_it_is: entity.title.clone(),
                as_it_leaves: Some(outside(&node, &mut masking)),
            });
        }
        for field in &def.fields {
            let Some(value) = entity.fields.get(field.key.as_ref()) else {
                continue;
            };
            let node = reader.value_node(kind, field, value).await.map_err(GateError::Edited)?;
            let as_it_leaves = match field.mask {
                Mask::Drop => None,
                Mask::None | Mask::Placeholder => Some(outside(&node, &mut masking)),
            };
            parts.push(LeavingPart {
                key: field.key.to_string(),
                label: field.label.to_string(),
                as_it_is: node.said(),
                as_it_leaves,
            });
        }
        Ok(Some(Leaving {
            reference: entity.reference,
            title: entity.title,
            parts,
        }))
    }
}

/// What leaves of a node, without the marks around what outsiders may have written.
fn outside(node: &Node, masking: &mut Masking) -> String {
    let masked = node.masked(masking);
    crate::node::said(masked.get()).replace(['⟦', '⟧'], "")
}

/// The entities that a conversation spoke of, those named last first.
fn mentioned(line: &[Content]) -> Vec<EntityRef> {
    let mut found: Vec<EntityRef> = Vec::new();
    let mut note = |reference: EntityRef| {
        if !found.contains(&reference) {
            found.push(reference);
        }
    };
    for content in line.iter().rev() {
        match content {
            Content::Said(said) => {
                said.context.iter().for_each(|seen| note(seen.reference));
                said.told.iter().for_each(|told| named_in(told, &mut note));
                said.files.iter().for_each(|file| named_in(&file.masked, &mut note));
                named_in(&said.text, &mut note);
            }
            Content::Results { results } => {
                results.iter().for_each(|result| named_in(&result.masked, &mut note));
            }
            Content::Answered { .. } | Content::Ended { .. } => {}
        }
    }
    found.truncate(MOST);
    found
}

/// The entities that a text names by their references.
pub(crate) fn references_in(text: &str) -> Vec<EntityRef> {
    let mut found = Vec::new();
    named_in(text, &mut |reference| found.push(reference));
    found.sort_unstable();
    found.dedup();
    found.truncate(MOST);
    found
}

fn named_in(text: &str, note: &mut impl FnMut(EntityRef)) {
    let words = text.split(|c: char| !c.is_ascii_alphanumeric() && c != '-');
    words.filter_map(|word| word.parse().ok()).for_each(note);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::Profile;
    use crate::transcript::{CallResult, InView, Said};

    #[test]
    fn what_a_conversation_spoke_of_is_found_in_all_that_is_sent_again() {
        let deal = EntityRef {
            kind: Kind::Deal,
            number: 7,
        };
        let said = |text: &str| {
            Content::Said(Said {
                text: text.to_owned(),
                masked: text.to_owned(),
                context: vec![InView {
                    reference: deal,
                    title: "Roof".to_owned(),
                    masked: String::new(),
                }],
                files: Vec::new(),
                profile: Profile::Write,
                told: vec!["TASK-3 was made".to_owned()],
            })
        };
        let results = Content::Results {
            results: vec![CallResult {
                call: "1".to_owned(),
                tool: "list_entities".to_owned(),
                masked: r#"{"entities":[{"reference":"CON-12"},{"reference":"DEAL-7"}]}"#.to_owned(),
                is_error: false,
                confirmation: None,
                at: None,
                took: None,
            }],
        };
        let found = mentioned(&[said("what of con-4, and NOT-1?"), results]);
        let found: Vec<String> = found.iter().map(ToString::to_string).collect();
        assert_eq!(found, ["CON-12", "DEAL-7", "TASK-3", "CON-4"]);
    }
}
