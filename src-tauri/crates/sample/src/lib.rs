//! Made-up entities that look real: the sample workspace, and any number of them for benchmarks. Everything comes
//! from a seed and a day that are passed in, so that two runs make the same entities. No person, company, address
//! or phone number in here exists: domains end in `.example`, phones are from ranges kept for fiction.

mod chance;
mod generator;
mod person;
mod plan;
mod tongue;
mod tongues;
mod topics;
mod words;

pub use generator::Generator;
pub use plan::{COLLEAGUES, Colleague, SamplePlan, sample_workspace};

use workestra_core::{Draft, EntityId, TimelineKind, UtcMillis};

/// One made-up entity with what hangs on it. References in its fields and links name entities that come before it.
#[derive(Debug, Clone, PartialEq)]
pub struct Sampled {
    /// The id to give it: the same for the same seed.
    pub id: EntityId,
    /// What to make; passes `check_all`.
    pub draft: Draft,
    /// Its timeline, oldest first.
    pub timeline: Vec<TimelineSpec>,
    /// Its links.
    pub links: Vec<LinkSpec>,
}

/// A note or an activity to put on a timeline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimelineSpec {
    /// What it is.
    pub entry: TimelineKind,
    /// Markdown for notes and messages, a sentence for activities.
    pub text: String,
    /// When it happened: before the day that was passed in.
    pub at: UtcMillis,
    /// Earlier entities that it hangs on too.
    pub also_on: Vec<EntityId>,
}

/// A link to an earlier entity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkSpec {
    /// The other end.
    pub to: EntityId,
    /// What the other end is to this one: `decision maker`.
    pub role: String,
}
