//! Making a workspace and opening one.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use hkdf::Hkdf;
use parking_lot::{Mutex, RwLock};
use rand::Rng as _;
use sha2::Sha256;
use sqlx::migrate::{MigrateError, Migrator};
use sqlx::{Connection as _, SqliteConnection};
use tokio::sync::watch;
use workestra_core::{Member, MemberId, Role, Secret, UtcMillis, WorkspaceId};
use zeroize::Zeroizing;

use crate::actors::Actors;
use crate::api::{IndexKey, WorkspaceInfo};
use crate::catalog;
use crate::clock::Clock;
use crate::connect::{self, DataKey};
use crate::counted::Counted;
use crate::custody::{Custody, RecoveryCost};
use crate::error::{OpenError, StoreError};
use crate::keyfile::{self, KeyFile, RecoverySlot};
use crate::list::Orders;
use crate::lock::OwnerLock;
use crate::recovery_code::RecoveryCode;
use crate::seal::Sealed;
use crate::secret::HeldSecrets;
use crate::settings::{self, Known};
use crate::sql;
use crate::store::{Inner, Store};
use crate::write::settle_interrupted;
use crate::writer::Writer;

static MIGRATIONS: Migrator = sqlx::migrate!("./migrations");

const FILE: &str = "workspace.db";

/// What opening and making a workspace take from outside.
#[derive(Debug, Clone)]
pub struct Opening {
    /// Where the key is kept.
    pub custody: Custody,
    /// Of a new workspace's recovery code.
    pub recovery_cost: RecoveryCost,
    /// The time.
    pub clock: Clock,
}

impl Opening {
    /// With the machine's clock and the usual cost.
    #[must_use]
    pub fn with(custody: Custody) -> Self {
        Self {
            custody,
            recovery_cost: RecoveryCost::default(),
            clock: Clock::system(),
        }
    }
}

/// The way in.
#[derive(Clone, Copy)]
pub enum Unlock<'a> {
    /// The key in the keychain.
    Keychain,
    /// A typed recovery code.
    RecoveryCode(&'a str),
}

impl Store {
    /// Makes a workspace in a folder that has none; the folder is made when it is missing. Never touches files that
    /// are there.
    ///
    /// # Errors
    /// [`OpenError`]; nothing is left behind then.
    pub async fn create(
        dir: &Path,
        name: &str,
        member_name: &str,
        opening: &Opening,
    ) -> Result<(Self, RecoveryCode), OpenError> {
        let unreadable = |source| OpenError::Unreadable {
            path: dir.to_owned(),
            source,
        };
        std::fs::create_dir_all(dir).map_err(unreadable)?;
        let dir = std::path::absolute(dir).map_err(unreadable)?;
        let lock = OwnerLock::take(&dir)?;
        if [dir.join(FILE), keyfile::path(&dir)].iter().any(|path| path.exists()) {
            return Err(OpenError::Exists(dir));
        }
        let workspace = WorkspaceId::generate();
        let made = make(&dir, workspace, name, member_name, opening).await;
        let (key, keys, code) = match made {
            Ok(made) => made,
            Err(error) => {
                // All of these files are ours: there were none when the lock was taken.
                for path in our_files(&dir) {
                    let _ = std::fs::remove_file(path);
                }
                opening.custody.forget(workspace).await;
                return Err(error);
            }
        };
        let store = assemble(dir, key, keys, lock, opening).await?;
        Ok((store, code))
    }

    /// Opens the workspace in a folder.
    ///
    /// # Errors
    /// [`OpenError`], told apart by what a person can do.
    pub async fn open(dir: &Path, unlock: Unlock<'_>, opening: &Opening) -> Result<Self, OpenError> {
        let dir = std::path::absolute(dir).map_err(|source| OpenError::Unreadable {
            path: dir.to_owned(),
            source,
        })?;
        let is_there = |path: PathBuf| match path.try_exists() {
            Ok(there) => Ok(there),
            Err(source) => Err(OpenError::Unreadable { path, source }),
        };
        if !is_there(dir.join(FILE))? || !is_there(keyfile::path(&dir))? {
            return Err(OpenError::NoWorkspace(dir));
        }
        let lock = OwnerLock::take(&dir)?;
        let keys = KeyFile::read(&dir)?;
        let key = match unlock {
            Unlock::Keychain => {
                let sealed = keys.keychain.as_ref().ok_or(OpenError::KeyMissing)?;
                let under = opening.custody.load(keys.workspace).await?;
                sealed.open(&under, keys.workspace).ok_or(OpenError::KeyMissing)?
            }
            Unlock::RecoveryCode(code) => open_recovery(&keys, code).await?.ok_or(OpenError::WrongRecoveryCode)?,
        };
        assemble(dir, key, keys, lock, opening).await
    }

