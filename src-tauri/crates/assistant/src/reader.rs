//! All that a tool can see: reads in a member's name, of the kinds that the rules leave open, without the fields that AI
//! may not reach. A field that is out of reach cannot be filtered or sorted by either: to this schema it does not exist.
//! The fields within reach carry the workspace's own masks, so whatever a tool answers leaves as these say.

mod planning;
pub(crate) mod render;

use std::collections::BTreeSet;
use std::sync::Arc;

use parking_lot::Mutex;
use workestra_core::query::Query;
use workestra_core::query::parse::{QueryContext, parse};
use workestra_core::{
    AssistantRules, Change, ChangeOp, Date, Entity, EntityId, EntityRef, FieldDef, FieldType, Kind, Mask, Member,
    MemberId, Schema, Sensitivity, StageClass, View,
};
use workestra_search::Search;
use workestra_search::api::{Hit, Leg, SearchRequest};
use workestra_store::{
    AttachedFile, Confirmation, Duplicate, FileId, Link, ListPage, ListQuery, StageTotal, StageVisit, Store,
    TimelineEntry,
};

use crate::error::{Fault, ToolError};
use crate::gate::MailWay;
use crate::node::Node;

/// Reads for the tools of one call.
pub struct Reader {
    store: Store,
    search: Search,
    member: Member,
    rules: AssistantRules,
    schema: Arc<Schema>,
    /// Without the fields of which nothing leaves: a filter by one would tell what it holds.
    asked: Arc<Schema>,
    members: Arc<Vec<Member>>,
    mail: Option<MailWay>,
    seen: Mutex<BTreeSet<EntityId>>,
}

/// Whether AI may reach a field.
#[must_use]
pub(crate) fn is_within_reach(field: &FieldDef) -> bool {
    field.sensitivity < Sensitivity::Restricted
}

impl Reader {
    pub(crate) fn new(
        store: Store,
        search: Search,
        member: Member,
        rules: AssistantRules,
        mail: Option<MailWay>,
    ) -> Self {
        let schema = (*store.schema()).clone().masked_by(&rules.masks);
        let schema = schema.keeping(|_, field| is_within_reach(field));
        let asked = schema.clone().keeping(|_, field| field.mask != Mask::Drop);
        Self {
            members: store.members(),
            schema: Arc::new(schema),
            asked: Arc::new(asked),
            store,
            search,
            member,
            rules,
            mail,
            seen: Mutex::default(),
        }
    }

    /// The fields within reach.
    #[must_use]
    pub fn schema(&self) -> &Schema {
        &self.schema
    }

    /// In whose name.
    #[must_use]
    pub const fn member(&self) -> &Member {
        &self.member
    }

    /// Who works here.
    pub fn members(&self) -> impl Iterator<Item = &Member> {
        self.members.iter().filter(|member| member.active)
    }

    /// The day, where the person is.
    #[must_use]
    pub fn today(&self) -> Date {
        self.store.clock().today()
    }

    /// The entities that were read so far: what the log keeps of this call is theirs.
    pub(crate) fn seen(&self) -> Vec<EntityId> {
        self.seen.lock().iter().copied().collect()
    }

    /// Whether AI may read the kind.
    ///
    /// # Errors
    /// It may not.
    pub fn open_kind(&self, kind: Kind) -> Result<(), ToolError> {
        if self.rules.closed_kinds.contains(&kind) {
            let message = format!("{kind}s are closed to AI in this workspace");
            return Err(ToolError::new(Fault::Denied, message));
        }
        Ok(())
    }

    /// The kind of a word.
    ///
    /// # Errors
    /// There is none, or it is closed.
    pub fn kind(&self, word: &str) -> Result<Kind, ToolError> {
        let kind: Kind = word
            .parse()
            .map_err(|_| ToolError::unknown("kind", word, Kind::ALL.map(Kind::name)))?;
        self.open_kind(kind)?;
        Ok(kind)
    }

