//! Each key of what people type, and the same keys asked of the peers.

use std::time::Instant;

use workestra_embed::Model;
use workestra_engine::api::Leg;

use super::ms;
use crate::args::Args;
use crate::document::Documents;
use crate::figure::{Beside, Figure, Unit, Values};
use crate::peer::{Peer, Question, Sqlite};
use crate::report::Report;
use crate::typed;
use crate::world::{self, Vectors, World};

/// Entities that searches for something known are made from.
const KNOWN_FROM: usize = 4_000;
/// Keys between which the vectors of the first are still kept.
const KEPT: usize = 60;
/// Typed before anything is measured: none of them is typed again.
const WARMING: [&str; 4] = ["quarterly report", "warehouse", "smith", "später"];

/// What the peers took for the keys.
struct Times {
    name: String,
    without_meaning: Result<Values, String>,
    with_meaning: Result<Values, String>,
}

impl Times {
    fn left_out(name: &str, why: &str) -> Self {
        Self {
            name: name.to_owned(),
            without_meaning: Err(why.to_owned()),
            with_meaning: Err(why.to_owned()),
        }
    }
}

/// Measures it.
///
/// # Errors
/// The workspace cannot be read, or a peer that is there fails.
pub async fn measure(world: &World, args: &Args, report: Report) -> anyhow::Result<()> {
    let entities = world.open.store().scan(0, KNOWN_FROM).await?;
    let searches = typed::searches(&entities);
    let keys: Vec<String> = searches.iter().flat_map(|search| typed::keys(search)).collect();
    let words = [Leg::Text, Leg::Fuzzy];
    let all = [Leg::Text, Leg::Fuzzy, Leg::Vector];
    for text in WARMING.iter().flat_map(|text| typed::keys(text)) {
        world.ask(&text, &all).await?;
    }
    let without_meaning = ask_all(world, &keys, &words).await?;
    let (mut first, mut again) = (Vec::new(), Vec::new());
    if world.vectors != Vectors::None {
        for some in keys.chunks(KEPT) {
            first.extend(ask_all(world, some, &all).await?);
            again.extend(ask_all(world, some, &all).await?);
        }
    }
    let peers = peers(world, args, &keys).await?;
    let beside = |with_meaning: bool| -> Vec<Beside> {
        let one = |times: &Times| Beside {
            name: times.name.clone(),
            outcome: if with_meaning {
                &times.with_meaning
            } else {
                &times.without_meaning
            }
            .clone(),
        };
        peers.iter().map(one).collect()
    };
    let keys = format!("{} keys, 20 rows with snippets", keys.len());
    let size = world.entities;
    let figure = Figure::new("typed key, text and typos", size, Unit::Ms, without_meaning);
    report.figure(&figure.note(keys.clone()).beside(beside(false)))?;
    if world.vectors == Vectors::None {
        return report.left_out("typed key with meaning", world.vectors.note());
    }
    let note = format!("{keys}; {}", world.vectors.note());
    let figure = Figure::new("typed key, text, typos and meaning", size, Unit::Ms, again);
    report.figure(
        &figure
            .note(format!("{note}; the query's own vector at hand, as for the peers"))
            .beside(beside(true)),
    )?;
    let figure = Figure::new(
        "typed key, text, typos and meaning, vector made first",
        size,
        Unit::Ms,
        first,
    );
    let note = format!("{note}; peers are handed the query's vector");
    report.figure(&figure.note(note).beside(beside(true)))
}

async fn ask_all(world: &World, keys: &[String], legs: &[Leg]) -> anyhow::Result<Vec<f64>> {
    let mut times = Vec::with_capacity(keys.len());
    for key in keys {
        let began = Instant::now();
        world.ask(key, legs).await?;
        times.push(ms(began));
    }
    Ok(times)
}

async fn peers(world: &World, args: &Args, keys: &[String]) -> anyhow::Result<Vec<Times>> {
    if world.entities > args.peers_up_to {
        let why = format!("filling it with more than {} entities takes too long", args.peers_up_to);
        return Ok(vec![
            Times::left_out("SQLite", &why),
            Times::left_out("PostgreSQL", &why),
        ]);
    }
    let model = world::model().map(|folder| Model::load(&folder)).transpose()?;
    let vector = |text: &str| -> anyhow::Result<Option<Vec<f32>>> {
        let embedding = model.as_ref().map(|model| model.embed_query(text)).transpose()?;
        Ok(embedding.map(|embedding| embedding.as_slice().to_vec()))
    };
    let mut questions = Vec::with_capacity(keys.len());
    for text in keys {
        questions.push(Question {
            text: text.clone(),
            vector: vector(text)?,
        });
    }
    drop(model);
    let sqlite = ask_peer(world, Sqlite::start().await?, true, &questions).await?;
    Ok(vec![sqlite, postgres(world, &questions).await?])
}

#[cfg(unix)]
async fn postgres(world: &World, questions: &[Question]) -> anyhow::Result<Times> {
    match crate::peer::Postgres::start() {
        Ok(peer) => {
            let meaning = peer.has_meaning();
            ask_peer(world, peer, meaning, questions).await
        }
        Err(why) => Ok(Times::left_out("PostgreSQL", &format!("{why:#}"))),
    }
}

#[cfg(not(unix))]
async fn postgres(_: &World, _: &[Question]) -> anyhow::Result<Times> {
    Ok(Times::left_out("PostgreSQL", "it is reached over a Unix socket"))
}

async fn ask_peer<P: Peer>(world: &World, mut peer: P, meaning: bool, questions: &[Question]) -> anyhow::Result<Times> {
    let mut documents = Documents::of(world.open.store());
    loop {
        let page = documents.page().await?;
        if page.is_empty() {
            break;
        }
        peer.fill(&page).await?;
    }
    peer.settle(questions).await?;
    let mut outcomes = [Err("it was not asked".to_owned()), Err("it was not asked".to_owned())];
    for (with_meaning, outcome) in [false, true].into_iter().zip(&mut outcomes) {
        if with_meaning && !meaning {
            *outcome = Err("its extension pgvector is not installed here".to_owned());
            continue;
        }
        // The last keys, so that its caches are warm and its plans made.
        for (at, question) in questions.iter().enumerate().rev().take(10) {
            peer.ask((at, question), with_meaning).await?;
        }
        let mut times = Vec::with_capacity(questions.len());
        for (at, question) in questions.iter().enumerate() {
            let began = Instant::now();
            peer.ask((at, question), with_meaning).await?;
            times.push(ms(began));
        }
        *outcome = Ok(Values::of(times));
    }
    let [without_meaning, with_meaning] = outcomes;
    Ok(Times {
        name: peer.name(),
        without_meaning,
        with_meaning,
    })
}
