//! Content beside rows of the log: encrypted under the keys of all whom it is about, so that erasing one of them is enough.

use aes_gcm::aead::{Aead as _, KeyInit as _, Payload};
use aes_gcm::{Aes256Gcm, Nonce};
use hkdf::Hkdf;
use rand::Rng as _;
use sha2::Sha256;
use sqlx::{Row as _, SqliteConnection};
use uuid::Uuid;
use workestra_core::Actor;
use zeroize::Zeroizing;

use super::{AuditAction, AuditEntry, AuditPayload, Origin, append, chain};
use crate::error::{OpError, StoreError, WriteError};
use crate::sql::{self, Cell};
use crate::store::Store;

impl Store {
    /// The content beside a row; none where there never was any, or one of its subjects was erased.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be read.
    pub async fn audit_payload(&self, seq: i64) -> Result<Option<String>, StoreError> {
        let mut connection = self.reader().await?;
        let sealed = "SELECT nonce, sealed FROM audit_payloads WHERE seq = ? AND sealed IS NOT NULL";
        let Some(row) = sql::row(&mut connection, sealed, [seq.into()]).await? else {
            return Ok(None);
        };
        let keys = "SELECT k.key FROM audit_subjects s LEFT JOIN audit_keys k ON k.subject = s.subject
             WHERE s.seq = ? ORDER BY s.subject";
        let mut all = Zeroizing::new(Vec::new());
        for key in sql::rows(&mut connection, keys, [seq.into()]).await? {
            let Some(key) = key.try_get::<Option<&[u8]>, _>(0)? else {
                return Ok(None);
            };
            all.extend_from_slice(key);
        }
        let nonce: [u8; 12] = row.try_get::<&[u8], _>(0)?.try_into().map_err(|_| unreadable(seq))?;
        let key = chain::key(self)?;
        let plain = cipher(&key, &all, seq)?
            .decrypt(&Nonce::from(nonce), associated(row.try_get(1)?, &seq.to_be_bytes()))
            .map_err(|_| unreadable(seq))?;
        String::from_utf8(plain).map(Some).map_err(|_| unreadable(seq))
    }
}

impl Store {
    /// Which of the rows from one to another, both included, have content that was not erased.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be read.
    pub async fn audit_kept(&self, from: i64, to: i64) -> Result<Vec<i64>, StoreError> {
        let kept = "SELECT seq FROM audit_payloads WHERE seq BETWEEN ? AND ? AND sealed IS NOT NULL";
        Ok(sql::numbers(&mut *self.reader().await?, kept, [from.into(), to.into()]).await?)
    }
}

pub(super) async fn put(
    connection: &mut SqliteConnection,
    key: &[u8; 32],
    seq: i64,
    payload: &AuditPayload,
) -> Result<(), WriteError> {
    let mut subjects = payload.subjects.clone();
    subjects.sort_unstable();
    subjects.dedup();
    if subjects.is_empty() {
        return Err(OpError::Senseless("content is about somebody: name whom".to_owned()).into());
    }
    let mut all = Zeroizing::new(Vec::with_capacity(subjects.len() * 32));
    for &subject in &subjects {
        all.extend_from_slice(subject_key(connection, subject).await?.as_ref());
        let insert = "INSERT INTO audit_subjects (subject, seq) VALUES (?, ?)";
        sql::execute(connection, insert, [subject.into(), seq.into()]).await?;
    }
    let mut nonce = [0_u8; 12];
    rand::rng().fill_bytes(&mut nonce);
    let sealed = cipher(key, &all, seq)?
        .encrypt(
            &Nonce::from(nonce),
            associated(payload.content.as_bytes(), &seq.to_be_bytes()),
        )
        .map_err(|_| unreadable(seq))?;
    let insert = "INSERT INTO audit_payloads (seq, nonce, sealed) VALUES (?, ?, ?)";
    let cells = [seq.into(), Cell::Blob(nonce.to_vec()), Cell::Blob(sealed)];
    sql::execute(connection, insert, cells).await?;
    Ok(())
}

/// Makes all content about a subject unreadable and says so in the log. Nothing happens when there is none.
pub(crate) async fn erase_subject(
    connection: &mut SqliteConnection,
    store: &Store,
    actor: Actor,
    subject: Uuid,
) -> Result<(), WriteError> {
    let destroyed = sql::execute(connection, "DELETE FROM audit_keys WHERE subject = ?", [subject.into()]).await?;
    if destroyed == 0 {
        return Ok(());
    }
    let blank = "UPDATE audit_payloads SET sealed = NULL WHERE sealed IS NOT NULL
         AND seq IN (SELECT seq FROM audit_subjects WHERE subject = ?)";
    let payloads = sql::execute(connection, blank, [subject.into()]).await?;
    let mut entry = AuditEntry::new(actor, Origin::App, AuditAction::Erasure);
    entry.objects = vec![subject.to_string()];
    entry.result = Some(format!("{payloads} payloads"));
    append(connection, store, entry).await?;
    Ok(())
}

/// The key of a subject, made when it has none. It is in the clear inside the encrypted file: wrapping it would take a
/// key that is derived from the file's own, which opens the file already.
async fn subject_key(connection: &mut SqliteConnection, subject: Uuid) -> Result<Zeroizing<[u8; 32]>, WriteError> {
    let mut key = Zeroizing::new([0_u8; 32]);
    rand::rng().fill_bytes(key.as_mut());
    let insert = "INSERT INTO audit_keys (subject, key) VALUES (?, ?) ON CONFLICT (subject) DO NOTHING";
    sql::execute(connection, insert, [subject.into(), Cell::Blob(key.to_vec())]).await?;
    let query = "SELECT key FROM audit_keys WHERE subject = ?";
    let row = sql::row(connection, query, [subject.into()]).await?;
    let missing = || StoreError::Corrupt("a subject of the audit log has no key".to_owned());
    let row = row.ok_or_else(missing)?;
    let stored: &[u8] = row.try_get(0)?;
    key.copy_from_slice(stored.get(..32).ok_or_else(missing)?);
    Ok(key)
}

/// The cipher of one payload: from the keys of all its subjects.
fn cipher(key: &[u8; 32], subjects: &[u8], seq: i64) -> Result<Aes256Gcm, StoreError> {
    let mut own = Zeroizing::new([0_u8; 32]);
    let info = [b"workestra audit payload ".as_slice(), &seq.to_be_bytes()].concat();
    Hkdf::<Sha256>::new(Some(key), subjects)
        .expand(&info, own.as_mut())
        .map_err(|_| unreadable(seq))?;
    let own: &[u8; 32] = &own;
    Ok(Aes256Gcm::new(own.into()))
}

const fn associated<'a>(msg: &'a [u8], aad: &'a [u8]) -> Payload<'a, 'a> {
    Payload { msg, aad }
}

fn unreadable(seq: i64) -> StoreError {
    StoreError::Corrupt(format!("the content of row {seq} of the audit log cannot be opened"))
}
