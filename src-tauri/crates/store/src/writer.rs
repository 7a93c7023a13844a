//! The one connection that writes.

use sqlx::{Connection as _, SqliteConnection};

use crate::error::StoreError;
use crate::sql;

/// The writing connection and the state it may have been left in.
#[derive(Debug)]
pub(crate) struct Writer {
    connection: Option<SqliteConnection>,
    in_transaction: bool,
    /// Something was deleted for good and the log still holds it, encrypted.
    log_holds_erased: bool,
}

impl Writer {
    pub(crate) const fn new(connection: SqliteConnection) -> Self {
        Self {
            connection: Some(connection),
            in_transaction: false,
            log_holds_erased: false,
        }
    }

    /// The connection; fails once the workspace is closed.
    pub(crate) fn connection(&mut self) -> Result<&mut SqliteConnection, StoreError> {
        self.connection
            .as_mut()
            .ok_or_else(|| StoreError::Database(sqlx::Error::PoolClosed))
    }

    /// The connection, after what an abandoned writing left open was rolled back.
    pub(crate) async fn idle(&mut self) -> Result<&mut SqliteConnection, StoreError> {
        if self.in_transaction {
            self.rollback().await?;
        }
        self.connection()
    }

    pub(crate) async fn begin(&mut self) -> Result<(), StoreError> {
        self.idle().await?;
        // Before, not after: whoever waits here may give up while the connection goes on and begins.
        self.in_transaction = true;
        sql::execute(self.connection()?, "BEGIN IMMEDIATE", []).await?;
        Ok(())
    }

    pub(crate) async fn commit(&mut self) -> Result<(), StoreError> {
        sql::execute(self.connection()?, "COMMIT", []).await?;
        self.in_transaction = false;
        Ok(())
    }

    pub(crate) async fn rollback(&mut self) -> Result<(), StoreError> {
        let outcome = sql::execute(self.connection()?, "ROLLBACK", []).await;
        self.in_transaction = false;
        match outcome {
            // SQLite has rolled back on its own after some errors, a full disk among them.
            Err(sqlx::Error::Database(error)) if error.message().contains("no transaction is active") => Ok(()),
            Err(error) => Err(error.into()),
            Ok(_) => Ok(()),
        }
    }

    /// Notes that the next [`Self::settle`] has to clear the log.
    pub(crate) const fn erased(&mut self) {
        self.log_holds_erased = true;
    }

    /// Clears the log when it holds what was deleted for good. Readers that are busy put it off to the next time.
    pub(crate) async fn settle(&mut self) -> Result<(), StoreError> {
        if !self.log_holds_erased {
            return Ok(());
        }
        let busy = sql::number(self.connection()?, "PRAGMA wal_checkpoint(TRUNCATE)", []).await?;
        self.log_holds_erased = busy != Some(0);
        Ok(())
    }

    /// Moves the log into the file and closes.
    pub(crate) async fn close(&mut self) -> Result<(), StoreError> {
        if self.connection.is_none() {
            return Ok(());
        }
        let connection = self.idle().await?;
        sql::number(connection, "PRAGMA wal_checkpoint(TRUNCATE)", []).await?;
        if let Some(connection) = self.connection.take() {
            connection.close().await?;
        }
        Ok(())
    }
}
