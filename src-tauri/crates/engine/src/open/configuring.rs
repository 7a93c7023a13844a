//! The commands on what belongs to the workspace as a whole.

use workestra_core::{Entity, FieldDef, Grant, Kind, Member, MemberId, Patch, Policy, Schema, StageClass, Value, Verb};
use workestra_store::Op;

use super::Open;
use crate::api::{
    CommandError, CustomFieldAdd, CustomFieldName, CustomFieldUpdate, ErrorCode, Event, MemberAdd, MemberName,
    MemberRemove, MemberUpdate, Nothing, RecoveryCodeRenewed, SchemaAnswer, StagesSet, TicketTargets,
};

/// The setting that the store reads its targets from.
const TARGETS: &str = "tickets.targets";

/// Entities handed over at once.
const LOT: usize = 500;

impl Open {
    pub(crate) async fn member_add(&self, grant: &Grant, add: MemberAdd) -> Result<SchemaAnswer, CommandError> {
        let member = Member {
            id: MemberId::generate(),
            name: add.name.trim().to_owned(),
            email: add.email.filter(|email| !email.trim().is_empty()),
            role: add.role,
            created_at: self.store.now(),
            active: true,
        };
        self.configure(grant, Op::MemberAdd { member }).await
    }

    pub(crate) async fn member_update(
        &self,
        grant: &Grant,
        update: MemberUpdate,
    ) -> Result<SchemaAnswer, CommandError> {
        let member = Member {
            id: update.id,
            name: update.name.trim().to_owned(),
            email: update.email.filter(|email| !email.trim().is_empty()),
            role: update.role,
            created_at: self.store.now(),
            active: true,
        };
        self.configure(grant, Op::MemberUpdate { member }).await
    }

    pub(crate) async fn custom_field_add(
        &self,
        grant: &Grant,
        add: CustomFieldAdd,
    ) -> Result<SchemaAnswer, CommandError> {
        let label = add.label.trim().to_owned();
        if label.is_empty() || label.chars().count() > 60 {
            return Err(CommandError::new(
                ErrorCode::InvalidArguments,
                "a field needs a name of 1 to 60 characters",
            ));
        }
        let key = free_key(&self.schema(), add.kind, &label);
        let field = FieldDef {
            key: key.into(),
            label: label.into(),
            many: add.many,
            ..FieldDef::new("", "", add.ty)
        };
        self.configure(grant, Op::CustomFieldAdd { kind: add.kind, field })
            .await
    }

    pub(crate) async fn custom_field_update(
        &self,
        grant: &Grant,
        update: CustomFieldUpdate,
    ) -> Result<SchemaAnswer, CommandError> {
        let CustomFieldUpdate { kind, key, label } = update;
        self.configure(grant, Op::CustomFieldUpdate { kind, key, label }).await
    }

    pub(crate) async fn custom_field_remove(
        &self,
        grant: &Grant,
        name: CustomFieldName,
    ) -> Result<SchemaAnswer, CommandError> {
        let CustomFieldName { kind, key } = name;
        self.configure(grant, Op::CustomFieldRemove { kind, key }).await
    }

    pub(crate) async fn member_restore(&self, grant: &Grant, name: MemberName) -> Result<SchemaAnswer, CommandError> {
        let op = Op::MemberActive {
            id: name.id,
            active: true,
        };
        self.configure(grant, op).await
    }

    pub(crate) async fn member_remove(
        &self,
        grant: &Grant,
        remove: MemberRemove,
    ) -> Result<SchemaAnswer, CommandError> {
        let op = Op::MemberActive {
            id: remove.id,
            active: false,
        };
        // First, so that nothing is handed over of somebody who may not go.
        let schema = self.configure(grant, op).await?;
        if let Some(to) = remove.hand_over_to {
            self.hand_over(remove.id, to).await?;
        }
        Ok(schema)
    }

