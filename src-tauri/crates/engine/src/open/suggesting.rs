//! The commands on suggestions: what the rules say of an entity, asking for one of them, and dismissing one.

mod gathering;

use sha2::{Digest as _, Sha256};
use uuid::Uuid;
use workestra_assistant::{Call, Caller, Outcome, Session, Via};
use workestra_core::suggest::{Suggestion, suggest};
use workestra_core::{Digest, EntityId, Grant};
use workestra_store::{Confirmation, Dismissal};

use super::Open;
use super::confirming::card;
use crate::api::{
    CommandError, DismissedSuggestion, EntityName, ErrorCode, Nothing, Suggested, SuggestionAsked, SuggestionDismiss,
    SuggestionName, Suggestions,
};

impl Open {
    /// What could be done about an entity next, each with its reason.
    ///
    /// # Errors
    /// There is no such entity, or the workspace cannot be read.
    pub async fn suggestion_list(&self, _: &Grant, name: EntityName) -> Result<Suggestions, CommandError> {
        let entity = self.entity_named(&name.entity).await?;
        let id = entity.id;
        let made = self.suggestions_of(id).await?;
        let dismissals = self.store.dismissals(id).await?;
        let pending = self.store.confirmations_pending().await?;
        let mut answer = Suggestions {
            suggestions: Vec::new(),
            dismissed: Vec::new(),
        };
        for suggestion in made {
            let basis = basis_of(&suggestion);
            let dismissed = dismissals
                .iter()
                .find(|dismissed| dismissed.rule == suggestion.rule && dismissed.basis == basis);
            let suggested = suggested(suggestion, id, &basis, &pending);
            match dismissed {
                None => answer.suggestions.push(suggested),
                Some(Dismissal { reason, actor, at, .. }) => answer.dismissed.push(DismissedSuggestion {
                    suggestion: suggested,
                    reason: reason.clone(),
                    actor: *actor,
                    at: *at,
                }),
            }
        }
        answer
            .dismissed
            .sort_by_key(|dismissed| std::cmp::Reverse(dismissed.at));
        Ok(answer)
    }

    /// Asks the person to confirm a suggestion, as their own act: the rules of AI do not bind it, and it works with AI off.
    pub(crate) async fn suggestion_run(
        &self,
        _: &Grant,
        name: SuggestionName,
    ) -> Result<SuggestionAsked, CommandError> {
        let made = self.suggestions_of(name.entity).await?;
        let wanted = made
            .into_iter()
            .find(|made| made.rule == name.rule && hex(&basis_of(made)) == name.basis);
        let wanted = wanted.ok_or_else(|| {
            let message = "this is no longer so: the panel shows what is to be done now";
            CommandError::new(ErrorCode::Stale, message)
        })?;
        let key = key_of(name.entity, wanted.rule, &basis_of(&wanted));
        if let Some(waits) = self.asked_before(&key).await? {
            return Ok(waits);
        }
        let asked = self.ask_for(&wanted, &key).await?;
        self.asked(asked)
    }

    /// What waits already because it was asked for under a key: the window that asks comes up again.
    pub(super) async fn asked_before(&self, key: &str) -> Result<Option<SuggestionAsked>, CommandError> {
        let pending = self.store.confirmations_pending().await?;
        Ok(pending.iter().find(|waits| is_for(waits, key)).map(|waits| {
            self.show_confirmation(waits.id);
            SuggestionAsked {
                card: Some(card(waits)),
                message: None,
            }
        }))
    }

    /// Calls the suggestion's tool in the person's own name.
    pub(super) async fn ask_for(&self, suggestion: &Suggestion, key: &str) -> Result<Outcome, CommandError> {
        let mut arguments = suggestion.call.arguments.clone();
        // A key names one wish. One that was declined before and is taken up again is another one.
        arguments["idempotency_key"] = format!("{key}:{}", Uuid::now_v7()).into();
        let caller = Caller {
            member: self.me.id,
            via: Via::Person,
            conversation: None,
        };
        let call = Call {
            caller: &caller,
            session: &Session::default(),
            tool: suggestion.call.tool,
            arguments: &arguments.to_string(),
        };
        Ok(self.assisting.gate.call(call).await?)
    }

    pub(crate) async fn suggestion_dismiss(
        &self,
        grant: &Grant,
        dismiss: SuggestionDismiss,
    ) -> Result<Nothing, CommandError> {
        let known = workestra_core::Kind::ALL
            .iter()
            .flat_map(|kind| workestra_core::suggest::rules(*kind))
            .any(|rule| rule.key == dismiss.rule);
        let basis = read_basis(&dismiss.basis).filter(|_| known).ok_or_else(|| {
            let message = "name a suggestion of this entity by its rule and what it rests on";
            CommandError::new(ErrorCode::InvalidArguments, message)
        })?;
        self.store
            .dismiss(grant, dismiss.entity, &dismiss.rule, &basis, dismiss.reason.as_deref())
            .await?;
        Ok(Nothing {})
    }

    async fn suggestions_of(&self, id: EntityId) -> Result<Vec<Suggestion>, CommandError> {
        let entity = self.entity_named(&id.to_string()).await?;
        let gathered = self.gather(entity).await?;
        let clock = self.store.clock();
        Ok(suggest(&gathered.facts(self.store.now(), clock.today())))
    }
}

fn suggested(suggestion: Suggestion, id: EntityId, basis: &Digest, pending: &[Confirmation]) -> Suggested {
    let key = key_of(id, suggestion.rule, basis);
    Suggested {
        rule: suggestion.rule.to_owned(),
        basis: hex(basis),
        title: suggestion.title,
        reason: suggestion.reason,
        evidence: suggestion.evidence,
        tool: suggestion.call.tool.to_owned(),
        waits: pending.iter().find(|waits| is_for(waits, &key)).map(card),
    }
}

/// Names a suggestion among the keys of wishes.
fn key_of(id: EntityId, rule: &str, basis: &Digest) -> String {
    format!("suggestion:{id}:{rule}:{}", hex(&basis[..8]))
}

/// Whether a confirmation that waits was asked for under a key, whichever time it was.
fn is_for(waits: &Confirmation, key: &str) -> bool {
    let own = waits.idempotency_key.split_once('/').map(|(_, own)| own);
    own.and_then(|own| own.strip_prefix(key))
        .is_some_and(|rest| rest.starts_with(':'))
}

fn basis_of(suggestion: &Suggestion) -> Digest {
    Sha256::digest(suggestion.basis().as_bytes()).into()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn read_basis(text: &str) -> Option<Digest> {
    if text.len() != 64 || !text.is_ascii() {
        return None;
    }
    let mut basis = [0; 32];
    for (at, byte) in basis.iter_mut().enumerate() {
        *byte = u8::from_str_radix(text.get(2 * at..2 * at + 2)?, 16).ok()?;
    }
    Some(basis)
}
