//! The instructions, versioned by what they say.

use workestra_core::Digest;

use crate::canonical;
use crate::profile::Profile;

/// What every conversation begins with.
pub const ASSISTANT: &str = include_str!("../prompts/assistant.md");

/// What is added for the tools that ask for changes: what all of them take, said once.
const WRITE: &str = include_str!("../prompts/write.md");

/// What is added while the person only asks.
const ASK: &str = include_str!("../prompts/ask.md");

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
