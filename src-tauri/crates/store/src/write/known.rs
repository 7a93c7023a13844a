//! What a change set knows of the workspace, so that not each operation has to ask: what the next operations name is read
//! together, and follows what they write.

use std::collections::{HashMap, HashSet};

use sqlx::Row as _;
use workestra_core::{EntityId, EntityRef, FieldType, Kind, Schema, Value, Verb};

use super::Writing;
use super::apply::Failure;
use crate::api::StoredEntity;
use crate::entity::{Place, by_kind, ids_of_refs, load, load_where, nums_of, read_kind};
use crate::error::{OpError, StoreError};
use crate::op::Op;
use crate::sql::{self, json_ids, json_numbers};
use crate::table::read_id;

/// Entities and places that are held at most, about.
const MOST_ENTITIES: usize = 4_096;
const MOST_PLACES: usize = 65_536;

/// What is known, as it is with all that the set has written so far.
#[derive(Debug, Default)]
pub(super) struct Known {
    /// Where entities are kept; those deleted for good are not among them.
    places: HashMap<EntityId, Place>,
    entities: HashMap<i64, StoredEntity>,
    references: HashMap<EntityRef, EntityId>,
    /// Ids that no entity has or ever had.
    free: HashSet<EntityId>,
    /// Named by the operations at hand: what is made under these ids is remembered.
    awaited: HashSet<EntityId>,
    /// All links from an entity: their targets and roles.
    links: HashMap<i64, HashSet<(i64, String)>>,
}

impl Known {
    /// The place of an entity, when it is known.
    pub(super) fn place(&self, id: EntityId) -> Option<Place> {
        self.places.get(&id).copied()
    }

    /// The id of a reference, when it is known.
    pub(super) fn id_of(&self, reference: EntityRef) -> Option<EntityId> {
        self.references.get(&reference).copied()
    }

    /// Whether the id is known to be free; it is not from then on.
    pub(super) fn takes(&mut self, id: EntityId) -> bool {
        self.free.remove(&id)
    }

    /// The entity, when it is known.
    pub(super) fn entity(&self, num: i64) -> Option<&StoredEntity> {
        self.entities.get(&num)
    }

    /// Remembers how an entity is now.
    pub(super) fn keep(&mut self, stored: StoredEntity) {
        self.entities.insert(stored.num, stored);
    }

    /// Remembers a place and what refers to it.
    pub(super) fn keep_place(&mut self, id: EntityId, place: Place, reference: Option<EntityRef>) {
        self.places.insert(id, place);
        self.references.extend(reference.map(|reference| (reference, id)));
    }

    /// Whether an operation at hand names what is made under this id.
    pub(super) fn awaits(&self, id: EntityId) -> bool {
        self.awaited.contains(&id)
    }

    /// Remembers a new entity, from which nothing is linked yet.
    pub(super) fn keep_new(&mut self, stored: StoredEntity) {
        let (num, kind) = (stored.num, stored.entity.kind);
        self.places.insert(stored.entity.id, Place { num, kind });
        self.links.insert(num, HashSet::new());
        self.keep(stored);
    }

    /// Forgets how entities are.
    pub(super) fn forget(&mut self, nums: &[i64]) {
        for num in nums {
            self.entities.remove(num);
        }
    }

    /// A link was made or removed.
    pub(super) fn link_follows(&mut self, source: i64, target: i64, role: &str, is_there: bool) {
        if let Some(links) = self.links.get_mut(&source) {
            let link = (target, role.to_owned());
            if is_there {
                links.insert(link);
            } else {
                links.remove(&link);
            }
        }
    }

    pub(super) fn make_room(&mut self) {
        if self.entities.len() > MOST_ENTITIES || self.links.len() > MOST_ENTITIES {
            self.entities.clear();
            self.links.clear();
        }
        if self.places.len() > MOST_PLACES || self.references.len() > MOST_PLACES {
            self.places.clear();
            self.references.clear();
        }
        self.free.clear();
        self.awaited.clear();
    }
}

/// What operations name.
#[derive(Default)]
struct Named {
    /// Entities that are read and written.
    targets: HashSet<EntityId>,
    /// Entities that fields refer to.
    pointers: HashSet<EntityId>,
    references: HashSet<EntityRef>,
    /// New ids that were chosen outside.
    new: HashSet<EntityId>,
    /// Entities from which links go.
    sources: HashSet<EntityId>,
}

