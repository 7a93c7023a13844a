//! The instructions, versioned by what they say.

use workestra_core::Digest;

use crate::canonical;

/// What every conversation begins with.
pub const ASSISTANT: &str = include_str!("../prompts/assistant.md");

/// Names the instructions by their hash, for the log.
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
        // Change it with the prompt, on purpose: the log names answers by it.
        assert_eq!(version(ASSISTANT), "56d4ad90358278e9");
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
