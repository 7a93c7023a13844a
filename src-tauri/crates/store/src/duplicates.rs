//! Entities that may be the same: those that share an address, a number, or a name and a company.

use std::collections::{BTreeMap, BTreeSet};

use sqlx::{AssertSqlSafe, Row as _, SqliteConnection};
use workestra_core::kind::Title;
use workestra_core::{EntityId, Fields, Grant, Kind, Value, Verb};

use crate::api::StoredEntity;
use crate::entity::{limit_cell, load, nums_of};
use crate::error::{OpError, StoreError, WriteError};
use crate::fold::folded;
use crate::identifier::{self, IdentifierType};
use crate::sql::{self, Cell, json_numbers};
use crate::store::Store;

/// An address that more entities share is a switchboard's or a newsletter's, and says nothing.
const MOST_ALIKE: i64 = 20;

/// Why two entities may be the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Alike {
    /// They share an email address.
    Email,
    /// They share a phone number.
    Phone,
    /// They share name and company.
    Name,
    /// They share the title and, where both have one, the company.
    Title,
}

/// An entity that may be the same as another one.
#[derive(Debug, Clone, PartialEq)]
pub struct Duplicate {
    /// The other one.
    pub stored: StoredEntity,
    /// Why, strongest first.
    pub alike: Vec<Alike>,
}

/// Entities of a kind that may all be one.
#[derive(Debug, Clone, PartialEq)]
pub struct DuplicateGroup {
    /// Two or more, oldest first.
    pub entities: Vec<StoredEntity>,
    /// Why, strongest first.
    pub alike: Vec<Alike>,
}

impl Store {
    /// Live entities of the same kind that may be the same as this one, strongest reason first, at most 20.
    ///
    /// # Errors
    /// [`StoreError`] when they cannot be read.
    pub async fn duplicates_of(&self, id: EntityId) -> Result<Vec<Duplicate>, StoreError> {
        let Some(own) = self.entity(id).await? else {
            return Ok(Vec::new());
        };
        let kind = own.entity.kind;
        let keys: Vec<(i64, String)> = identifier::of_fields(self.schema().kind(kind), &own.entity.fields)
            .into_iter()
            .map(|(by, value)| (by as i64, value))
            .filter(|(by, _)| telling(kind).iter().any(|telling| *telling as i64 == *by))
            .collect();
        let query = "SELECT i.num, i.type FROM json_each(?1) k
             CROSS JOIN identifiers i ON i.type = k.value ->> 0 AND i.value = k.value ->> 1
             CROSS JOIN entities e ON e.num = i.num
             WHERE i.num <> ?2 AND e.kind = ?3 AND e.state = 0 AND NOT EXISTS (
                 SELECT 1 FROM not_the_same WHERE one = min(i.num, ?2) AND other = max(i.num, ?2))
             LIMIT 200";
        let cells = [json(&keys)?, own.num.into(), kind.name().into()];
        let mut connection = self.reader().await?;
        let mut alike: BTreeMap<i64, BTreeSet<Alike>> = BTreeMap::new();
        for row in sql::rows(&mut connection, query, cells).await? {
            alike
                .entry(row.try_get(0)?)
                .or_default()
                .extend(reason(row.try_get(1)?));
        }
        let nums: Vec<i64> = alike.keys().copied().collect();
        let stored = load(&mut connection, &self.inner().actors, &nums).await?;
        let mut found: Vec<Duplicate> = stored
            .into_iter()
            .filter_map(|stored| {
                let mut alike = alike.remove(&stored.num)?;
                if !same_company(&own.entity.fields, &stored.entity.fields) {
                    alike.retain(|why| matches!(why, Alike::Email | Alike::Phone));
                }
                (!alike.is_empty()).then(|| Duplicate {
                    stored,
                    alike: alike.into_iter().collect(),
                })
            })
            .collect();
        found.sort_by(|a, b| a.alike.cmp(&b.alike).then(a.stored.num.cmp(&b.stored.num)));
        found.truncate(20);
        Ok(found)
    }

    /// Groups of live entities of a kind that may be the same, strongest reason first.
    ///
    /// # Errors
    /// [`StoreError`] when they cannot be read.
    pub async fn duplicate_groups(&self, kind: Kind, limit: usize) -> Result<Vec<DuplicateGroup>, StoreError> {
        let mut connection = self.reader().await?;
        let mut seen: BTreeSet<Vec<i64>> = BTreeSet::new();
        let mut groups: Vec<DuplicateGroup> = Vec::new();
        for &by in telling(kind) {
            for nums in shared(&mut connection, kind, by, limit.saturating_mul(2)).await? {
                if groups.len() >= limit {
                    return Ok(groups);
                }
                let mut entities = load(&mut connection, &self.inner().actors, &nums).await?;
                if matches!(by, IdentifierType::Name | IdentifierType::Title)
                    && let Some(first) = entities.first().map(|first| first.entity.fields.clone())
                {
                    entities.retain(|stored| same_company(&first, &stored.entity.fields));
                }
                self.leave_told_apart(&mut connection, &mut entities).await?;
                let members: Vec<i64> = entities.iter().map(|stored| stored.num).collect();
                if let Some(known) = groups.iter_mut().find(|group| {
                    group
                        .entities
                        .iter()
                        .map(|stored| stored.num)
                        .eq(members.iter().copied())
                }) {
                    known.alike.extend(reason(by as i64));
                } else if entities.len() > 1 && seen.insert(members) {
                    groups.push(DuplicateGroup {
                        entities,
                        alike: reason(by as i64).into_iter().collect(),
                    });
                }
            }
        }
        Ok(groups)
    }
}

