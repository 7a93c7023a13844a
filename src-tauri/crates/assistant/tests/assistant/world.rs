//! A workspace with the assistant switched on, a gate before it, and a person at the desk.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use serde_json::{Value as Json, json};
use tempfile::TempDir;
use uuid::Uuid;
use workestra_assistant::{Answer, Call, Caller, Edits, Gate, GateError, MailWay, Outcome, Session, Shown, Via};
use workestra_core::{
    ASSISTANT_RULES, AssistantRules, ConfirmationDesk, Draft, Entity, EntityId, Kind, Member, Policy, UtcMillis, Value,
    Verb,
};
use workestra_search::Search;
use workestra_store::{Clock, Confirmation, Custody, Op, Opening, RecoveryCost, Store, TimelineKind, Unlock};

/// 2026-11-21 12:00 UTC.
pub const NOON: i64 = 1_795_262_400_000;

pub struct World {
    /// Goes when the world does, where the world has it for its own.
    dir: Option<TempDir>,
    pub store: Store,
    pub gate: Gate,
    pub desk: ConfirmationDesk,
    pub me: Member,
    pub session: Session,
    pub time: Arc<AtomicI64>,
    search: Search,
    code: String,
}

pub fn opening(time: &Arc<AtomicI64>) -> Opening {
    let time = Arc::clone(time);
    Opening {
        custody: Custody::None,
        recovery_cost: RecoveryCost {
            memory_kib: 64,
            passes: 1,
        },
        clock: Clock::new(
            move || UtcMillis(time.fetch_add(1, Ordering::SeqCst)),
            jiff::tz::TimeZone::UTC,
        ),
    }
}

