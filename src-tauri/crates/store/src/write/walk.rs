//! The walk over the changes of a set, page by page: what takes each back or does it again.

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap, HashSet};

use sqlx::Row as _;
use workestra_core::{ChangeOp, Fields, Kind, Value, Verb};

use super::Writing;
use super::apply::Failure;
use super::attach::{self, LINK, LinkRow, NOTE, NoteRow};
use super::email::{EMAIL, EmailRow};
use super::file::{FILE, FileRow};
use super::state::Mark;
use super::undo::{Direction, Left, Walked};
use crate::entity::{ERASED, by_kind, read_kind};
use crate::error::StoreError;
use crate::feed::read_op;
use crate::op::{LinkId, NoteId};
use crate::sql::{self, json_numbers};

/// Changes read at once.
const PAGE: i64 = 2_000;

/// So many entities that get the same mark are marked without being read.
const MANY: usize = 64;

/// A change of the set that is walked.
pub(super) struct Step {
    pub(super) seq: i64,
    pub(super) num: i64,
    kind: Kind,
    pub(super) op: ChangeOp,
    field: Option<String>,
    old: Option<String>,
    new: Option<String>,
}

/// What a page of steps needs to know, read together.
struct Page {
    direction: Direction,
    /// Those made by the set that others changed after it, in sets that stand.
    worked_on: HashSet<i64>,
    /// The notes and links of the page that are there.
    notes: HashMap<NoteId, NoteRow>,
    links: HashMap<LinkId, LinkRow>,
}

