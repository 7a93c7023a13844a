//! Prints how fast a workspace is indexed and searched: `cargo run -p workestra-search --example search_speed -- 100000`.
//!
//! Vectors are of no meaning but as many as entities, so that the vector leg costs what it costs.

use std::time::Instant;

use anyhow::Context as _;
use workestra_core::query::parse::QueryContext;
use workestra_core::{Draft, Fields, Kind, Policy, Value, Verb};
use workestra_search::Search;
use workestra_search::api::{Leg, SearchRequest};
use workestra_store::{Custody, Op, Opening, Store, VectorOf};

/// A small generator; equal seeds give equal numbers.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A made-up word; small numbers come up as often as common words do.
    fn word(&mut self, vocabulary: f64) -> String {
        const SYLLABLES: [&str; 20] = [
            "ba", "ko", "ri", "ten", "mal", "so", "vi", "dra", "lun", "pe", "fos", "gar", "hi", "jor", "nek", "qua",
            "sti", "tor", "wel", "zan",
        ];
        #[expect(clippy::cast_precision_loss, reason = "a chance")]
        let share = (self.next() >> 11) as f64 / (1_u64 << 53) as f64;
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a small number")]
        let mut rank = vocabulary.powf(share) as usize + 20;
        let mut word = String::new();
        while rank > 0 {
            word.push_str(SYLLABLES[rank % 20]);
            rank /= 20;
        }
        word
    }

    fn words(&mut self, count: usize, vocabulary: f64) -> String {
        let words: Vec<String> = (0..count).map(|_| self.word(vocabulary)).collect();
        words.join(" ")
    }
}

fn draft(chance: &mut Chance) -> Draft {
    let contact = chance.next().is_multiple_of(2);
    let mut fields = Fields::new();
    if contact {
        let (first, last, company) = (chance.word(3e3), chance.word(3e4), chance.words(2, 2e4));
        let email = format!("{first}.{last}@{}.example", company.replace(' ', "-"));
        fields.insert("first_name".into(), first.into());
        fields.insert("last_name".into(), last.into());
        fields.insert("emails".into(), Value::List(vec![email]));
        fields.insert("company".into(), company.into());
    } else {
        fields.insert("subject".into(), chance.words(6, 1e4).into());
        fields.insert("body".into(), chance.words(50, 6e4).into());
        fields.insert("company".into(), chance.words(2, 2e4).into());
    }
    Draft {
        kind: if contact { Kind::Contact } else { Kind::Ticket },
        fields,
    }
}

