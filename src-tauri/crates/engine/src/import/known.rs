//! What of a file's rows is in the workspace already.

use std::collections::{HashMap, HashSet};

use workestra_core::{Entity, EntityId, EntityRef, FieldType, Kind, Value};
use workestra_store::{IdentifierKey, Store, StoreError};
use workestra_transfer::api::DuplicatePolicy;
use workestra_transfer::{DuplicateKey, RowDraft};

use super::reading::Checked;

/// Entities looked at per key: a common name has many bearers, and only one with the same company is the same person.
const PER_KEY: usize = 50;

/// The entities that a batch of rows may be about.
pub(super) struct Known<'a> {
    store: &'a Store,
    kind: Kind,
    /// By what a row is looked up; of the batch at hand.
    by_key: HashMap<IdentifierText, Vec<usize>>,
    /// Those found, of the batch at hand.
    found: Vec<Entity>,
    /// Ids of references that rows name, for the whole import.
    ids: HashMap<EntityRef, Option<EntityId>>,
}

/// An identifier key in a form that hashes.
type IdentifierText = (u8, String);

impl<'a> Known<'a> {
    pub(super) fn new(store: &'a Store, kind: Kind) -> Self {
        Self {
            store,
            kind,
            by_key: HashMap::new(),
            found: Vec::new(),
            ids: HashMap::new(),
        }
    }

    /// Reads what the batch's rows may be about.
    pub(super) async fn look_up(&mut self, batch: &[Checked], policy: DuplicatePolicy) -> Result<(), StoreError> {
        self.by_key.clear();
        self.found.clear();
        self.look_up_references(batch).await?;
        if policy == DuplicatePolicy::Create {
            return Ok(());
        }
        let mut asked: Vec<IdentifierKey> = Vec::new();
        let mut texts: Vec<IdentifierText> = Vec::new();
        let mut new = HashSet::new();
        for key in batch.iter().flat_map(|checked| &checked.keys) {
            if let Some((text, identifier)) = identifier(key)
                && new.insert(text.clone())
            {
                texts.push(text);
                asked.push(identifier);
            }
        }
        let named: Vec<EntityId> = batch.iter().filter_map(|row| row.draft.as_ref().ok()?.id).collect();
        let referred: Vec<EntityId> = batch
            .iter()
            .filter_map(|row| row.draft.as_ref().ok()?.reference)
            .filter_map(|reference| self.ids.get(&reference).copied().flatten())
            .collect();
        let matches = self.store.identifiers(&asked, PER_KEY).await?;
        let nums: Vec<i64> = {
            let mut once = HashSet::new();
            let of_kind = matches.iter().filter(|found| found.kind == self.kind);
            of_kind.map(|found| found.num).filter(|num| once.insert(*num)).collect()
        };
        let mut place = HashMap::new();
        for stored in self.store.entities_by_num(&nums).await? {
            if stored.entity.deleted_at.is_none() {
                place.insert(stored.num, self.found.len());
                self.found.push(stored.entity);
            }
        }
        for found in matches {
            if let (Some(&at), Some(text)) = (place.get(&found.num), texts.get(found.key)) {
                self.by_key.entry(text.clone()).or_default().push(at);
            }
        }
        let by_id = self.store.entities(&[named, referred].concat()).await?;
        self.found.extend(
            by_id
                .into_iter()
                .map(|stored| stored.entity)
                .filter(|entity| entity.kind == self.kind),
        );
        Ok(())
    }

    /// Reads the ids of the references that rows name, in their reference column and in fields.
    async fn look_up_references(&mut self, batch: &[Checked]) -> Result<(), StoreError> {
        let drafts = || batch.iter().filter_map(|checked| checked.draft.as_ref().ok());
        let in_columns = drafts().filter_map(|draft| draft.reference);
        let schema = self.store.schema();
        let fields: Vec<&str> = schema
            .kind(self.kind)
            .fields
            .iter()
            .filter(|field| matches!(field.ty, FieldType::Entity { .. }))
            .map(|field| field.key.as_ref())
            .collect();
        let in_fields = drafts()
            .flat_map(|draft| fields.iter().filter_map(|key| draft.fields.get(*key)))
            .flat_map(Value::texts)
            .filter_map(|text| text.parse().ok());
        let wanted: HashSet<EntityRef> = in_columns
            .chain(in_fields)
            .filter(|reference| !self.ids.contains_key(reference))
            .collect();
        let wanted: Vec<EntityRef> = wanted.into_iter().collect();
        let found = self.store.entities_by_ref(&wanted).await?;
        let mut found: HashMap<EntityRef, EntityId> = found
            .into_iter()
            .map(|stored| (stored.entity.reference, stored.entity.id))
            .collect();
        for reference in wanted {
            self.ids.insert(reference, found.remove(&reference));
        }
        Ok(())
    }

    /// Puts ids where the row's fields name entities by reference.
    pub(super) fn resolve(&self, draft: &mut RowDraft) -> Result<(), Vec<String>> {
        let schema = self.store.schema();
        let mut reasons = Vec::new();
        for field in &schema.kind(self.kind).fields {
            if !matches!(field.ty, FieldType::Entity { .. }) {
                continue;
            }
            let Some(Value::Text(text)) = draft.fields.get_mut(field.key.as_ref()) else {
                continue;
            };
            if let Ok(reference) = text.parse::<EntityRef>() {
                match self.ids.get(&reference).copied().flatten() {
                    Some(id) => *text = id.to_string(),
                    None => reasons.push(format!("{}: there is no {reference} in this workspace", field.label)),
                }
            }
        }
        if reasons.is_empty() { Ok(()) } else { Err(reasons) }
    }

    /// The entity that the row is about, if it is there: the one it names, else one that shares a key.
    pub(super) fn same_as(&self, draft: &RowDraft, keys: &[DuplicateKey]) -> Option<(EntityId, EntityRef)> {
        let named = self
            .found
            .iter()
            .find(|entity| Some(entity.id) == draft.id || Some(entity.reference) == draft.reference);
        let schema = self.store.schema();
        let def = schema.kind(self.kind);
        let same = || {
            keys.iter().find_map(|key| {
                let (text, _) = identifier(key)?;
                let candidates = self.by_key.get(&text)?;
                candidates
                    .iter()
                    .map(|&at| &self.found[at])
                    .find(|entity| key.agrees_with(def, &entity.fields))
            })
        };
        named.or_else(same).map(|entity| (entity.id, entity.reference))
    }
}

/// How the store looks a key up. Unique fields are the store's own to hold.
fn identifier(key: &DuplicateKey) -> Option<(IdentifierText, IdentifierKey)> {
    match key {
        DuplicateKey::Unique { .. } => None,
        DuplicateKey::Email(email) => Some(((0, email.clone()), IdentifierKey::Email(email.clone()))),
        DuplicateKey::Phone { phone, .. } => Some(((1, phone.clone()), IdentifierKey::Phone(phone.clone()))),
        DuplicateKey::Person { name, .. } => Some(((2, name.clone()), IdentifierKey::Name(name.clone()))),
        DuplicateKey::Titled { title, .. } => Some(((3, title.clone()), IdentifierKey::Title(title.clone()))),
    }
}