    /// Gives what a member owns and is not finished to another one. One undo takes it back.
    async fn hand_over(&self, from: MemberId, to: MemberId) -> Result<(), CommandError> {
        let grant = Policy::grant(&self.me, Verb::Write, None)?;
        let schema = self.schema();
        let mut writing = self.store.begin(&grant).await?;
        for kind in Kind::ALL {
            let parsed = self.parse_filter(&format!("owner:{from}"), kind);
            if let Some(issue) = parsed.issues.first() {
                return Err(CommandError::new(ErrorCode::InvalidArguments, issue.message.clone()));
            }
            let def = schema.kind(kind);
            let is_open = |entity: &Entity| {
                let stage = entity.fields.get("stage").and_then(Value::first_text);
                let class = stage.and_then(|key| def.stage(key)).map(|stage| stage.class);
                // People are looked after whatever stage they are in.
                kind == Kind::Contact || class == Some(StageClass::Open)
            };
            for lot in self.store.matching(kind, &parsed.query).await?.chunks(LOT) {
                let entities = self.store.entities(lot).await?.into_iter().map(|stored| stored.entity);
                let ops = entities.filter(is_open).map(|entity| Op::Update {
                    id: entity.id,
                    revision: None,
                    patch: Patch::from([("owner".to_owned(), Some(to.to_string().into()))]),
                });
                for outcome in writing.apply(ops.collect()).await? {
                    outcome.map_err(CommandError::from)?;
                }
            }
        }
        writing.called("handing over");
        writing.commit().await?;
        Ok(())
    }

    pub(crate) async fn stages_set(&self, grant: &Grant, set: StagesSet) -> Result<SchemaAnswer, CommandError> {
        let op = Op::StagesSet {
            kind: set.kind,
            stages: set.stages,
        };
        self.configure(grant, op).await
    }

    pub(crate) async fn ticket_targets(&self, _: &Grant, _: Nothing) -> Result<TicketTargets, CommandError> {
        Ok(TicketTargets {
            targets: (*self.store.targets()).clone(),
        })
    }

    pub(crate) async fn ticket_targets_set(
        &self,
        grant: &Grant,
        set: TicketTargets,
    ) -> Result<TicketTargets, CommandError> {
        let value = serde_json::to_value(&set.targets)
            .map_err(|error| CommandError::new(ErrorCode::InvalidArguments, error.to_string()))?;
        let op = Op::SettingSet {
            key: TARGETS.to_owned(),
            value: Some(value),
        };
        self.store.write(grant, vec![op]).await?;
        Ok(set)
    }

    pub(crate) async fn recovery_code_renew(
        &self,
        grant: &Grant,
        _: Nothing,
    ) -> Result<RecoveryCodeRenewed, CommandError> {
        let code = self.store.renew_recovery_code(grant).await?;
        Ok(RecoveryCodeRenewed {
            recovery_code: code.expose().to_owned(),
        })
    }

    async fn configure(&self, grant: &Grant, op: Op) -> Result<SchemaAnswer, CommandError> {
        self.store.write(grant, vec![op]).await?;
        // No receiver means no window.
        let _ = self.events.send(Event::SchemaChanged);
        self.schema_get(grant, Nothing {}).await
    }
}

/// A key that can be typed and that the kind does not have.
fn free_key(schema: &Schema, kind: Kind, label: &str) -> String {
    let words: Vec<String> = label
        .to_lowercase()
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect();
    let mut base: String = words.join("_").chars().take(50).collect();
    if !base.starts_with(|c: char| c.is_ascii_lowercase()) {
        base = format!("field_{base}").trim_end_matches('_').to_owned();
    }
    let def = schema.kind(kind);
    let mut key = base.clone();
    let mut times = 1;
    while def.field(&key).is_some() {
        times += 1;
        key = format!("{base}_{times}");
    }
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_made_from_any_label() {
        let schema = Schema::declared();
        let key = |label| free_key(&schema, Kind::Deal, label);
        assert_eq!(key("Contract no."), "contract_no");
        assert_eq!(key("合同编号"), "field");
        assert_eq!(key("2nd choice"), "field_2nd_choice");
        assert_eq!(key("Company"), "company_2");
    }
}