impl World {
    pub async fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let time = Arc::new(AtomicI64::new(NOON));
        let (store, code) = Store::create(dir.path(), "Test", "Dana", &opening(&time))
            .await
            .unwrap();
        let mut world = Self::on(dir.path(), store, time).await;
        world.code = code.expose().to_owned();
        world.dir = Some(dir);
        world.rules(&AssistantRules::open()).await;
        world
    }

    /// Over a store that is open.
    pub async fn on(folder: &Path, store: Store, time: Arc<AtomicI64>) -> Self {
        let search = Search::open(store.clone(), &folder.join("index"), None).unwrap();
        Self {
            gate: Gate::new(store.clone(), search.clone()),
            desk: store.take_confirmation_desk().unwrap(),
            me: store.me().await.unwrap(),
            session: Session::default(),
            dir: None,
            store,
            time,
            search,
            code: String::new(),
        }
    }

    /// The program ends and is started again.
    pub async fn restarted(mut self) -> Self {
        self.close().await;
        let dir = self.dir.take().unwrap();
        let unlock = Unlock::RecoveryCode(&self.code);
        let store = Store::open(dir.path(), unlock, &opening(&self.time)).await.unwrap();
        let mut world = Self::on(dir.path(), store, Arc::clone(&self.time)).await;
        world.code = std::mem::take(&mut self.code);
        world.dir = Some(dir);
        world
    }

    pub async fn close(&self) {
        self.search.close().await;
        self.store.close().await.unwrap();
    }

    pub async fn rules(&self, rules: &AssistantRules) {
        let grant = Policy::grant(&self.me, Verb::Configure, None).unwrap();
        let op = Op::SettingSet {
            key: ASSISTANT_RULES.to_owned(),
            value: Some(serde_json::to_value(rules).unwrap()),
        };
        self.store.write(&grant, vec![op]).await.unwrap();
    }

    pub async fn make(&self, kind: Kind, fields: &[(&str, &str)]) -> Entity {
        let fields = fields.iter().map(|(key, text)| {
            let field = kind.def().field(key).unwrap();
            let value = match field.many {
                true => Value::List(vec![(*text).to_owned()]),
                false => Value::from(*text),
            };
            let checked = workestra_core::parse::check(kind.def(), field, value).unwrap();
            ((*key).to_owned(), checked)
        });
        let draft = Draft {
            kind,
            fields: fields.collect(),
        };
        let written = self.write(vec![Op::Create { id: None, draft }]).await;
        written.entities.into_iter().next().unwrap()
    }

    pub async fn note(&self, on: EntityId, entry: TimelineKind, text: &str) {
        self.write(vec![Op::NoteAdd {
            id: None,
            on: vec![on],
            entry,
            text: text.to_owned(),
            at: None,
        }])
        .await;
    }

    pub async fn write(&self, ops: Vec<Op>) -> workestra_store::Written {
        let grant = Policy::grant(&self.me, Verb::Write, None).unwrap();
        self.store.write(&grant, ops).await.unwrap()
    }

    pub async fn get(&self, id: EntityId) -> Entity {
        self.store.entity(id).await.unwrap().unwrap().entity
    }

    /// The entity of a reference.
    pub async fn called(&self, reference: &str) -> Entity {
        let reference = reference.parse().unwrap();
        self.store.entity_by_ref(reference).await.unwrap().unwrap().entity
    }

    /// A mail server is set up.
    pub fn mail_goes(&self) {
        self.gate.mail_goes(Some(MailWay {
            domain: "example.com".to_owned(),
            delay: 10_000,
        }));
    }

    /// Makes a deal and asks to move it to another stage.
    pub async fn ask_to_move(&self, stage: &str) -> (Entity, Confirmation) {
        let deal = self.make(Kind::Deal, &[("name", "Acme renewal")]).await;
        let wish = json!({"entity": deal.reference.to_string(), "revision": deal.revision, "stage": stage});
        let asked = self.ask("move_stage", wish).await;
        (deal, asked)
    }

    /// Waits until search finds all there is.
    pub async fn indexed(&self) {
        self.search.wait_idle(true, false).await.unwrap();
    }

    pub fn caller(&self, via: Via) -> Caller {
        Caller {
            member: self.me.id,
            via,
            conversation: None,
        }
    }

    pub async fn call_raw(&self, via: Via, tool: &str, arguments: &str) -> Outcome {
        let caller = self.caller(via);
        self.gate
            .call(Call {
                caller: &caller,
                session: &self.session,
                tool,
                arguments,
            })
            .await
            .unwrap()
    }

    /// Calls a tool; a write gets a key of its own and a reason.
    pub async fn call(&self, tool: &str, mut arguments: Json) -> Outcome {
        let writes = self
            .gate
            .registry()
            .tool(tool)
            .is_ok_and(|tool| tool.access() == workestra_core::Access::Write);
        if writes && arguments.get("idempotency_key").is_none() {
            arguments["idempotency_key"] = json!(Uuid::now_v7().to_string());
        }
        if writes && arguments.get("reason").is_none() {
            arguments["reason"] = json!("because it was asked for");
        }
        self.call_raw(Via::Chat, tool, &arguments.to_string()).await
    }

    /// What a reading tool answers, as a model reads it before masking.
    pub async fn read(&self, tool: &str, arguments: Json) -> Json {
        match self.call(tool, arguments).await {
            Outcome::Read(node) => {
                self.session.saw(&node);
                node.plain()
            }
            other => panic!("{tool} answered {other:?}"),
        }
    }

    /// What a person is asked.
    pub async fn ask(&self, tool: &str, arguments: Json) -> Confirmation {
        match self.call(tool, arguments).await {
            Outcome::Confirmation(confirmation) => *confirmation,
            other => panic!("{tool} answered {other:?}"),
        }
    }

    pub async fn refused(&self, tool: &str, arguments: Json) -> String {
        match self.call(tool, arguments).await {
            Outcome::Refused(error) => error.to_string(),
            other => panic!("{tool} answered {other:?}"),
        }
    }

    /// The person approves what is shown.
    pub async fn approve(&self, confirmation: &Confirmation) -> Confirmation {
        self.answer(
            confirmation,
            Answer::Approve {
                digest: confirmation.digest,
                edits: Edits::default(),
                typed: Self::shown(confirmation).type_first.unwrap_or_default(),
                note: None,
            },
        )
        .await
        .unwrap()
    }

    pub async fn answer(&self, confirmation: &Confirmation, answer: Answer) -> Result<Confirmation, GateError> {
        self.gate
            .resolve(self.desk.person(&self.me), confirmation.id, answer)
            .await
    }

    /// The person edits, looks at what is shown then, and approves that.
    pub async fn edit_and_approve(&self, confirmation: &Confirmation, edits: Edits) -> Result<Confirmation, GateError> {
        let (shown, digest) = self.gate.preview(confirmation.id, &edits).await?;
        let answer = Answer::Approve {
            digest,
            edits,
            typed: shown.type_first.unwrap_or_default(),
            note: None,
        };
        self.answer(confirmation, answer).await
    }

    pub fn shown(confirmation: &Confirmation) -> Shown {
        serde_json::from_value(confirmation.shown.clone()).unwrap()
    }

    /// The newest change: nothing was written while it stays the same.
    pub async fn seq(&self) -> i64 {
        self.store.latest_seq().await.unwrap()
    }

    /// The log holds together.
    pub async fn is_sound(&self) {
        assert_eq!(self.store.verify().await.unwrap(), [], "verify finds nothing");
        assert_eq!(
            self.store.audit_verify().await.unwrap().broken,
            None,
            "the log is whole"
        );
    }
}
