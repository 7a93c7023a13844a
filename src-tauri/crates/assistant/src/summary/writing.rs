//! Has a summary written: reads the sources through the gate, says what would leave, and lets it leave with its row in the
//! log.

use serde_json::json;
use workestra_core::{Entity, MemberId, UtcMillis};
use workestra_llm::{CancellationToken, Client, LlmError, ProviderEvent, ProviderStream, StopReason, Usage};
use workestra_store::{Store, WriteError};

use super::preparing::Prepared;
use super::shown::{Kept, KeptSentence};
use super::sources::{Source, sources};
use super::{Summary, SummaryRunning, SummaryWish, Writing};
use crate::departing::{Asking, Counted, send};
use crate::error::ToolError;
use crate::gate::{Call, Caller, Gate, GateError, Outcome, Via, references_in};
use crate::node::Node;
use crate::prompt;
use crate::session::Session;
use crate::transcript::Departure;

/// The summaries of a workspace, as one member reads and asks for them.
pub struct Summaries<'a> {
    store: &'a Store,
    gate: &'a Gate,
    member: MemberId,
}

/// Why a summary was not written. What was kept before is as it was.
#[derive(Debug, thiserror::Error)]
pub enum SummaryError {
    /// What happened could not be written down, or the workspace could not be read.
    #[error(transparent)]
    Gate(#[from] GateError),
    /// The provider did not answer.
    #[error(transparent)]
    Provider(#[from] LlmError),
    /// AI may not read it.
    #[error("{0}")]
    Refused(ToolError),
    /// The answer is none that can be kept.
    #[error("{0}")]
    Unusable(&'static str),
}

impl From<WriteError> for SummaryError {
    fn from(error: WriteError) -> Self {
        Self::Gate(error.into())
    }
}

/// What came of an answer.
#[derive(Default)]
struct Heard {
    said: String,
    usage: Usage,
}

impl<'a> Summaries<'a> {
    /// Of a member.
    #[must_use]
    pub const fn new(store: &'a Store, gate: &'a Gate, member: MemberId) -> Self {
        Self { store, gate, member }
    }

    /// The summary that is kept, as it stands now. Nothing leaves the machine for it.
    ///
    /// # Errors
    /// The workspace cannot be read.
    pub async fn get(&self, entity: &Entity) -> Result<Option<Summary>, GateError> {
        let Some(kept) = self.kept(entity).await? else {
            return Ok(None);
        };
        // What has changed is told from all that there is, also while AI may not read it; what could be added is only
        // what it may.
        let now = self.look(entity, Via::Person).await?.unwrap_or_default();
        let readable = self.look(entity, Via::Panel).await?.unwrap_or_default();
        Ok(Some(kept.shown(&now, &readable)))
    }

    /// What would leave for writing it, or some of its sentences.
    ///
    /// # Errors
    /// AI may not read the entity, the workspace cannot be read, or the provider has no form for it.
    pub async fn preview(
        &self,
        client: &Client,
        entity: &Entity,
        wish: &SummaryWish,
    ) -> Result<Departure, SummaryError> {
        let session = Session::default();
        let answer = self.answer(entity, &session, false).await?;
        let prepared = self.prepared(entity, session, &answer, wish).await?;
        let call = client.chat(&prepared.request)?;
        Ok(Departure::of(&call, prepared.parts, &prepared.session))
    }

    /// Writes the summary, or some of its sentences anew.
    ///
    /// # Errors
    /// See [`SummaryError`].
    pub async fn write(
        &self,
        client: &Client,
        entity: &Entity,
        wish: &SummaryWish,
        cancel: &CancellationToken,
        tell: &(dyn Fn(SummaryRunning) + Send + Sync),
    ) -> Result<(), SummaryError> {
        let began = self.store.now();
        let session = Session::default();
        let answer = self.answer(entity, &session, true).await?;
        let prepared = self.prepared(entity, session, &answer, wish).await?;
        if let Some(again) = prepared.again.as_ref().filter(|again| again.asked.is_empty()) {
            // There is nothing left to ask about.
            if let Some(mut kept) = self.kept(entity).await? {
                kept.without(&again.gone);
                self.store.summary_keep(entity.id, Some(&json!(kept))).await?;
            }
            return Ok(());
        }
        let rules = self.gate.rules().await.map_err(GateError::from)?;
        let call = client.chat(&prepared.request)?;
        let caller = self.caller(Via::Panel);
        let mut subjects = vec![entity.id.0];
        for stored in self
            .store
            .entities_by_ref(&prepared.linked())
            .await
            .map_err(GateError::from)?
        {
            subjects.push(stored.entity.id.0);
        }
        let asking = Asking {
            store: self.store,
            client,
            caller: &caller,
            subjects,
            objects: vec![entity.reference.to_string()],
            prompt_version: prompt::version(prepared.request.system.get()),
            tools_version: None,
        };
        let audited = asking.note(&call, &rules.masks).await?;
        let mut stream = send(client, call, &audited, cancel);
        tell(prepared.so_far(&[], &format!("waiting for {}", client.host())));
        let mut heard = Heard::default();
        let ended = heard.listen(&mut stream, &prepared, began, tell).await;
        let (code, text) = match &ended {
            Ok((stop, text)) => (json!(stop).as_str().unwrap_or("ended").to_owned(), text.clone()),
            Err(error) => (error.code().to_owned(), heard.said),
        };
        let said = Some(text.clone()).filter(|text| !text.is_empty());
        asking.heard(audited.seq(), &code, said).await?;
        let (stop, _) = ended?;
        usable(&stop)?;
        let written = Writing {
            at: began,
            host: client.host().to_owned(),
            model: client.provider().model.clone(),
            took: self.store.now().0.saturating_sub(began.0),
            usage: Counted::of(client, &heard.usage),
            audit: audited.seq(),
        };
        let kept = self.joined(entity, &prepared, &text, written).await?;
        self.store.summary_keep(entity.id, Some(&json!(kept))).await?;
        Ok(())
    }

    async fn kept(&self, entity: &Entity) -> Result<Option<Kept>, GateError> {
        let stored = self.store.summary(entity.id).await?;
        // One that an older version wrote in another form is as good as none.
        Ok(stored.and_then(|stored| serde_json::from_value(stored).ok()))
    }

    const fn caller(&self, via: Via) -> Caller {
        Caller {
            member: self.member,
            via,
            conversation: None,
        }
    }

    /// The sources as they are now, for this machine; none where they may not be read.
    async fn look(&self, entity: &Entity, via: Via) -> Result<Option<Vec<Source>>, GateError> {
        let outcome = self
            .gate
            .look(call(&self.caller(via), &Session::default(), &arguments(entity)))
            .await?;
        Ok(match outcome {
            Outcome::Read(answer) => Some(sources(&answer)),
            _ => None,
        })
    }

    /// What there is to be summed up, read in AI's name; `sent` when it is going to leave.
    async fn answer(&self, entity: &Entity, session: &Session, sent: bool) -> Result<Node, SummaryError> {
        let (caller, arguments) = (self.caller(Via::Panel), arguments(entity));
        let call = call(&caller, session, &arguments);
        let outcome = match sent {
            true => self.gate.call(call).await?,
            false => self.gate.look(call).await?,
        };
        match outcome {
            Outcome::Read(answer) => Ok(answer),
            Outcome::Refused(error) => Err(SummaryError::Refused(error)),
            Outcome::Confirmation(_) | Outcome::NothingToDo(_) => Err(SummaryError::Unusable(
                "reading asked for a confirmation: that is a fault of Workestra",
            )),
        }
    }

    async fn prepared(
        &self,
        entity: &Entity,
        session: Session,
        answer: &Node,
        wish: &SummaryWish,
    ) -> Result<Prepared, SummaryError> {
        let rules = self.gate.rules().await.map_err(GateError::from)?;
        // Values that do not leave are known before the first text that may repeat them is masked.
        session.learn(answer);
        let mentioned = references_in(&answer.plain().to_string());
        self.gate.learn_of(&session, self.member, &rules, &mentioned).await?;
        let kept = self.kept(entity).await?;
        let today = self.store.clock().today();
        Prepared::new(entity, today, session, answer, kept.as_ref(), wish)
    }

    /// What is to be kept: the new summary, or the one before with the new sentences in the places of the old.
    async fn joined(
        &self,
        entity: &Entity,
        prepared: &Prepared,
        text: &str,
        written: Writing,
    ) -> Result<Kept, SummaryError> {
        let (found, left_out) = prepared.read(text, written.at);
        if found.is_empty() {
            return Err(SummaryError::Unusable(match left_out {
                0 => "the model wrote nothing: try again",
                _ => "all that the model wrote weighed the person, and was left out: try again",
            }));
        }
        let Some(again) = &prepared.again else {
            return Ok(Kept {
                sentences: found.into_iter().map(|(_, sentence)| sentence).collect(),
                known: prepared.sources.iter().map(|source| source.name.clone()).collect(),
                left_out,
                written,
            });
        };
        // It may have been written anew, or removed, while this was on its way.
        let now = self.kept(entity).await?;
        let mut kept = now.ok_or(SummaryError::Unusable("the summary was removed meanwhile"))?;
        let mut none = true;
        for (stands_for, sentence) in found {
            let place = again.place(stands_for);
            if let Some(old) = place.and_then(|at| kept.sentences.get_mut(at)) {
                let part = sentence.part.or(old.part);
                *old = KeptSentence { part, ..sentence };
                none = false;
            }
        }
        if none {
            return Err(SummaryError::Unusable(
                "the model wrote something else than what was asked: try again",
            ));
        }
        kept.without(&again.gone);
        kept.left_out += left_out;
        kept.written = written;
        Ok(kept)
    }
}

fn arguments(entity: &Entity) -> String {
    json!({ "entity": entity.reference }).to_string()
}

const fn call<'c>(caller: &'c Caller, session: &'c Session, arguments: &'c str) -> Call<'c> {
    Call {
        caller,
        session,
        tool: "summarize_entity",
        arguments,
    }
}

impl Heard {
    /// Hears an answer to its end, and tells how it goes.
    async fn listen(
        &mut self,
        stream: &mut ProviderStream,
        prepared: &Prepared,
        began: UtcMillis,
        tell: &(dyn Fn(SummaryRunning) + Send + Sync),
    ) -> Result<(StopReason, String), LlmError> {
        while let Some(event) = stream.next().await {
            let step = match event? {
                ProviderEvent::Text { delta } => {
                    self.said.push_str(&delta);
                    "writing".to_owned()
                }
                ProviderEvent::Restarted => {
                    self.said.clear();
                    "writing".to_owned()
                }
                ProviderEvent::Waiting { wait, cause, .. } => {
                    format!("trying again in {} s: {cause}", wait.as_secs().max(1))
                }
                ProviderEvent::Thinking { .. } => "thinking".to_owned(),
                ProviderEvent::Usage(usage) => {
                    self.usage = usage;
                    continue;
                }
                ProviderEvent::Ended { stop, turn } => return Ok((stop, turn.text().to_owned())),
                _ => continue,
            };
            let (found, _) = prepared.read(&self.said, began);
            tell(prepared.so_far(&found, &step));
        }
        Err(LlmError::Cancelled)
    }
}

/// Whether an answer that ended so is whole.
fn usable(stop: &StopReason) -> Result<(), SummaryError> {
    Err(SummaryError::Unusable(match stop {
        StopReason::Finished | StopReason::ToolUse | StopReason::Paused => return Ok(()),
        StopReason::Length => "the answer was cut off: it used all the tokens that a summary may",
        StopReason::ContextFull => "this is more than the model can read at once",
        StopReason::Refused => "the model declined to sum this up",
        StopReason::Filtered => "the provider’s filter stopped the answer",
    }))
}
