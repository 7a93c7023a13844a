#![expect(clippy::unwrap_used, reason = "a failed set-up should fail the test")]

mod changes;
mod codes;

use std::collections::{BTreeMap, HashSet};

use rand::rngs::SmallRng;
use rand::{RngExt, SeedableRng};

use super::code::{CodeLane, GROUP};
use super::rows::{Lane, RowQuery, place};
use super::*;

const DIMENSION: usize = 384;

fn never() -> AtomicBool {
    AtomicBool::new(false)
}

fn unit(mut vector: Vec<f32>) -> Vec<f32> {
    let length = vector.iter().map(|x| x * x).sum::<f32>().sqrt();
    vector.iter_mut().for_each(|x| *x /= length);
    vector
}

/// About normally distributed.
fn noise(rng: &mut SmallRng, dimension: usize) -> Vec<f32> {
    (0..dimension)
        .map(|_| (0..4).map(|_| rng.random_range(-1.0..1.0f32)).sum())
        .collect()
}

/// Vectors as texts give them: topics of uneven size around a common direction, and neighbours within a topic.
struct Topics {
    rng: SmallRng,
    common: Vec<f32>,
    centres: Vec<Vec<f32>>,
}

impl Topics {
    fn new(seed: u64, dimension: usize) -> Self {
        let mut rng = SmallRng::seed_from_u64(seed);
        Self {
            common: unit(noise(&mut rng, dimension)),
            centres: (0..200).map(|_| unit(noise(&mut rng, dimension))).collect(),
            rng,
        }
    }

    fn next(&mut self) -> Vec<f32> {
        let topic = (self.rng.random_range(0.0..1.0f32).powi(2) * self.centres.len() as f32) as usize;
        let own = unit(noise(&mut self.rng, self.common.len()));
        let parts = self.centres[topic].iter().zip(&self.common).zip(&own);
        unit(
            parts
                .map(|((centre, common), own)| 0.55 * centre + 0.35 * common + 0.75 * own)
                .collect(),
        )
    }

    fn many(&mut self, count: usize) -> Vec<Vec<f32>> {
        (0..count).map(|_| self.next()).collect()
    }
}

fn cosine(a: &[f32], b: &[f32]) -> f32 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

/// The plain way: every cosine in full precision, sorted.
fn reference<'a>(vectors: impl IntoIterator<Item = (i64, &'a [f32])>, query: &[f32], k: usize) -> Vec<(i64, f32)> {
    let mut all: Vec<_> = vectors
        .into_iter()
        .map(|(id, vector)| (id, cosine(vector, query)))
        .collect();
    all.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    all.truncate(k);
    all
}

fn numbered(vectors: &[Vec<f32>]) -> impl Iterator<Item = (i64, &[f32])> + Clone {
    vectors
        .iter()
        .enumerate()
        .map(|(at, vector)| (at as i64 * 3 + 1, vector.as_slice()))
}

fn options(codes_from: usize, threads: usize) -> MirrorOptions {
    MirrorOptions {
        codes_from,
        threads: NonZero::new(threads).unwrap(),
    }
}

fn filled(vectors: &[Vec<f32>], options: MirrorOptions) -> Mirror {
    let mirror = Mirror::new(vectors[0].len(), options).unwrap();
    mirror.put_all(numbered(vectors)).unwrap();
    mirror
}

fn ids(found: &[(i64, f32)]) -> Vec<i64> {
    found.iter().map(|&(id, _)| id).collect()
}

/// The part of the true nearest that was found, over all queries.
fn recall(mirror: &Mirror, vectors: &[Vec<f32>], queries: &[Vec<f32>], k: usize) -> f32 {
    let hits: usize = queries
        .iter()
        .map(|query| {
            let found = mirror.search(query, k, Keep::All, &never()).unwrap();
            let found: HashSet<i64> = ids(&found).into_iter().collect();
            let truth = reference(numbered(vectors), query, k);
            truth.iter().filter(|(id, _)| found.contains(id)).count()
        })
        .sum();
    hits as f32 / (queries.len() * k) as f32
}