    /// The entity of a reference, without what is out of reach.
    ///
    /// # Errors
    /// There is none, or its kind is closed.
    pub async fn entity(&self, reference: &str) -> Result<Entity, ToolError> {
        let parsed: EntityRef = reference
            .parse()
            .map_err(|error: workestra_core::id::NotAReference| ToolError::invalid(error.to_string()))?;
        self.open_kind(parsed.kind)?;
        let stored = self.store.entity_by_ref(parsed).await?;
        let stored = stored.ok_or_else(|| {
            ToolError::new(
                Fault::NotFound,
                format!("there is no {parsed} in this workspace: search for it first"),
            )
        })?;
        Ok(self.within_reach(stored.entity))
    }

    /// A page of a list. The filter is in the query language.
    ///
    /// # Errors
    /// The kind is closed, the filter is not understood, or a column does not exist.
    pub async fn list(
        &self,
        kind: Kind,
        filter: &str,
        sort: &[(String, bool)],
        offset: u32,
        limit: u32,
    ) -> Result<ListPage, ToolError> {
        self.open_kind(kind)?;
        let query = self.query(&self.asked, kind, filter)?;
        for (key, _) in sort {
            let own = ["title", "reference", "created_at", "updated_at"].contains(&key.as_str());
            let sortable = || self.asked.kind(kind).fields.iter().filter(|field| field.sortable());
            if !own && !sortable().any(|field| field.key == *key) {
                return Err(ToolError::unknown(
                    "sortable field",
                    key,
                    sortable().map(|field| field.key.as_ref()),
                ));
            }
        }
        let query = ListQuery {
            kind,
            query: &query,
            sort,
            offset,
            limit,
        };
        self.page(&query).await
    }

    /// What is open and the member's own, by a field of which the first come first.
    ///
    /// # Errors
    /// The kind is closed.
    pub async fn mine(&self, kind: Kind, sort: &str, limit: u32) -> Result<ListPage, ToolError> {
        self.open_kind(kind)?;
        // Asked by Workestra itself, so it may ask by what does not leave.
        let query = self.query(&self.schema, kind, "is:open owner:me")?;
        let sort = [(sort.to_owned(), false)];
        let query = ListQuery {
            kind,
            query: &query,
            sort: &sort,
            offset: 0,
            limit,
        };
        self.page(&query).await
    }

    async fn page(&self, query: &ListQuery<'_>) -> Result<ListPage, ToolError> {
        let page = self.store.list(query).await?;
        Ok(ListPage {
            entities: page
                .entities
                .into_iter()
                .map(|entity| self.within_reach(entity))
                .collect(),
            total: page.total,
        })
    }

    /// What the stages hold of what a filter lets through.
    ///
    /// # Errors
    /// The kind is closed or the filter is not understood.
    pub async fn totals(&self, kind: Kind, filter: &str) -> Result<Vec<StageTotal>, ToolError> {
        self.open_kind(kind)?;
        let query = self.query(&self.asked, kind, filter)?;
        Ok(self.store.stage_totals(kind, &query).await?)
    }

    fn query(&self, schema: &Schema, kind: Kind, filter: &str) -> Result<Query, ToolError> {
        let parsed = parse(filter, &self.context(schema, Some(kind)));
        match parsed.issues.first() {
            Some(issue) => Err(ToolError {
                valid: issue.suggestions.clone(),
                ..ToolError::invalid(format!("the filter is not understood: {}", issue.message))
            }),
            None => Ok(parsed.query),
        }
    }

    fn context<'a>(&'a self, schema: &'a Schema, kind: Option<Kind>) -> QueryContext<'a> {
        QueryContext {
            schema,
            members: &self.members,
            me: self.member.id,
            today: self.today(),
            kind,
        }
    }

    /// Finds entities by words, typos, meaning and filters.
    ///
    /// # Errors
    /// The workspace cannot be read.
    pub async fn search(&self, text: &str, kind: Option<Kind>, limit: usize) -> Result<Vec<Hit>, ToolError> {
        let request = SearchRequest {
            text: text.to_owned(),
            seq: 0,
            legs: vec![Leg::Text, Leg::Fuzzy, Leg::Vector],
            limit,
            kind,
            explain: false,
        };
        let response = self.search.search(&request, &self.context(&self.asked, None)).await?;
        let mut hits = response.hits;
        hits.retain(|hit| !self.rules.closed_kinds.contains(&hit.kind));
        self.seen.lock().extend(hits.iter().map(|hit| hit.id));
        Ok(hits)
    }

