//! Connections to the encrypted file: one that writes and a few that read.

use std::fmt::Write as _;
use std::path::Path;
use std::time::Duration;

use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{ConnectOptions as _, SqliteConnection, SqlitePool};
use workestra_core::Secret;
use zeroize::Zeroizing;

use crate::fold;
use crate::process;

/// The workspace's data key.
pub(crate) type DataKey = Secret<[u8; 32]>;

const READERS: u32 = 4;

/// Answers that may wait for their reader. With few, the thread that reads the file stops for each that is taken.
const ANSWERS: usize = 4_096;

/// Memory for pages, in KiB. A page that is not held costs its decryption and the check of its MAC.
const WRITER_CACHE_KIB: u32 = 96 * 1024;
const READER_CACHE_KIB: u32 = 24 * 1024;

/// The connection that writes, and that alone moves the log into the file.
pub(crate) async fn writer(file: &Path, key: &DataKey, create: bool) -> Result<SqliteConnection, sqlx::Error> {
    process::prepare()?;
    let options = options(file, key)
        .create_if_missing(create)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .pragma("secure_delete", "ON")
        .pragma("cache_size", format!("-{WRITER_CACHE_KIB}"))
        .pragma("wal_autocheckpoint", "2000")
        .pragma("journal_size_limit", "67108864")
        .statement_cache_capacity(400);
    options.connect().await
}

/// The pool of connections that read. They open when they are first needed.
pub(crate) fn readers(file: &Path, key: &DataKey) -> Result<SqlitePool, sqlx::Error> {
    process::prepare()?;
    let options = options(file, key)
        .read_only(true)
        .pragma("query_only", "ON")
        .pragma("cache_size", format!("-{READER_CACHE_KIB}"))
        .pragma("wal_autocheckpoint", "0")
        .statement_cache_capacity(200);
    Ok(SqlitePoolOptions::new()
        .max_connections(READERS)
        .min_connections(0)
        .idle_timeout(None)
        .max_lifetime(None)
        .test_before_acquire(false)
        .acquire_timeout(Duration::from_secs(60))
        .connect_lazy_with(options))
}

fn options(file: &Path, key: &DataKey) -> SqliteConnectOptions {
    let mut pragma = Zeroizing::new(String::with_capacity(68));
    pragma.push_str("\"x'");
    for byte in key.expose() {
        // Writing to a String cannot fail.
        let _ = write!(pragma, "{byte:02x}");
    }
    pragma.push_str("'\"");
    SqliteConnectOptions::new()
        .filename(file)
        .pragma("key", pragma.as_str().to_owned())
        // SQLCipher would print to standard error what the errors here say already.
        .pragma("cipher_log_level", "NONE")
        .foreign_keys(true)
        .row_buffer_size(ANSWERS)
        .pragma("temp_store", "MEMORY")
        .pragma("cell_size_check", "ON")
        .busy_timeout(Duration::from_secs(10))
        .collation(fold::COLLATION, fold::compare)
        // The key travels in a statement: no statement of these connections may be printed.
        .disable_statement_logging()
}