#[test]
fn cosines_are_right_to_the_rounding_and_come_in_order() {
    for dimension in [8, 31, 33, 384, 1536, 4096] {
        let mut topics = Topics::new(1, dimension);
        let vectors = topics.many(2000);
        let mirror = filled(&vectors, options(usize::MAX, 1));
        // The errors of many components cancel out, those of few add up.
        let most = if dimension < 100 { 0.015 } else { 0.002 };
        for query in topics.many(10) {
            let found = mirror.search(&query, 2000, Keep::All, &never()).unwrap();
            assert_eq!(found.len(), 2000);
            assert!(found.is_sorted_by(|a, b| (b.1, a.0) <= (a.1, b.0)));
            for (id, score) in found {
                let exact = cosine(&vectors[(id / 3) as usize], &query);
                assert!((score - exact).abs() < most, "{dimension}: {score} for {exact}");
            }
        }
    }
}

#[test]
fn vectors_that_are_told_apart_clearly_are_found_exactly_as_by_the_reference() {
    // Twenty vectors at cosines 0.95, 0.93, … from the query, among thousands far from it.
    let mut topics = Topics::new(2, DIMENSION);
    let query = topics.next();
    let mut vectors = topics.many(5000);
    vectors.retain(|vector| cosine(vector, &query) < 0.5);
    for step in 0..20 {
        let aside = topics.next();
        let along = cosine(&aside, &query);
        let across = unit(aside.iter().zip(&query).map(|(a, q)| a - along * q).collect());
        let wanted = 0.95 - 0.02 * step as f32;
        let rest = (1.0 - wanted * wanted).sqrt();
        let near = across.iter().zip(&query).map(|(a, q)| wanted * q + rest * a);
        vectors.insert(step * 17, near.collect());
    }
    let expected = ids(&reference(numbered(&vectors), &query, 20));
    for codes_from in [usize::MAX, 1] {
        let mirror = filled(&vectors, options(codes_from, 1));
        mirror.maintain();
        assert_eq!(mirror.has_codes(), codes_from == 1);
        let found = mirror.search(&query, 20, Keep::All, &never()).unwrap();
        assert_eq!(ids(&found), expected);
    }
}

#[test]
fn rounding_to_eight_bits_loses_few_of_the_nearest() {
    let mut topics = Topics::new(3, DIMENSION);
    let vectors = topics.many(20_000);
    let queries = topics.many(40);
    let mirror = filled(&vectors, options(usize::MAX, 2));
    let recall = recall(&mirror, &vectors, &queries, 10);
    println!("recall@10 {recall}");
    assert!(recall >= 0.97, "recall@10 {recall}");
}

#[test]
fn a_vectors_length_does_not_matter() {
    let mut topics = Topics::new(4, DIMENSION);
    let vectors = topics.many(300);
    let query = topics.next();
    let long: Vec<Vec<f32>> = vectors
        .iter()
        .map(|vector| vector.iter().map(|x| x * 1e6).collect())
        .collect();
    let short: Vec<f32> = query.iter().map(|x| x * 1e-6).collect();
    let of_units = filled(&vectors, options(usize::MAX, 1))
        .search(&query, 10, Keep::All, &never())
        .unwrap();
    let of_others = filled(&long, options(usize::MAX, 1))
        .search(&short, 10, Keep::All, &never())
        .unwrap();
    assert_eq!(ids(&of_units), ids(&of_others));
}

