//! A call on its way through the gate.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde_json::{Value as Json, json};
use uuid::Uuid;
use workestra_core::{Access, Actor, AssistantRules, Decision, Kind, Member, Policy};
use workestra_store::{AuditAction, AuditEntry, AuditPayload, NewConfirmation, Opened, Rehearsed};

use super::{Call, Gate, GateError, Outcome, PATIENCE};
use crate::arguments;
use crate::canonical;
use crate::error::{Fault, ToolError};
use crate::hiring;
use crate::plan::Plan;
use crate::reader::Reader;
use crate::shown::{Marks, Shown, leaves};
use crate::tool::{Body, Tool};

/// So many questions may wait at once: nobody reads the hundredth.
const MOST_WAITING: usize = 25;

/// The most bytes of an idempotency key.
const LONGEST_KEY: usize = 200;

/// A call that the policy let through.
struct Ready<'a> {
    call: &'a Call<'a>,
    tool: &'a Tool,
    arguments: Json,
    /// Where in them a placeholder was turned back.
    masked: BTreeSet<String>,
    member: Member,
    rules: AssistantRules,
}

impl Gate {
    /// Calls a tool. Whatever is wrong with the call itself is an outcome that the model reads.
    ///
    /// # Errors
    /// The log or the confirmation could not be written: nothing ran then.
    pub async fn call(&self, call: Call<'_>) -> Result<Outcome, GateError> {
        let ready = match self.let_through(&call).await? {
            Ok(ready) => ready,
            Err(refused) => {
                self.log_refusal(&call, &refused).await?;
                return Ok(Outcome::Refused(refused));
            }
        };
        match ready.tool.body() {
            Body::Read(_) => self.read(&ready).await,
            Body::Write(_) => match self.ask(&ready).await? {
                Ok(outcome) => Ok(outcome),
                Err(refused) => {
                    self.log_refusal(&call, &refused).await?;
                    Ok(Outcome::Refused(refused))
                }
            },
        }
    }

