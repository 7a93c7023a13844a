//! The few facts about every entity that search asks for at each key, in memory: eight bytes an entity.

use parking_lot::RwLock;
use workestra_core::{Entity, Kind, KindDef};

/// What is known of one entity, packed as it is stored beside its document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Facts(u64);

const PRESENT: u64 = 1;
const KIND: u32 = 1;
const ARCHIVED: u64 = 1 << 4;
const TRASHED: u64 = 1 << 5;
const STAGE: u32 = 8;
const UPDATED: u32 = 32;
/// The stage of an entity whose stage the declaration does not know.
pub const NO_STAGE: u8 = 63;

impl Facts {
    /// The facts of an entity.
    #[must_use]
    pub fn of(def: &KindDef, entity: &Entity) -> Self {
        let stage = entity
            .stage()
            .and_then(|key| def.stages.iter().position(|stage| stage.key == key))
            .and_then(|at| u8::try_from(at).ok())
            .map_or(NO_STAGE, |at| at.min(NO_STAGE));
        let seconds = u32::try_from(entity.updated_at.0.div_euclid(1000).max(0)).unwrap_or(u32::MAX);
        let mut bits =
            PRESENT | (entity.kind as u64) << KIND | u64::from(stage) << STAGE | u64::from(seconds) << UPDATED;
        if entity.archived_at.is_some() {
            bits |= ARCHIVED;
        }
        if entity.deleted_at.is_some() {
            bits |= TRASHED;
        }
        Self(bits)
    }

    /// As stored; none for what no entity has.
    #[must_use]
    pub const fn from_bits(bits: u64) -> Option<Self> {
        if bits & PRESENT != 0 && (bits >> KIND & 7) < Kind::ALL.len() as u64 {
            Some(Self(bits))
        } else {
            None
        }
    }

    /// For storing.
    #[must_use]
    pub const fn bits(self) -> u64 {
        self.0
    }

    /// Its kind.
    #[must_use]
    pub const fn kind(self) -> Kind {
        Kind::ALL[(self.0 >> KIND & 7) as usize]
    }

    /// Place of its stage in the pipeline, or [`NO_STAGE`].
    #[must_use]
    pub const fn stage(self) -> u8 {
        (self.0 >> STAGE & 0xFF) as u8
    }

    /// Whether it is archived.
    #[must_use]
    pub const fn archived(self) -> bool {
        self.0 & ARCHIVED != 0
    }

    /// Whether it is in the trash.
    #[must_use]
    pub const fn trashed(self) -> bool {
        self.0 & TRASHED != 0
    }

    /// Second of its last write.
    #[must_use]
    pub const fn updated(self) -> u32 {
        (self.0 >> UPDATED) as u32
    }
}

/// The facts of all indexed entities, by document key.
#[derive(Debug, Default)]
pub struct Shelf {
    facts: RwLock<Vec<u64>>,
}

impl Shelf {
    /// What is known of this entity.
    #[must_use]
    pub fn get(&self, num: i64) -> Option<Facts> {
        let facts = self.facts.read();
        usize::try_from(num)
            .ok()
            .and_then(|at| facts.get(at))
            .and_then(|&bits| Facts::from_bits(bits))
    }

    /// Reads many without taking the lock for each.
    pub fn read<T>(&self, ask: impl FnOnce(&(dyn Fn(i64) -> Option<Facts> + Sync)) -> T) -> T {
        let facts = self.facts.read();
        ask(&|num| {
            usize::try_from(num)
                .ok()
                .and_then(|at| facts.get(at))
                .and_then(|&bits| Facts::from_bits(bits))
        })
    }

    /// All entities, by ascending key.
    pub fn for_each(&self, mut each: impl FnMut(i64, Facts)) {
        let facts = self.facts.read();
        for (at, &bits) in facts.iter().enumerate() {
            if let (Some(facts), Ok(num)) = (Facts::from_bits(bits), i64::try_from(at)) {
                each(num, facts);
            }
        }
    }

    /// Sets or clears the facts of many.
    pub fn put_all(&self, entries: impl IntoIterator<Item = (i64, Option<Facts>)>) {
        let mut all = self.facts.write();
        for (num, facts) in entries {
            let Ok(at) = usize::try_from(num) else { continue };
            if facts.is_some() && at >= all.len() {
                all.resize(at + 1, 0);
            }
            if let Some(slot) = all.get_mut(at) {
                *slot = facts.map_or(0, Facts::bits);
            }
        }
    }

    /// Entities known.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.facts.read().iter().filter(|&&bits| bits != 0).count() as u64
    }
}
