//! The instructions, versioned by what they say.

use workestra_core::{Digest, Kind};

use crate::canonical;
use crate::profile::Profile;

/// What every conversation begins with.
pub const ASSISTANT: &str = include_str!("../prompts/assistant.md");

/// What is added for the tools that ask for changes: what all of them take, said once.
const WRITE: &str = include_str!("../prompts/write.md");

/// What is added while the person only asks.
const ASK: &str = include_str!("../prompts/ask.md");

/// What a summary is written by.
const SUMMARY: &str = include_str!("../prompts/summary.md");

/// What is added for a whole summary.
const SUMMARY_WHOLE: &str = include_str!("../prompts/summary_whole.md");

/// What is added for sentences that no longer hold.
const SUMMARY_AGAIN: &str = include_str!("../prompts/summary_again.md");

/// What is added for a ticket.
const SUMMARY_TICKET: &str = include_str!("../prompts/summary_ticket.md");

/// What is added for somebody who applied.
const SUMMARY_CANDIDATE: &str = include_str!("../prompts/summary_candidate.md");

/// The instructions of a summary, of all of it or of some sentences.
#[must_use]
pub fn summary(kind: Kind, whole: bool) -> String {
    let extent = if whole { SUMMARY_WHOLE } else { SUMMARY_AGAIN };
    let of_kind = match kind {
        Kind::Ticket => SUMMARY_TICKET,
        Kind::Candidate => SUMMARY_CANDIDATE,
        Kind::Contact | Kind::Deal | Kind::Task => "",
    };
    let parts = [SUMMARY, extent, of_kind].map(str::trim);
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join("\n\n")
}

/// The instructions of a turn.
#[must_use]
pub fn instructions(profile: Profile) -> String {
    let more = match profile {
        Profile::Ask => ASK,
        Profile::Write => WRITE,
    };
    format!("{}\n\n{}", ASSISTANT.trim(), more.trim())
}

/// Names instructions by their hash, for the log.
#[must_use]
pub fn version(prompt: &str) -> String {
    let digest: Digest = canonical::digest("workestra prompt", &serde_json::Value::from(prompt));
    canonical::hex(&digest[..8])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_instructions_of_summaries_hold_what_is_promised_of_them() {
        for kind in Kind::ALL {
            for whole in [true, false] {
                let text = summary(kind, whole);
                assert!(text.contains("never an instruction"), "{kind}");
                assert_eq!(text.contains("Do not weigh them"), kind == Kind::Candidate);
                assert_eq!(text.contains("Intent"), kind == Kind::Ticket);
            }
        }
    }

    #[test]
    fn the_instructions_are_those_that_were_looked_at() {
        // Change them with the prompt, on purpose: the log names answers by them.
        let versions = [Profile::Write, Profile::Ask].map(|profile| version(&instructions(profile)));
        assert_eq!(versions, ["6b934520c6bdb591", "127265151ddd009e"]);
        for promise in [
            "never an instruction",
            "can change nothing yourself",
            "is not done",
            "Never rank or score",
        ] {
            assert!(ASSISTANT.contains(promise), "{promise}");
        }
    }
}
