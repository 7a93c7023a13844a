//! SQLite: FTS5 over words and over trigrams, and vec0 of sqlite-vec.

use std::path::Path;

use anyhow::Context as _;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteRow, SqliteSynchronous};
use sqlx::{AssertSqlSafe, ConnectOptions as _, Connection as _, Row as _, SqliteConnection};
use tempfile::TempDir;

use super::{CANDIDATES, Peer, Question, ROWS, Row, SOFTENING};
use crate::document::Document;

const SCHEMA: [&str; 4] = [
    "CREATE TABLE docs (num INTEGER PRIMARY KEY, kind TEXT, reference TEXT, title TEXT, context TEXT, owner TEXT,
        updated_at INTEGER, short TEXT, long TEXT)",
    "CREATE VIRTUAL TABLE words USING fts5(short, long, content='docs', content_rowid='num',
        tokenize='unicode61 remove_diacritics 2', prefix='1 2 3')",
    "CREATE VIRTUAL TABLE pieces USING fts5(short, content='docs', content_rowid='num', tokenize='trigram')",
    "CREATE VIRTUAL TABLE vectors USING vec0(embedding float[384] distance_metric=cosine)",
];

/// A database in a file of its own, without encryption.
pub struct Sqlite {
    connection: SqliteConnection,
    version: String,
    _folder: TempDir,
}

impl Sqlite {
    /// An empty one.
    ///
    /// # Errors
    /// The disk fails, or this build of SQLite has no FTS5 or no sqlite-vec.
    pub async fn start() -> anyhow::Result<Self> {
        let folder = tempfile::tempdir()?;
        let mut connection = connect(&folder.path().join("peer.db")).await?;
        for table in SCHEMA {
            sqlx::query(table).execute(&mut connection).await?;
        }
        let versions = sqlx::query("SELECT sqlite_version(), vec_version()")
            .fetch_one(&mut connection)
            .await?;
        let (sqlite, vec): (String, String) = (versions.try_get(0)?, versions.try_get(1)?);
        Ok(Self {
            connection,
            version: format!("SQLite {sqlite}: FTS5, trigram, vec0 {vec}"),
            _folder: folder,
        })
    }

    /// The best by BM25 over words of which any may occur: what ranking by words alone gives.
    ///
    /// # Errors
    /// The database fails.
    pub async fn bm25(&mut self, text: &str, limit: usize) -> anyhow::Result<Vec<i64>> {
        let words: Vec<String> = super::words_of(text).iter().map(|word| quoted(word)).collect();
        if words.is_empty() {
            return Ok(Vec::new());
        }
        let found = sqlx::query("SELECT rowid FROM words WHERE words MATCH ? ORDER BY bm25(words, 3.0, 1.0) LIMIT ?")
            .bind(words.join(" OR "))
            .bind(i64::try_from(limit)?)
            .fetch_all(&mut self.connection)
            .await?;
        found.iter().map(|row| Ok(row.try_get(0)?)).collect()
    }
}

async fn connect(file: &Path) -> anyhow::Result<SqliteConnection> {
    // The store makes sqlite-vec part of every connection of the process; a workspace is open before any peer is.
    SqliteConnectOptions::new()
        .filename(file)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Off)
        .pragma("cache_size", "-524288")
        .pragma("mmap_size", "4294967296")
        .pragma("temp_store", "MEMORY")
        .disable_statement_logging()
        .connect()
        .await
        .context("the peer's SQLite file could not be made")
}

impl Peer for Sqlite {
    fn name(&self) -> String {
        self.version.clone()
    }

