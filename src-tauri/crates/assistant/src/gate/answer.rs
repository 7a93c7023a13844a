//! A person's answer: what they approve is what they were shown last, and it runs once.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use ts_rs::TS;
use workestra_core::{ConfirmationId, Digest, Member, PersonAtConfirmation};
use workestra_store::{Confirmation, ConfirmationState, Executed, Execution, Lapse, OpError};

use super::call::may_write;
use super::{Gate, GateError, entry_of};
use crate::arguments;
use crate::error::{Fault, ToolError};
use crate::plan::Plan;
use crate::profile::Profile;
use crate::shown::{Marks, Shown};

/// What a person changed before approving.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields, default)]
pub struct Edits {
    /// Arguments that they wrote, by JSON pointer.
    #[ts(type = "Record<string, unknown>")]
    pub set: BTreeMap<String, Json>,
    /// Arguments and steps that they left out, by JSON pointer.
    #[ts(as = "Vec<String>")]
    pub drop: BTreeSet<String>,
}

impl Edits {
    fn is_empty(&self) -> bool {
        self.set.is_empty() && self.drop.is_empty()
    }
}

/// A person's answer.
#[derive(Debug, Clone, PartialEq)]
pub enum Answer {
    /// Yes, to what was shown under this digest.
    Approve {
        /// Of what was shown last, edits included.
        digest: Digest,
        /// What was changed.
        edits: Edits,
        /// What they typed for [`Shown::type_first`]; empty where nothing is to be typed.
        typed: String,
        /// Their words.
        note: Option<String>,
    },
    /// No.
    Decline {
        /// Their words; the model reads them.
        note: Option<String>,
    },
}

/// A confirmation as it would be carried out.
struct Prepared {
    plan: Plan,
    shown: Shown,
    digest: Digest,
}

impl Gate {
    /// What a confirmation shows once it is edited, with the digest to approve it by.
    ///
    /// # Errors
    /// What was edited cannot be, or cannot be done.
    pub async fn preview(&self, id: ConfirmationId, edits: &Edits) -> Result<(Shown, Digest), GateError> {
        let confirmation = self
            .store
            .confirmation(id)
            .await?
            .ok_or(GateError::NoSuchConfirmation)?;
        if edits.is_empty() {
            return Ok((shown_of(&confirmation)?, confirmation.digest));
        }
        let member = self.asked_for(&confirmation)?;
        let prepared = self.edited(&confirmation, &member, edits).await?;
        Ok((prepared.shown, prepared.digest))
    }

    /// A person answers. What comes back is how the confirmation stands then; it ends as executed only if this very
    /// answer, or an earlier one, carried it out.
    ///
    /// # Errors
    /// The answer cannot be taken as it is: the confirmation then waits for another one.
    pub async fn resolve(
        &self,
        person: PersonAtConfirmation,
        id: ConfirmationId,
        answer: Answer,
    ) -> Result<Confirmation, GateError> {
        let confirmation = self
            .store
            .confirmation(id)
            .await?
            .ok_or(GateError::NoSuchConfirmation)?;
        if confirmation.state != ConfirmationState::Pending {
            return Ok(confirmation);
        }
        match answer {
            Answer::Decline { note } => {
                let entry = entry_of(&confirmation);
                Ok(self.store.confirmation_decline(person, id, note, entry).await?)
            }
            Answer::Approve {
                digest,
                edits,
                typed,
                note,
            } => self.approve(person, confirmation, digest, &edits, &typed, note).await,
        }
    }