    /// Notes and activities, newest first. Opinions on candidates are for people only.
    ///
    /// # Errors
    /// The workspace cannot be read.
    pub async fn timeline(&self, entity: &Entity) -> Result<Vec<TimelineEntry>, ToolError> {
        let mut entries = self.store.timeline(entity.id).await?;
        entries.retain(|entry| entry.entry.is_contact() || matches!(entry.entry.name(), "note" | "internal_message"));
        Ok(entries)
    }

    /// Links both ways.
    ///
    /// # Errors
    /// The workspace cannot be read.
    pub async fn links(&self, entity: &Entity) -> Result<Vec<Link>, ToolError> {
        let mut links = self.store.links(entity.id).await?;
        links.retain(|link| {
            let end = link.to.reference.kind;
            !self.rules.closed_kinds.contains(&end) && !self.is_by_hidden_field(link, [entity.kind, end])
        });
        self.seen.lock().extend(links.iter().map(|link| link.to.id));
        Ok(links)
    }

    /// Whether a link is the reference of a field that does not leave as it is.
    fn is_by_hidden_field(&self, link: &Link, ends: [Kind; 2]) -> bool {
        let fields = ends.into_iter().flat_map(|kind| &self.schema.kind(kind).fields);
        let mut hidden =
            fields.filter(|field| field.mask != Mask::None && matches!(field.ty, FieldType::Entity { .. }));
        link.id.is_none()
            && hidden.any(|field| {
                let before = link.role.strip_suffix(field.label.as_ref());
                before.is_some_and(|before| before.is_empty() || before.ends_with(" · "))
            })
    }

    /// The stages it went through.
    ///
    /// # Errors
    /// The workspace cannot be read.
    pub async fn stages(&self, entity: &Entity) -> Result<Vec<StageVisit>, ToolError> {
        Ok(self.store.stage_history(entity.id).await?)
    }

    /// The newest changes of fields within reach.
    ///
    /// # Errors
    /// The workspace cannot be read.
    pub async fn history(&self, entity: &Entity, limit: usize) -> Result<Vec<Change>, ToolError> {
        let def = self.schema.kind(entity.kind);
        let mut changes = self.store.history(entity.id, limit).await?;
        changes.retain(|change| match (change.op, &change.field) {
            (ChangeOp::Update, Some(key)) => def.field(key).is_some(),
            _ => true,
        });
        for change in &mut changes {
            // What it was made with, and what hangs on it, may hold anything: the other tools show them.
            if matches!(change.op, ChangeOp::Create | ChangeOp::Attach) {
                (change.old, change.new) = (None, None);
            }
        }
        Ok(changes)
    }

    /// Entities of its kind that may be the same.
    ///
    /// # Errors
    /// The workspace cannot be read.
    pub async fn duplicates(&self, entity: &Entity) -> Result<Vec<Duplicate>, ToolError> {
        let mut found = self.store.duplicates_of(entity.id).await?;
        for duplicate in &mut found {
            duplicate.stored.entity = self.within_reach(duplicate.stored.entity.clone());
        }
        Ok(found)
    }

    /// Entities that mean something near, nearest first, with their cosine distance.
    ///
    /// # Errors
    /// The workspace cannot be read.
    pub async fn similar(&self, entity: &Entity, limit: usize) -> Result<Vec<(Entity, f32)>, ToolError> {
        let Some(stored) = self.store.entity(entity.id).await? else {
            return Ok(Vec::new());
        };
        let vectors = self.store.vectors_of(&[stored.num]).await?;
        let Some((_, vector)) = vectors.first() else {
            return Ok(Vec::new());
        };
        let near = self
            .store
            .knn(vector, limit.saturating_mul(3).saturating_add(1))
            .await?;
        let nums: Vec<i64> = near
            .iter()
            .map(|(num, _)| *num)
            .filter(|num| *num != stored.num)
            .collect();
        let mut found = Vec::new();
        for other in self.store.entities_by_num(&nums).await? {
            let decided = other.entity.kind == Kind::Candidate && !self.is_undecided(&other.entity);
            let open =
                !self.rules.closed_kinds.contains(&other.entity.kind) && other.entity.deleted_at.is_none() && !decided;
            let distance = near
                .iter()
                .find(|(num, _)| *num == other.num)
                .map(|(_, distance)| *distance);
            if let (true, Some(distance)) = (open && found.len() < limit, distance) {
                found.push((self.within_reach(other.entity), distance));
            }
        }
        Ok(found)
    }