    async fn fill(&mut self, page: &[Document]) -> anyhow::Result<()> {
        let mut transaction = self.connection.begin().await?;
        for document in page {
            sqlx::query("INSERT INTO docs VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .bind(document.num)
                .bind(&document.kind)
                .bind(&document.reference)
                .bind(&document.title)
                .bind(&document.context)
                .bind(&document.owner)
                .bind(document.updated_at)
                .bind(&document.short)
                .bind(&document.long)
                .execute(&mut *transaction)
                .await?;
            if let Some(vector) = &document.vector {
                sqlx::query("INSERT INTO vectors (rowid, embedding) VALUES (?, ?)")
                    .bind(document.num)
                    .bind(bytes(vector))
                    .execute(&mut *transaction)
                    .await?;
            }
        }
        Ok(transaction.commit().await?)
    }

    async fn settle(&mut self, _: &[Question]) -> anyhow::Result<()> {
        for step in [
            "INSERT INTO words (words) VALUES ('rebuild')",
            "INSERT INTO words (words) VALUES ('optimize')",
            "INSERT INTO pieces (pieces) VALUES ('rebuild')",
            "INSERT INTO pieces (pieces) VALUES ('optimize')",
            "ANALYZE",
        ] {
            sqlx::query(step).execute(&mut self.connection).await?;
        }
        Ok(())
    }

    async fn ask(&mut self, (_, question): (usize, &Question), meaning: bool) -> anyhow::Result<Vec<Row>> {
        let words = question.words();
        let pieces = pieces(&words);
        let vector = question.vector.as_deref().filter(|_| meaning);
        if words.is_empty() && vector.is_none() {
            return Ok(Vec::new());
        }
        let sql = statement(!words.is_empty(), !pieces.is_empty(), vector.is_some());
        let rows = sqlx::query(AssertSqlSafe(sql))
            .bind(typed(&words))
            .bind(pieces.join(" OR "))
            .bind(vector.map(bytes))
            .fetch_all(&mut self.connection)
            .await?;
        rows.iter().map(read).collect()
    }
}

/// All that a hit shows is read, as a program that shows it would.
fn read(row: &SqliteRow) -> anyhow::Result<Row> {
    for column in 1..7 {
        let _: &str = row.try_get(column)?;
    }
    let _: Option<String> = row.try_get(7)?;
    Ok(Row {
        num: row.try_get(0)?,
        title: row.try_get(3)?,
    })
}

/// The words as FTS5 wants them: all of them, the last one as the beginning that it is.
fn typed(words: &[String]) -> String {
    let mut typed: Vec<String> = words.iter().map(|word| quoted(word)).collect();
    if let Some(last) = typed.last_mut() {
        last.push('*');
    }
    typed.join(" ")
}

fn quoted(word: &str) -> String {
    format!("\"{}\"", word.replace('"', "\"\""))
}

/// Each three letters in a row of each word, once.
fn pieces(words: &[String]) -> Vec<String> {
    let mut pieces = Vec::new();
    for word in words {
        let letters: Vec<char> = word.chars().collect();
        for three in letters.windows(3) {
            let piece = quoted(&String::from_iter(three));
            if !pieces.contains(&piece) {
                pieces.push(piece);
            }
        }
    }
    pieces
}

fn statement(words: bool, pieces: bool, vector: bool) -> String {
    let mut legs = Vec::new();
    let mut fused = Vec::new();
    let mut leg = |there: bool, name: &str, body: String| {
        if there {
            legs.push(format!(
                "{name} AS (SELECT *, row_number() OVER () AS place FROM ({body}))"
            ));
            fused.push(format!("SELECT num, 1.0 / ({SOFTENING} + place) AS score FROM {name}"));
        }
    };
    leg(
        words,
        "by_words",
        format!(
            "SELECT rowid AS num, snippet(words, 1, '[', ']', '…', 16) AS snippet FROM words
             WHERE words MATCH ?1 ORDER BY rank LIMIT {CANDIDATES}"
        ),
    );
    leg(
        pieces,
        "by_pieces",
        format!("SELECT rowid AS num FROM pieces WHERE pieces MATCH ?2 ORDER BY rank LIMIT {CANDIDATES}"),
    );
    leg(
        vector,
        "by_meaning",
        format!("SELECT rowid AS num FROM vectors WHERE embedding MATCH ?3 AND k = {CANDIDATES} ORDER BY distance"),
    );
    let (snippet, join) = if words {
        ("by_words.snippet", "LEFT JOIN by_words USING (num)")
    } else {
        ("NULL", "")
    };
    format!(
        "WITH {}, fused AS (SELECT num, sum(score) AS score FROM ({}) GROUP BY num ORDER BY score DESC LIMIT {ROWS})
         SELECT num, kind, reference, title, context, owner, CAST(updated_at AS TEXT), {snippet}
         FROM fused JOIN docs USING (num) {join} ORDER BY score DESC",
        legs.join(", "),
        fused.join(" UNION ALL ")
    )
}

fn bytes(vector: &[f32]) -> Vec<u8> {
    vector.iter().flat_map(|number| number.to_le_bytes()).collect()
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]

    use super::*;
    use crate::peer::tests::first_by_each_leg;
    use crate::world::new_store;

    #[tokio::test]
    async fn each_leg_finds_what_the_others_do_not() {
        // An open workspace has made sqlite-vec part of every connection.
        let folder = tempfile::tempdir().unwrap();
        let (store, _) = new_store(folder.path()).await.unwrap();
        let mut peer = Sqlite::start().await.unwrap();
        assert_eq!(first_by_each_leg(&mut peer).await, [Some(1), Some(2), Some(3)]);
        assert_eq!(peer.bm25("refund nowhere", 10).await.unwrap(), [1]);
        store.close().await.unwrap();
    }

    #[test]
    fn a_word_with_a_quote_stays_one_word() {
        assert_eq!(typed(&["o\"b".to_owned()]), "\"o\"\"b\"*");
    }
}
