//! Prints what the store costs at a size: `cargo run -p workestra-store --example figures -- 100000`.
#![expect(
    clippy::unwrap_used,
    clippy::cast_precision_loss,
    reason = "a measurement that cannot go on has nothing to print"
)]

use std::time::{Duration, Instant};

use workestra_core::query::{Comparison, Condition, FieldOf, Filter, Operand, Query};
use workestra_core::{Draft, Fields, Kind, Money, Policy, Value, Verb};
use workestra_store::{
    Custody, IdentifierKey, ListQuery, Op, Opening, RecoveryCost, Store, StoredEntity, Unlock, VECTOR_DIMENSIONS,
    VectorOf,
};

const FIRST: [&str; 8] = ["Anna", "Bo", "Chiara", "Dmitri", "Élodie", "Fatima", "Gül", "小明"];
const LAST: [&str; 8] = ["Berg", "Chen", "Rossi", "Ivanov", "Dupont", "Haddad", "Yılmaz", "王"];
const STAGES: [&str; 4] = ["qualification", "proposal", "negotiation", "won"];

/// Every third entity is a deal, the others are contacts.
fn draft(row: usize) -> Draft {
    let text = |text: String| Value::Text(text);
    let mut fields = Fields::new();
    let mut put = |key: &str, value| fields.insert(key.to_owned(), value);
    let company = text(format!("Company {}", row % 5_000));
    if row.is_multiple_of(3) {
        put(
            "name",
            text(format!("Deal {} for {}", row * 7_919 % 1_000_003, LAST[row % 8])),
        );
        put("company", company);
        put("stage", text(STAGES[row / 3 % 4].to_owned()));
        let minor = i64::try_from(row * 104_729 % 10_000_000).unwrap();
        put(
            "amount",
            Value::Money(Money {
                minor,
                currency: "EUR".to_owned(),
            }),
        );
        put(
            "close_date",
            text(format!("2026-{:02}-{:02}", row % 12 + 1, row % 28 + 1)),
        );
        put(
            "description",
            text("They want the roof done before winter, and a second offer for the walls. ".repeat(3)),
        );
        return Draft {
            kind: Kind::Deal,
            fields,
        };
    }
    put("first_name", text(FIRST[row % 8].to_owned()));
    put("last_name", text(format!("{} {}", LAST[row / 8 % 8], row)));
    put(
        "emails",
        Value::List(vec![format!("p{row}@company{}.example", row % 5_000)]),
    );
    put("phones", Value::List(vec![format!("+1201555{:04}", row % 10_000)]));
    put("company", company);
    put("job_title", text("Head of purchasing".to_owned()));
    put("city", text(["Bonn", "Lyon", "Osaka", "Quito"][row % 4].to_owned()));
    put(
        "tags",
        Value::List(vec![["hot", "cold", "fair", "partner"][row % 4].to_owned()]),
    );
    put(
        "about",
        text("Met at the fair; asked about delivery times and terms. ".repeat(3)),
    );
    Draft {
        kind: Kind::Contact,
        fields,
    }
}

fn print(what: &str, mut times: Vec<Duration>) {
    times.sort_unstable();
    let at = |share: f64| times[((times.len() - 1) as f64 * share) as usize].as_secs_f64() * 1_000.0;
    println!("{what:<58} median {:>9.3} ms   p95 {:>9.3} ms", at(0.5), at(0.95));
}

/// Processor time that this process has used, in seconds; what counts on a machine that has other work. Linux only.
fn cpu() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields: Vec<&str> = stat.rsplit(") ").next().unwrap_or_default().split(' ').collect();
    let ticks = |at: usize| fields.get(at).and_then(|text| text.parse::<f64>().ok()).unwrap_or(0.0);
    (ticks(11) + ticks(12)) / 100.0
}