    async fn approve(
        &self,
        person: PersonAtConfirmation,
        confirmation: Confirmation,
        digest: Digest,
        edits: &Edits,
        typed: &str,
        note: Option<String>,
    ) -> Result<Confirmation, GateError> {
        let member = person.member().clone();
        let resolution = person.approves(confirmation.actor, confirmation.id, digest)?;
        if self.store.now() >= confirmation.expires_at {
            return self
                .lapse(&confirmation, Lapse::Expired, "it was answered too late")
                .await;
        }
        if !self.rules_for(confirmation.actor).await?.on {
            return self.lapse(&confirmation, Lapse::Expired, "AI was switched off").await;
        }
        let prepared = match self.prepared(&confirmation, &member, edits).await {
            Ok(prepared) => prepared,
            // What was shown cannot even be planned any more. What the person wrote can be written again.
            Err(GateError::Edited(error)) if edits.is_empty() => {
                let lapse = match error.fault {
                    Fault::Stale | Fault::NotFound => Lapse::Stale,
                    Fault::Invalid | Fault::Denied | Fault::Failed => Lapse::Failed,
                };
                return self.lapse(&confirmation, lapse, &error.message).await;
            }
            Err(error) => return Err(error),
        };
        if prepared.digest != digest {
            return Err(GateError::NotAsShown);
        }
        let to_type = prepared.shown.to_type();
        if !to_type.is_empty() {
            return Err(GateError::MustType(
                to_type.into_iter().map(|(_, label)| label).collect(),
            ));
        }
        if let Some(word) = prepared.shown.not_typed(typed) {
            return Err(GateError::TypeFirst(word.to_owned()));
        }
        let mut audit = entry_of(&confirmation);
        audit.argument_digest = Some(digest);
        audit.tools_version = Some(self.registry.version(Profile::Write).to_owned());
        let execution = Execution {
            resolution,
            ops: prepared.plan.ops(),
            expected: prepared.shown.expected,
            note,
            audit,
        };
        match self.store.execute(execution).await? {
            Executed::Done { confirmation, .. } | Executed::Answered(confirmation) => Ok(*confirmation),
            Executed::Expired => {
                self.lapse(&confirmation, Lapse::Expired, "it was answered too late")
                    .await
            }
            Executed::Stale(why) => self.lapse(&confirmation, Lapse::Stale, &why).await,
            Executed::Failed(why) => self.lapse(&confirmation, Lapse::Failed, &said(&why)).await,
        }
    }

    async fn prepared(
        &self,
        confirmation: &Confirmation,
        member: &Member,
        edits: &Edits,
    ) -> Result<Prepared, GateError> {
        if !edits.is_empty() {
            return self.edited(confirmation, member, edits).await;
        }
        let shown = shown_of(confirmation)?;
        let tool = self.registry.tool(&confirmation.tool).map_err(GateError::Edited)?;
        let rules = self.rules_for(confirmation.actor).await?;
        let planned = self
            .planned(tool, &confirmation.arguments, member, &rules, confirmation.actor)
            .await;
        let (plan, _) = planned.map_err(GateError::Edited)?;
        // The rules may be others than when it was asked.
        let touched = shown.changes.iter().map(|change| change.reference.kind);
        may_write(&rules, confirmation.actor, member, touched).map_err(GateError::Edited)?;
        // Made anew from what is stored, so that a row that somebody changed in the file is not what is approved.
        let digest = shown.digest(confirmation.actor, &confirmation.arguments);
        Ok(Prepared { plan, shown, digest })
    }

    async fn edited(&self, confirmation: &Confirmation, member: &Member, edits: &Edits) -> Result<Prepared, GateError> {
        let before = shown_of(confirmation)?;
        let arguments = apply(&confirmation.arguments, &before, edits)?;
        let tool = self.registry.tool(&confirmation.tool).map_err(GateError::Edited)?;
        let arguments = arguments::normalised(arguments).and_then(|arguments| tool.check(arguments));
        let arguments = arguments.map_err(GateError::Edited)?;
        let rules = self.rules_for(confirmation.actor).await?;
        let planned = self.planned(tool, &arguments, member, &rules, confirmation.actor).await;
        let (plan, _) = planned.map_err(GateError::Edited)?;
        let rehearsed = self.rehearsed(member, &rules, confirmation.actor, &plan).await?;
        let rehearsed = rehearsed.map_err(GateError::Edited)?;
        let set = edits.set.iter();
        let typed = set
            .filter_map(|(path, value)| Some((moved(path, edits)?, value.clone())))
            .collect();
        let shown = Shown::new(
            &confirmation.tool,
            &arguments,
            &plan,
            &rehearsed.effects,
            &self.store.schema(),
            &Marks::kept(&before, |path| match edits.set.contains_key(path) {
                true => None,
                false => moved(path, edits),
            }),
            &typed,
        );
        let digest = shown.digest(confirmation.actor, &arguments);
        Ok(Prepared { plan, shown, digest })
    }

