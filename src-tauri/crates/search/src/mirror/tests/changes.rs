//! Vectors that come, change and go.

use std::thread;

use super::*;

/// The bytes of all rows, holes and fresh slots included.
fn row_bytes(mirror: &Mirror) -> Vec<i8> {
    let state = mirror.state.read();
    (0..state.rows.blocks.len())
        .flat_map(|block| state.rows.lanes(block, 0, BLOCK))
        .flat_map(|lane| lane.0)
        .collect()
}

#[test]
fn a_random_history_leaves_what_a_map_would_hold() {
    let mut topics = Topics::new(20, DIMENSION);
    let mut rng = SmallRng::seed_from_u64(21);
    let mirror = Mirror::new(DIMENSION, options(600, 2)).unwrap();
    let mut map: BTreeMap<i64, Vec<f32>> = BTreeMap::new();
    for step in 0..6000 {
        let id = rng.random_range(-700..700);
        if rng.random_bool(0.35) {
            assert_eq!(mirror.remove(id), map.remove(&id).is_some());
        } else {
            let vector = topics.next();
            mirror.put(id, &vector).unwrap();
            map.insert(id, vector);
        }
        if step % 500 == 0 {
            mirror.maintain();
        }
        if step % 100 == 0 {
            assert_eq!(mirror.len(), map.len());
            assert_eq!(mirror.contains(id), map.contains_key(&id));
            let query = topics.next();
            let all = map.iter().map(|(&id, vector)| (id, vector.as_slice()));
            let expected = reference(all, &query, 10);
            let found = mirror.search(&query, 10, Keep::All, &never()).unwrap();
            assert_eq!(found.len(), expected.len());
            for (found, expected) in found.iter().zip(&expected) {
                assert!((found.1 - expected.1).abs() < 0.005);
                assert!((found.1 - cosine(&map[&found.0], &query)).abs() < 0.005);
            }
        }
    }
    assert!(mirror.has_codes(), "the history must have gone through both ways");
    let slots = mirror.state.read().rows.used();
    assert!(
        slots <= 1400,
        "{slots} slots for at most 1400 ids: holes must be filled again"
    );
}

#[test]
fn removing_a_vector_overwrites_its_bytes_and_its_code() {
    let mut topics = Topics::new(22, DIMENSION);
    let vectors = topics.many(BLOCK + 100);
    let mirror = filled(&vectors, options(1, 1));
    mirror.maintain();
    let (gone, kept) = (50 * 3 + 1, 51 * 3 + 1);
    let row_of = |id| {
        let state = mirror.state.read();
        let (block, at) = place(state.rows.slot_of(id).unwrap());
        let lanes = state.rows.lanes(block, at, 1);
        lanes.iter().flat_map(|lane| lane.0).collect::<Vec<i8>>()
    };
    let (gone_row, kept_row) = (row_of(gone), row_of(kept));
    let (block, at) = place(mirror.state.read().rows.slot_of(gone).unwrap());
    let traces = |mirror: &Mirror| {
        let bytes = row_bytes(mirror);
        // Also of a part of it.
        [&gone_row[..], &gone_row[100..116], &kept_row]
            .map(|part| bytes.windows(part.len()).filter(|window| *window == part).count())
    };
    assert_eq!(traces(&mirror), [1, 1, 1]);

    assert!(mirror.remove(gone));

    assert_eq!(traces(&mirror), [0, 0, 1]);
    let state = mirror.state.read();
    let row = state.rows.lanes(block, at, 1);
    assert!(row.iter().all(|lane| lane.0 == [0; 32]));
    let codes = state.codes.as_ref().unwrap();
    let group = codes.lanes(block, at / GROUP * GROUP, 1);
    assert!(group.iter().all(|lane| lane.0[at % GROUP] == 0));
    assert_eq!(codes.blocks[block].factors[at], 0.0);
    assert_eq!(state.rows.blocks[block].ids[at], 0);
}

#[test]
fn replacing_a_vector_leaves_nothing_of_the_old_one() {
    let mut topics = Topics::new(23, DIMENSION);
    let mirror = Mirror::new(DIMENSION, options(usize::MAX, 1)).unwrap();
    mirror.put(1, &topics.next()).unwrap();
    let old = row_bytes(&mirror)[..DIMENSION].to_vec();
    mirror.put(1, &topics.next()).unwrap();
    assert_eq!(mirror.len(), 1);
    let now = row_bytes(&mirror);
    assert!(now.windows(16).all(|window| window != &old[100..116]));
    assert!(now[DIMENSION..].iter().all(|&byte| byte == 0));
}

#[test]
fn a_cleared_mirror_is_as_new() {
    let mut topics = Topics::new(24, DIMENSION);
    let mirror = filled(&topics.many(500), options(100, 1));
    mirror.maintain();
    mirror.clear();
    assert!(mirror.is_empty() && !mirror.has_codes());
    let query = topics.next();
    assert_eq!(mirror.search(&query, 5, Keep::All, &never()), Ok(Vec::new()));
    mirror.put(4, &query).unwrap();
    assert_eq!(mirror.search(&query, 5, Keep::All, &never()).unwrap()[0].0, 4);
}

#[test]
fn searches_beside_writes_find_only_what_was_there_at_some_time() {
    let mut topics = Topics::new(25, DIMENSION);
    let vectors = topics.many(8000);
    let mirror = filled(&vectors, options(4000, 2));
    let stable: HashSet<i64> = (0..4000).map(|at| at * 3 + 1).collect();
    thread::scope(|scope| {
        let writer = scope.spawn(|| {
            for (id, vector) in numbered(&vectors).skip(4000) {
                mirror.remove(id);
                mirror.put(id + 1, vector).unwrap();
            }
        });
        let keeper = scope.spawn(|| {
            for _ in 0..5 {
                mirror.maintain();
            }
        });
        while !writer.is_finished() || !keeper.is_finished() {
            let query = topics.next();
            let found = mirror.search(&query, 8000, Keep::All, &never()).unwrap();
            let found_ids: HashSet<i64> = ids(&found).into_iter().collect();
            assert_eq!(found_ids.len(), found.len(), "nothing twice");
            assert!(stable.is_subset(&found_ids), "nothing untouched is lost");
            for (id, score) in found {
                let exact = cosine(&vectors[(id / 3) as usize], &query);
                assert!((score - exact).abs() < 0.005, "a row torn between two vectors");
            }
        }
    });
    assert_eq!(mirror.len(), 8000);
}

#[test]
fn a_vector_of_384_components_takes_at_most_410_bytes_and_52_more_with_its_code() {
    let mut topics = Topics::new(26, DIMENSION);
    // Full blocks, and a look-up table just after it has grown: the worst that it does to large collections.
    let vectors = topics.many(15 * BLOCK);
    let mirror = filled(&vectors, options(1, 1));
    let each = mirror.memory_bytes() as f32 / vectors.len() as f32;
    assert!((396.0..410.0).contains(&each), "{each} bytes");
    mirror.maintain();
    let with_codes = mirror.memory_bytes() as f32 / vectors.len() as f32;
    assert_eq!(with_codes - each, 52.0);
}