    /// Puts the key (back) into the keychain, after the recovery code opened the workspace.
    ///
    /// # Errors
    /// [`OpenError`] of the keychain; the recovery code goes on to work.
    pub async fn rewrap_keychain(&self) -> Result<(), OpenError> {
        let inner = self.inner();
        let workspace = inner.info.id;
        let under = new_key();
        inner.custody.save(workspace, under.clone()).await?;
        let mut keys = inner.keys.lock();
        let sealed = Sealed::seal(&inner.key, &under, workspace, &mut rand::rng());
        let mut renewed = keys.clone();
        renewed.keychain = Some(sealed.ok_or_else(cannot_seal)?);
        renewed.write(&inner.info.path)?;
        *keys = renewed;
        Ok(())
    }

    /// Whether this is the recovery code; a right one counts as written down from then on.
    ///
    /// # Errors
    /// [`StoreError`] when that cannot be noted.
    pub async fn confirm_recovery_code(&self, code: &str) -> Result<bool, StoreError> {
        let keys = self.inner().keys.lock().clone();
        let opened = open_recovery(&keys, code).await.unwrap_or(None);
        let right = opened.is_some_and(|key| key.expose() == self.inner().key.expose());
        if right {
            self.know(Known::RecoveryConfirmed, &true.into()).await?;
        }
        Ok(right)
    }
}

type Made = (DataKey, KeyFile, RecoveryCode);

async fn make(
    dir: &Path,
    workspace: WorkspaceId,
    name: &str,
    member_name: &str,
    opening: &Opening,
) -> Result<Made, OpenError> {
    let key: DataKey = Secret::new(*new_key());
    let code = RecoveryCode::generate(&mut rand::rng());
    let cost = opening.recovery_cost;
    let (key, code, slot) = tokio::task::spawn_blocking(move || {
        let slot = RecoverySlot::seal(&key, &code, workspace, cost, &mut rand::rng());
        (key, code, slot)
    })
    .await
    .map_err(|_| cannot_seal())?;
    let mut keys = KeyFile::new(workspace, slot.ok_or_else(cannot_seal)?);
    if opening.custody == Custody::Keychain {
        let under = new_key();
        opening.custody.save(workspace, under.clone()).await?;
        let sealed = Sealed::seal(&key, &under, workspace, &mut rand::rng());
        keys.keychain = Some(sealed.ok_or_else(cannot_seal)?);
    }
    keys.write(dir)?;
    let mut connection = connect::writer(&dir.join(FILE), &key, true).await?;
    migrate(&mut connection).await?;
    let me = Member {
        id: MemberId::generate(),
        name: member_name.trim().to_owned(),
        email: None,
        role: Role::Administrator,
        created_at: opening.clock.now(),
        active: true,
    };
    sql::execute(&mut connection, "BEGIN IMMEDIATE", []).await?;
    catalog::insert_member(&mut connection, &me).await?;
    for (known, value) in [
        (Known::WorkspaceId, workspace.to_string().into()),
        (Known::Name, name.trim().into()),
        (Known::CreatedAt, opening.clock.now().0.into()),
        (Known::Me, me.id.to_string().into()),
    ] {
        settings::put(&mut connection, known.key(), &value).await?;
    }
    sql::execute(&mut connection, "COMMIT", []).await?;
    connection.close().await?;
    keyfile::sync_dir(dir).map_err(|source| OpenError::Unreadable {
        path: dir.to_owned(),
        source,
    })?;
    Ok((key, keys, code))
}

