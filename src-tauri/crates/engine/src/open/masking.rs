//! The commands on what leaves of each field.

use workestra_core::{Grant, Masks, WrongMask};

use super::Open;
use crate::api::{
    CommandError, ErrorCode, MaskingAsk, MaskingField, MaskingFields, MaskingKind, MaskingPart, MaskingPreview, Nothing,
};

impl Open {
    /// What leaves of every field, as declared and as it holds.
    ///
    /// # Errors
    /// The rules cannot be read.
    pub async fn masking_fields(&self, _: &Grant, _: Nothing) -> Result<MaskingFields, CommandError> {
        let rules = self.assisting.gate.rules().await?;
        let declared = self.schema();
        let masked = declared.as_ref().clone().masked_by(&rules.masks);
        let kinds = declared.kinds().iter().zip(masked.kinds()).map(|(declared, masked)| {
            let fields = declared
                .fields
                .iter()
                .zip(&masked.fields)
                .map(|(field, masked)| MaskingField {
                    key: field.key.to_string(),
                    label: field.label.to_string(),
                    sensitivity: field.sensitivity,
                    declared: field.mask,
                    mask: masked.mask,
                    fixed: field.mask_is_fixed(),
                });
            MaskingKind {
                kind: declared.kind,
                fields: fields.collect(),
            }
        });
        Ok(MaskingFields { kinds: kinds.collect() })
    }

    /// How the newest entity of a kind would leave with these masks, which need not be kept.
    ///
    /// # Errors
    /// The masks cannot be set, or there is no entity of the kind.
    pub async fn masking_preview(&self, _: &Grant, ask: MaskingAsk) -> Result<MaskingPreview, CommandError> {
        self.check_masks(&ask.masks)?;
        let gate = &self.assisting.gate;
        let leaving = gate.leaving(self.me.id, ask.kind, &ask.masks).await?.ok_or_else(|| {
            let message = format!("there is no {} to show yet: make one first", ask.kind);
            CommandError::not_found(message)
        })?;
        let parts = leaving.parts.into_iter().map(|part| MaskingPart {
            key: part.key,
            label: part.label,
            as_it_is: part.as_it_is,
            as_it_leaves: part.as_it_leaves,
        });
        Ok(MaskingPreview {
            reference: leaving.reference,
            title: leaving.title,
            parts: parts.collect(),
        })
    }

    pub(super) fn check_masks(&self, masks: &Masks) -> Result<(), CommandError> {
        Ok(self.schema().check_masks(masks)?)
    }
}

impl From<WrongMask> for CommandError {
    fn from(error: WrongMask) -> Self {
        Self::new(ErrorCode::InvalidArguments, error.to_string())
    }
}