    fn asked_for(&self, confirmation: &Confirmation) -> Result<Member, GateError> {
        let member = confirmation.actor.member().ok_or(GateError::NoSuchConfirmation)?;
        self.member(member).map_err(GateError::Edited)
    }
}

/// All that a confirmation shows.
fn shown_of(confirmation: &Confirmation) -> Result<Shown, GateError> {
    serde_json::from_value(confirmation.shown.clone()).map_err(|_| GateError::NoSuchConfirmation)
}

/// The arguments as the person wants them.
fn apply(arguments: &Json, shown: &Shown, edits: &Edits) -> Result<Json, GateError> {
    let mut edited = arguments.clone();
    for (path, value) in &edits.set {
        if !shown.may_edit(path) {
            return Err(GateError::NotEditable(path.clone()));
        }
        put(&mut edited, path, value.clone()).ok_or_else(|| GateError::NotEditable(path.clone()))?;
    }
    for path in dropped(edits) {
        if !shown.may_drop(path) {
            return Err(GateError::NotEditable(path.clone()));
        }
        remove(&mut edited, path).ok_or_else(|| GateError::NotEditable(path.clone()))?;
    }
    Ok(edited)
}

/// What is left out, from the last one on, so that the places of those before stay.
fn dropped(edits: &Edits) -> Vec<&String> {
    let mut gone: Vec<&String> = edits.drop.iter().collect();
    gone.sort_by_key(|path| std::cmp::Reverse((parent(path).0.to_owned(), place(path))));
    gone
}

/// Where an argument stands once others before it are left out; none when it is left out itself. What is known of an
/// argument moves with it.
fn moved(path: &str, edits: &Edits) -> Option<String> {
    let mut path = path.to_owned();
    for gone in dropped(edits) {
        let (list, at) = parent(gone);
        if path == *gone || path.starts_with(&format!("{gone}/")) {
            return None;
        }
        let (Ok(at), Some(rest)) = (at.parse::<usize>(), path.strip_prefix(&format!("{list}/"))) else {
            continue;
        };
        let (own, tail) = rest
            .split_once('/')
            .map_or((rest, ""), |(own, _)| (own, &rest[own.len()..]));
        if let Ok(own) = own.parse::<usize>()
            && own > at
        {
            path = format!("{list}/{}{tail}", own - 1);
        }
    }
    Some(path)
}

fn parent(path: &str) -> (&str, &str) {
    path.rsplit_once('/').unwrap_or(("", path))
}

fn place(path: &str) -> usize {
    parent(path).1.parse().unwrap_or_default()
}

fn put(arguments: &mut Json, path: &str, value: Json) -> Option<()> {
    if let Some(there) = arguments.pointer_mut(path) {
        *there = value;
        return Some(());
    }
    let (parent, name) = parent(path);
    arguments
        .pointer_mut(parent)?
        .as_object_mut()?
        .insert(name.to_owned(), value);
    Some(())
}

fn remove(arguments: &mut Json, path: &str) -> Option<()> {
    let (parent, name) = parent(path);
    match arguments.pointer_mut(parent)? {
        Json::Array(list) => {
            let at: usize = name.parse().ok()?;
            (at < list.len()).then(|| list.remove(at)).map(drop)
        }
        Json::Object(members) => members.remove(name).map(drop),
        _ => None,
    }
}

fn said(error: &OpError) -> String {
    ToolError::from(error.clone()).message
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_known_of_an_argument_moves_with_it() {
        let drop = ["/changes/0", "/changes/2"].map(str::to_owned);
        let edits = Edits {
            drop: BTreeSet::from(drop),
            ..Edits::default()
        };
        for (before, after) in [
            ("/changes/0/value", None),
            ("/changes/1/value", Some("/changes/0/value")),
            ("/changes/2", None),
            ("/changes/3/value", Some("/changes/1/value")),
            ("/changes/11/value", Some("/changes/9/value")),
            ("/text", Some("/text")),
        ] {
            assert_eq!(moved(before, &edits).as_deref(), after, "{before}");
        }
    }
}