    async fn let_through<'a>(&'a self, call: &'a Call<'a>) -> Result<Result<Ready<'a>, ToolError>, GateError> {
        let rules = self.rules_for(call.caller.actor()).await?;
        Ok(self.checked(call, rules))
    }

    fn checked<'a>(&'a self, call: &'a Call<'a>, rules: AssistantRules) -> Result<Ready<'a>, ToolError> {
        let member = self.member(call.caller.member)?;
        let tool = self.registry.tool_shown(call.tool, call.session.profile())?;
        if let Decision::Deny(why) = Policy::decide(&rules, call.caller.actor(), &member, tool.access(), None) {
            return Err(ToolError::new(Fault::Denied, why.to_string()));
        }
        let written = arguments::parse(call.arguments)?;
        // Placeholders are turned back only now: what they stand for is the workspace's own, as it is.
        let restored = call.session.restored(&written);
        let masked = differing(&written, &restored);
        Ok(Ready {
            call,
            tool,
            arguments: tool.check(restored)?,
            masked,
            member,
            rules,
        })
    }

    /// What a reading tool would answer, to show a person what would leave the machine. Nothing does, so the log has no row
    /// of it; what leaves later is read again, by a call that has one.
    ///
    /// # Errors
    /// The workspace cannot be read.
    pub(crate) async fn look(&self, call: Call<'_>) -> Result<Outcome, GateError> {
        let ready = match self.let_through(&call).await? {
            Ok(ready) => ready,
            Err(refused) => return Ok(Outcome::Refused(refused)),
        };
        let Body::Read(run) = ready.tool.body() else {
            return Ok(Outcome::Refused(ToolError::invalid("this tool does not read")));
        };
        let reader = self.reader(&ready.member, &ready.rules);
        Ok(match run(ready.arguments.clone(), reader).await {
            Ok(node) => Outcome::Read(node),
            Err(error) => Outcome::Refused(error),
        })
    }

    async fn read(&self, ready: &Ready<'_>) -> Result<Outcome, GateError> {
        let Body::Read(run) = ready.tool.body() else {
            return Ok(Outcome::Refused(ToolError::invalid("this tool does not read")));
        };
        let mut before = self.entry(ready.call, AuditAction::ToolCall);
        before.decision = Some("allow".to_owned());
        before.input = Some(canonical::text(&ready.arguments));
        before.argument_digest = Some(canonical::digest("workestra arguments", &ready.arguments));
        let begun = self.store.audit_append(before).await?;
        let reader = self.reader(&ready.member, &ready.rules);
        let outcome = match run(ready.arguments.clone(), Arc::clone(&reader)).await {
            Ok(node) => Outcome::Read(node),
            Err(error) => Outcome::Refused(error),
        };
        let mut after = self.entry(ready.call, AuditAction::ToolResult);
        let answer = canonical::text(&outcome.for_model().plain());
        after.ends = Some(begun.seq());
        after.result = Some(match &outcome {
            Outcome::Refused(error) => error.fault.name().to_owned(),
            _ => "read".to_owned(),
        });
        let seen = reader.seen();
        let content = json!({ "arguments": ready.arguments, "answer": outcome.for_model().plain() });
        after.payload = payload(ready.call, seen.iter().map(|id| id.0), &content);
        after.output = Some(answer);
        self.store.audit_append(after).await?;
        Ok(outcome)
    }

    async fn ask(&self, ready: &Ready<'_>) -> Result<Result<Outcome, ToolError>, GateError> {
        let key = match key_of(ready) {
            Ok(key) => key,
            Err(error) => return Ok(Err(error)),
        };
        let actor = ready.call.caller.actor();
        let wish = json!([ready.tool.name(), without_key(&ready.arguments)]);
        let asked = canonical::digest("workestra wish", &wish);
        if let Some(known) = self.store.confirmation_by_key(actor, &key).await? {
            return Ok(again(known, asked));
        }
        let (plan, reader) = match self.plan(ready).await {
            Ok(planned) => planned,
            Err(error) => return Ok(Err(error)),
        };
        // What a person has to type the model must not have written for them.
        let foreseen = plan
            .to_type
            .iter()
            .find(|(path, _)| ready.arguments.pointer(path).is_some_and(|value| !value.is_null()));
        if let Some((path, label)) = foreseen {
            let message = format!(
                "{label}: leave out {}, the person writes it",
                path.trim_start_matches('/')
            );
            return Ok(Err(ToolError::new(Fault::Denied, message)));
        }
        let waiting = self.store.confirmations_pending().await?;
        if waiting.iter().filter(|waiting| waiting.actor == actor).count() >= MOST_WAITING {
            let message = format!("{MOST_WAITING} questions wait for the person already: let them answer first");
            return Ok(Err(ToolError::new(Fault::Denied, message)));
        }
        let rehearsed = match self.rehearsed(&ready.member, &ready.rules, actor, &plan).await? {
            Ok(rehearsed) => rehearsed,
            Err(error) => return Ok(Err(error)),
        };
        if rehearsed.effects.is_empty() && !rehearsed.elsewhere {
            let message = "all is so already: nothing would change";
            let mut entry = self.entry(ready.call, AuditAction::ToolCall);
            entry.decision = Some("confirm".to_owned());
            entry.result = Some("nothing_to_do".to_owned());
            self.store.audit_append(entry).await?;
            return Ok(Ok(Outcome::NothingToDo(message.to_owned())));
        }
        let shown = Shown::new(
            ready.tool.name(),
            &ready.arguments,
            &plan,
            &rehearsed.effects,
            &self.store.schema(),
            &Marks::of(&ready.arguments, ready.call.session, ready.masked.clone()),
            &BTreeMap::new(),
        );
        let digest = shown.digest(actor, &ready.arguments);
        let id = Uuid::now_v7();
        let shown = serde_json::to_value(&shown).unwrap_or_default();
        let mut entry = self.entry(ready.call, AuditAction::ConfirmationOpened);
        entry.decision = Some("confirm".to_owned());
        entry.confirmation = Some(id);
        entry.argument_digest = Some(digest);
        entry.input = Some(canonical::text(&ready.arguments));
        let touched = rehearsed
            .revisions
            .iter()
            .map(|(id, _)| id.0)
            .chain(reader.seen().iter().map(|id| id.0))
            .collect::<Vec<_>>();
        entry.payload = payload(
            ready.call,
            touched,
            &json!({ "arguments": ready.arguments, "shown": shown }),
        );
        let new = NewConfirmation {
            id,
            actor,
            origin: ready.call.caller.origin(),
            conversation: ready.call.caller.conversation,
            tool: ready.tool.name().to_owned(),
            arguments: ready.arguments.clone(),
            shown,
            digest,
            idempotency_key: key,
            asked,
            expires_at: workestra_core::UtcMillis(self.store.now().0.saturating_add(PATIENCE)),
            entities: rehearsed.revisions,
            audit: entry,
        };
        Ok(match self.store.confirmation_open(new).await? {
            Opened::New(confirmation) => Ok(Outcome::Confirmation(Box::new(confirmation))),
            // Two calls with one key, side by side.
            Opened::Known(known) => again(known, asked),
        })
    }

    async fn plan(&self, ready: &Ready<'_>) -> Result<(Plan, Arc<Reader>), ToolError> {
        self.planned(
            ready.tool,
            &ready.arguments,
            &ready.member,
            &ready.rules,
            ready.call.caller.actor(),
        )
        .await
    }

    /// A plan that policy and guards let through.
    pub(super) async fn planned(
        &self,
        tool: &Tool,
        arguments: &Json,
        member: &Member,
        rules: &AssistantRules,
        actor: Actor,
    ) -> Result<(Plan, Arc<Reader>), ToolError> {
        let Body::Write(run) = tool.body() else {
            return Err(ToolError::invalid("this tool does not write"));
        };
        let reader = self.reader(member, rules);
        let plan = run(arguments.clone(), Arc::clone(&reader)).await?;
        may_write(rules, actor, member, plan.steps.iter().map(|step| step.kind))?;
        let typed: Vec<&str> = plan
            .to_type
            .iter()
            .map(|(path, _)| path.trim_start_matches('/'))
            .collect();
        hiring::check(&plan, actor, &self.store.schema(), &typed)?;
        Ok((plan, reader))
    }

    /// What a plan would do; or why a part of it would be refused. What it touches counts, not only what it names: the
    /// other end of a link, what a merge moves.
    pub(super) async fn rehearsed(
        &self,
        member: &Member,
        rules: &AssistantRules,
        actor: Actor,
        plan: &Plan,
    ) -> Result<Result<Rehearsed, ToolError>, GateError> {
        let mut rehearsed = self.store.rehearse(member, plan.ops()).await?;
        if !rehearsed.refused.is_empty() {
            let (_, error) = rehearsed.refused.swap_remove(0);
            return Ok(Err(error.into()));
        }
        let touched = rehearsed.effects.iter().map(|effect| effect.reference.kind);
        let allowed = may_write(rules, actor, member, touched)
            .and_then(|()| hiring::check_effects(plan, &rehearsed.effects, actor, &self.store.schema()));
        Ok(allowed.map(|()| rehearsed))
    }

    pub(super) fn reader(&self, member: &Member, rules: &AssistantRules) -> Arc<Reader> {
        Arc::new(Reader::new(
            self.store.clone(),
            self.search.clone(),
            member.clone(),
            rules.clone(),
            self.mail.read().clone(),
        ))
    }

    async fn log_refusal(&self, call: &Call<'_>, error: &ToolError) -> Result<(), GateError> {
        let mut entry = self.entry(call, AuditAction::ToolCall);
        entry.decision = Some("deny".to_owned());
        entry.result = Some(error.fault.name().to_owned());
        entry.input = Some(call.arguments.to_owned());
        self.store.audit_append(entry).await?;
        Ok(())
    }

    fn entry(&self, call: &Call<'_>, action: AuditAction) -> AuditEntry {
        let mut entry = AuditEntry::new(call.caller.actor(), call.caller.origin(), action);
        // A name that no tool has may hold anything.
        let name = self.registry.tool(call.tool).map_or("unknown tool", Tool::name);
        entry.objects = vec![name.to_owned()];
        entry.tools_version = Some(self.registry.version(call.session.profile()).to_owned());
        entry
    }
}

