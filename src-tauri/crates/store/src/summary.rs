//! The newest summary of each entity, as whoever wrote it wants it kept. Everybody who may read the entity may read it.

use serde_json::Value as Json;
use sqlx::{Row as _, SqliteConnection};
use workestra_core::{EntityId, EntityRef};

use crate::entity::nums_of;
use crate::error::{OpError, StoreError, WriteError};
use crate::sql;
use crate::store::Store;

impl Store {
    /// The summary of an entity.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be read.
    pub async fn summary(&self, id: EntityId) -> Result<Option<Json>, StoreError> {
        let query = "SELECT s.content FROM summaries s JOIN entities e ON e.num = s.num WHERE e.id = ?";
        let row = sql::row(&mut *self.reader().await?, query, [id.0.into()]).await?;
        row.map(|row| serde_json::from_str(row.try_get(0)?).map_err(|error| StoreError::Corrupt(error.to_string())))
            .transpose()
    }

    /// Keeps a summary in the place of the one before; removes it when there is none.
    ///
    /// # Errors
    /// Refused when the entity is not there.
    pub async fn summary_keep(&self, id: EntityId, summary: Option<&Json>) -> Result<(), WriteError> {
        let mut writer = self.inner().writer.lock().await;
        let connection = writer.idle().await?;
        let place = nums_of(connection, &[id]).await?.remove(&id);
        let place = place.ok_or(OpError::NoSuchEntity(id))?;
        match summary {
            None => {
                sql::execute(connection, "DELETE FROM summaries WHERE num = ?", [place.num.into()]).await?;
            }
            Some(summary) => {
                let keep = "INSERT INTO summaries (num, content, at) VALUES (?1, ?2, ?3)
                     ON CONFLICT (num) DO UPDATE SET content = ?2, at = ?3";
                let cells = [place.num.into(), summary.to_string().into(), self.now().into()];
                sql::execute(connection, keep, cells).await?;
            }
        }
        Ok(())
    }
}

/// Removes the summaries of other entities that may tell of this one: those that had it among their sources.
pub(crate) async fn forget_named(connection: &mut SqliteConnection, reference: EntityRef) -> Result<(), StoreError> {
    let forget = "DELETE FROM summaries WHERE instr(content, ?) > 0";
    // As JSON writes a text: DEAL-1 is not found in DEAL-12.
    sql::execute(connection, forget, [format!("\"{reference}\"").into()]).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]

    use serde_json::json;
    use workestra_core::{Draft, Fields, Kind, Policy, Value, Verb};

    use crate::op::Op;
    use crate::test_workspace::workspace;

    #[tokio::test]
    async fn the_newest_summary_is_kept_until_it_is_removed_or_its_entity_is_gone() {
        let (_folder, store, _) = workspace().await;
        let me = store.me().await.unwrap();
        let write = Policy::grant(&me, Verb::Write, None).unwrap();
        let draft = Draft {
            kind: Kind::Deal,
            fields: Fields::from([("name".to_owned(), Value::from("Acme"))]),
        };
        let written = store.write(&write, vec![Op::Create { id: None, draft }]).await.unwrap();
        let id = written.entities[0].id;
        assert_eq!(store.summary(id).await.unwrap(), None);
        for text in ["first", "second"] {
            let summary = json!({ "sentences": [text] });
            store.summary_keep(id, Some(&summary)).await.unwrap();
            assert_eq!(store.summary(id).await.unwrap(), Some(summary));
        }
        store.summary_keep(id, None).await.unwrap();
        assert_eq!(store.summary(id).await.unwrap(), None);
        store.summary_keep(id, Some(&json!({}))).await.unwrap();
        let erase = Policy::grant(&me, Verb::Erase, None).unwrap();
        let other = |name: &str| Draft {
            kind: Kind::Deal,
            fields: Fields::from([("name".to_owned(), Value::from(name))]),
        };
        let ops = ["Beta", "Gamma"].map(|name| Op::Create {
            id: None,
            draft: other(name),
        });
        let others = store.write(&write, ops.into()).await.unwrap().entities;
        let named = |reference: &str| json!({ "known": [{ "reference": reference, "title": "Acme" }] });
        let (one, near) = ("DEAL-1", "DEAL-12");
        assert_eq!(written.entities[0].reference.to_string(), one);
        for (other, reference) in others.iter().zip([one, near]) {
            store.summary_keep(other.id, Some(&named(reference))).await.unwrap();
        }
        store.write(&erase, vec![Op::Erase { id }]).await.unwrap();
        assert_eq!(
            store.summary(others[0].id).await.unwrap(),
            None,
            "it told of what is gone"
        );
        assert!(
            store.summary(others[1].id).await.unwrap().is_some(),
            "it told of another one"
        );
        assert_eq!(store.summary(id).await.unwrap(), None, "its words are deleted with it");
        assert!(store.summary_keep(id, Some(&json!({}))).await.is_err());
    }
}
