//! What belongs to the workspace as a whole: members, custom fields, settings.

use serde_json::Value as Json;
use workestra_core::{FieldDef, FieldType, Kind, Member};

use super::Writing;
use super::apply::Failure;
use crate::catalog;
use crate::error::OpError;
use crate::op::Applied;
use crate::settings::{self, Known};

impl Writing<'_> {
    pub(super) async fn member_add(&mut self, member: Member) -> Result<Applied, Failure> {
        let name = member.name.trim();
        let taken = |known: &Member| {
            known.id == member.id || crate::fold::compare(&known.name, name) == std::cmp::Ordering::Equal
        };
        if name.is_empty() || self.store.members().iter().any(taken) {
            return Err(OpError::Senseless("a member needs a name that no other member has".to_owned()).into());
        }
        catalog::insert_member(self.connection().await?, &member).await?;
        self.configured = true;
        Ok(Applied::Configured)
    }

    pub(super) async fn custom_field_add(&mut self, kind: Kind, field: FieldDef) -> Result<Applied, Failure> {
        let schema = self.store.schema();
        let is_word = |key: &str| {
            key.starts_with(|c: char| c.is_ascii_lowercase())
                && key.len() <= 60
                && key
                    .chars()
                    .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
        };
        if !is_word(&field.key) {
            return Err(OpError::Senseless(format!(
                "“{}” cannot name a field: use small letters, digits and _",
                field.key
            ))
            .into());
        }
        if schema.kind(kind).field(&field.key).is_some() {
            return Err(OpError::Senseless(format!("{kind}s have a field {} already", field.key)).into());
        }
        if field.required || field.derived || matches!(field.ty, FieldType::Stage) {
            return Err(OpError::Senseless(
                "a custom field cannot be required, derived or a stage: entities are there already".to_owned(),
            )
            .into());
        }
        let field = FieldDef { custom: true, ..field };
        catalog::insert_field(self.connection().await?, kind, &field).await?;
        self.configured = true;
        Ok(Applied::Configured)
    }

    pub(super) async fn setting_set(&mut self, key: &str, value: Option<Json>) -> Result<Applied, Failure> {
        if key.is_empty() || Known::is_own(key) {
            return Err(OpError::Senseless(format!("the setting “{key}” is kept by the workspace itself")).into());
        }
        match value {
            Some(value) => settings::put(self.connection().await?, key, &value).await?,
            None => settings::remove(self.connection().await?, key).await?,
        }
        self.configured = true;
        Ok(Applied::Configured)
    }
}