#[test]
fn every_kernel_gives_the_same_bits() {
    let mut rng = SmallRng::seed_from_u64(5);
    for dimension in [8usize, 33, 384, 1000, 4096] {
        let lanes = dimension.div_ceil(32);
        let rows: Vec<Lane> = (0..lanes * 37)
            .map(|at| match at {
                // What rounding can give at its outermost.
                0..50 => Lane([127; 32]),
                50..100 => Lane([-127; 32]),
                _ => Lane([0; 32].map(|_: i8| rng.random_range(-127..=127))),
            })
            .collect();
        for query in [vec![1.0; dimension], unit(noise(&mut rng, dimension))] {
            let query = RowQuery::new(&unit(query));
            let [mut fast, mut plain] = [[0; 37]; 2];
            Kernel::detect().row_products(&query, &rows, &mut fast);
            Kernel::scalar().row_products(&query, &rows, &mut plain);
            assert_eq!(fast, plain);
            let wide: i64 = rows[..lanes]
                .iter()
                .zip(&query.words)
                .flat_map(|(lane, words)| lane.0.iter().zip(&words.0))
                .map(|(&a, &b)| i64::from(a) * i64::from(b))
                .sum();
            assert_eq!(i64::from(fast[0]), wide, "no sum may overflow");
        }

        let bytes = dimension.div_ceil(8);
        let groups: Vec<CodeLane> = (0..bytes * 5)
            .map(|_| CodeLane([0; GROUP].map(|_: u8| rng.random())))
            .collect();
        let empty = Rows::new(dimension);
        let query = Encoder::learn(&empty, dimension).query(&unit(noise(&mut rng, dimension)));
        let [mut fast, mut plain] = [[0; 5 * GROUP]; 2];
        Kernel::detect().code_sums(&query, &groups, &mut fast);
        Kernel::scalar().code_sums(&query, &groups, &mut plain);
        assert_eq!(fast, plain);
    }
}

#[test]
fn neither_the_kernel_nor_the_number_of_threads_changes_a_result() {
    let mut topics = Topics::new(6, DIMENSION);
    let vectors = topics.many(6 * BLOCK);
    let queries = topics.many(5);
    let mut mirror = filled(&vectors, options(1, 1));
    // So that even the codes are shared out.
    mirror.bytes_per_thread = 1 << 10;
    for codes in [false, true] {
        if codes {
            mirror.maintain();
        }
        for query in &queries {
            let mut results = Vec::new();
            for kernel in [Kernel::detect(), Kernel::scalar()] {
                for threads in [1, 2, 5] {
                    mirror.kernel = kernel;
                    mirror.options = options(1, threads);
                    results.push(mirror.search(query, 25, Keep::All, &never()).unwrap());
                }
            }
            assert!(results.iter().all(|result| *result == results[0]));
        }
    }
}

#[test]
fn equal_vectors_come_in_the_order_of_their_ids_whatever_the_order_they_came_in() {
    let vector = Topics::new(7, DIMENSION).next();
    let mirror = Mirror::new(DIMENSION, options(usize::MAX, 1)).unwrap();
    for id in [9, -4, 7, 100, 3, 55] {
        mirror.put(id, &vector).unwrap();
    }
    let found = mirror.search(&vector, 4, Keep::All, &never()).unwrap();
    assert_eq!(ids(&found), [-4, 3, 7, 9]);
    assert!((found[0].1 - 1.0).abs() < 1e-3);
}

#[test]
fn only_what_is_to_be_kept_is_found_also_when_that_is_little() {
    let mut topics = Topics::new(8, DIMENSION);
    let vectors = topics.many(9000);
    let query = topics.next();
    for codes in [usize::MAX, 1] {
        let mirror = filled(&vectors, options(codes, 2));
        mirror.maintain();
        for every in [2, 100, 4000] {
            let keep = |id: i64| (id / 3) % every == 1;
            let kept = numbered(&vectors).filter(|&(id, _)| keep(id));
            let expected = reference(kept.clone(), &query, 5);
            let by_function = mirror.search(&query, 5, Keep::If(&keep), &never()).unwrap();
            let mut listed: Vec<i64> = kept.map(|(id, _)| id).collect();
            // Entities without a vector may be asked for.
            listed.extend([-1, 0, i64::MAX]);
            let by_list = mirror.search(&query, 5, Keep::Among(&listed), &never()).unwrap();
            for found in [by_function, by_list] {
                assert!(ids(&found).into_iter().all(keep));
                assert_eq!(found.len(), expected.len());
                // Rounding may swap close neighbours; the scores have to be those of the nearest.
                for (found, expected) in found.iter().zip(&expected) {
                    assert!((found.1 - expected.1).abs() < 0.005, "one of {every}");
                }
            }
        }
        let none = mirror.search(&query, 5, Keep::If(&|_| false), &never());
        assert_eq!(none, Ok(Vec::new()));
    }
}

