//! The bit codes: when there are some, that they match the rows, and what they lose.

use std::thread;

use super::*;

/// Every slot's code is the one that its row gives now.
fn assert_codes_match_rows(mirror: &Mirror) {
    let mut state = mirror.state.write();
    let State { rows, codes, .. } = &mut *state;
    let codes = codes.as_mut().unwrap();
    assert_eq!(codes.blocks.len(), rows.blocks.len());
    let snapshot = |codes: &Codes| -> Vec<(Vec<[u8; GROUP]>, Vec<u32>)> {
        let lanes = |block: usize| codes.lanes(block, 0, BLOCK / GROUP);
        (0..codes.blocks.len())
            .map(|block| {
                let factors = codes.blocks[block].factors.iter().map(|f| f.to_bits());
                (lanes(block).iter().map(|lane| lane.0).collect(), factors.collect())
            })
            .collect()
    };
    let before = snapshot(codes);
    for slot in 0..rows.used() as u32 {
        codes.update(rows, slot);
    }
    assert!(snapshot(codes) == before, "a code is not that of its row");
}

#[test]
fn the_first_choice_by_codes_loses_at_most_a_tenth_of_the_nearest() {
    let mut topics = Topics::new(40, DIMENSION);
    let vectors = topics.many(50_000);
    let queries = topics.many(20);
    let mirror = filled(&vectors, options(1, 2));
    mirror.maintain();
    assert!(mirror.has_codes());
    let recall = recall(&mirror, &vectors, &queries, 10);
    println!("recall@10 {recall}");
    assert!(recall >= 0.9, "recall@10 {recall}");
}

#[test]
fn the_cosines_after_a_first_choice_are_those_of_a_full_scan() {
    let mut topics = Topics::new(41, DIMENSION);
    let vectors = topics.many(6000);
    let full = filled(&vectors, options(usize::MAX, 1));
    let coded = filled(&vectors, options(1, 1));
    coded.maintain();
    for query in topics.many(20) {
        let exact: BTreeMap<i64, u32> = full
            .search(&query, 6000, Keep::All, &never())
            .unwrap()
            .into_iter()
            .map(|(id, score)| (id, score.to_bits()))
            .collect();
        for (id, score) in coded.search(&query, 10, Keep::All, &never()).unwrap() {
            assert_eq!(exact[&id], score.to_bits());
        }
    }
}

#[test]
fn codes_come_with_the_number_of_vectors_and_go_well_below_it() {
    let mut topics = Topics::new(42, DIMENSION);
    let mirror = filled(&topics.many(999), options(1000, 1));
    let maintained = || {
        mirror.maintain();
        mirror.has_codes()
    };
    let learned_from = || {
        let state = mirror.state.read();
        state.codes.as_ref().unwrap().encoder.learned_from
    };
    assert!(!maintained());
    mirror.put(-1, &topics.next()).unwrap();
    assert!(!mirror.has_codes(), "a write does not wait for codes to be built");
    assert!(maintained());
    assert_eq!(learned_from(), 1000);
    for id in 10_000..10_999 {
        mirror.put(id, &topics.next()).unwrap();
    }
    assert!(maintained());
    assert_eq!(learned_from(), 1000);
    assert_codes_match_rows(&mirror);
    mirror.put(-2, &topics.next()).unwrap();
    assert!(maintained());
    assert_eq!(learned_from(), 2000, "twice as many vectors have a mean of their own");
    for id in 10_000..10_999 {
        mirror.remove(id);
    }
    assert!(maintained());
    assert_codes_match_rows(&mirror);
    for at in 0..600 {
        mirror.remove(at * 3 + 1);
    }
    assert!(!maintained());
}

#[test]
fn what_is_written_while_codes_are_built_is_in_them() {
    let mut topics = Topics::new(43, DIMENSION);
    let vectors = topics.many(3 * BLOCK);
    let others = topics.many(3 * BLOCK);
    let mirror = filled(&vectors, options(1, 1));
    thread::scope(|scope| {
        scope.spawn(|| {
            // Replaced, removed and new ones, in blocks read and unread.
            for (at, vector) in others.iter().enumerate() {
                let id = at as i64 * 3 + 1;
                match at % 3 {
                    0 => mirror.put(id, vector).unwrap(),
                    1 => drop(mirror.remove(id)),
                    _ => mirror.put(-id, vector).unwrap(),
                }
            }
        });
        mirror.maintain();
    });
    assert!(mirror.has_codes());
    assert_codes_match_rows(&mirror);
}

#[test]
fn vectors_all_alike_have_codes_that_still_order_by_id() {
    let vector = Topics::new(44, DIMENSION).next();
    let mirror = Mirror::new(DIMENSION, options(1, 1)).unwrap();
    for id in 0..2000 {
        mirror.put(id, &vector).unwrap();
    }
    mirror.maintain();
    let found = mirror.search(&vector, 5, Keep::All, &never()).unwrap();
    assert_eq!(ids(&found), [0, 1, 2, 3, 4]);
}