impl Writing<'_> {
    pub(super) async fn steps(&mut self, from: i64, to: i64, direction: Direction) -> Result<Vec<Step>, StoreError> {
        let order = match direction {
            Direction::Back => "DESC",
            Direction::Forward => "ASC",
        };
        // Of what was deleted for good there is nothing to take back.
        let query = format!(
            "SELECT c.seq, c.entity, e.kind, c.op, c.field, c.old, c.new FROM changes c JOIN entities e ON e.num = c.entity
             WHERE c.seq BETWEEN ? AND ? AND e.state <> ? ORDER BY c.seq {order} LIMIT ?"
        );
        let cells = [from.into(), to.into(), ERASED.into(), PAGE.into()];
        let mut steps = Vec::new();
        for row in sql::rows_made(self.connection().await?, query, cells).await? {
            steps.push(Step {
                seq: row.try_get(0)?,
                num: row.try_get(1)?,
                kind: read_kind(row.try_get(2)?)?,
                op: read_op(row.try_get(3)?)?,
                field: row.try_get(4)?,
                old: row.try_get(5)?,
                new: row.try_get(6)?,
            });
        }
        Ok(steps)
    }

    pub(super) async fn walk_page(
        &mut self,
        set: &Walked,
        steps: &[Step],
        direction: Direction,
        left: &mut Vec<Left>,
    ) -> Result<(), Failure> {
        for step in steps {
            self.allow(Verb::Write, step.kind)?;
        }
        let runs: Vec<&[Step]> = steps.chunk_by(goes_with).collect();
        let one_by_one: Vec<(Kind, i64)> = runs
            .iter()
            .filter(|run| !is_marked_together(run))
            .flat_map(|run| run.iter().map(|step| (step.kind, step.num)))
            .collect();
        self.known.make_room();
        self.know_entities(one_by_one).await?;
        let mut page = Page {
            direction,
            worked_on: self.worked_on_since(set, steps, direction).await?,
            notes: HashMap::new(),
            links: HashMap::new(),
        };
        let ids_of = |what: &str| -> Vec<_> {
            let of_it = steps.iter().filter(|step| step.field.as_deref() == Some(what));
            of_it.filter_map(|step| attach::id_of(step.hanging()?)).collect()
        };
        let (notes, links) = (ids_of(NOTE), ids_of(LINK));
        if !notes.is_empty() {
            page.notes = self.notes_of(&notes).await?;
        }
        if !links.is_empty() {
            page.links = self.links_of(&links).await?;
        }
        for run in runs {
            self.walk_run(&mut page, run, left).await?;
            self.flush_when_full().await?;
        }
        Ok(())
    }

    /// Steps that go together: a mark on many entities, or fields of one entity.
    async fn walk_run(&mut self, page: &mut Page, run: &[Step], left: &mut Vec<Left>) -> Result<(), Failure> {
        let Some(first) = run.first() else {
            return Ok(());
        };
        let mark = match first.op {
            // To be made again is to come back from the trash.
            ChangeOp::Create | ChangeOp::Restore => Mark::Restore,
            ChangeOp::Trash => Mark::Trash,
            ChangeOp::Archive if first.new.as_deref() == Some("true") => Mark::Archive,
            ChangeOp::Archive => Mark::Unarchive,
            ChangeOp::Update => return Ok(self.walk_fields(run, page.direction, left).await?),
            ChangeOp::Attach => return Ok(self.walk_attached(page, first).await?),
            ChangeOp::Erase => return Ok(()),
        };
        let mark = match page.direction {
            Direction::Back => mark.reversed(),
            Direction::Forward => mark,
        };
        let mut places: Vec<(Kind, i64)> = run.iter().map(|step| (step.kind, step.num)).collect();
        if (first.op, page.direction) == (ChangeOp::Create, Direction::Back) {
            let (kept, taken) = places.into_iter().partition(|(_, num)| page.worked_on.contains(num));
            let kept: Vec<(Kind, i64)> = kept;
            left.extend(kept.into_iter().map(|(_, num)| (num, None)));
            places = taken;
        }
        if is_marked_together(run) {
            let places: BTreeMap<Kind, Vec<i64>> = by_kind(places);
            return Ok(self.mark_all(&places, mark).await?);
        }
        for (kind, num) in places {
            let stored = self.stored(kind, num).await?;
            self.mark(stored, mark);
        }
        Ok(())
    }

    /// Those of the entities made by these steps that others changed after the set, in sets that stand.
    async fn worked_on_since(
        &mut self,
        set: &Walked,
        steps: &[Step],
        direction: Direction,
    ) -> Result<HashSet<i64>, StoreError> {
        let made = steps.iter().filter(|step| step.op == ChangeOp::Create);
        let made: Vec<i64> = made.map(|step| step.num).collect();
        if made.is_empty() || direction == Direction::Forward {
            return Ok(HashSet::new());
        }
        let query = "SELECT DISTINCT c.entity FROM changes c JOIN change_sets s ON s.num = c.change_set
             WHERE c.entity IN (SELECT value FROM json_each(?)) AND c.seq > ? AND s.num < ?
               AND s.repeats IS NULL AND s.state IN (0, 3) AND c.op IN ('update', 'archive')";
        let cells = [json_numbers(&made), set.last_seq.into(), self.num.into()];
        let worked_on = sql::numbers(self.connection().await?, query, cells).await?;
        Ok(worked_on.into_iter().collect())
    }

    async fn walk_fields(
        &mut self,
        run: &[Step],
        direction: Direction,
        left: &mut Vec<Left>,
    ) -> Result<(), StoreError> {
        let Some(first) = run.first() else {
            return Ok(());
        };
        let schema = self.store.schema();
        let stored = self.stored(first.kind, first.num).await?;
        let mut fields: Fields = stored.entity.fields.clone();
        for step in run {
            let Some(key) = &step.field else {
                continue;
            };
            let (wrote, puts) = match direction {
                Direction::Back => (value(step.new.as_deref())?, value(step.old.as_deref())?),
                Direction::Forward => (value(step.old.as_deref())?, value(step.new.as_deref())?),
            };
            let current = fields.get(key);
            if current == puts.as_ref() {
                continue;
            }
            if current != wrote.as_ref() {
                left.push((step.num, Some(key.clone())));
                continue;
            }
            match puts {
                Some(value) => fields.insert(key.clone(), value),
                None => fields.remove(key),
            };
        }
        self.put_fields(&schema, stored, fields)?;
        Ok(())
    }

    async fn walk_attached(&mut self, page: &mut Page, step: &Step) -> Result<(), StoreError> {
        let (gone, comes) = match page.direction {
            Direction::Back => (&step.new, &step.old),
            Direction::Forward => (&step.old, &step.new),
        };
        match (step.field.as_deref(), gone, comes) {
            (Some(NOTE), Some(gone), None) => {
                if let Some(note) = attach::id_of(gone).and_then(|id| page.notes.remove(&id)) {
                    self.note_take(&note).await?;
                }
            }
            (Some(NOTE), None, Some(comes)) => {
                let mut note: NoteRow = read(comes)?;
                if let Entry::Vacant(place) = page.notes.entry(note.id) {
                    let mut on = Vec::with_capacity(note.on.len());
                    for num in note.on {
                        on.extend(self.stored_if_there(num).await?.map(|stored| stored.num));
                    }
                    note.on = on;
                    self.note_put(&note).await?;
                    place.insert(note);
                }
            }
            (Some(NOTE), Some(gone), Some(comes)) => {
                let (gone, comes): (NoteRow, NoteRow) = (read(gone)?, read(comes)?);
                // What somebody wrote into it later stays.
                if let Some(note) = page.notes.get_mut(&gone.id).filter(|note| note.text == gone.text) {
                    let mut after = note.clone();
                    after.text = comes.text;
                    self.note_rewrite(note, &after).await?;
                    *note = after;
                }
            }
            (Some(LINK), Some(gone), None) => {
                if let Some(link) = attach::id_of(gone).and_then(|id| page.links.remove(&id)) {
                    self.link_take(&link).await?;
                }
            }
            (Some(LINK), None, Some(comes)) => {
                let link: LinkRow = read(comes)?;
                let mut ends = 0;
                for num in [link.source, link.target] {
                    ends += usize::from(self.stored_if_there(num).await?.is_some());
                }
                if ends == 2 && !page.links.contains_key(&link.id) {
                    self.link_put(&link).await?;
                    page.links.insert(link.id, link);
                }
            }
            (Some(FILE), Some(gone), None) => self.file_take(&read::<FileRow>(gone)?).await?,
            (Some(FILE), None, Some(comes)) => {
                let file: FileRow = read(comes)?;
                if self.stored_if_there(file.num).await?.is_some() {
                    self.file_put_back(&file).await?;
                }
            }
            (Some(EMAIL), Some(gone), None) => self.email_gone(&read::<EmailRow>(gone)?).await?,
            (Some(EMAIL), None, Some(comes)) => {
                let email: EmailRow = read(comes)?;
                if self.stored_if_there(email.num).await?.is_some() {
                    self.email_put(&email).await?;
                }
            }
            _ => {}
        }
        Ok(())
    }
}

impl Step {
    /// The note or link that the change is of, as the change holds it.
    fn hanging(&self) -> Option<&str> {
        self.new.as_deref().or(self.old.as_deref())
    }
}

/// Whether two changes in a row are walked in one go.
fn goes_with(a: &Step, b: &Step) -> bool {
    if a.op != b.op {
        return false;
    }
    match a.op {
        ChangeOp::Update => a.num == b.num,
        ChangeOp::Archive => a.new == b.new,
        ChangeOp::Create | ChangeOp::Trash | ChangeOp::Restore => true,
        ChangeOp::Attach | ChangeOp::Erase => false,
    }
}

/// Whether the run is a mark on entities that need not be read for it.
fn is_marked_together(run: &[Step]) -> bool {
    run.len() >= MANY
}

fn value(text: Option<&str>) -> Result<Option<Value>, StoreError> {
    text.map(read).transpose()
}

fn read<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, StoreError> {
    serde_json::from_str(text).map_err(|error| StoreError::Corrupt(error.to_string()))
}
