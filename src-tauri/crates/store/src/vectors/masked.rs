//! What a vector stands for where texts are masked before they leave to be embedded: the text, and the masks that were in
//! force. Of another mask another text leaves, so the vector is made again.

use std::collections::BTreeSet;

use sha2::{Digest as _, Sha256};
use sqlx::SqliteConnection;
use workestra_core::{Kind, Masks};

use crate::error::{StoreError, WriteError};
use crate::settings::{self, Known};
use crate::sql;
use crate::store::Store;
use crate::table::Table;

impl Store {
    /// Says which masks every field has from now on whose text leaves to be embedded. The vectors of the entities with a
    /// value in a field whose mask is another one now count as missing, those being made at this moment too; all of them
    /// where it is not known by which masks they were made.
    ///
    /// # Errors
    /// [`WriteError`] when that cannot be kept; the vectors stand for what they stood for then.
    pub async fn vectors_masked_by(&self, masks: &Masks) -> Result<(), WriteError> {
        let mut writer = self.inner().writer.lock().await;
        writer.begin().await?;
        match mask(writer.connection()?, masks).await {
            Ok(()) => Ok(writer.commit().await?),
            Err(error) => {
                writer.rollback().await?;
                Err(error.into())
            }
        }
    }
}

async fn mask(connection: &mut SqliteConnection, masks: &Masks) -> Result<(), StoreError> {
    let key = Known::VectorMasks.key();
    let former: Option<Masks> = settings::read(connection, key).await?;
    match former {
        Some(former) if former == *masks => return Ok(()),
        Some(former) => {
            for (kind, fields) in changed(&former, masks) {
                make_again(connection, kind, &fields).await?;
            }
        }
        None => {
            sql::execute(connection, "UPDATE entities SET embedded = 0 WHERE embedded = 1", []).await?;
        }
    }
    let value = serde_json::to_value(masks).map_err(|error| StoreError::Corrupt(error.to_string()))?;
    settings::put(connection, key, &value).await
}

/// The fields whose mask is not the same in both.
fn changed<'a>(former: &'a Masks, now: &'a Masks) -> Vec<(Kind, BTreeSet<&'a str>)> {
    let fields = |masks: &'a Masks, kind: Kind| masks.get(&kind).into_iter().flatten();
    let of = |kind: Kind| {
        let keys = fields(former, kind)
            .chain(fields(now, kind))
            .map(|(key, _)| key.as_str());
        let mask = |masks: &'a Masks, key: &str| masks.get(&kind).and_then(|fields| fields.get(key)).copied();
        (kind, keys.filter(|key| mask(former, key) != mask(now, key)).collect())
    };
    let kinds = Kind::ALL.into_iter().map(of);
    kinds
        .filter(|(_, fields): &(Kind, BTreeSet<&str>)| !fields.is_empty())
        .collect()
}

/// Has the vectors of a kind's entities made again that have a value in one of these fields.
async fn make_again(connection: &mut SqliteConnection, kind: Kind, fields: &BTreeSet<&str>) -> Result<(), StoreError> {
    let table = Table::of(kind);
    let there = fields.iter().map(|key| match table.column(key) {
        Some(column) => format!("\"{}\" IS NOT NULL", column.names[0]),
        None => format!("(custom ->> '$.\"{}\"') IS NOT NULL", key.replace(['\'', '"'], "")),
    });
    let there: Vec<String> = there.collect();
    let update = format!(
        "UPDATE entities SET embedded = 0 WHERE embedded = 1 AND num IN (SELECT num FROM {kind} WHERE {})",
        there.join(" OR ")
    );
    sql::execute_made(connection, update, []).await?;
    Ok(())
}

/// Sets texts apart that were masked in different ways: part of what a vector stands for.
pub(super) async fn mark(connection: &mut SqliteConnection) -> Result<i64, StoreError> {
    let Some(masks) = settings::get(connection, Known::VectorMasks.key()).await? else {
        return Ok(0);
    };
    let digest = Sha256::digest(masks.to_string().as_bytes());
    let mut first = [0_u8; 8];
    first.copy_from_slice(&digest[..8]);
    Ok(i64::from_le_bytes(first))
}

#[cfg(test)]
mod tests {
    use workestra_core::Mask;

    use super::*;

    #[test]
    fn only_fields_whose_mask_is_another_one_are_touched() {
        let masks = |kind, fields: &[(&str, Mask)]| {
            let fields = fields.iter().map(|(key, mask)| ((*key).to_owned(), *mask));
            Masks::from([(kind, fields.collect())])
        };
        let former = masks(Kind::Deal, &[("name", Mask::None), ("company", Mask::Placeholder)]);
        let now = masks(
            Kind::Deal,
            &[("name", Mask::None), ("company", Mask::Drop), ("about", Mask::Drop)],
        );
        assert_eq!(
            changed(&former, &now),
            [(Kind::Deal, BTreeSet::from(["about", "company"]))]
        );
        assert!(changed(&now, &now).is_empty());
        let other = masks(Kind::Contact, &[("company", Mask::Drop)]);
        assert_eq!(changed(&former, &other).len(), 2, "of both kinds");
    }
}
