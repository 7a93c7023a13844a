//! The chain that the rows of the log form, and its check.

use hkdf::Hkdf;
use serde_json::{Value as Json, json};
use sha2::{Digest as _, Sha256};
use sqlx::{Row as _, SqliteConnection};
use zeroize::Zeroizing;

use super::{AuditRow, COLUMNS, read};
use crate::error::StoreError;
use crate::seal::hex;
use crate::sql;
use crate::store::Store;

/// Rows that are read together for the check.
const PAGE: i64 = 5_000;

/// What a check of the log found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditCheck {
    /// Rows that are sound, from the first one on.
    pub rows: i64,
    /// The hash of the last sound row. A chain cannot tell that its end was cut off: compare this with one that was
    /// noted elsewhere.
    pub head: String,
    /// The first row that does not follow from the one before; all from there on prove nothing.
    pub broken: Option<i64>,
}

impl Store {
    /// Goes through the whole log.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be read.
    pub async fn audit_verify(&self) -> Result<AuditCheck, StoreError> {
        let mut connection = self.reader().await?;
        let mut before = genesis(self);
        let mut rows = 0;
        let page = format!("SELECT {COLUMNS} FROM audit WHERE seq > ? ORDER BY seq LIMIT ?");
        loop {
            let found = sql::rows_made(&mut connection, page.clone(), [rows.into(), PAGE.into()]).await?;
            if found.is_empty() {
                break;
            }
            for stored in &found {
                // A row that cannot be read is no row that was appended.
                let follows = read(stored)
                    .ok()
                    .filter(|row| row.seq == rows + 1 && row.hash == hex(&hash(&before, row)));
                let Some(row) = follows else {
                    return Ok(AuditCheck {
                        rows,
                        head: hex(&before),
                        broken: Some(rows + 1),
                    });
                };
                before = hash(&before, &row);
                rows = row.seq;
            }
        }
        Ok(AuditCheck {
            rows,
            head: hex(&before),
            broken: None,
        })
    }
}

/// The last row's number and hash.
pub(super) async fn head(connection: &mut SqliteConnection, store: &Store) -> Result<(i64, [u8; 32]), StoreError> {
    let last = "SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1";
    match sql::row(connection, last, []).await? {
        Some(row) => {
            let hash: &[u8] = row.try_get(1)?;
            let hash = hash
                .try_into()
                .map_err(|_| StoreError::Corrupt("a row of the audit log has no hash".to_owned()))?;
            Ok((row.try_get(0)?, hash))
        }
        None => Ok((0, genesis(store))),
    }
}

/// What stands before the first row: the workspace's own, so that no other's log can be put in its place.
fn genesis(store: &Store) -> [u8; 32] {
    let mut hash = Sha256::new();
    hash.update(b"workestra audit log of ");
    hash.update(store.inner().info.id.0.as_bytes());
    hash.finalize().into()
}

/// The hash of a row that follows another one: over that one's and over the row as a JSON array of its columns.
pub(super) fn hash(before: &[u8; 32], row: &AuditRow) -> [u8; 32] {
    let mut hash = Sha256::new();
    hash.update(before);
    hash.update(canonical(row).to_string().as_bytes());
    hash.finalize().into()
}

fn canonical(row: &AuditRow) -> Json {
    json!([
        row.seq,
        row.at.0,
        row.actor,
        row.origin.name(),
        row.action,
        row.objects,
        row.provider,
        row.host,
        row.model,
        row.prompt_version,
        row.tools_version,
        row.mask_version,
        row.input_hash,
        row.output_hash,
        row.argument_digest,
        row.confirmation.map(|id| id.to_string()),
        row.decision,
        row.result,
        row.ends,
    ])
}

/// The log's own key.
pub(super) fn key(store: &Store) -> Result<Zeroizing<[u8; 32]>, StoreError> {
    let inner = store.inner();
    let mut key = Zeroizing::new([0_u8; 32]);
    Hkdf::<Sha256>::new(Some(inner.info.id.0.as_bytes()), inner.key.expose())
        .expand(b"workestra audit log", key.as_mut())
        .map_err(|_| StoreError::Corrupt("the audit log's key could not be made".to_owned()))?;
    Ok(key)
}

/// HMAC-SHA-256 of a text under the log's key, in hexadecimal: the extraction step of HKDF is just that.
pub(super) fn keyed(key: &[u8; 32], text: &str) -> String {
    hex(&Hkdf::<Sha256>::extract(Some(key), text.as_bytes()).0)
}