async fn assemble(
    dir: PathBuf,
    key: DataKey,
    keys: KeyFile,
    lock: OwnerLock,
    opening: &Opening,
) -> Result<Store, OpenError> {
    let file = dir.join(FILE);
    let mut connection = connect::writer(&file, &key, false).await?;
    let tables = "SELECT count(*) FROM sqlite_schema WHERE name IN ('settings', '_sqlx_migrations')";
    if sql::number(&mut connection, tables, []).await? != Some(2) {
        return Err(OpenError::Damaged("it holds no workspace".to_owned()));
    }
    migrate(&mut connection).await?;
    settle_interrupted(&mut connection).await?;
    let info = read_info(&mut connection, dir, &keys).await?;
    let actors = Actors::load(&mut connection).await?;
    let catalog = catalog::load(&mut connection).await?;
    catalog::index_fields(&mut connection, &catalog).await?;
    let seq = sql::number(&mut connection, "SELECT max(seq) FROM changes", [])
        .await?
        .unwrap_or(0);
    let model = settings::get(&mut connection, Known::VectorModel.key()).await?;
    let mut index_key = Zeroizing::new([0_u8; 32]);
    Hkdf::<Sha256>::new(Some(info.id.0.as_bytes()), key.expose())
        .expand(b"workestra search index", index_key.as_mut())
        .map_err(|_| cannot_seal())?;
    let readers = connect::readers(&file, &key)?;
    let (desk, seal) = workestra_core::confirmation_desk();
    Ok(Store::new(Inner {
        info,
        index_key: IndexKey(index_key),
        key,
        keys: Mutex::new(keys),
        custody: opening.custody,
        secrets: HeldSecrets::default(),
        clock: opening.clock.clone(),
        lock: Mutex::new(Some(lock)),
        writer: Arc::new(tokio::sync::Mutex::new(Writer::new(connection))),
        readers,
        actors,
        catalog: RwLock::new(catalog),
        seq: watch::Sender::new(seq),
        counted: Counted::default(),
        orders: Orders::default(),
        vector_model: Mutex::new(model.and_then(|model| model.as_str().map(str::to_owned))),
        seal,
        desk: Mutex::new(Some(desk)),
    }))
}

async fn read_info(
    connection: &mut SqliteConnection,
    path: PathBuf,
    keys: &KeyFile,
) -> Result<WorkspaceInfo, OpenError> {
    let mut known: HashMap<&str, serde_json::Value> = HashMap::new();
    for key in [Known::WorkspaceId, Known::Name, Known::CreatedAt] {
        let missing = || OpenError::Damaged(format!("{} is missing", key.key()));
        let value = settings::get(connection, key.key()).await?.ok_or_else(missing)?;
        known.insert(key.key(), value);
    }
    let id = known[Known::WorkspaceId.key()].as_str().and_then(|id| id.parse().ok());
    if id != Some(keys.workspace) {
        return Err(OpenError::Damaged("the keys belong to another workspace".to_owned()));
    }
    Ok(WorkspaceInfo {
        id: keys.workspace,
        name: known[Known::Name.key()].as_str().unwrap_or_default().to_owned(),
        created_at: UtcMillis(known[Known::CreatedAt.key()].as_i64().unwrap_or_default()),
        path,
    })
}

async fn migrate(connection: &mut SqliteConnection) -> Result<(), OpenError> {
    let known = MIGRATIONS.iter().map(|migration| migration.version).max().unwrap_or(0);
    let table = "SELECT count(*) FROM sqlite_schema WHERE name = '_sqlx_migrations'";
    if sql::number(connection, table, []).await? == Some(1) {
        let applied = sql::number(connection, "SELECT max(version) FROM _sqlx_migrations", []).await?;
        if applied.is_some_and(|applied| applied > known) {
            return Err(OpenError::NewerSchema);
        }
        if applied == Some(known) {
            return Ok(());
        }
    }
    // `run` takes anything that can be acquired, and a future that holds such a thing cannot move between threads.
    MIGRATIONS
        .run_direct(None, connection, false)
        .await
        .map_err(|error| match error {
            MigrateError::Execute(error) | MigrateError::ExecuteMigration(error, _) => error.into(),
            MigrateError::VersionMissing(_) => OpenError::NewerSchema,
            other => OpenError::Damaged(other.to_string()),
        })
}

async fn open_recovery(keys: &KeyFile, code: &str) -> Result<Option<DataKey>, OpenError> {
    let (slot, workspace) = (keys.recovery.clone(), keys.workspace);
    let code = Zeroizing::new(code.to_owned());
    tokio::task::spawn_blocking(move || slot.open(&code, workspace))
        .await
        .map_err(|_| cannot_seal())
}

fn new_key() -> Zeroizing<[u8; 32]> {
    let mut key = Zeroizing::new([0_u8; 32]);
    rand::rng().fill_bytes(key.as_mut());
    key
}

fn cannot_seal() -> OpenError {
    OpenError::Store(StoreError::Corrupt("the key could not be wrapped".to_owned()))
}

fn our_files(dir: &Path) -> [PathBuf; 5] {
    [
        keyfile::path(dir),
        dir.join("keys.json.new"),
        dir.join(FILE),
        dir.join(format!("{FILE}-wal")),
        dir.join(format!("{FILE}-shm")),
    ]
}

#[cfg(test)]
mod tests;
