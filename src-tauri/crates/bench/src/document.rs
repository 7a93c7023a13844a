//! Entities as the peers get them: a row with all that a hit shows, and two texts to look in.

use std::collections::HashMap;

use workestra_core::{FieldType, MemberId, Value};
use workestra_store::{Store, StoredEntity};

/// Entities read at once.
const PAGE: usize = 2_000;

/// An entity for a peer.
#[derive(Debug, Clone)]
pub struct Document {
    /// The entity's number in its workspace.
    pub num: i64,
    /// `deal`.
    pub kind: String,
    /// `DEAL-7`.
    pub reference: String,
    /// Its title.
    pub title: String,
    /// What its row shows beside the title.
    pub context: String,
    /// The owner's name; empty without one.
    pub owner: String,
    /// When it was last written, in milliseconds.
    pub updated_at: i64,
    /// The searched fields of one line.
    pub short: String,
    /// The searched fields of many lines, and the notes.
    pub long: String,
    /// What it means; none without a model.
    pub vector: Option<Vec<f32>>,
}

/// All entities of a workspace, page by page in order.
pub struct Documents<'a> {
    store: &'a Store,
    owners: HashMap<MemberId, String>,
    after: i64,
}

impl<'a> Documents<'a> {
    /// From the first on.
    pub fn of(store: &'a Store) -> Self {
        let members = store.members();
        Self {
            store,
            owners: members.iter().map(|member| (member.id, member.name.clone())).collect(),
            after: 0,
        }
    }

    /// The next page; empty at the end.
    ///
    /// # Errors
    /// The workspace cannot be read.
    pub async fn page(&mut self) -> anyhow::Result<Vec<Document>> {
        let stored = self.store.scan(self.after, PAGE).await?;
        let nums: Vec<i64> = stored.iter().map(|stored| stored.num).collect();
        self.after = nums.last().copied().unwrap_or(self.after);
        let notes = self.store.notes_text(&nums).await?;
        let mut notes: HashMap<i64, String> = notes
            .into_iter()
            .map(|notes| (notes.num, notes.texts.join("\n")))
            .collect();
        let mut vectors: HashMap<i64, Vec<f32>> = self.store.vectors_of(&nums).await?.into_iter().collect();
        Ok(stored
            .into_iter()
            .map(|stored| {
                let notes = notes.remove(&stored.num);
                let vector = vectors.remove(&stored.num);
                self.document(&stored, notes, vector)
            })
            .collect())
    }

    fn document(&self, stored: &StoredEntity, notes: Option<String>, vector: Option<Vec<f32>>) -> Document {
        let entity = &stored.entity;
        let def = entity.kind.def();
        let (mut short, mut long) = (Vec::new(), Vec::new());
        for field in def.fields.iter().filter(|field| field.reaches_search()) {
            let texts = entity.fields.get(field.key.as_ref()).map_or(&[][..], Value::texts);
            let into = if field.ty == FieldType::LongText {
                &mut long
            } else {
                &mut short
            };
            into.extend(texts.iter().map(String::as_str));
        }
        long.extend(notes.as_deref());
        let context: Vec<&str> = def
            .context
            .iter()
            .filter_map(|key| entity.fields.get(*key).and_then(Value::first_text))
            .collect();
        let owner = entity.owner().and_then(|owner| self.owners.get(&owner));
        Document {
            num: stored.num,
            kind: entity.kind.to_string(),
            reference: entity.reference.to_string(),
            title: entity.title.clone(),
            context: context.join(" · "),
            owner: owner.cloned().unwrap_or_default(),
            updated_at: entity.updated_at.0,
            short: short.join(" "),
            long: long.join("\n"),
            vector,
        }
    }
}