#[test]
fn asking_for_more_than_there_is_gives_what_there_is() {
    let mut topics = Topics::new(9, DIMENSION);
    let vectors = topics.many(40);
    let query = topics.next();
    for codes_from in [usize::MAX, 1] {
        let mirror = Mirror::new(DIMENSION, options(codes_from, 2)).unwrap();
        let search = |k| mirror.search(&query, k, Keep::All, &never()).unwrap();
        assert!(search(10).is_empty());
        mirror.put_all(numbered(&vectors)).unwrap();
        mirror.maintain();
        assert_eq!(search(41).len(), 40);
        assert_eq!(search(usize::MAX).len(), 40);
        assert_eq!(search(0), []);
    }
}

#[test]
fn a_cancelled_search_ends_without_results() {
    let mut topics = Topics::new(10, DIMENSION);
    let vectors = topics.many(100);
    let cancelled = AtomicBool::new(true);
    for codes_from in [usize::MAX, 1] {
        let mirror = filled(&vectors, options(codes_from, 2));
        mirror.maintain();
        for keep in [Keep::All, Keep::If(&|_| true), Keep::Among(&[1, 4])] {
            let outcome = mirror.search(&vectors[0], 5, keep, &cancelled);
            assert_eq!(outcome, Err(MirrorError::Cancelled));
        }
    }
    // From within: the first vector looked at calls it off, and the scan stops at the next block.
    let many = topics.many(BLOCK * 3);
    let mirror = filled(&many, options(usize::MAX, 1));
    let cancel = never();
    let asked = std::sync::atomic::AtomicUsize::new(0);
    let keep = |_| {
        asked.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        cancel.store(true, std::sync::atomic::Ordering::Relaxed);
        false
    };
    let outcome = mirror.search(&many[0], 5, Keep::If(&keep), &cancel);
    assert_eq!(outcome, Err(MirrorError::Cancelled));
    assert_eq!(asked.into_inner(), BLOCK);
}

#[test]
fn what_is_no_direction_of_this_mirror_is_refused_and_changes_nothing() {
    let mirror = Mirror::new(DIMENSION, options(usize::MAX, 1)).unwrap();
    let good = Topics::new(11, DIMENSION).next();
    mirror.put(1, &good).unwrap();
    let with = |x: f32| {
        let mut vector = good.clone();
        vector[77] = x;
        vector
    };
    let none = MirrorError::NoDirection;
    let length = |found| MirrorError::Length {
        expected: DIMENSION,
        found,
    };
    for (vector, expected) in [
        (with(f32::NAN), none),
        (with(f32::INFINITY), none),
        (with(f32::NEG_INFINITY), none),
        (with(f32::MAX), none),
        (vec![0.0; DIMENSION], none),
        (vec![1e-40; DIMENSION], none),
        (vec![0.1; DIMENSION - 1], length(DIMENSION - 1)),
        (vec![0.1; DIMENSION + 1], length(DIMENSION + 1)),
        (Vec::new(), length(0)),
    ] {
        assert_eq!(mirror.put(1, &vector), Err(expected));
        assert_eq!(mirror.put(2, &vector), Err(expected));
        let search = mirror.search(&vector, 1, Keep::All, &never());
        assert_eq!(search, Err(expected));
    }
    assert_eq!(mirror.len(), 1);
    let found = mirror.search(&good, 1, Keep::All, &never()).unwrap();
    assert!(found[0].0 == 1 && found[0].1 > 0.999);
    assert_eq!(
        Mirror::new(0, MirrorOptions::default()).err(),
        Some(MirrorError::Dimension(0))
    );
    assert!(Mirror::new(5000, MirrorOptions::default()).is_err());
}