    /// Whether nothing is decided yet about somebody who applied.
    #[must_use]
    pub fn is_undecided(&self, candidate: &Entity) -> bool {
        let stage = candidate
            .stage()
            .and_then(|key| self.schema.kind(candidate.kind).stage(key));
        stage.is_some_and(|stage| stage.class == StageClass::Open)
    }

    /// The files of an entity.
    ///
    /// # Errors
    /// The workspace cannot be read.
    pub async fn files(&self, entity: &Entity) -> Result<Vec<AttachedFile>, ToolError> {
        Ok(self.store.files(entity.id).await?)
    }

    /// What was read out of a file.
    ///
    /// # Errors
    /// The workspace cannot be read.
    pub async fn file_text(&self, id: FileId) -> Result<Option<String>, ToolError> {
        Ok(self.store.file_text(id).await?)
    }

    /// The member's own views.
    ///
    /// # Errors
    /// The workspace cannot be read.
    pub async fn views(&self) -> Result<Vec<View>, ToolError> {
        Ok(self.store.views(self.member.id).await?)
    }

    /// A confirmation that was asked in this member's name.
    ///
    /// # Errors
    /// There is none.
    pub async fn confirmation(&self, id: &str) -> Result<Confirmation, ToolError> {
        let not_found = || ToolError::new(Fault::NotFound, "there is no such confirmation");
        let id = id.parse().map_err(|_| not_found())?;
        let found = self.store.confirmation(id).await?;
        found
            .filter(|confirmation| confirmation.actor.member() == Some(self.member.id))
            .ok_or_else(not_found)
    }

    /// The member of a name, an address or the word `me`.
    ///
    /// # Errors
    /// There is none.
    pub fn member_called(&self, name: &str) -> Result<&Member, ToolError> {
        let wanted = workestra_store::folded(name.trim());
        if wanted == "me" {
            return Ok(&self.member);
        }
        let called = |member: &&Member| {
            workestra_store::folded(&member.name) == wanted
                || member.email.as_deref().map(workestra_store::folded).as_deref() == Some(&wanted)
        };
        self.members()
            .find(called)
            .ok_or_else(|| ToolError::unknown("member", name, self.members().map(|member| member.name.as_str())))
    }

    /// The name of a member.
    #[must_use]
    pub fn name_of(&self, member: MemberId) -> Option<&str> {
        let known = self.members.iter().find(|known| known.id == member);
        known.map(|known| known.name.as_str())
    }

    /// The entities of ids, without what is out of reach.
    pub(crate) async fn loaded(&self, ids: &[EntityId]) -> Result<Vec<Entity>, ToolError> {
        let stored = self.store.entities(ids).await?;
        Ok(stored
            .into_iter()
            .map(|stored| self.within_reach(stored.entity))
            .collect())
    }

    /// References of the entities of ids.
    pub(crate) async fn references(&self, ids: &[EntityId]) -> Result<Vec<(EntityId, EntityRef)>, ToolError> {
        let titles = self.store.titles(ids).await?;
        Ok(titles.into_iter().map(|title| (title.id, title.reference)).collect())
    }

    fn within_reach(&self, mut entity: Entity) -> Entity {
        let def = self.schema.kind(entity.kind);
        entity.fields.retain(|key, _| def.field(key).is_some());
        self.seen.lock().insert(entity.id);
        entity
    }
}

/// Who did something, in a word.
#[must_use]
pub(crate) fn actor_word(actor: workestra_core::Actor) -> Node {
    use workestra_core::Actor;
    Node::word(match actor {
        Actor::Member { .. } => "member",
        Actor::Assistant { .. } => "assistant",
        Actor::Mcp { .. } => "mcp",
        Actor::Import { .. } => "import",
        Actor::System => "workestra",
    })
}
