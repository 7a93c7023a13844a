//! The guard of people who applied. Whatever tool a plan comes from, a candidate's way through the pipeline is moved one at
//! a time, in the app, and an ending only with a reason that a person typed. AI never reads or writes protected fields.

use workestra_core::{Actor, Kind, Patch, Schema, Sensitivity, StageClass, Value};
use workestra_store::{Effect, Op};

use crate::error::{Fault, ToolError};
use crate::plan::Plan;

/// The field that holds why somebody was turned down.
pub(crate) const REASON: &str = "rejection_reason";

/// Refuses a plan that the guard does not let through.
pub(crate) fn check(plan: &Plan, actor: Actor, schema: &Schema, fields_typed: &[&str]) -> Result<(), ToolError> {
    let mut moved = 0_usize;
    for step in &plan.steps {
        for op in &step.ops {
            for (kind, patch) in patches(step.kind, op) {
                visible_only(schema, kind, &patch, fields_typed)?;
                if kind != Kind::Candidate {
                    continue;
                }
                let Some(stage) = patch.get("stage") else {
                    continue;
                };
                moved += 1;
                if matches!(actor, Actor::Mcp { .. }) {
                    return Err(denied("a candidate's stage is moved in the app, not by an MCP client"));
                }
                let key = stage.as_ref().and_then(Value::first_text).unwrap_or_default();
                let ends = schema
                    .kind(kind)
                    .stage(key)
                    .is_some_and(|stage| stage.class == StageClass::Lost);
                if ends && key == "rejected" && !fields_typed.contains(&REASON) && patch.contains_key(REASON) {
                    return Err(denied("why a candidate is turned down is typed by a person"));
                }
            }
        }
    }
    if moved > 1 {
        return Err(denied("candidates are moved one at a time: ask for one"));
    }
    Ok(())
}

/// As [`check`], of what cannot be seen from the ops: an undo writes whatever was there before.
pub(crate) fn check_effects(plan: &Plan, effects: &[Effect], actor: Actor, schema: &Schema) -> Result<(), ToolError> {
    if !plan.ops().iter().any(|op| matches!(op, Op::SetUndo { .. })) {
        return Ok(());
    }
    let mut moved = 0_usize;
    for effect in effects {
        let Some(field) = effect.field.as_deref() else {
            continue;
        };
        let def = schema.kind(effect.reference.kind);
        if def
            .field(field)
            .is_some_and(|field| field.sensitivity >= Sensitivity::Restricted)
        {
            return Err(denied(
                "this change holds fields that are not within reach of AI: it is undone in the app",
            ));
        }
        if effect.reference.kind == Kind::Candidate && field == "stage" {
            moved += 1;
            let to = effect.new.as_ref().and_then(|stage| stage.as_str()).unwrap_or_default();
            if matches!(actor, Actor::Mcp { .. }) || def.is_rejection(to) {
                return Err(denied("a candidate is moved in the app, not by an undo"));
            }
        }
    }
    if moved > 1 {
        return Err(denied("candidates are moved one at a time: undo this in the app"));
    }
    Ok(())
}

/// What an op sets, with the kind that it sets it on.
fn patches(kind: Kind, op: &Op) -> Vec<(Kind, Patch)> {
    match op {
        Op::Update { patch, .. } | Op::Merge { patch, .. } => vec![(kind, patch.clone())],
        Op::Create { draft, .. } => {
            let set = draft
                .fields
                .iter()
                .map(|(key, value)| (key.clone(), Some(value.clone())));
            let mut patch: Patch = set.collect();
            // The first stage is where everybody starts.
            let first = draft.kind.def().stages.first().map(|stage| stage.key.as_ref());
            if patch.get("stage").and_then(Option::as_ref).and_then(Value::first_text) == first {
                patch.remove("stage");
            }
            vec![(draft.kind, patch)]
        }
        _ => Vec::new(),
    }
}