fn percentiles(mut times: Vec<u64>) -> String {
    times.sort_unstable();
    let at = |share: usize| times.get(times.len() * share / 100).copied().unwrap_or(0);
    format!(
        "p50 {} µs, p95 {} µs, worst {} µs",
        at(50),
        at(95),
        times.last().unwrap_or(&0)
    )
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let count: usize = std::env::args().nth(1).map_or(Ok(20_000), |count| count.parse())?;
    let model = std::env::args().nth(2).map(std::path::PathBuf::from);
    let dir = tempfile::tempdir()?;
    let folder = dir.path().join("w");
    let (store, _) = Store::create(&folder, "Speed", "Dana", &Opening::with(Custody::None)).await?;
    let mut chance = Chance(1);
    let grant = Policy::system(Verb::Import);

    let started = Instant::now();
    let mut writing = store.begin(&grant).await?;
    let mut left = count;
    while left > 0 {
        let ops = (0..left.min(2000))
            .map(|_| Op::Create {
                id: None,
                draft: draft(&mut chance),
            })
            .collect();
        left -= left.min(2000);
        if let Some(refused) = writing.apply(ops).await?.into_iter().find_map(Result::err) {
            anyhow::bail!("refused: {refused}");
        }
    }
    writing.commit().await?;
    println!("{count} entities stored in {:.1} s", started.elapsed().as_secs_f32());

    let started = Instant::now();
    let search = Search::open(store.clone(), &folder.join("index"), None)?;
    search.wait_idle(true, false).await?;
    let seconds = started.elapsed().as_secs_f64();
    #[expect(clippy::cast_precision_loss, reason = "a rate")]
    let rate = count as f64 / seconds;
    println!("indexed in {seconds:.1} s, {rate:.0} entities/s");
    search.close().await;

    let started = Instant::now();
    if model.is_some() {
        loop {
            let texts = store.vectors_missing("all-MiniLM-L6-v2/f32/1", 2000, &[]).await?;
            if texts.is_empty() {
                break;
            }
            let vectors: Vec<Vec<f32>> = texts
                .iter()
                .map(|_| {
                    let raw: Vec<f32> = (0..384).map(|_| (chance.next() % 2001) as f32 / 1000.0 - 1.0).collect();
                    let length = raw.iter().map(|x| x * x).sum::<f32>().sqrt();
                    raw.into_iter().map(|x| x / length).collect()
                })
                .collect();
            let put: Vec<VectorOf<'_>> = texts
                .iter()
                .zip(&vectors)
                .map(|(text, vector)| VectorOf {
                    num: text.num,
                    hash: text.hash,
                    vector,
                })
                .collect();
            store.put_vectors("all-MiniLM-L6-v2/f32/1", &put).await?;
        }
        println!("vectors stored in {:.1} s", started.elapsed().as_secs_f32());
    }

    let started = Instant::now();
    let search = Search::open(store.clone(), &folder.join("index"), model.clone())?;
    search.wait_idle(true, false).await?;
    println!("reopened in {:.0} ms", started.elapsed().as_secs_f64() * 1e3);
    search.wait_idle(true, true).await?;
    println!("vectors ready after {:.0} ms", started.elapsed().as_secs_f64() * 1e3);

    let (schema, members) = (store.schema(), store.members());
    let context = QueryContext {
        schema: &schema,
        members: &members,
        me: store.me().await?.id,
        today: store.clock().today(),
        kind: None,
    };
    // Each query is typed key by key: two words of an entity, the second growing; some with a typo in the first.
    let mut typed: Vec<String> = Vec::new();
    for round in 0..60 {
        let first = if round % 2 == 0 {
            chance.word(3e3)
        } else {
            chance.word(1e4)
        };
        let second = chance.word(3e4);
        let first = if round % 5 == 0 && first.len() > 4 {
            format!("{}x{}", &first[..2], &first[3..])
        } else {
            first
        };
        let whole = format!("{first} {second}");
        typed.extend((2..=whole.len()).map(|end| whole[..end].to_owned()));
    }
    for (name, legs) in [
        ("text and fuzzy", vec![Leg::Text, Leg::Fuzzy]),
        ("all legs", vec![Leg::Text, Leg::Fuzzy, Leg::Vector]),
        (
            "all legs again, embeddings kept",
            vec![Leg::Text, Leg::Fuzzy, Leg::Vector],
        ),
    ] {
        if legs.contains(&Leg::Vector) && model.is_none() {
            continue;
        }
        let mut times = Vec::new();
        let mut found = 0;
        // The same few keys for the kept embeddings; the rest would have fallen out.
        let keys = if name.contains("again") {
            &typed[typed.len().saturating_sub(60)..]
        } else {
            &typed[..]
        };
        for (seq, text) in keys.iter().enumerate() {
            let request = SearchRequest {
                text: text.clone(),
                seq: i64::try_from(seq).context("few keys")?,
                legs: legs.clone(),
                limit: 20,
                kind: None,
                explain: false,
            };
            let started = Instant::now();
            found += search.search(&request, &context).await?.hits.len();
            times.push(u64::try_from(started.elapsed().as_micros())?);
        }
        println!("{name}: {} keys, {found} hits, {}", times.len(), percentiles(times));
    }

    let mut times = Vec::new();
    for _ in 0..20 {
        let draft = draft(&mut chance);
        let started = Instant::now();
        store
            .write(&Policy::system(Verb::Write), vec![Op::Create { id: None, draft }])
            .await?;
        search.wait_idle(true, false).await?;
        times.push(u64::try_from(started.elapsed().as_micros())?);
    }
    println!("a change to visible: {}", percentiles(times));
    search.close().await;
    store.close().await?;
    Ok(())
}
