//! Suggestions that somebody dismissed. They stay so for everybody until what they rested on has changed.

use sqlx::Row as _;
use workestra_core::{Actor, Digest, EntityId, Grant, UtcMillis, Verb};

use crate::entity::nums_of;
use crate::error::{OpError, StoreError, WriteError};
use crate::sql::{self, Cell};
use crate::store::Store;

/// Longest reason, in characters.
const LONGEST: usize = 1_000;

/// The most that are kept of one entity; the oldest go.
const MOST: i64 = 200;

/// A suggestion that was dismissed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dismissal {
    /// The rule's key.
    pub rule: String,
    /// Names what it rested on.
    pub basis: Digest,
    /// The person's words; may be empty.
    pub reason: String,
    /// Who.
    pub actor: Actor,
    /// When.
    pub at: UtcMillis,
}

impl Store {
    /// What was dismissed of an entity, newest first.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be read.
    pub async fn dismissals(&self, id: EntityId) -> Result<Vec<Dismissal>, StoreError> {
        let mut connection = self.reader().await?;
        let query = "SELECT d.rule, d.basis, d.reason, d.actor, d.at FROM dismissals d
             JOIN entities e ON e.num = d.num WHERE e.id = ? ORDER BY d.at DESC, d.rule";
        let mut found = Vec::new();
        for row in sql::rows(&mut connection, query, [id.0.into()]).await? {
            let basis: &[u8] = row.try_get(1)?;
            let wrong = |_| StoreError::Corrupt("a dismissed suggestion names nothing that it rested on".to_owned());
            found.push(Dismissal {
                rule: row.try_get(0)?,
                basis: basis.try_into().map_err(wrong)?,
                reason: row.try_get(2)?,
                actor: self.inner().actors.get(row.try_get(3)?)?,
                at: UtcMillis(row.try_get(4)?),
            });
        }
        Ok(found)
    }

    /// Remembers that a suggestion was dismissed, or that it is wanted after all when there is no reason.
    ///
    /// # Errors
    /// Refused when the entity is not there, the grant does not cover writing it, or the reason is too long.
    pub async fn dismiss(
        &self,
        grant: &Grant,
        id: EntityId,
        rule: &str,
        basis: &Digest,
        reason: Option<&str>,
    ) -> Result<(), WriteError> {
        if reason.is_some_and(|reason| reason.chars().count() > LONGEST) {
            return Err(OpError::Senseless(format!("a reason has at most {LONGEST} characters")).into());
        }
        let mut writer = self.inner().writer.lock().await;
        let connection = writer.idle().await?;
        let place = nums_of(connection, &[id]).await?.remove(&id);
        let place = place.ok_or(OpError::NoSuchEntity(id))?;
        // What a person approved is carried out as it was shown, and this is never asked for so.
        if !grant.covers(Verb::Write, place.kind) || grant.resolution().is_some() {
            return Err(OpError::Denied("change entities").into());
        }
        let basis = Cell::Blob(basis.to_vec());
        let Some(reason) = reason else {
            let delete = "DELETE FROM dismissals WHERE num = ? AND rule = ? AND basis = ?";
            sql::execute(connection, delete, [place.num.into(), rule.into(), basis]).await?;
            return Ok(());
        };
        let actor = self.inner().actors.num(connection, grant.actor()).await?;
        let upsert = "INSERT INTO dismissals (num, rule, basis, reason, actor, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
             ON CONFLICT (num, rule, basis) DO UPDATE SET reason = ?4, actor = ?5, at = ?6";
        let cells = [
            place.num.into(),
            rule.into(),
            basis,
            reason.trim().into(),
            actor.into(),
            self.now().into(),
        ];
        sql::execute(connection, upsert, cells).await?;
        let forget = "DELETE FROM dismissals WHERE num = ?1 AND (rule, basis) IN (
                 SELECT rule, basis FROM dismissals WHERE num = ?1 ORDER BY at DESC LIMIT -1 OFFSET ?2)";
        sql::execute(connection, forget, [place.num.into(), Cell::Int(MOST)]).await?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]

    use super::*;
    use crate::op::Op;
    use crate::test_workspace::workspace;
    use workestra_core::{Draft, Fields, Kind, Policy, Value};

    #[tokio::test]
    async fn what_was_dismissed_stays_so_until_it_is_wanted_again_or_the_entity_is_gone() {
        let (_folder, store, _) = workspace().await;
        let me = store.me().await.unwrap();
        let grant = Policy::grant(&me, Verb::Write, None).unwrap();
        let draft = Draft {
            kind: Kind::Deal,
            fields: Fields::from([("name".to_owned(), Value::from("Acme"))]),
        };
        let written = store.write(&grant, vec![Op::Create { id: None, draft }]).await.unwrap();
        let id = written.entities[0].id;
        store
            .dismiss(&grant, id, "deal.silent", &[1; 32], Some(" not now "))
            .await
            .unwrap();
        store
            .dismiss(&grant, id, "deal.silent", &[1; 32], Some("on holiday"))
            .await
            .unwrap();
        store
            .dismiss(&grant, id, "deal.silent", &[2; 32], Some(""))
            .await
            .unwrap();
        let kept = store.dismissals(id).await.unwrap();
        assert_eq!(kept.len(), 2, "the same twice is once: {kept:?}");
        let first = kept.iter().find(|kept| kept.basis == [1; 32]).unwrap();
        assert_eq!((first.reason.as_str(), first.actor), ("on holiday", grant.actor()));
        store.dismiss(&grant, id, "deal.silent", &[2; 32], None).await.unwrap();
        assert_eq!(store.dismissals(id).await.unwrap().len(), 1);
        let erase = Policy::grant(&me, Verb::Erase, None).unwrap();
        store.write(&erase, vec![Op::Erase { id }]).await.unwrap();
        assert!(
            store.dismissals(id).await.unwrap().is_empty(),
            "its words are deleted with it"
        );
        assert!(
            store
                .dismiss(&grant, id, "deal.silent", &[1; 32], Some("x"))
                .await
                .is_err()
        );
    }
}
