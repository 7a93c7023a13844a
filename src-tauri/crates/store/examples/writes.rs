//! Prints what writing costs in bulk: `cargo run -p workestra-store --example writes -- 10000`.
#![expect(
    clippy::unwrap_used,
    clippy::cast_precision_loss,
    reason = "a measurement that cannot go on has nothing to print"
)]

use std::collections::HashSet;
use std::time::Instant;

use workestra_core::{Draft, EntityId, EntityRef, Fields, Grant, Kind, Patch, Policy, Value, Verb};
use workestra_store::{Custody, IdentifierKey, Op, Opening, RecoveryCost, Store, TimelineKind};

/// Rows that an import looks up and writes at once.
const BATCH: usize = 512;

fn contact(row: usize) -> Draft {
    let text = |key: &str, text: String| (key.to_owned(), Value::Text(text));
    let list = |key: &str, text: String| (key.to_owned(), Value::List(vec![text]));
    let fields = Fields::from([
        text("first_name", ["Anna", "Bo", "Chiara", "Élodie"][row % 4].to_owned()),
        text("last_name", format!("Berg{}", row * 7_919 % 1_000_003)),
        list("emails", format!("p{row}@company{}.example", row % 5_000)),
        list("phones", format!("+1201{:07}", 2_000_000 + row)),
        text("company", format!("Company {}", row % 5_000)),
        text("job_title", "Head of purchasing".to_owned()),
        text("city", ["Bonn", "Lyon", "Osaka", "Quito"][row % 4].to_owned()),
        list("tags", ["hot", "cold", "fair", "partner"][row % 4].to_owned()),
    ]);
    Draft {
        kind: Kind::Contact,
        fields,
    }
}

/// What an import looks a row up by.
fn keys(draft: &Draft) -> [IdentifierKey; 3] {
    let first = |key: &str| {
        draft
            .fields
            .get(key)
            .and_then(Value::first_text)
            .unwrap_or_default()
            .to_owned()
    };
    let name = format!("{} {}", first("first_name"), first("last_name"));
    [
        IdentifierKey::Email(first("emails")),
        IdentifierKey::Phone(first("phones")),
        IdentifierKey::Name(name),
    ]
}

/// An entity as the made-up data has it: with notes on it and links to an earlier one.
fn with_history(row: usize, id: EntityId, before: Option<EntityId>) -> Vec<Op> {
    let mut ops = vec![Op::Create {
        id: Some(id),
        draft: contact(row),
    }];
    for note in 0..row % 4 {
        ops.push(Op::NoteAdd {
            id: None,
            on: vec![id],
            entry: [TimelineKind::Note, TimelineKind::Call][note % 2],
            text: "Met at the fair; asked about delivery times and terms. ".repeat(3),
            at: None,
        });
    }
    if let (0, Some(before)) = (row % 5, before) {
        ops.push(Op::LinkAdd {
            from: id,
            to: before,
            role: "colleague".to_owned(),
        });
    }
    ops
}

fn patch(row: usize) -> Patch {
    let text = |text: String| Some(Value::Text(text));
    Patch::from([
        ("stage".to_owned(), text("customer".to_owned())),
        ("city".to_owned(), text(format!("City {}", row % 100))),
        ("tags".to_owned(), Some(Value::List(vec!["bulk".to_owned()]))),
    ])
}

struct Timer(Instant, f64);

impl Timer {
    fn start() -> Self {
        Self(Instant::now(), cpu())
    }

    fn print(&self, what: &str, count: usize) {
        let took = self.0.elapsed().as_secs_f64();
        let (rate, busy) = (count as f64 / took, cpu() - self.1);
        println!("{what:<46} {rate:>9.0}/s   {took:>7.3} s   processor {busy:>6.2} s");
    }
}

/// Processor time that this process has used, in seconds. Linux only.
fn cpu() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields: Vec<&str> = stat.rsplit(") ").next().unwrap_or_default().split(' ').collect();
    let ticks = |at: usize| fields.get(at).and_then(|text| text.parse::<f64>().ok()).unwrap_or(0.0);
    (ticks(11) + ticks(12)) / 100.0
}

