//! What belongs to the workspace as a whole: members, custom fields, settings.

use std::collections::HashSet;

use serde_json::Value as Json;
use workestra_core::{FieldDef, FieldType, Kind, Member, Role, Stage, StageClass, Targets};

use super::Writing;
use super::apply::Failure;
use crate::catalog;
use crate::error::{OpError, StoreError};
use crate::op::Applied;
use crate::settings::{self, Known};
use crate::sql;

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

    pub(super) async fn member_update(&mut self, member: Member) -> Result<Applied, Failure> {
        let members = self.store.members();
        let name = member.name.trim();
        let same_name = |known: &&Member| crate::fold::compare(&known.name, name) == std::cmp::Ordering::Equal;
        if !members.iter().any(|known| known.id == member.id) {
            return Err(OpError::NotThere("member").into());
        }
        if name.is_empty() || members.iter().filter(same_name).any(|known| known.id != member.id) {
            return Err(OpError::Senseless("a member needs a name that no other member has".to_owned()).into());
        }
        let is_administrator = |member: &Member| member.role == Role::Administrator;
        let others = members.iter().filter(|known| known.id != member.id);
        if !is_administrator(&member) && !others.into_iter().any(is_administrator) {
            let message = "a workspace keeps at least one administrator: make somebody else one first";
            return Err(OpError::Senseless(message.to_owned()).into());
        }
        catalog::update_member(self.connection().await?, &member).await?;
        self.configured = true;
        Ok(Applied::Configured)
    }

    pub(super) async fn stages_set(&mut self, kind: Kind, stages: Vec<Stage>) -> Result<Applied, Failure> {
        let schema = self.store.schema();
        let def = schema.kind(kind);
        let senseless = |message: String| Err(Failure::from(OpError::Senseless(message)));
        let mut keys = HashSet::new();
        for stage in &stages {
            if !is_word(&stage.key) || stage.label.trim().is_empty() {
                return senseless(format!(
                    "a stage needs a name and a key of small letters, not “{}”",
                    stage.key
                ));
            }
            if !keys.insert(stage.key.as_ref()) {
                return senseless(format!("two stages have the key {}", stage.key));
            }
            if stage.probability.is_some_and(|percent| percent > 100) {
                return senseless(format!("the chance of {} is above 100 percent", stage.label));
            }
            if let Some(unknown) = stage.requires.iter().find(|key| def.field(key).is_none()) {
                return senseless(format!(
                    "{} cannot ask for {unknown}: {kind}s have no such field",
                    stage.label
                ));
            }
        }
        if stages.first().is_none_or(|first| first.class != StageClass::Open) {
            return senseless(format!(
                "the first stage is where new {kind}s start, so it must be an open one"
            ));
        }
        for class in [StageClass::Won, StageClass::Lost] {
            if def.stages.iter().any(|stage| stage.class == class) && !stages.iter().any(|stage| stage.class == class) {
                return senseless(format!("{kind}s need a stage for each way in which they end"));
            }
        }
        for gone in def.stages.iter().filter(|stage| !keys.contains(stage.key.as_ref())) {
            let query = format!("SELECT count(*) FROM {kind} WHERE stage = ?");
            let held = sql::number(
                self.connection().await?,
                sqlx::AssertSqlSafe(query),
                [gone.key.as_ref().into()],
            )
            .await?;
            if held != Some(0) {
                let held = held.unwrap_or_default();
                return senseless(format!(
                    "{held} {kind}s are in {}: move them to another stage first",
                    gone.label
                ));
            }
        }
        let value = serde_json::to_value(&stages).map_err(|error| StoreError::Corrupt(error.to_string()))?;
        settings::put(self.connection().await?, &catalog::stages_key(kind), &value).await?;
        self.configured = true;
        Ok(Applied::Configured)
    }

    pub(super) async fn custom_field_add(&mut self, kind: Kind, field: FieldDef) -> Result<Applied, Failure> {
        let schema = self.store.schema();
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
        if key.is_empty() || Known::is_own(key) || key.starts_with("stages.") {
            return Err(OpError::Senseless(format!("the setting “{key}” is kept by the workspace itself")).into());
        }
        if key == catalog::TARGETS
            && let Some(value) = &value
            && serde_json::from_value::<Targets>(value.clone()).is_err()
        {
            return Err(OpError::Senseless("targets are hours by priority".to_owned()).into());
        }
        match value {
            Some(value) => settings::put(self.connection().await?, key, &value).await?,
            None => settings::remove(self.connection().await?, key).await?,
        }
        self.configured = true;
        Ok(Applied::Configured)
    }
}

/// Whether a key can be typed in queries and stand in a column.
fn is_word(key: &str) -> bool {
    key.starts_with(|c: char| c.is_ascii_lowercase())
        && key.len() <= 60
        && key
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
}