impl Named {
    fn by(schema: &Schema, ops: &[Op]) -> Self {
        let refers = |ty: &FieldType| matches!(ty, FieldType::Entity { .. });
        let keys: HashSet<&str> = schema
            .kinds()
            .iter()
            .flat_map(|def| &def.fields)
            .filter(|field| refers(&field.ty))
            .map(|field| field.key.as_ref())
            .collect();
        let mut named = Self::default();
        for op in ops {
            match op {
                Op::Create { id, draft } => {
                    named.new.extend(id);
                    named.point(&keys, &draft.fields);
                }
                Op::Update { id, patch, .. } => {
                    named.targets.insert(*id);
                    let set = patch.iter().filter_map(|(key, value)| Some((key, value.as_ref()?)));
                    named.point(&keys, set);
                }
                Op::Archive { id, .. } | Op::Trash { id } | Op::Restore { id } => {
                    named.targets.insert(*id);
                }
                Op::FileAdd { on, .. } | Op::ScorecardAdd { on, .. } => {
                    named.targets.insert(*on);
                }
                Op::NoteAdd { on, .. } => named.targets.extend(on),
                Op::Merge { keep, gone, .. } => named.targets.extend([keep, gone]),
                Op::LinkAdd { from, to, .. } => {
                    named.targets.extend([from, to]);
                    named.sources.insert(*from);
                }
                Op::Erase { .. }
                | Op::NoteUpdate { .. }
                | Op::NoteRemove { .. }
                | Op::FileRemove { .. }
                | Op::LinkRemove { .. }
                | Op::MemberAdd { .. }
                | Op::MemberUpdate { .. }
                | Op::MemberActive { .. }
                | Op::StagesSet { .. }
                | Op::CustomFieldAdd { .. }
                | Op::CustomFieldUpdate { .. }
                | Op::CustomFieldRemove { .. }
                | Op::EmailQueue { .. }
                | Op::ViewAdd { .. }
                | Op::SetUndo { .. }
                | Op::Rename { .. }
                | Op::SettingSet { .. } => {}
            }
        }
        named
    }

    fn point<'a>(&mut self, keys: &HashSet<&str>, fields: impl IntoIterator<Item = (&'a String, &'a Value)>) {
        let pointing = fields.into_iter().filter(|(key, _)| keys.contains(key.as_str()));
        for text in pointing.flat_map(|(_, value)| value.texts()) {
            if let Ok(id) = text.parse::<EntityId>() {
                self.pointers.insert(id);
            } else if let Ok(reference) = text.parse::<EntityRef>() {
                self.references.insert(reference);
            }
        }
    }
}