#[tokio::main]
async fn main() {
    let size: usize = std::env::args().nth(1).map_or(10_000, |size| size.parse().unwrap());
    let dir = tempfile::tempdir().unwrap();
    let opening = Opening {
        recovery_cost: RecoveryCost {
            memory_kib: 64,
            passes: 1,
        },
        ..Opening::with(Custody::None)
    };
    let (store, _) = Store::create(dir.path(), "Writes", "Dana", &opening).await.unwrap();
    let me = store.me().await.unwrap();
    let import = Policy::grant(&me, Verb::Import, None).unwrap();
    let write = Policy::grant(&me, Verb::Write, None).unwrap();

    let ids = imported(&store, &import, size).await;
    updated(&store, &write, &ids).await;
    let timer = Timer::start();
    let undone = store.undo(&write).await.unwrap().unwrap();
    timer.print("undo of the imported entities", undone.acts.created as usize);
    let timer = Timer::start();
    store.redo(&write).await.unwrap().unwrap();
    timer.print("the same done again", size);
    made_up(&store, &write, size).await;
    small(&store, &write, &ids).await;
    assert_eq!(store.verify().await.unwrap(), []);
    store.close().await.unwrap();
}

async fn imported(store: &Store, grant: &Grant, size: usize) -> Vec<EntityId> {
    let timer = Timer::start();
    let mut ids = Vec::with_capacity(size);
    let mut writing = store.begin(grant).await.unwrap();
    let rows: Vec<usize> = (0..size).collect();
    for batch in rows.chunks(BATCH) {
        let drafts: Vec<Draft> = batch.iter().map(|&row| contact(row)).collect();
        let asked: Vec<IdentifierKey> = drafts.iter().flat_map(keys).collect();
        assert!(store.identifiers(&asked, 50).await.unwrap().is_empty(), "all are new");
        let ops = drafts.into_iter().map(|draft| {
            ids.push(EntityId::generate());
            Op::Create {
                id: ids.last().copied(),
                draft,
            }
        });
        for outcome in writing.apply(ops.collect()).await.unwrap() {
            outcome.unwrap();
        }
    }
    writing.commit().await.unwrap();
    timer.print("contacts imported with look-ups", size);
    let timer = Timer::start();
    let mut found = HashSet::new();
    for batch in rows.chunks(BATCH) {
        let asked: Vec<IdentifierKey> = batch.iter().flat_map(|&row| keys(&contact(row))).collect();
        let matches = store.identifiers(&asked, 50).await.unwrap();
        found.extend(matches.into_iter().map(|found| found.num));
    }
    assert_eq!(found.len(), size, "all are known now");
    timer.print("rows of the same file looked up again", size);
    let timer = Timer::start();
    for number in 1..=500 {
        let reference = EntityRef {
            kind: Kind::Contact,
            number,
        };
        store.entity_by_ref(reference).await.unwrap().unwrap();
    }
    timer.print("entities by reference, one by one", 500);
    ids
}

async fn updated(store: &Store, grant: &Grant, ids: &[EntityId]) {
    let timer = Timer::start();
    let ops = ids.iter().enumerate().map(|(row, &id)| Op::Update {
        id,
        revision: None,
        patch: patch(row),
    });
    store.write(grant, ops.collect()).await.unwrap();
    timer.print("updates in one set", ids.len());
    let timer = Timer::start();
    store.undo(grant).await.unwrap().unwrap();
    timer.print("undo of the updates", ids.len());
    let timer = Timer::start();
    store.redo(grant).await.unwrap().unwrap();
    timer.print("redo of the updates", ids.len());
    store.undo(grant).await.unwrap().unwrap();
}

async fn made_up(store: &Store, grant: &Grant, size: usize) {
    let timer = Timer::start();
    let mut writing = store.begin(grant).await.unwrap();
    let mut before = None;
    let (mut row, mut all) = (0, 0);
    while row < size {
        let mut ops = Vec::new();
        for _ in 0..500.min(size - row) {
            let id = EntityId::generate();
            ops.extend(with_history(row, id, before));
            before = Some(id);
            row += 1;
        }
        all += ops.len();
        for outcome in writing.apply(ops).await.unwrap() {
            outcome.unwrap();
        }
    }
    writing.commit().await.unwrap();
    timer.print(&format!("entities made up, by {all} operations"), size);
    let timer = Timer::start();
    store.undo(grant).await.unwrap().unwrap();
    timer.print("undo of them", size);
    let timer = Timer::start();
    store.redo(grant).await.unwrap().unwrap();
    timer.print("redo of them", size);
}

async fn small(store: &Store, grant: &Grant, ids: &[EntityId]) {
    let timer = Timer::start();
    for (row, &id) in ids.iter().take(200).enumerate() {
        let op = Op::Update {
            id,
            revision: None,
            patch: patch(row + 1),
        };
        store.write(grant, vec![op]).await.unwrap();
    }
    timer.print("updates in sets of their own, on disk", 200);
    let timer = Timer::start();
    let last = i64::try_from(ids.len()).unwrap();
    for first in 0..300 {
        let nums: Vec<i64> = (0..20).map(|at| (first * 7_919 + at * 104_729) % last + 1).collect();
        store.entities_by_num(&nums).await.unwrap();
    }
    timer.print("20 entities by number", 300);
}
