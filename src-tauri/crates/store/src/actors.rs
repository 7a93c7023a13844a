//! Authors by the small numbers that rows name them with.

use std::collections::HashMap;

use parking_lot::RwLock;
use sqlx::{Row as _, SqliteConnection};
use workestra_core::Actor;

use crate::error::StoreError;
use crate::sql;

/// All authors of the workspace; they are few and never change.
#[derive(Debug, Default)]
pub(crate) struct Actors(RwLock<HashMap<i64, Actor>>);

impl Actors {
    /// Reads them all.
    pub(crate) async fn load(connection: &mut SqliteConnection) -> Result<Self, StoreError> {
        let rows = sql::rows(connection, "SELECT num, actor FROM actors", []).await?;
        let mut actors = HashMap::new();
        for row in rows {
            actors.insert(row.try_get(0)?, read(row.try_get(1)?)?);
        }
        Ok(Self(RwLock::new(actors)))
    }

    /// The author of a number.
    pub(crate) fn get(&self, num: i64) -> Result<Actor, StoreError> {
        let actor = self.0.read().get(&num).copied();
        actor.ok_or_else(|| StoreError::Corrupt(format!("author {num} is missing")))
    }

    /// The number of an author. Must run outside a transaction: a number that was taken back would name another later.
    pub(crate) async fn num(&self, connection: &mut SqliteConnection, actor: Actor) -> Result<i64, StoreError> {
        let known = self
            .0
            .read()
            .iter()
            .find(|&(_, &known)| known == actor)
            .map(|(&num, _)| num);
        if let Some(num) = known {
            return Ok(num);
        }
        let insert =
            "INSERT INTO actors (actor) VALUES (?) ON CONFLICT (actor) DO UPDATE SET actor = actor RETURNING num";
        let num = sql::number(connection, insert, [actor.to_string().into()])
            .await?
            .ok_or_else(|| StoreError::Corrupt("an author has no number".to_owned()))?;
        self.0.write().insert(num, actor);
        Ok(num)
    }
}

fn read(text: &str) -> Result<Actor, StoreError> {
    text.parse()
        .map_err(|_| StoreError::Corrupt("an author cannot be read".to_owned()))
}
