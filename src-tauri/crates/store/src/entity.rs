//! Reading entities.

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap};
use std::hash::Hash;

use sqlx::sqlite::SqliteRow;
use sqlx::{Row as _, SqliteConnection};
use workestra_core::{EntityId, EntityRef, Kind};

use crate::actors::Actors;
use crate::api::StoredEntity;
use crate::error::StoreError;
use crate::sql::{self, Cell, json_ids, json_numbers};
use crate::store::Store;
use crate::table::{Table, read_id};
use crate::timeline::TitleOf;

/// The state of an entity that was deleted for good.
pub(crate) const ERASED: i64 = 3;

/// Up to so many entities are read by one script that looks in the tables of all kinds; of more, the kinds are read first.
const FEW: usize = 64;

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
        Ok(self.entities_by_ref(&[reference]).await?.pop())
    }

    /// The entities of references, in any order; unknown ones are left out.
    ///
    /// # Errors
    /// [`StoreError`] when they cannot be read.
    pub async fn entities_by_ref(&self, references: &[EntityRef]) -> Result<Vec<StoredEntity>, StoreError> {
        let numbers = by_kind(references.iter().map(|reference| (reference.kind, reference.number)));
        let mut connection = self.reader().await?;
        load_where(&mut connection, &self.inner().actors, "number", &numbers).await
    }

    /// Entities in the order asked; unknown ones are left out.
    ///
    /// # Errors
    /// [`StoreError`] when they cannot be read.
    pub async fn entities(&self, ids: &[EntityId]) -> Result<Vec<StoredEntity>, StoreError> {
        let mut connection = self.reader().await?;
        if ids.len() > FEW {
            let known = nums_of(&mut connection, ids).await?;
            let nums: Vec<i64> = ids
                .iter()
                .filter_map(|id| known.get(id).map(|known| known.num))
                .collect();
            return load(&mut connection, &self.inner().actors, &nums).await;
        }
        let asked = json_ids(ids.iter().map(|id| id.0));
        let among = "id IN (SELECT unhex(value) FROM json_each(?1))";
        let found = load_few(&mut connection, &self.inner().actors, among, asked).await?;
        let found = found.into_iter().map(|stored| (stored.entity.id, stored)).collect();
        Ok(in_order(ids, found))
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

/// The ids of references; unknown ones are left out.
pub(crate) async fn ids_of_refs(
    connection: &mut SqliteConnection,
    references: &[EntityRef],
) -> Result<Vec<(EntityRef, EntityId, i64)>, StoreError> {
    let numbers = by_kind(references.iter().map(|reference| (reference.kind, reference.number)));
    let mut script = Vec::new();
    for kind in numbers.keys() {
        let position = *kind as usize;
        script.push(format!(
            "SELECT id, num, number, {position} FROM {kind} WHERE number IN (SELECT value FROM json_each(?))"
        ));
    }
    let cells = numbers.values().map(|numbers| json_numbers(numbers));
    let mut found = Vec::new();
    for row in sql::rows_made(connection, script.join(";"), cells).await? {
        let reference = EntityRef {
            kind: kind_at(&row, 3)?,
            number: row.try_get_unchecked(2)?,
        };
        found.push((reference, EntityId(read_id(&row, 0)?), row.try_get_unchecked(1)?));
    }
    Ok(found)
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
    let found = if nums.len() > FEW {
        let kinds = kinds_of(connection, nums).await?;
        let places = by_kind(kinds.into_iter().map(|(num, kind)| (kind, num)));
        load_where(connection, actors, "num", &places).await?
    } else {
        let among = "num IN (SELECT value FROM json_each(?1))";
        load_few(connection, actors, among, json_numbers(nums)).await?
    };
    Ok(in_order(
        nums,
        found.into_iter().map(|stored| (stored.num, stored)).collect(),
    ))
}

/// Entities whose kinds are not known, by one script: `among` says which they are in terms of `entities`.
async fn load_few(
    connection: &mut SqliteConnection,
    actors: &Actors,
    among: &str,
    asked: Cell,
) -> Result<Vec<StoredEntity>, StoreError> {
    let select = |kind: Kind| {
        let (position, select) = (kind as usize, &Table::of(kind).select);
        format!(
            "SELECT {select}, {position} FROM {kind} WHERE num IN (SELECT num FROM entities WHERE {among} AND kind = '{kind}')"
        )
    };
    read_all(connection, actors, Kind::ALL.map(select).join(";"), [asked]).await
}

/// Entities of known kinds by one script: those whose column has one of the kind's numbers.
pub(crate) async fn load_where(
    connection: &mut SqliteConnection,
    actors: &Actors,
    column: &str,
    numbers: &BTreeMap<Kind, Vec<i64>>,
) -> Result<Vec<StoredEntity>, StoreError> {
    if numbers.is_empty() {
        return Ok(Vec::new());
    }
    let mut script = Vec::with_capacity(numbers.len());
    for kind in numbers.keys() {
        let (position, select) = (*kind as usize, &Table::of(*kind).select);
        script.push(format!(
            "SELECT {select}, {position} FROM {kind} WHERE {column} IN (SELECT value FROM json_each(?))"
        ));
    }
    let cells = numbers.values().map(|numbers| json_numbers(numbers));
    read_all(connection, actors, script.join(";"), cells).await
}

/// The entities of rows that end with the position of their kind.
async fn read_all(
    connection: &mut SqliteConnection,
    actors: &Actors,
    script: String,
    cells: impl IntoIterator<Item = Cell>,
) -> Result<Vec<StoredEntity>, StoreError> {
    let rows = sql::rows_made(connection, script, cells).await?;
    rows.iter()
        .map(|row| {
            let kind = kind_at(row, row.len() - 1)?;
            Table::of(kind).read(row, actors)
        })
        .collect()
}

/// The kind whose position is in a column.
fn kind_at(row: &SqliteRow, at: usize) -> Result<Kind, StoreError> {
    let position: i64 = row.try_get_unchecked(at)?;
    usize::try_from(position)
        .ok()
        .and_then(|position| Kind::ALL.get(position).copied())
        .ok_or_else(|| StoreError::Corrupt("an entity is of no kind".to_owned()))
}

/// Numbers by their kinds.
pub(crate) fn by_kind(numbers: impl IntoIterator<Item = (Kind, i64)>) -> BTreeMap<Kind, Vec<i64>> {
    let mut kinds: BTreeMap<Kind, Vec<i64>> = BTreeMap::new();
    for (kind, number) in numbers {
        kinds.entry(kind).or_default().push(number);
    }
    kinds
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
    let select = |kind: Kind| {
        let position = kind as usize;
        format!(
            "SELECT num, id, number, display_title, {position} FROM {kind} WHERE num IN (
                 SELECT num FROM entities WHERE num IN (SELECT value FROM json_each(?1)) AND kind = '{kind}')"
        )
    };
    let mut found = HashMap::with_capacity(nums.len());
    for row in sql::rows_made(connection, Kind::ALL.map(select).join(";"), [json_numbers(nums)]).await? {
        let title = TitleOf {
            num: row.try_get_unchecked(0)?,
            id: EntityId(read_id(&row, 1)?),
            reference: EntityRef {
                kind: kind_at(&row, 4)?,
                number: row.try_get_unchecked(2)?,
            },
            title: row.try_get_unchecked(3)?,
        };
        found.insert(title.num, title);
    }
    Ok(in_order(nums, found))
}

/// What was found, in the order asked, each once.
fn in_order<K: Copy + Eq + Hash, T>(asked: &[K], mut found: HashMap<K, T>) -> Vec<T> {
    asked
        .iter()
        .filter_map(|&key| match found.entry(key) {
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
pub(crate) fn limit_cell(limit: usize) -> Cell {
    i64::try_from(limit).unwrap_or(i64::MAX).into()
}
