//! The commands on what belongs to the workspace as a whole.

use workestra_core::{FieldDef, Grant, Kind, Member, MemberId, Schema};
use workestra_store::Op;

use super::Open;
use crate::api::{
    CommandError, CustomFieldAdd, ErrorCode, Event, MemberAdd, MemberUpdate, Nothing, RecoveryCodeRenewed,
    SchemaAnswer, StagesSet, TicketTargets,
};

/// The setting that the store reads its targets from.
const TARGETS: &str = "tickets.targets";

impl Open {
    pub(crate) async fn member_add(&self, grant: &Grant, add: MemberAdd) -> Result<SchemaAnswer, CommandError> {
        let member = Member {
            id: MemberId::generate(),
            name: add.name.trim().to_owned(),
            email: add.email.filter(|email| !email.trim().is_empty()),
            role: add.role,
            created_at: self.store.now(),
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