impl Store {
    /// Remembers that two entities only look alike, or that they may be the same after all.
    ///
    /// # Errors
    /// Refused when one of them is not there, they are of different kinds, or the grant does not cover writing them.
    pub async fn tell_apart(&self, grant: &Grant, pair: [EntityId; 2], apart: bool) -> Result<(), WriteError> {
        let mut writer = self.inner().writer.lock().await;
        let connection = writer.idle().await?;
        let places = nums_of(connection, &pair).await?;
        let place = |id: EntityId| places.get(&id).copied().ok_or(OpError::NoSuchEntity(id));
        let (one, other) = (place(pair[0])?, place(pair[1])?);
        let are_people = [one.kind, other.kind].iter().all(|kind| is_person(*kind));
        if !(one.kind == other.kind || are_people) || one.num == other.num {
            let message = "only two entities of a kind, or two people, can be told apart";
            return Err(OpError::Senseless(message.to_owned()).into());
        }
        let covered = grant.covers(Verb::Write, one.kind) && grant.covers(Verb::Write, other.kind);
        // What a person approved is carried out as it was shown, and this is never asked for so.
        if !covered || grant.resolution().is_some() {
            return Err(OpError::Denied("change entities").into());
        }
        let statement = match apart {
            true => "INSERT OR IGNORE INTO not_the_same (one, other) VALUES (?, ?)",
            false => "DELETE FROM not_the_same WHERE one = ? AND other = ?",
        };
        let cells = [one.num.min(other.num).into(), one.num.max(other.num).into()];
        sql::execute(connection, statement, cells).await?;
        Ok(())
    }

    /// The document keys of those that somebody told apart from an entity.
    ///
    /// # Errors
    /// [`StoreError`] when they cannot be read.
    pub async fn told_apart_from(&self, num: i64) -> Result<Vec<i64>, StoreError> {
        let query =
            "SELECT other FROM not_the_same WHERE one = ?1 UNION ALL SELECT one FROM not_the_same WHERE other = ?1";
        Ok(sql::numbers(&mut *self.reader().await?, query, [num.into()]).await?)
    }

    /// Leaves out of a group, oldest first, those that somebody told apart from all others of it.
    async fn leave_told_apart(
        &self,
        connection: &mut SqliteConnection,
        entities: &mut Vec<StoredEntity>,
    ) -> Result<(), StoreError> {
        let nums: Vec<i64> = entities.iter().map(|stored| stored.num).collect();
        let query = "SELECT one, other FROM not_the_same WHERE one IN (SELECT value FROM json_each(?1))
             AND other IN (SELECT value FROM json_each(?1))";
        let mut apart = BTreeSet::new();
        for row in sql::rows(connection, query, [json_numbers(&nums)]).await? {
            let (one, other): (i64, i64) = (row.try_get(0)?, row.try_get(1)?);
            apart.extend([(one, other), (other, one)]);
        }
        if !apart.is_empty() {
            let alone = |num: i64| nums.iter().all(|&other| other == num || apart.contains(&(num, other)));
            entities.retain(|stored| !alone(stored.num));
        }
        Ok(())
    }
}

/// What tells that two entities of a kind may be one, strongest first. An address says who a person is; two tickets of
/// one requester are two tickets.
fn telling(kind: Kind) -> &'static [IdentifierType] {
    match kind.def().title {
        Title::PersonName(_) => &[IdentifierType::Email, IdentifierType::Phone, IdentifierType::Name],
        Title::Field(_) => &[IdentifierType::Title],
    }
}

fn is_person(kind: Kind) -> bool {
    matches!(kind.def().title, Title::PersonName(_))
}

/// Document keys of live entities of a kind that share an identifier, per identifier.
async fn shared(
    connection: &mut SqliteConnection,
    kind: Kind,
    by: IdentifierType,
    limit: usize,
) -> Result<Vec<Vec<i64>>, StoreError> {
    let text = format!(
        "SELECT json_group_array(i.num ORDER BY i.num) FROM identifiers i CROSS JOIN entities e ON e.num = i.num
         WHERE i.type = ? AND e.kind = ? AND e.state = 0
         GROUP BY i.value HAVING count(*) BETWEEN 2 AND {MOST_ALIKE} LIMIT ?"
    );
    let cells = [Cell::Int(by as i64), kind.name().into(), limit_cell(limit)];
    let rows = sql::rows(connection, AssertSqlSafe(text), cells).await?;
    rows.iter()
        .map(|row| serde_json::from_str(row.try_get(0)?).map_err(|error| StoreError::Corrupt(error.to_string())))
        .collect()
}

fn json(keys: &[(i64, String)]) -> Result<Cell, StoreError> {
    serde_json::to_string(keys)
        .map(Cell::Text)
        .map_err(|error| StoreError::Corrupt(error.to_string()))
}

fn reason(by: i64) -> Option<Alike> {
    match by {
        _ if by == IdentifierType::Email as i64 => Some(Alike::Email),
        _ if by == IdentifierType::Phone as i64 => Some(Alike::Phone),
        _ if by == IdentifierType::Name as i64 => Some(Alike::Name),
        _ if by == IdentifierType::Title as i64 => Some(Alike::Title),
        _ => None,
    }
}

/// Whether nothing says that they belong to different companies, and for people that something says it is the same.
fn same_company(a: &Fields, b: &Fields) -> bool {
    let company = |fields: &Fields| {
        ["company", "employer"]
            .iter()
            .find_map(|key| fields.get(*key).and_then(Value::first_text))
            .map(folded)
    };
    match (company(a), company(b)) {
        (Some(a), Some(b)) => a == b,
        (None, None) => true,
        _ => false,
    }
}
