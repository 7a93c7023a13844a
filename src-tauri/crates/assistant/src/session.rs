//! What a conversation, or an MCP client's session, carries from call to call: which placeholder stands for what, and
//! which texts of outsiders were read.

use parking_lot::Mutex;
use serde_json::Value as Json;
use workestra_core::{Masked, Masking};

use crate::node::Node;
use crate::profile::Profile;
use crate::shown::leaves;
use crate::taint::{Copied, Taint};

/// A session. Shared by the calls of one turn, which may run side by side.
#[derive(Default)]
pub struct Session {
    masking: Mutex<Masking>,
    taint: Mutex<Taint>,
    profile: Mutex<Profile>,
}

impl Session {
    /// Goes on with a masking that was kept.
    #[must_use]
    pub fn resumed(masking: Masking) -> Self {
        Self {
            masking: Mutex::new(masking),
            taint: Mutex::default(),
            profile: Mutex::default(),
        }
    }

    /// Says which tools the turn that goes on now shows. Others do not run in it.
    pub(crate) fn shows(&self, profile: Profile) {
        *self.profile.lock() = profile;
    }

    /// Which tools the turn shows.
    #[must_use]
    pub fn profile(&self) -> Profile {
        *self.profile.lock()
    }

    /// Takes note of the texts in an answer and gives it as it may leave the machine.
    pub fn leaving(&self, node: &Node) -> Masked<String> {
        self.saw(node);
        node.masked(&mut self.masking.lock()).to_text()
    }

    /// Takes note of an answer that was given before, after a restart.
    pub fn saw(&self, node: &Node) {
        let mut taint = self.taint.lock();
        for text in node.quoted() {
            taint.read(text);
        }
    }

    /// Makes what does not leave of an entity known, without sending anything of it.
    pub(crate) fn learn(&self, node: &Node) {
        let _ = node.masked(&mut self.masking.lock());
    }

    /// Takes note of an outsider's text.
    pub fn read(&self, text: &str) {
        self.taint.lock().read(text);
    }

    /// Takes note of what outsiders wrote, as it was masked and kept.
    pub(crate) fn read_again(&self, kept: &str) {
        // Its texts one by one: as JSON, the ends of their lines would be letters.
        let Ok(value) = serde_json::from_str(kept) else {
            return self.read(&self.restore(kept));
        };
        for (_, value) in leaves(&self.restored(&value)) {
            if let Json::String(text) = value {
                self.read(&text);
            }
        }
    }

    /// Takes note of the person's own words and gives them as they may leave the machine.
    pub fn said(&self, text: &str) -> Masked<String> {
        self.taint.lock().said(text);
        self.masking.lock().text(text)
    }

    /// What was masked and kept, as it may leave the machine: masked again, which changes nothing but what was learned
    /// since.
    pub(crate) fn masked_again(&self, kept: &str) -> Masked<String> {
        self.masking.lock().again(kept)
    }

    /// Words of Workestra's own. They go through a masking that knows nothing, so that no value that a conversation has
    /// learned can change the instructions.
    pub(crate) fn own_words(text: &str) -> Masked<String> {
        Masking::new().text(text)
    }

    /// As [`Self::own_words`].
    pub(crate) fn own_schema(schema: &Json) -> Masked<Json> {
        Masking::new().json(schema)
    }

    /// Turns the placeholders of arguments back.
    pub(crate) fn restored(&self, arguments: &Json) -> Json {
        self.masking.lock().restore_json(arguments)
    }

    pub(crate) fn copied(&self, argument: &str) -> Option<Copied> {
        self.taint.lock().of(argument)
    }

    /// Turns the placeholders of a text back, for the person's eyes.
    #[must_use]
    pub fn restore(&self, text: &str) -> String {
        self.masking.lock().restore(text)
    }

    /// As [`Self::restore`], of a text that still grows: a placeholder that has only begun to come is not shown.
    #[must_use]
    pub fn restore_so_far(&self, text: &str) -> String {
        self.restore(held_back(text))
    }

    /// The masking as it is now, to be kept with the conversation.
    #[must_use]
    pub fn masking(&self) -> Masking {
        self.masking.lock().clone()
    }
}

/// The text without a placeholder that has only begun to come.
fn held_back(text: &str) -> &str {
    match text.rfind('⟨') {
        Some(at) if !text[at..].contains('⟩') && text.len() - at < 80 => &text[..at],
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_placeholder_that_comes_in_two_halves_is_shown_once_it_is_whole() {
        assert_eq!(held_back("write to ⟨ema"), "write to ");
        assert_eq!(held_back("write to ⟨email_1⟩ now"), "write to ⟨email_1⟩ now");
        let stray = format!("⟨{}", "x".repeat(100));
        assert_eq!(held_back(&stray), stray);
    }
}