#[tokio::main]
async fn main() {
    let size: usize = std::env::args().nth(1).map_or(20_000, |size| size.parse().unwrap());
    let vectors = std::env::args().any(|arg| arg == "--vectors");
    let dir = tempfile::tempdir().unwrap();
    let opening = Opening {
        recovery_cost: RecoveryCost {
            memory_kib: 64,
            passes: 1,
        },
        ..Opening::with(Custody::None)
    };
    let (store, code) = Store::create(dir.path(), "Figures", "Dana", &opening).await.unwrap();
    let me = store.me().await.unwrap();
    let import = Policy::grant(&me, Verb::Import, None).unwrap();
    let write = Policy::grant(&me, Verb::Write, None).unwrap();

    let drafts: Vec<Draft> = (0..size).map(draft).collect();
    let (started, before) = (Instant::now(), cpu());
    let mut writing = store.begin(&import).await.unwrap();
    for chunk in drafts.chunks(1_024) {
        let ops = chunk
            .iter()
            .map(|draft| Op::Create {
                id: None,
                draft: draft.clone(),
            })
            .collect();
        for outcome in writing.apply(ops).await.unwrap() {
            outcome.unwrap();
        }
    }
    writing.commit().await.unwrap();
    let took = started.elapsed();
    let (rate, busy) = (size as f64 / took.as_secs_f64(), cpu() - before);
    println!("{size} creates in one set: {rate:.0}/s; processor {busy:.2} s");

    store.close().await.unwrap();
    let started = Instant::now();
    let store = Store::open(dir.path(), Unlock::RecoveryCode(code.expose()), &opening)
        .await
        .unwrap();
    println!(
        "open, with a cheap recovery code: {:.2} ms",
        started.elapsed().as_secs_f64() * 1_000.0
    );
    let bytes = std::fs::metadata(dir.path().join("workspace.db")).unwrap().len();
    println!(
        "file: {:.1} MB, {:.0} bytes an entity",
        bytes as f64 / 1e6,
        bytes as f64 / size as f64
    );

    let nothing = Query::default();
    for kind in [Kind::Contact, Kind::Deal] {
        let own = ["title", "reference", "created_at"].map(str::to_owned);
        let fields = kind.def().fields.iter().filter(|field| field.sortable());
        for key in own
            .into_iter()
            .chain(fields.map(|field| format!("field:{}", field.key)))
        {
            let mut times = Vec::new();
            for descending in [false, true, false, true, false, true] {
                let sort = [(key.clone(), descending)];
                let query = ListQuery {
                    kind,
                    query: &nothing,
                    sort: &sort,
                    offset: 0,
                    limit: 60,
                };
                let started = Instant::now();
                store.list(&query).await.unwrap();
                times.push(started.elapsed());
            }
            print(&format!("first page of {kind}s by {key}"), times);
        }
    }
    let condition = |key: &str, op, value| Condition::Field {
        fields: vec![FieldOf {
            kind: Kind::Deal,
            key: key.to_owned(),
        }],
        op,
        values: vec![value],
    };
    for (what, condition) in [
        (
            "stage:proposal",
            condition("stage", Comparison::Is, Operand::Text("proposal".into())),
        ),
        (
            "amount>90k",
            condition("amount", Comparison::Greater, Operand::Number(90_000.0)),
        ),
        (
            "company:“company 17”",
            condition("company", Comparison::Is, Operand::Text("company 17".into())),
        ),
    ] {
        let query = Query {
            filters: vec![Filter {
                negated: false,
                condition,
                span: (0, 0),
            }],
            ..Query::default()
        };
        let sort = [("amount".to_owned(), true)];
        let mut times = Vec::new();
        for _ in 0..6 {
            let list = ListQuery {
                kind: Kind::Deal,
                query: &query,
                sort: &sort,
                offset: 0,
                limit: 60,
            };
            let started = Instant::now();
            store.list(&list).await.unwrap();
            times.push(started.elapsed());
        }
        print(&format!("first page of deals by amount, {what}"), times);
    }

    let pages: Vec<StoredEntity> = store.scan(i64::try_from(size / 2).unwrap(), 1_000).await.unwrap();
    let (mut one, mut twenty, mut exact, mut counts) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for stored in pages.iter().take(300) {
        let started = Instant::now();
        store.entity(stored.entity.id).await.unwrap().unwrap();
        one.push(started.elapsed());
        let nums: Vec<i64> = (0..20)
            .map(|at| (stored.num * 7_919 + at * 104_729) % i64::try_from(size).unwrap() + 1)
            .collect();
        let started = Instant::now();
        store.entities_by_num(&nums).await.unwrap();
        twenty.push(started.elapsed());
        let started = Instant::now();
        let keys = [
            IdentifierKey::Name(stored.entity.title.clone()),
            IdentifierKey::Title(stored.entity.title.clone()),
        ];
        assert!(!store.identifiers(&keys, 10).await.unwrap().is_empty());
        exact.push(started.elapsed());
        let started = Instant::now();
        store.counts().await.unwrap();
        counts.push(started.elapsed());
    }
    print("one entity by id", one);
    print("20 entities by number, across the file", twenty);
    print("exact name and title", exact);
    print("counts of all kinds", counts);

    let (started, before) = (Instant::now(), cpu());
    let mut after = 0;
    while let Some(last) = store.scan(after, 1_000).await.unwrap().last() {
        after = last.num;
    }
    let (rate, busy) = (size as f64 / started.elapsed().as_secs_f64(), cpu() - before);
    println!("scan: {rate:.0} entities/s; processor {busy:.2} s");

    let mut updates = Vec::new();
    for stored in pages.iter().take(100) {
        let patch = [(
            "stage".to_owned(),
            Some(Value::Text(
                if stored.entity.kind == Kind::Deal {
                    "won"
                } else {
                    "customer"
                }
                .to_owned(),
            )),
        )];
        let op = Op::Update {
            id: stored.entity.id,
            revision: None,
            patch: patch.into_iter().collect(),
        };
        let started = Instant::now();
        store.write(&write, vec![op]).await.unwrap();
        updates.push(started.elapsed());
    }
    print("one update, on disk", updates);
    loop {
        let (started, before) = (Instant::now(), cpu());
        let undone = store.undo(&write).await.unwrap().unwrap();
        if undone.acts.created > 0 {
            let (took, busy) = (started.elapsed().as_secs_f64(), cpu() - before);
            println!(
                "undo of {} creates: {took:.2} s; processor {busy:.2} s",
                undone.acts.created
            );
            break;
        }
    }
    let started = Instant::now();
    store.redo(&write).await.unwrap().unwrap();
    println!("the same done again: {:.2} s", started.elapsed().as_secs_f64());

    if vectors {
        let vector: Vec<f32> = (0..VECTOR_DIMENSIONS).map(|at| (at as f32).sin()).collect();
        let started = Instant::now();
        let mut put = 0_usize;
        while put < size {
            let texts = store.vectors_missing("figures", 2_000, &[]).await.unwrap();
            let of: Vec<VectorOf<'_>> = texts
                .iter()
                .map(|text| VectorOf {
                    num: text.num,
                    hash: text.hash,
                    vector: &vector,
                })
                .collect();
            put += of.len();
            store.put_vectors("figures", &of).await.unwrap();
        }
        println!(
            "{put} vectors kept: {:.0}/s",
            put as f64 / started.elapsed().as_secs_f64()
        );
        let started = Instant::now();
        let streamed = store.for_each_vector("figures", |_, _| ()).await.unwrap();
        println!("{streamed} vectors streamed: {:.2} s", started.elapsed().as_secs_f64());
    }
    store.close().await.unwrap();
}
