//! A workspace in a folder of its own, and short words for what tests do to it.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use jiff::tz::TimeZone;
use tempfile::TempDir;
use workestra_core::{Draft, Entity, EntityId, Fields, Grant, Kind, Money, Patch, Policy, UtcMillis, Value, Verb};
use workestra_store::{Applied, Clock, Custody, Op, Opening, RecoveryCost, Store, Unlock, Written};

/// 2026-11-21 12:00 UTC.
pub const NOON: i64 = 1_795_262_400_000;

pub struct Desk {
    pub dir: TempDir,
    pub store: Store,
    pub code: String,
    pub time: Arc<AtomicI64>,
}

pub fn opening(time: &Arc<AtomicI64>) -> Opening {
    let time = Arc::clone(time);
    Opening {
        custody: Custody::None,
        recovery_cost: RecoveryCost {
            memory_kib: 64,
            passes: 1,
        },
        clock: Clock::new(move || UtcMillis(time.fetch_add(1, Ordering::SeqCst)), TimeZone::UTC),
    }
}

impl Desk {
    pub async fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let time = Arc::new(AtomicI64::new(NOON));
        let (store, code) = Store::create(dir.path(), "Test", "Dana", &opening(&time))
            .await
            .unwrap();
        Self {
            dir,
            store,
            code: code.expose().to_owned(),
            time,
        }
    }

    pub fn path(&self) -> &Path {
        self.dir.path()
    }

    pub async fn reopen(&mut self) {
        self.store.close().await.unwrap();
        let unlock = Unlock::RecoveryCode(&self.code);
        self.store = Store::open(self.dir.path(), unlock, &opening(&self.time))
            .await
            .unwrap();
    }

    pub async fn grant(&self, verb: Verb) -> Grant {
        Policy::grant(&self.store.me().await.unwrap(), verb, None).unwrap()
    }

    pub async fn write(&self, ops: Vec<Op>) -> Written {
        self.store.write(&self.grant(Verb::Write).await, ops).await.unwrap()
    }

    pub async fn create(&self, draft: Draft) -> Entity {
        let written = self.write(vec![Op::Create { id: None, draft }]).await;
        written.entities.into_iter().next().unwrap()
    }

    pub async fn update(&self, id: EntityId, patch: Patch) -> Entity {
        let op = Op::Update {
            id,
            revision: None,
            patch,
        };
        self.write(vec![op]).await.entities.into_iter().next().unwrap()
    }

    pub async fn get(&self, id: EntityId) -> Entity {
        self.store.entity(id).await.unwrap().unwrap().entity
    }

    pub async fn num(&self, id: EntityId) -> i64 {
        self.store.entity(id).await.unwrap().unwrap().num
    }

    /// Everything that `verify` finds is a failure.
    pub async fn is_sound(&self) {
        assert_eq!(self.store.verify().await.unwrap(), [], "verify finds nothing");
    }
}

pub fn draft(kind: Kind, fields: &[(&str, Value)]) -> Draft {
    Draft {
        kind,
        fields: fields
            .iter()
            .map(|(key, value)| ((*key).to_owned(), value.clone()))
            .collect(),
    }
}

pub fn contact(first: &str, last: &str) -> Draft {
    draft(
        Kind::Contact,
        &[("first_name", first.into()), ("last_name", last.into())],
    )
}

pub fn deal(name: &str) -> Draft {
    draft(Kind::Deal, &[("name", name.into())])
}

pub fn create(draft: Draft) -> Op {
    Op::Create { id: None, draft }
}

pub fn list(texts: &[&str]) -> Value {
    Value::List(texts.iter().map(|text| (*text).to_owned()).collect())
}

pub fn money(minor: i64, currency: &str) -> Value {
    Value::Money(Money {
        minor,
        currency: currency.to_owned(),
    })
}

pub fn set(key: &str, value: impl Into<Value>) -> Patch {
    Patch::from([(key.to_owned(), Some(value.into()))])
}

pub fn clear(key: &str) -> Patch {
    Patch::from([(key.to_owned(), None)])
}

pub fn created(applied: &Applied) -> EntityId {
    match applied {
        Applied::Created { id, .. } => *id,
        other => panic!("{other:?} made nothing"),
    }
}

/// The fields without their stage, which every entity has.
pub fn own_fields(entity: &Entity) -> Fields {
    let mut fields = entity.fields.clone();
    fields.remove("stage");
    fields
}

/// The bytes of every file of a folder, in one.
pub fn all_bytes(dir: &Path) -> Vec<u8> {
    let mut bytes = Vec::new();
    for entry in std::fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_file() {
            bytes.extend(std::fs::read(path).unwrap());
        }
    }
    bytes
}

pub fn holds(haystack: &[u8], needle: &[u8]) -> bool {
    haystack.windows(needle.len()).any(|window| window == needle)
}
