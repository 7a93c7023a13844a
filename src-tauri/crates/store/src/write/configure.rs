//! What belongs to the workspace as a whole: members, custom fields, settings.

use std::collections::HashSet;

use serde_json::Value as Json;
use sqlx::Row as _;
use workestra_core::{FieldDef, FieldType, Kind, Member, MemberId, Role, Stage, StageClass, Targets};

use super::Writing;
use super::apply::Failure;
use crate::catalog;
use crate::error::{OpError, StoreError};
use crate::op::Applied;
use crate::settings::{self, Known};
use crate::sql;

/// Longest name of a field or a workspace, in characters.
const LONGEST_LABEL: usize = 60;

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
        if member.role != Role::Administrator {
            self.keep_an_administrator(member.id)?;
        }
        catalog::update_member(self.connection().await?, &member).await?;
        self.configured = true;
        Ok(Applied::Configured)
    }

    pub(super) async fn member_active(&mut self, id: MemberId, active: bool) -> Result<Applied, Failure> {
        let members = self.store.members();
        if !members.iter().any(|known| known.id == id) {
            return Err(OpError::NotThere("member").into());
        }
        if !active {
            if self.grant.actor().member() == Some(id) {
                let message = "you cannot take yourself out of the members: somebody else has to";
                return Err(OpError::Senseless(message.to_owned()).into());
            }
            self.keep_an_administrator(id)?;
        }
        let at = (!active).then_some(self.at);
        catalog::remove_member(self.connection().await?, id, at).await?;
        self.configured = true;
        Ok(Applied::Configured)
    }

    /// Refuses when nobody but this member may configure the workspace.
    fn keep_an_administrator(&self, but: MemberId) -> Result<(), OpError> {
        let configures = |known: &Member| known.active && known.role == Role::Administrator && known.id != but;
        if self.store.members().iter().any(configures) {
            return Ok(());
        }
        let message = "a workspace keeps at least one administrator: make somebody else one first";
        Err(OpError::Senseless(message.to_owned()))
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

    pub(super) async fn custom_field_update(&mut self, kind: Kind, key: &str, label: &str) -> Result<Applied, Failure> {
        let label = label.trim();
        if label.is_empty() || label.chars().count() > LONGEST_LABEL {
            let message = format!("a field has a name of 1 to {LONGEST_LABEL} characters");
            return Err(OpError::Senseless(message).into());
        }
        let field = FieldDef {
            label: label.to_owned().into(),
            ..self.custom_field(kind, key)?
        };
        catalog::update_field(self.connection().await?, kind, &field).await?;
        self.configured = true;
        Ok(Applied::Configured)
    }

    pub(super) async fn custom_field_remove(&mut self, kind: Kind, key: &str) -> Result<Applied, Failure> {
        let field = self.custom_field(kind, key)?;
        // The key was checked when the field was made: it holds nothing but small letters, digits and _.
        let query = format!(
            "SELECT count(*), count(deleted_at) FROM {kind} WHERE custom ->> '$.\"{}\"' IS NOT NULL",
            field.key
        );
        if let Some(row) = sql::rows_made(self.connection().await?, query, []).await?.first() {
            let (held, trashed): (i64, i64) = (row.try_get(0)?, row.try_get(1)?);
            if held > 0 {
                let trash = match trashed {
                    0 => String::new(),
                    _ => format!(", {trashed} of them in the trash"),
                };
                let found = if trashed == held { "is:trashed " } else { "" };
                let message = format!(
                    "{held} {} a value in {}{trash}: clear it there first (found with {found}has:{key})",
                    if held == 1 {
                        format!("{kind} has")
                    } else {
                        format!("{kind}s have")
                    },
                    field.label,
                );
                return Err(OpError::Senseless(message).into());
            }
        }
        catalog::delete_field(self.connection().await?, kind, key).await?;
        self.configured = true;
        Ok(Applied::Configured)
    }

    fn custom_field(&self, kind: Kind, key: &str) -> Result<FieldDef, OpError> {
        let schema = self.store.schema();
        let field = schema.kind(kind).field(key).filter(|field| field.custom);
        field.cloned().ok_or(OpError::NotThere("custom field"))
    }

    pub(super) async fn rename(&mut self, name: &str) -> Result<Applied, Failure> {
        let name = name.trim();
        if name.is_empty() || name.chars().count() > LONGEST_LABEL {
            let message = format!("a workspace has a name of 1 to {LONGEST_LABEL} characters");
            return Err(OpError::Senseless(message).into());
        }
        settings::put(self.connection().await?, Known::Name.key(), &name.into()).await?;
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