/// A field that AI cannot read it cannot write either; a person may have typed it.
fn visible_only(schema: &Schema, kind: Kind, patch: &Patch, typed: &[&str]) -> Result<(), ToolError> {
    for key in patch.keys() {
        let hidden = schema
            .kind(kind)
            .field(key)
            .is_some_and(|field| field.sensitivity >= Sensitivity::Restricted);
        if hidden && !typed.contains(&key.as_str()) {
            return Err(denied(&format!("the field {key} is not within reach of AI")));
        }
    }
    Ok(())
}

/// Words that weigh somebody who applied. Papers and notes use them too; said again by AI they would be its own.
const WEIGHING: [&str; 34] = [
    "best candidate",
    "best applicant",
    "cultural fit",
    "culture fit",
    "excellent",
    "exceptional",
    "good candidate",
    "good fit",
    "good match",
    "great candidate",
    "great fit",
    "highly qualified",
    "ideal candidate",
    "ideal fit",
    "impressive",
    "not a fit",
    "outstanding",
    "overqualified",
    "perfect fit",
    "poor candidate",
    "poor fit",
    "promising",
    "recommend hiring",
    "red flag",
    "should be hired",
    "should be rejected",
    "should hire",
    "stands out",
    "strong candidate",
    "strong fit",
    "underqualified",
    "unqualified",
    "unsuitable",
    "weak candidate",
];

/// Whether a sentence weighs somebody, in English words. It is a list: what it lets through need not be a fact.
pub(crate) fn weighs(sentence: &str) -> bool {
    let plain = workestra_store::folded(sentence).replace('-', " ");
    ["well suited", "suitable for", "the right person"]
        .iter()
        .chain(&WEIGHING)
        .any(|word| plain.contains(word))
}

fn denied(message: &str) -> ToolError {
    ToolError::new(Fault::Denied, message)
}

#[cfg(test)]
mod tests {
    use workestra_core::{EntityId, MemberId};

    use super::*;
    use crate::plan::Step;

    fn moving(stage: &str, times: usize) -> Plan {
        let step = Step {
            path: None,
            sentence: String::new(),
            kind: Kind::Candidate,
            ops: vec![Op::Update {
                id: EntityId::generate(),
                revision: None,
                patch: Patch::from([("stage".to_owned(), Some(Value::from(stage)))]),
            }],
        };
        Plan {
            steps: vec![step; times],
            ..Plan::default()
        }
    }

    fn actors() -> (Actor, Actor) {
        let member = MemberId::generate();
        (Actor::Assistant { member }, Actor::Mcp { member })
    }

    #[test]
    fn what_weighs_a_person_is_told_from_what_happened() {
        for sentence in [
            "She is an excellent engineer.",
            "Kim looks like a STRONG candidate.",
            "He would be well-suited to the role.",
        ] {
            assert!(weighs(sentence), "{sentence}");
        }
        for sentence in [
            "Kim has written Rust since 2019.",
            "The interview was held on 3 May and its scorecard is missing.",
            "Dana referred her.",
        ] {
            assert!(!weighs(sentence), "{sentence}");
        }
    }

    #[test]
    fn candidates_are_moved_one_at_a_time_and_never_by_mcp() {
        let schema = Schema::declared();
        let (assistant, mcp) = actors();
        assert!(check(&moving("interview", 1), assistant, &schema, &[]).is_ok());
        assert!(
            check(&moving("interview", 2), assistant, &schema, &[]).is_err(),
            "two at once"
        );
        for stage in ["interview", "rejected", "hired"] {
            assert!(check(&moving(stage, 1), mcp, &schema, &[]).is_err(), "{stage} by MCP");
        }
    }

    #[test]
    fn what_ai_cannot_read_it_cannot_write() {
        let schema = Schema::declared();
        let (assistant, _) = actors();
        for key in ["gender", "birth_date", "salary_expectation", "rejection_reason"] {
            let op = Op::Update {
                id: EntityId::generate(),
                revision: None,
                patch: Patch::from([(key.to_owned(), Some(Value::from("x")))]),
            };
            let plan = Plan::one("x", Kind::Candidate, vec![op]);
            assert!(check(&plan, assistant, &schema, &[]).is_err(), "{key}");
            assert!(
                check(&plan, assistant, &schema, &[key]).is_ok(),
                "{key}, typed by a person"
            );
        }
    }
}
