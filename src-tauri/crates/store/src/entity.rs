//! Reading entities.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use sqlx::{Row as _, SqliteConnection};
use workestra_core::{EntityId, EntityRef, Kind};

use crate::actors::Actors;
use crate::api::StoredEntity;
use crate::error::StoreError;
use crate::sql::{self, json_ids, json_numbers};
use crate::store::Store;
use crate::table::{Table, read_id};
use crate::timeline::TitleOf;

/// The state of an entity that was deleted for good.
pub(crate) const ERASED: i64 = 3;

impl Store {
    /// The entity, in trash and archive too.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be read.
    pub async fn entity(&self, id: EntityId) -> Result<Option<StoredEntity>, StoreError> {
        Ok(self.entities(&[id]).await?.pop())
    }

    /// The entity of a reference.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be read.
    pub async fn entity_by_ref(&self, reference: EntityRef) -> Result<Option<StoredEntity>, StoreError> {
        let mut connection = self.reader().await?;
        match num_of_ref(&mut connection, reference).await? {
            Some(num) => Ok(load_kind(&mut connection, &self.inner().actors, reference.kind, &[num])
                .await?
                .pop()),
            None => Ok(None),
        }
    }

    /// Entities in the order asked; unknown ones are left out.
    ///
    /// # Errors
    /// [`StoreError`] when they cannot be read.
    pub async fn entities(&self, ids: &[EntityId]) -> Result<Vec<StoredEntity>, StoreError> {
        let mut connection = self.reader().await?;
        let known = nums_of(&mut connection, ids).await?;
        let nums: Vec<i64> = ids
            .iter()
            .filter_map(|id| known.get(id).map(|known| known.num))
            .collect();
        load(&mut connection, &self.inner().actors, &nums).await
    }

    /// Entities by document key, in the order asked; unknown ones are left out.
    ///
    /// # Errors
    /// [`StoreError`] when they cannot be read.
    pub async fn entities_by_num(&self, nums: &[i64]) -> Result<Vec<StoredEntity>, StoreError> {
        let mut connection = self.reader().await?;
        load(&mut connection, &self.inner().actors, nums).await
    }

    /// Titles, in the order asked; unknown ones are left out.
    ///
    /// # Errors
    /// [`StoreError`] when they cannot be read.
    pub async fn titles(&self, ids: &[EntityId]) -> Result<Vec<TitleOf>, StoreError> {
        let mut connection = self.reader().await?;
        let known = nums_of(&mut connection, ids).await?;
        let nums: Vec<i64> = ids
            .iter()
            .filter_map(|id| known.get(id).map(|known| known.num))
            .collect();
        titles(&mut connection, &nums).await
    }

    /// A page of all entities by document key, past `after`, trash and archive included; for building indexes.
    ///
    /// # Errors
    /// [`StoreError`] when they cannot be read.
    pub async fn scan(&self, after: i64, limit: usize) -> Result<Vec<StoredEntity>, StoreError> {
        let mut connection = self.reader().await?;
        let page = "SELECT num FROM entities WHERE num > ? AND state < 3 ORDER BY num LIMIT ?";
        let nums = sql::numbers(&mut connection, page, [after.into(), limit_cell(limit)]).await?;
        let Some(&last) = nums.last() else {
            return Ok(Vec::new());
        };
        let mut found = Vec::with_capacity(nums.len());
        for kind in Kind::ALL {
            let table = Table::of(kind);
            let range = format!("SELECT {} FROM {kind} WHERE num > ? AND num <= ?", table.select);
            for row in sql::rows_made(&mut connection, range, [after.into(), last.into()]).await? {
                found.push(table.read(&row, &self.inner().actors)?);
            }
        }
        found.sort_unstable_by_key(|entity| entity.num);
        Ok(found)
    }
}

/// Where an entity is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) num: i64,
    pub(crate) kind: Kind,
}

/// The places of entities that are not deleted for good.
pub(crate) async fn nums_of(
    connection: &mut SqliteConnection,
    ids: &[EntityId],
) -> Result<HashMap<EntityId, Place>, StoreError> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let query = "SELECT num, id, kind FROM entities WHERE id IN (SELECT unhex(value) FROM json_each(?)) AND state < 3";
    let mut places = HashMap::with_capacity(ids.len());
    for row in sql::rows(connection, query, [json_ids(ids.iter().map(|id| id.0))]).await? {
        let place = Place {
            num: row.try_get(0)?,
            kind: read_kind(row.try_get(2)?)?,
        };
        places.insert(EntityId(read_id(&row, 1)?), place);
    }
    Ok(places)
}