/// Whether all of these kinds may be written.
pub(super) fn may_write(
    rules: &AssistantRules,
    actor: Actor,
    member: &Member,
    kinds: impl IntoIterator<Item = Kind>,
) -> Result<(), ToolError> {
    for kind in kinds {
        if let Decision::Deny(why) = Policy::decide(rules, actor, member, Access::Write, Some(kind)) {
            return Err(ToolError::new(Fault::Denied, why.to_string()));
        }
    }
    Ok(())
}

/// The key, within its conversation: models count from one.
fn key_of(ready: &Ready<'_>) -> Result<String, ToolError> {
    let key = ready.arguments["idempotency_key"].as_str().unwrap_or_default().trim();
    if key.is_empty() || key.len() > LONGEST_KEY {
        return Err(ToolError::invalid(format!(
            "idempotency_key names this wish: 1 to {LONGEST_KEY} characters, another one for another wish"
        )));
    }
    if ready.arguments["reason"]
        .as_str()
        .is_none_or(|reason| reason.trim().is_empty())
    {
        return Err(ToolError::invalid(
            "reason says to the person why: it must not be empty",
        ));
    }
    Ok(match ready.call.caller.conversation {
        Some(conversation) => format!("{conversation}/{key}"),
        None => format!("{}/{key}", ready.call.caller.origin().name()),
    })
}

/// A key's second use: what came of the first, unless it was another wish.
fn again(known: workestra_store::Confirmation, asked: workestra_core::Digest) -> Result<Outcome, ToolError> {
    if known.asked == asked {
        return Ok(Outcome::Confirmation(Box::new(known)));
    }
    Err(ToolError::invalid(
        "this idempotency_key was used for another wish: use a new one",
    ))
}

/// The values that are not the same in both, by JSON pointer.
fn differing(one: &Json, other: &Json) -> BTreeSet<String> {
    let differs = leaves(other)
        .into_iter()
        .filter(|(path, value)| one.pointer(path) != Some(value));
    differs.map(|(path, _)| path).collect()
}

fn without_key(arguments: &Json) -> Json {
    let mut arguments = arguments.clone();
    if let Some(members) = arguments.as_object_mut() {
        members.remove("idempotency_key");
        members.remove("reason");
    }
    arguments
}

/// Content for the log, if it is about anybody.
fn payload(call: &Call<'_>, about: impl IntoIterator<Item = Uuid>, content: &Json) -> Option<AuditPayload> {
    let subjects: Vec<Uuid> = about.into_iter().chain(call.caller.conversation).collect();
    (!subjects.is_empty()).then(|| AuditPayload {
        subjects,
        content: canonical::text(content),
    })
}
