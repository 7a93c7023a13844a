//! Vectors: derived from the entities' texts, kept by sqlite-vec, each gone with its entity in the same transaction.

mod masked;

use sqlx::{Connection as _, Row as _, SqliteConnection};
use workestra_core::kind::embedding_text;
use workestra_core::{Fields, Kind, KindDef};

use crate::VECTOR_DIMENSIONS;
use crate::api::{TextToEmbed, VectorCounts, VectorOf};
use crate::entity::{self, limit_cell};
use crate::error::{StoreError, WriteError};
use crate::settings::{self, Known};
use crate::sql::{self, Cell, json_numbers};
use crate::store::Store;

/// Chunks of the vector table that are read at once; each holds 1,024 vectors.
const CHUNKS_AT_ONCE: i64 = 4;

impl Store {
    /// Keeps vectors. Those whose text has changed since, or would leave masked in another way, or whose entity is gone, are
    /// dropped.
    ///
    /// # Errors
    /// [`WriteError`] when they cannot be kept; none of them is then.
    pub async fn put_vectors(&self, model: &str, vectors: &[VectorOf<'_>]) -> Result<(), WriteError> {
        self.use_model(model).await?;
        let mut writer = self.inner().writer.lock().await;
        writer.begin().await?;
        match put_all(writer.connection()?, vectors).await {
            Ok(()) => Ok(writer.commit().await?),
            Err(error) => {
                writer.rollback().await?;
                Err(error)
            }
        }
    }

    /// Texts of entities outside the trash without a vector of this model: the preferred ones first, then the newest.
    ///
    /// # Errors
    /// [`StoreError`] when they cannot be read.
    pub async fn vectors_missing(
        &self,
        model: &str,
        limit: usize,
        prefer: &[i64],
    ) -> Result<Vec<TextToEmbed>, StoreError> {
        self.vectors_missing_among(model, &Kind::ALL, limit, prefer).await
    }

    /// As [`Self::vectors_missing`], for entities of these kinds.
    ///
    /// # Errors
    /// [`StoreError`] when they cannot be read.
    pub async fn vectors_missing_among(
        &self,
        model: &str,
        kinds: &[Kind],
        limit: usize,
        prefer: &[i64],
    ) -> Result<Vec<TextToEmbed>, StoreError> {
        self.use_model(model).await?;
        let mut connection = self.reader().await?;
        // Before the texts: should the masks change in between, the vectors are dropped rather than taken for new ones.
        let mark = masked::mark(&mut connection).await?;
        let preferred = "SELECT num FROM entities
             WHERE num IN (SELECT value FROM json_each(?)) AND embedded = 0 AND state < 2
             AND kind IN (SELECT value FROM json_each(?)) LIMIT ?";
        let mut nums = if prefer.is_empty() {
            Vec::new()
        } else {
            let cells = [json_numbers(prefer), json_kinds(kinds), limit_cell(limit)];
            sql::numbers(&mut connection, preferred, cells).await?
        };
        if nums.len() < limit {
            let rest = if kinds.len() == Kind::ALL.len() {
                let rest = "SELECT num FROM entities INDEXED BY entities_to_embed
                     WHERE embedded = 0 AND state < 2 ORDER BY num DESC LIMIT ?";
                sql::numbers(&mut connection, rest, [limit_cell(limit)]).await?
            } else {
                let rest = "SELECT num FROM entities INDEXED BY entities_to_embed
                     WHERE embedded = 0 AND state < 2 AND kind IN (SELECT value FROM json_each(?))
                     ORDER BY num DESC LIMIT ?";
                sql::numbers(&mut connection, rest, [json_kinds(kinds), limit_cell(limit)]).await?
            };
            let rest: Vec<i64> = rest.into_iter().filter(|num| !nums.contains(num)).collect();
            nums.extend(rest);
            nums.truncate(limit);
        }
        let schema = self.schema();
        let mut texts = Vec::with_capacity(nums.len());
        for stored in entity::load(&mut connection, &self.inner().actors, &nums).await? {
            let hash = "SELECT text_hash FROM entities WHERE num = ?";
            texts.push(TextToEmbed {
                num: stored.num,
                text: embedding_text(schema.kind(stored.entity.kind), &stored.entity.fields),
                hash: mark
                    ^ sql::number(&mut connection, hash, [stored.num.into()])
                        .await?
                        .unwrap_or(0),
                entity: stored.entity,
            });
        }
        Ok(texts)
    }

    /// How far the vectors of this model are; cheap.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be read.
    pub async fn vector_counts(&self, model: &str) -> Result<VectorCounts, StoreError> {
        self.vector_counts_among(model, &Kind::ALL).await
    }

    /// As [`Self::vector_counts`], for entities of these kinds.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be read.
    pub async fn vector_counts_among(&self, model: &str, kinds: &[Kind]) -> Result<VectorCounts, StoreError> {
        let mut connection = self.reader().await?;
        let counted = "SELECT coalesce(sum(present), 0), coalesce(sum(embedded), 0) FROM kinds
             WHERE kind IN (SELECT value FROM json_each(?))";
        let row = sql::row(&mut connection, counted, [json_kinds(kinds)]).await?;
        let (want, have): (i64, i64) = match row {
            Some(row) => (row.try_get(0)?, row.try_get(1)?),
            None => (0, 0),
        };
        let have = if self.is_model(model) { have } else { 0 };
        Ok(VectorCounts {
            have: u64::try_from(have).unwrap_or(0),
            want: u64::try_from(want).unwrap_or(0),
        })
    }

    /// Hands over every vector of this model, in no order; streams. Returns how many.
    ///
    /// # Errors
    /// [`StoreError`] when they cannot be read.
    pub async fn for_each_vector(
        &self,
        model: &str,
        mut each: impl FnMut(i64, &[f32]) + Send,
    ) -> Result<u64, StoreError> {
        if !self.is_model(model) {
            return Ok(0);
        }
        let mut connection = self.reader().await?;
        // One transaction, so that a vector that moves between chunks meanwhile is seen once.
        let mut transaction = connection.begin().await?;
        let count = read_chunks(&mut transaction, &mut each).await?;
        transaction.commit().await?;
        Ok(count)
    }

    /// The vectors of these entities that there are.
    ///
    /// # Errors
    /// [`StoreError`] when they cannot be read.
    pub async fn vectors_of(&self, nums: &[i64]) -> Result<Vec<(i64, Vec<f32>)>, StoreError> {
        let mut connection = self.reader().await?;
        let query = "SELECT v.rowid, v.embedding FROM json_each(?) j JOIN vectors v ON v.rowid = j.value";
        let mut found = Vec::new();
        for row in sql::rows(&mut connection, query, [json_numbers(nums)]).await? {
            found.push((row.try_get(0)?, floats(row.try_get(1)?)));
        }
        Ok(found)
    }

    /// Whether an entity's vector stands for its text as it is now.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be read.
    pub async fn is_embedded(&self, num: i64) -> Result<bool, StoreError> {
        let query = "SELECT embedded FROM entities WHERE num = ?";
        let embedded = sql::number(&mut *self.reader().await?, query, [num.into()]).await?;
        Ok(embedded == Some(1))
    }

    /// The `k` nearest by cosine distance, nearest first, by sqlite-vec's own full scan: the reference for the mirror.
    ///
    /// # Errors
    /// [`StoreError`] when they cannot be read.
    pub async fn knn(&self, query: &[f32], k: usize) -> Result<Vec<(i64, f32)>, StoreError> {
        let mut connection = self.reader().await?;
        let nearest = "SELECT rowid, distance FROM vectors WHERE embedding MATCH ? AND k = ? ORDER BY distance";
        let rows = sql::rows(&mut connection, nearest, [Cell::Blob(bytes(query)), limit_cell(k)]).await?;
        rows.iter().map(|row| Ok((row.try_get(0)?, row.try_get(1)?))).collect()
    }

    /// Whether the vectors in the file are of this model.
    #[must_use]
    pub fn is_model(&self, model: &str) -> bool {
        self.inner().vector_model.lock().as_deref() == Some(model)
    }

    /// Drops the vectors of another model: vectors of two models cannot be compared.
    async fn use_model(&self, model: &str) -> Result<(), StoreError> {
        if self.is_model(model) {
            return Ok(());
        }
        let mut writer = self.inner().writer.lock().await;
        writer.begin().await?;
        let outcome = drop_all(writer.connection()?, model).await;
        match outcome {
            Ok(()) => writer.commit().await?,
            Err(error) => {
                writer.rollback().await?;
                return Err(error);
            }
        }
        *self.inner().vector_model.lock() = Some(model.to_owned());
        Ok(())
    }
}

async fn drop_all(connection: &mut SqliteConnection, model: &str) -> Result<(), StoreError> {
    sql::execute(connection, "UPDATE entities SET embedded = 0 WHERE embedded = 1", []).await?;
    sql::execute(connection, "DELETE FROM vectors", []).await?;
    settings::put(connection, Known::VectorModel.key(), &model.into()).await
}

async fn put_all(connection: &mut SqliteConnection, vectors: &[VectorOf<'_>]) -> Result<(), WriteError> {
    let mark = masked::mark(connection).await?;
    for vector in vectors.iter().filter(|vector| vector.vector.len() == VECTOR_DIMENSIONS) {
        let update = "UPDATE entities SET embedded = 1 WHERE num = ? AND text_hash = ? AND state < 3";
        let text = vector.hash ^ mark;
        if sql::execute(connection, update, [vector.num.into(), text.into()]).await? == 0 {
            continue;
        }
        remove(connection, vector.num).await?;
        let insert = "INSERT INTO vectors (rowid, embedding) VALUES (?, ?)";
        sql::execute(
            connection,
            insert,
            [vector.num.into(), Cell::Blob(bytes(vector.vector))],
        )
        .await?;
    }
    Ok(())
}

/// Kinds as a JSON array of their words.
fn json_kinds(kinds: &[Kind]) -> Cell {
    let words: Vec<String> = kinds.iter().map(|kind| format!("\"{}\"", kind.name())).collect();
    Cell::Text(format!("[{}]", words.join(",")))
}

/// Removes the vector of an entity, its bytes included.
pub(crate) async fn remove(connection: &mut SqliteConnection, num: i64) -> Result<(), sqlx::Error> {
    sql::execute(connection, "DELETE FROM vectors WHERE rowid = ?", [num.into()]).await?;
    Ok(())
}

/// Reads the tables behind the virtual one: chunk by chunk is a hundred times faster than row by row.
async fn read_chunks(
    connection: &mut SqliteConnection,
    each: &mut (impl FnMut(i64, &[f32]) + Send),
) -> Result<u64, StoreError> {
    let corrupt = || StoreError::Corrupt("a chunk of vectors is cut short".to_owned());
    let query = "SELECT c.chunk_id, c.validity, c.rowids, v.vectors
         FROM vectors_chunks c JOIN vectors_vector_chunks00 v ON v.rowid = c.chunk_id
         WHERE c.chunk_id > ? ORDER BY c.chunk_id LIMIT ?";
    let (mut after, mut count) = (0_i64, 0_u64);
    let mut vector = Vec::with_capacity(VECTOR_DIMENSIONS);
    loop {
        let rows = sql::rows(connection, query, [after.into(), CHUNKS_AT_ONCE.into()]).await?;
        if rows.is_empty() {
            return Ok(count);
        }
        for row in rows {
            after = row.try_get(0)?;
            let (validity, rowids, vectors): (&[u8], &[u8], &[u8]) =
                (row.try_get(1)?, row.try_get(2)?, row.try_get(3)?);
            let numbers = rowids.chunks_exact(8).zip(vectors.chunks_exact(VECTOR_DIMENSIONS * 4));
            for (at, (rowid, bytes)) in numbers.enumerate() {
                let valid = validity.get(at / 8).ok_or_else(corrupt)? >> (at % 8) & 1 == 1;
                if valid {
                    vector.clear();
                    vector.extend(bytes.as_chunks::<4>().0.iter().map(|four| f32::from_le_bytes(*four)));
                    let rowid = rowid.first_chunk::<8>().ok_or_else(corrupt)?;
                    each(i64::from_le_bytes(*rowid), &vector);
                    count += 1;
                }
            }
        }
    }
}

/// Names the text that stands for an entity's meaning.
pub(crate) fn text_hash(def: &KindDef, fields: &Fields) -> i64 {
    use sha2::Digest as _;
    let digest = sha2::Sha256::digest(embedding_text(def, fields).as_bytes());
    let mut first = [0_u8; 8];
    first.copy_from_slice(&digest[..8]);
    i64::from_le_bytes(first)
}

fn bytes(vector: &[f32]) -> Vec<u8> {
    vector.iter().flat_map(|number| number.to_le_bytes()).collect()
}

fn floats(bytes: &[u8]) -> Vec<f32> {
    bytes
        .as_chunks::<4>()
        .0
        .iter()
        .map(|four| f32::from_le_bytes(*four))
        .collect()
}