/// The document key of a reference.
pub(crate) async fn num_of_ref(
    connection: &mut SqliteConnection,
    reference: EntityRef,
) -> Result<Option<i64>, StoreError> {
    let query = match reference.kind {
        Kind::Contact => "SELECT num FROM contact WHERE number = ?",
        Kind::Deal => "SELECT num FROM deal WHERE number = ?",
        Kind::Ticket => "SELECT num FROM ticket WHERE number = ?",
        Kind::Candidate => "SELECT num FROM candidate WHERE number = ?",
        Kind::Task => "SELECT num FROM task WHERE number = ?",
    };
    Ok(sql::number(connection, query, [reference.number.into()]).await?)
}

/// Entities of any kind, in the order asked; unknown ones are left out.
pub(crate) async fn load(
    connection: &mut SqliteConnection,
    actors: &Actors,
    nums: &[i64],
) -> Result<Vec<StoredEntity>, StoreError> {
    if nums.is_empty() {
        return Ok(Vec::new());
    }
    let mut by_kind: HashMap<Kind, Vec<i64>> = HashMap::new();
    for (num, kind) in kinds_of(connection, nums).await? {
        by_kind.entry(kind).or_default().push(num);
    }
    let mut found = HashMap::with_capacity(nums.len());
    for (kind, nums) in by_kind {
        for entity in load_unordered(connection, actors, kind, &nums).await? {
            found.insert(entity.num, entity);
        }
    }
    Ok(in_order(nums, found))
}

/// Entities of one kind, in the order asked; unknown ones are left out.
pub(crate) async fn load_kind(
    connection: &mut SqliteConnection,
    actors: &Actors,
    kind: Kind,
    nums: &[i64],
) -> Result<Vec<StoredEntity>, StoreError> {
    let found = load_unordered(connection, actors, kind, nums).await?;
    Ok(in_order(
        nums,
        found.into_iter().map(|entity| (entity.num, entity)).collect(),
    ))
}

/// The kinds of entities that are not deleted for good.
pub(crate) async fn kinds_of(connection: &mut SqliteConnection, nums: &[i64]) -> Result<Vec<(i64, Kind)>, StoreError> {
    let query = "SELECT num, kind FROM entities WHERE num IN (SELECT value FROM json_each(?)) AND state < 3";
    let rows = sql::rows(connection, query, [json_numbers(nums)]).await?;
    rows.iter()
        .map(|row| Ok((row.try_get(0)?, read_kind(row.try_get(1)?)?)))
        .collect()
}

/// Titles, in the order asked; unknown ones are left out.
pub(crate) async fn titles(connection: &mut SqliteConnection, nums: &[i64]) -> Result<Vec<TitleOf>, StoreError> {
    let mut by_kind: HashMap<Kind, Vec<i64>> = HashMap::new();
    for (num, kind) in kinds_of(connection, nums).await? {
        by_kind.entry(kind).or_default().push(num);
    }
    let mut found = HashMap::with_capacity(nums.len());
    for (kind, nums) in by_kind {
        let query =
            format!("SELECT num, id, number, display_title FROM {kind} WHERE num IN (SELECT value FROM json_each(?))");
        for row in sql::rows_made(connection, query, [json_numbers(&nums)]).await? {
            let title = TitleOf {
                num: row.try_get(0)?,
                id: EntityId(read_id(&row, 1)?),
                reference: EntityRef {
                    kind,
                    number: row.try_get(2)?,
                },
                title: row.try_get(3)?,
            };
            found.insert(title.num, title);
        }
    }
    Ok(in_order(nums, found))
}

async fn load_unordered(
    connection: &mut SqliteConnection,
    actors: &Actors,
    kind: Kind,
    nums: &[i64],
) -> Result<Vec<StoredEntity>, StoreError> {
    let table = Table::of(kind);
    let query = format!(
        "SELECT {} FROM {kind} WHERE num IN (SELECT value FROM json_each(?))",
        table.select
    );
    let rows = sql::rows_made(connection, query, [json_numbers(nums)]).await?;
    rows.iter().map(|row| table.read(row, actors)).collect()
}

/// What was found, in the order asked, each once.
fn in_order<T>(nums: &[i64], mut found: HashMap<i64, T>) -> Vec<T> {
    nums.iter()
        .filter_map(|&num| match found.entry(num) {
            Entry::Occupied(entry) => Some(entry.remove()),
            Entry::Vacant(_) => None,
        })
        .collect()
}

/// The kind of a stored word.
pub(crate) fn read_kind(word: &str) -> Result<Kind, StoreError> {
    word.parse()
        .map_err(|_| StoreError::Corrupt("an entity is of no kind".to_owned()))
}

/// A limit to bind.
pub(crate) fn limit_cell(limit: usize) -> sql::Cell {
    i64::try_from(limit).unwrap_or(i64::MAX).into()
}
