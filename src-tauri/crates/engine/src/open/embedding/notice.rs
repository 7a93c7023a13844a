//! What an administrator reads before texts leave to be embedded: derived from the declarations and the rules, so that it
//! says what does leave.

use serde_json::json;
use sha2::{Digest as _, Sha256};
use workestra_core::mask::masked_embedding_text;
use workestra_core::{FieldDef, Kind, KindDef, Mask, Schema, Sensitivity, WorkspaceId};
use workestra_llm::{Provider, estimate};
use workestra_store::Store;

use super::super::providing::host;
use super::{DEVICE, DEVICE_MODEL};
use crate::api::{CommandError, EmbeddingChoice, EmbeddingNotice};

/// Entities whose texts are masked to estimate how much all are.
const SAMPLED: usize = 1_000;

/// What would leave.
pub(super) struct Departing {
    pub(super) choice: EmbeddingChoice,
    /// To whom; none where nothing does.
    pub(super) provider: Option<Provider>,
    /// With the workspace's own masks.
    pub(super) schema: Schema,
    /// The kinds that are open to AI.
    pub(super) kinds: Vec<Kind>,
    pub(super) workspace: WorkspaceId,
}

impl Departing {
    /// Binds the choice to all that is said of it. Counts, which move with every entity, are not part of it.
    pub(super) fn digest(&self) -> String {
        let read = json!([
            "embedding notice, 1",
            self.workspace,
            self.choice,
            self.provider,
            self.leaves(),
            self.stays()
        ]);
        let digest = Sha256::digest(read.to_string().as_bytes());
        digest.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    pub(super) async fn notice(&self, store: &Store) -> Result<EmbeddingNotice, CommandError> {
        let (texts, tokens_estimated) = match self.provider {
            Some(_) => self.measured(store).await?,
            None => (0, 0),
        };
        Ok(EmbeddingNotice {
            host: self.host(),
            model: self
                .provider
                .as_ref()
                .map_or_else(|| DEVICE_MODEL.to_owned(), |provider| provider.model.clone()),
            texts,
            tokens_estimated,
            leaves: self.leaves(),
            stays: self.stays(),
            digest: self.digest(),
        })
    }

    fn host(&self) -> String {
        self.provider.as_ref().map_or_else(|| DEVICE.to_owned(), host)
    }

    fn leaves(&self) -> Vec<String> {
        if self.provider.is_none() {
            return Vec::new();
        }
        let host = self.host();
        let mut leaves = vec![format!(
            "One text of at most 2,000 characters for every entity that is not in the trash goes to {host}, now and again whenever it changes, for as long as this choice stands."
        )];
        for &kind in &self.kinds {
            let def = self.schema.kind(kind);
            let fields = sent(def);
            if fields.is_empty() {
                leaves.push(format!("Of {kind}s no more than that there is one."));
            } else {
                leaves.push(format!("Of {kind}s: {}.", fields.join(", ")));
            }
        }
        leaves.push("Names of people and companies are not hidden in these texts, unless their fields are masked in the settings.".to_owned());
        leaves.push(format!(
            "What is typed in Cmd+K goes to {host} once typing rests for a quarter of a second, and so does what the assistant searches for. Not what looks like a reference, an address or a number, and not what names an entity here exactly."
        ));
        leaves
    }

    fn stays(&self) -> Vec<String> {
        if self.provider.is_none() {
            return vec!["Everything: vectors are made and kept on this device.".to_owned()];
        }
        let mut stays = vec![
            "Email addresses, phone numbers, cards, bank accounts and national numbers are taken out of every text before it leaves.".to_owned(),
            "Fields that are masked, restricted or protected do not leave, and neither do notes, messages, emails and files.".to_owned(),
        ];
        let closed: Vec<String> = Kind::ALL
            .iter()
            .filter(|kind| !self.kinds.contains(kind))
            .map(|kind| format!("{kind}s"))
            .collect();
        if !closed.is_empty() {
            stays.push(format!(
                "{} are closed to AI: nothing of them leaves, and they are found by their words alone.",
                capitalised(&closed.join(", "))
            ));
        }
        stays.push("The vectors come back, are kept in this workspace's encrypted file alone, and are deleted with their entity.".to_owned());
        stays.push("With AI switched off nothing leaves: entities are found by their words then.".to_owned());
        stays
    }

    /// How many texts, and about how many tokens: of the first ones all, of more in proportion.
    async fn measured(&self, store: &Store) -> Result<(u64, u64), CommandError> {
        let counts = store.vector_counts_among("", &self.kinds).await?;
        let (mut after, mut seen, mut tokens) = (0, 0_u64, 0_u64);
        while seen < SAMPLED as u64 {
            let page = store.scan(after, SAMPLED).await?;
            let Some(last) = page.iter().map(|stored| stored.num).max() else {
                break;
            };
            for stored in page {
                let entity = stored.entity;
                if entity.deleted_at.is_none() && self.kinds.contains(&entity.kind) {
                    let text = masked_embedding_text(self.schema.kind(entity.kind), &entity.fields);
                    seen += 1;
                    tokens += estimate(text.get());
                }
            }
            after = last;
        }
        let tokens = tokens.saturating_mul(counts.want).checked_div(seen).unwrap_or(0);
        Ok((counts.want, tokens))
    }
}

/// The labels of the fields of a kind that leave, those that make its title first.
fn sent(def: &KindDef) -> Vec<&str> {
    let leaves = |field: &&FieldDef| field.mask == Mask::None && field.sensitivity < Sensitivity::Restricted;
    let naming = def.naming().iter().filter_map(|key| def.field(key));
    let others = def.fields.iter().filter(|field| field.embedded);
    let mut labels: Vec<&str> = Vec::new();
    for field in naming.chain(others).filter(leaves) {
        if !labels.contains(&field.label.as_ref()) {
            labels.push(&field.label);
        }
    }
    labels
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}
