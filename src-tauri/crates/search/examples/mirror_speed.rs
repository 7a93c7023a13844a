//! Times of the vector mirror, exact and with codes, and what the codes lose, over synthetic vectors of 384 components.
//!
//! `cargo run -p workestra-search --example mirror_speed [COUNT…]`, by default 10000 100000 1000000.

use std::error::Error;
use std::num::NonZero;
use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant};

use rand::rngs::SmallRng;
use rand::{RngExt, SeedableRng};
use workestra_search::mirror::{Keep, Mirror, MirrorOptions};

const DIMENSION: usize = 384;
const QUERIES: usize = 40;
const NEAREST: usize = 10;

/// Topics around a common direction, neighbours within a topic: about what a text model gives for one trade's texts.
struct Topics {
    rng: SmallRng,
    common: Vec<f32>,
    centres: Vec<Vec<f32>>,
}

impl Topics {
    fn new(seed: u64) -> Self {
        let mut rng = SmallRng::seed_from_u64(seed);
        Self {
            common: noise(&mut rng),
            centres: (0..2000).map(|_| noise(&mut rng)).collect(),
            rng,
        }
    }

    fn next(&mut self) -> Vec<f32> {
        let topic = self.rng.random_range(0.0..1.0f32).powi(2) * self.centres.len() as f32;
        let own = noise(&mut self.rng);
        let centre = &self.centres[topic as usize];
        let mixed = centre.iter().zip(&self.common).zip(&own);
        unit(
            mixed
                .map(|((centre, common), own)| 0.55 * centre + 0.35 * common + 0.75 * own)
                .collect(),
        )
    }
}

fn noise(rng: &mut SmallRng) -> Vec<f32> {
    let component = |bits: u64| {
        // Four uniform numbers from one draw: near enough to normal.
        let sum: u64 = (0..4).map(|part| bits >> (16 * part) & 0xFFFF).sum();
        sum as f32 - 2.0 * 65_535.0
    };
    unit((0..DIMENSION).map(|_| component(rng.random())).collect())
}

fn unit(mut vector: Vec<f32>) -> Vec<f32> {
    let length = vector.iter().map(|x| x * x).sum::<f32>().sqrt();
    vector.iter_mut().for_each(|x| *x /= length);
    vector
}

/// The true nearest of each query, kept while the vectors pass by.
struct Truth(Vec<Vec<(f32, i64)>>);

impl Truth {
    fn look_at(&mut self, queries: &[Vec<f32>], id: i64, vector: &[f32]) {
        for (query, best) in queries.iter().zip(&mut self.0) {
            let mut parts = [0f32; 16];
            for (a, b) in query.chunks_exact(16).zip(vector.chunks_exact(16)) {
                for ((part, a), b) in parts.iter_mut().zip(a).zip(b) {
                    *part += a * b;
                }
            }
            let score: f32 = parts.iter().sum();
            if best.len() < NEAREST || score > best[NEAREST - 1].0 {
                let at = best.partition_point(|(other, _)| *other >= score);
                best.insert(at, (score, id));
                best.truncate(NEAREST);
            }
        }
    }

    fn recall(&self, mirror: &Mirror, queries: &[Vec<f32>]) -> Result<f32, Box<dyn Error>> {
        let mut hits = 0;
        for (query, best) in queries.iter().zip(&self.0) {
            let found = mirror.search(query, NEAREST, Keep::All, &AtomicBool::new(false))?;
            hits += best
                .iter()
                .filter(|(_, id)| found.iter().any(|(other, _)| other == id))
                .count();
        }
        Ok(hits as f32 / (queries.len() * NEAREST) as f32)
    }
}

fn time(mirror: &Mirror, queries: &[Vec<f32>]) -> Result<[Duration; 3], Box<dyn Error>> {
    let mut times = Vec::new();
    for _ in 0..5 {
        for query in queries {
            let start = Instant::now();
            mirror.search(query, NEAREST, Keep::All, &AtomicBool::new(false))?;
            times.push(start.elapsed());
        }
    }
    times.sort_unstable();
    Ok([0, 50, 95].map(|part| times[times.len() * part / 100]))
}

fn measure(count: usize) -> Result<(), Box<dyn Error>> {
    let mut topics = Topics::new(1);
    let queries: Vec<Vec<f32>> = (0..QUERIES).map(|_| topics.next()).collect();
    let mut truth = Truth(vec![Vec::new(); QUERIES]);
    let options = |codes_from, threads| MirrorOptions { codes_from, threads };
    let one = NonZero::<usize>::MIN;
    let mut mirror = Mirror::new(DIMENSION, options(1, one))?;
    let mut putting = Duration::ZERO;
    for first in (0..count).step_by(4096) {
        let part: Vec<(i64, Vec<f32>)> = (first..count.min(first + 4096))
            .map(|id| (id as i64, topics.next()))
            .collect();
        for (id, vector) in &part {
            truth.look_at(&queries, *id, vector);
        }
        let start = Instant::now();
        mirror.put_all(part.iter().map(|(id, vector)| (*id, &vector[..])))?;
        putting += start.elapsed();
    }
    let each = |bytes: usize| bytes as f32 / count as f32;
    println!(
        "{count} vectors: put in {putting:.2?}, {:.0} bytes each",
        each(mirror.memory_bytes())
    );
    for codes in [false, true] {
        if codes {
            let start = Instant::now();
            mirror.maintain();
            println!(
                "  codes built in {:.2?}, {:.0} bytes each in all",
                start.elapsed(),
                each(mirror.memory_bytes())
            );
        }
        let way = if codes { "codes, then exact" } else { "exact" };
        for threads in [one, MirrorOptions::default().threads] {
            mirror.set_threads(threads);
            let [best, median, p95] = time(&mirror, &queries)?;
            println!("  {way}, up to {threads} threads: best {best:.2?}, median {median:.2?}, p95 {p95:.2?}");
        }
        println!("  {way}: recall@{NEAREST} {:.3}", truth.recall(&mirror, &queries)?);
    }
    Ok(())
}

fn main() -> Result<(), Box<dyn Error>> {
    let counts: Vec<usize> = std::env::args()
        .skip(1)
        .map(|count| count.parse())
        .collect::<Result<_, _>>()?;
    for count in if counts.is_empty() {
        vec![10_000, 100_000, 1_000_000]
    } else {
        counts
    } {
        measure(count)?;
    }
    Ok(())
}
