//! A turn while it runs, as the windows see it.

use serde_json::Value as Json;
use workestra_assistant::turn::Show;
use workestra_assistant::{Outcome, Session, Told};
use workestra_core::UtcMillis;
use workestra_llm::CancellationToken;
use workestra_store::MessageId;

use super::shown::{references_in, sentence_of};
use crate::api::{ChatPart, RunningTurn};

/// A turn that runs.
pub(crate) struct Live {
    answers: MessageId,
    pub(super) cancel: CancellationToken,
    parts: Vec<ChatPart>,
    step: String,
    /// Where the parts of the answer that is being written begin: what came before is whole.
    whole: usize,
    /// What came so far, with its placeholders: one may come in two halves.
    written: String,
}

impl Live {
    pub(super) const fn new(answers: MessageId, cancel: CancellationToken) -> Self {
        Self {
            answers,
            cancel,
            parts: Vec::new(),
            step: String::new(),
            whole: 0,
            written: String::new(),
        }
    }

    pub(super) fn running(&self) -> RunningTurn {
        RunningTurn {
            answers: self.answers,
            parts: self.parts.clone(),
            step: self.step.clone(),
        }
    }

    pub(super) fn hear(&mut self, told: &Told<'_>, session: &Session) {
        match told {
            Told::Asking(host) => {
                self.step = format!("waiting for {host}");
                self.whole = self.parts.len();
                self.written.clear();
            }
            Told::Show(show) => self.show(show, session),
            Told::Kept => self.whole = self.parts.len(),
            Told::Calling { call, at } => {
                self.step = format!("running {}", call.name.replace('_', " "));
                let arguments: Json = serde_json::from_str(&session.restore(&call.arguments)).unwrap_or(Json::Null);
                let sentence = sentence_of(&call.name, &arguments);
                let began = self.parts.iter_mut().find_map(|part| match part {
                    ChatPart::Tool {
                        call: id,
                        sentence,
                        arguments,
                        at,
                        ..
                    } if *id == call.id => Some((sentence, arguments, at)),
                    _ => None,
                });
                match began {
                    Some((shown, written, since)) => (*shown, *written, *since) = (sentence, arguments, Some(*at)),
                    None => self
                        .parts
                        .push(tool(&call.id, &call.name, sentence, arguments, Some(*at))),
                }
            }
            Told::Called { call, outcome, took } => self.called(&call.id, outcome, *took),
        }
    }

    fn show(&mut self, show: &Show, session: &Session) {
        match show {
            Show::Text(more) | Show::Refusal(more) => {
                "writing".clone_into(&mut self.step);
                self.written.push_str(more);
                let text = session.restore_so_far(&self.written);
                match self.parts.get_mut(self.whole..).and_then(<[_]>::last_mut) {
                    Some(ChatPart::Text { text: shown, .. }) => *shown = text,
                    _ => {
                        // Another text after a thought or a call begins anew.
                        if self.parts.len() > self.whole {
                            self.written.clone_from(more);
                        }
                        self.parts.push(ChatPart::Text {
                            text: session.restore_so_far(&self.written),
                            unsupported: Vec::new(),
                        });
                    }
                }
            }
            Show::Thinking(more) => {
                "thinking".clone_into(&mut self.step);
                match self.parts.get_mut(self.whole..).and_then(<[_]>::last_mut) {
                    Some(ChatPart::Thinking { text }) => text.push_str(more),
                    _ => self.parts.push(ChatPart::Thinking { text: more.clone() }),
                }
            }
            Show::Call { call, tool: name } => {
                self.step = format!("asking for {}", name.replace('_', " "));
                self.parts
                    .push(tool(call, name, sentence_of(name, &Json::Null), Json::Null, None));
            }
            Show::Restarted => {
                self.parts.truncate(self.whole);
                self.written.clear();
            }
            Show::Waiting { milliseconds, cause } => {
                let seconds = milliseconds.div_ceil(1000);
                self.step = format!("trying again in {seconds} s: {cause}");
            }
        }
    }

    fn called(&mut self, id: &str, outcome: &Outcome, milliseconds: i64) {
        for part in &mut self.parts {
            if let ChatPart::Tool {
                call,
                result,
                failed,
                confirmation,
                entities,
                took,
                ..
            } = part
                && call == id
            {
                let answer = outcome.for_model().plain();
                *entities = references_in(&answer);
                *result = Some(answer);
                *failed = outcome.is_error();
                *took = Some(milliseconds);
                if let Outcome::Confirmation(asked) = outcome {
                    *confirmation = Some(asked.id);
                }
            }
        }
    }
}

fn tool(call: &str, name: &str, sentence: String, arguments: Json, at: Option<UtcMillis>) -> ChatPart {
    ChatPart::Tool {
        call: call.to_owned(),
        tool: name.to_owned(),
        sentence,
        arguments,
        result: None,
        failed: false,
        confirmation: None,
        entities: Vec::new(),
        at,
        took: None,
    }
}
