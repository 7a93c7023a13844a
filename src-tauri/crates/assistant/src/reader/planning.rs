//! What a writing tool looks up for its plan: fields and their values as the model wrote them, what follows from a
//! patch, and who may be written to.

use workestra_core::recurrence;
use workestra_core::{ChangeSetId, Draft, Entity, EntityRef, FieldDef, FieldType, Kind, Patch, UtcMillis, Value};
use workestra_store::{IdentifierKey, StandingSet};

use super::Reader;
use crate::error::{Fault, ToolError};

impl Reader {
    /// A field within reach, by key, label or alias.
    ///
    /// # Errors
    /// There is none.
    pub fn field(&self, kind: Kind, name: &str) -> Result<&FieldDef, ToolError> {
        let called = self.schema.fields_called(name, Some(kind));
        called.first().map(|(_, field)| *field).ok_or_else(|| {
            let settable = self.schema.kind(kind).fields.iter().filter(|field| !field.derived);
            ToolError::unknown("field", name, settable.map(|field| field.key.as_ref()))
        })
    }

    /// What a written value means; an empty one clears.
    ///
    /// # Errors
    /// The value is not one of the field's; names what would be.
    pub fn value(&self, kind: Kind, field: &FieldDef, text: &str) -> Result<Option<Value>, ToolError> {
        let text = text.trim();
        if text.is_empty() {
            return Ok(None);
        }
        let value = match &field.ty {
            FieldType::Member => Value::Text(self.member_called(text)?.id.to_string()),
            _ if field.many => Value::List(
                text.split([',', ';', '\n'])
                    .map(str::trim)
                    .filter(|part| !part.is_empty())
                    .map(str::to_owned)
                    .collect(),
            ),
            _ => Value::Text(text.to_owned()),
        };
        let checked = workestra_core::parse::check(self.schema.kind(kind), field, value);
        checked.map(Some).map_err(|issue| {
            let valid: Vec<&str> = match &field.ty {
                FieldType::Select { choices } => choices.iter().map(|choice| choice.key.as_ref()).collect(),
                FieldType::Stage => self
                    .schema
                    .kind(kind)
                    .stages
                    .iter()
                    .map(|stage| stage.key.as_ref())
                    .collect(),
                _ => Vec::new(),
            };
            match valid.is_empty() {
                true => ToolError::invalid(issue.to_string()),
                false => ToolError::unknown(&format!("{} of {kind}s", field.label.to_lowercase()), text, valid),
            }
        })
    }

    /// What written values mean together.
    ///
    /// # Errors
    /// As [`Self::field`] and [`Self::value`]; also for a field given twice.
    pub fn patch<'a>(
        &self,
        kind: Kind,
        written: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Result<Patch, ToolError> {
        let mut patch = Patch::new();
        for (name, text) in written {
            let field = self.field(kind, name)?;
            if field.derived {
                return Err(ToolError::invalid(format!(
                    "{} is kept by Workestra from other data and cannot be set",
                    field.label
                )));
            }
            let value = self.value(kind, field, text)?;
            if patch.insert(field.key.to_string(), value).is_some() {
                return Err(ToolError::invalid(format!("{} is set twice", field.key)));
            }
        }
        Ok(patch)
    }

    /// The task that follows when this patch finishes a task that repeats.
    ///
    /// # Errors
    /// It would take over what is out of reach.
    pub async fn following(&self, entity: &Entity, patch: &Patch) -> Result<Option<Draft>, ToolError> {
        // From all that it holds, as for a person.
        let Some(stored) = self.store.entity(entity.id).await? else {
            return Ok(None);
        };
        let draft = recurrence::following(&self.store.schema(), &stored.entity, patch, self.today());
        let def = self.schema.kind(entity.kind);
        if let Some(draft) = &draft
            && draft.fields.keys().any(|key| def.field(key).is_none())
        {
            let message = format!(
                "{} repeats and holds fields that are out of reach of AI: it is completed in the app",
                entity.reference
            );
            return Err(ToolError::new(Fault::Denied, message));
        }
        Ok(draft)
    }

    /// How an email would go that is written now: the sender's domain, and when it leaves.
    ///
    /// # Errors
    /// No mail server is set up.
    pub(crate) fn mail(&self) -> Result<(String, UtcMillis), ToolError> {
        let way = self.mail.as_ref().ok_or_else(|| {
            let message = "no mail server is set up: an administrator sets one up in the settings under Email";
            ToolError::new(Fault::Denied, message)
        })?;
        let leaves = self.store.now().0.saturating_add(way.delay);
        Ok((way.domain.clone(), UtcMillis(leaves)))
    }

    /// Who has an address, among the people that AI may see.
    ///
    /// # Errors
    /// The workspace cannot be read.
    pub(crate) async fn person_with(&self, address: &str) -> Result<Option<Entity>, ToolError> {
        let key = IdentifierKey::Email(address.to_owned());
        let found = self.store.identifiers(&[key], 20).await?;
        let people = found.into_iter().filter(|found| {
            let is_person = matches!(found.kind, Kind::Contact | Kind::Candidate);
            found.live && is_person && !self.rules.closed_kinds.contains(&found.kind)
        });
        let nums: Vec<i64> = people.map(|found| found.num).take(1).collect();
        let stored = self.store.entities_by_num(&nums).await?.pop();
        Ok(stored.map(|stored| self.within_reach(stored.entity)))
    }

    /// The contacts with one of these addresses who asked not to be contacted.
    ///
    /// # Errors
    /// The workspace cannot be read.
    pub(crate) async fn unwilling(&self, addresses: &[&str]) -> Result<Vec<EntityRef>, ToolError> {
        let keys: Vec<IdentifierKey> = addresses
            .iter()
            .map(|address| IdentifierKey::Email((*address).to_owned()))
            .collect();
        let found = self.store.identifiers(&keys, 20).await?;
        let contacts = found.iter().filter(|found| found.kind == Kind::Contact);
        let nums: Vec<i64> = contacts.map(|found| found.num).collect();
        let stored = self.store.entities_by_num(&nums).await?.into_iter();
        let unwilling = stored.map(|stored| stored.entity).filter(|entity| {
            entity.deleted_at.is_none() && entity.fields.get("do_not_contact") == Some(&Value::Bool(true))
        });
        Ok(unwilling.map(|entity| entity.reference).collect())
    }

    /// A change set of the member's that an undo would take back.
    ///
    /// # Errors
    /// There is none of this id.
    pub(crate) async fn standing_set(&self, id: &str) -> Result<(ChangeSetId, StandingSet), ToolError> {
        let not_there = || {
            let message = "there is no such change set of yours that can be undone: somebody else made it, it was undone \
                           already, or it cannot be; get_entity_history names them";
            ToolError::new(Fault::NotFound, message)
        };
        let id: ChangeSetId = id.trim().parse().map_err(|_| not_there())?;
        let set = self
            .store
            .standing_set(self.member.id, id)
            .await?
            .ok_or_else(not_there)?;
        self.seen.lock().extend(set.entities.iter().map(|title| title.id));
        Ok((id, set))
    }
}