impl Writing<'_> {
    /// Reads what the operations name, in a few statements for all of them.
    pub(super) async fn look_ahead(&mut self, ops: &[Op]) -> Result<(), StoreError> {
        self.known.make_room();
        let named = Named::by(&self.store.schema(), ops);
        let ids: Vec<EntityId> = named
            .targets
            .iter()
            .chain(&named.pointers)
            .chain(&named.new)
            .filter(|&&id| self.known.place(id).is_none())
            .copied()
            .collect();
        self.known.free.clone_from(&named.new);
        if !ids.is_empty() {
            let query =
                "SELECT id, num, kind, state < 3 FROM entities WHERE id IN (SELECT unhex(value) FROM json_each(?))";
            let asked = json_ids(ids.iter().map(|id| id.0));
            for row in sql::rows(self.connection().await?, query, [asked]).await? {
                let id = EntityId(read_id(&row, 0)?);
                self.known.free.remove(&id);
                if row.try_get_unchecked::<bool, _>(3)? {
                    let (num, kind) = (row.try_get_unchecked(1)?, read_kind(row.try_get_unchecked(2)?)?);
                    self.known.places.insert(id, Place { num, kind });
                }
            }
        }
        self.known.free.retain(|id| !self.known.places.contains_key(id));
        let references: Vec<EntityRef> = named.references.into_iter().collect();
        self.know_references(&references).await?;
        let places: Vec<Place> = named.targets.iter().filter_map(|&id| self.known.place(id)).collect();
        self.know_entities(places.into_iter().map(|place| (place.kind, place.num)))
            .await?;
        let sources = named.sources.iter().filter_map(|&id| self.known.place(id));
        let sources: Vec<i64> = sources.map(|place| place.num).collect();
        self.know_links(&sources).await?;
        self.known.awaited = named.targets;
        self.known.awaited.extend(named.pointers);
        Ok(())
    }

    /// Reads those of the entities that are not known yet.
    pub(super) async fn know_entities(
        &mut self,
        places: impl IntoIterator<Item = (Kind, i64)>,
    ) -> Result<(), StoreError> {
        let unknown = places.into_iter().filter(|(_, num)| self.known.entity(*num).is_none());
        let wanted = by_kind(unknown);
        if wanted.is_empty() {
            return Ok(());
        }
        let store = self.store.clone();
        for stored in load_where(self.connection().await?, &store.inner().actors, "num", &wanted).await? {
            self.known.keep(stored);
        }
        Ok(())
    }

    /// Reads the ids of those of the references that are not known yet.
    pub(super) async fn know_references(&mut self, references: &[EntityRef]) -> Result<(), StoreError> {
        let unknown = references
            .iter()
            .filter(|&&reference| self.known.id_of(reference).is_none());
        let wanted: Vec<EntityRef> = unknown.copied().collect();
        if wanted.is_empty() {
            return Ok(());
        }
        for (reference, id, num) in ids_of_refs(self.connection().await?, &wanted).await? {
            let kind = reference.kind;
            self.known.keep_place(id, Place { num, kind }, Some(reference));
        }
        Ok(())
    }

    /// Reads the places of those of the ids that are not known yet.
    pub(super) async fn know_places(&mut self, ids: &[EntityId]) -> Result<(), StoreError> {
        let unknown = ids.iter().filter(|&&id| self.known.place(id).is_none());
        let wanted: Vec<EntityId> = unknown.copied().collect();
        if wanted.is_empty() {
            return Ok(());
        }
        for (id, place) in nums_of(self.connection().await?, &wanted).await? {
            self.known.keep_place(id, place, None);
        }
        Ok(())
    }

    async fn know_links(&mut self, sources: &[i64]) -> Result<(), StoreError> {
        let unknown = sources.iter().filter(|num| !self.known.links.contains_key(num));
        let wanted: Vec<i64> = unknown.copied().collect();
        if wanted.is_empty() {
            return Ok(());
        }
        let query = "SELECT source, target, role FROM links WHERE source IN (SELECT value FROM json_each(?))";
        let rows = sql::rows(self.connection().await?, query, [json_numbers(&wanted)]).await?;
        for source in wanted {
            self.known.links.insert(source, HashSet::new());
        }
        for row in rows {
            let (source, target, role) = (row.try_get(0)?, row.try_get(1)?, row.try_get(2)?);
            self.known.link_follows(source, target, role, true);
        }
        Ok(())
    }

    /// Whether there is such a link.
    pub(super) async fn is_linked(&mut self, source: i64, target: i64, role: &str) -> Result<bool, StoreError> {
        self.know_links(&[source]).await?;
        let links = self.known.links.get(&source);
        Ok(links.is_some_and(|links| links.contains(&(target, role.to_owned()))))
    }

    /// The entity to write to, if it exists and the grant covers it.
    pub(super) async fn target(&mut self, id: EntityId, verb: Verb) -> Result<StoredEntity, Failure> {
        self.know_places(&[id]).await?;
        let place = self.known.place(id).ok_or(OpError::NoSuchEntity(id))?;
        self.allow(verb, place.kind)?;
        Ok(self.stored(place.kind, place.num).await?)
    }

    /// An entity that is known to exist.
    pub(super) async fn stored(&mut self, kind: Kind, num: i64) -> Result<StoredEntity, StoreError> {
        self.know_entities([(kind, num)]).await?;
        let missing = || StoreError::Corrupt(format!("entity {num} has no row"));
        self.known.entity(num).cloned().ok_or_else(missing)
    }

    /// An entity that may have been deleted for good.
    pub(super) async fn stored_if_there(&mut self, num: i64) -> Result<Option<&StoredEntity>, StoreError> {
        if self.known.entity(num).is_none() {
            let store = self.store.clone();
            let found = load(self.connection().await?, &store.inner().actors, &[num]).await?;
            found.into_iter().for_each(|stored| self.known.keep(stored));
        }
        Ok(self.known.entity(num))
    }
}

/// Whether a patch touches a field that refers to members or entities.
pub(super) fn refers(def: &workestra_core::KindDef, keys: impl IntoIterator<Item = impl AsRef<str>>) -> bool {
    keys.into_iter().any(|key| {
        let field = def.field(key.as_ref());
        field.is_some_and(|field| matches!(field.ty, FieldType::Entity { .. } | FieldType::Member))
    })
}
