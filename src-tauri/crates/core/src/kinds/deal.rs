//! A sale in progress.

use super::common;
use crate::field::{FieldDef, FieldType};
use crate::kind::{Kind, KindDef, Stage, StageClass, Title};

pub(crate) fn declare() -> KindDef {
    let mut fields = vec![
        FieldDef::new("name", "Name", FieldType::Text)
            .required()
            .searched(4.0)
            .embedded()
            .aliases(&[
                "deal name",
                "opportunity name",
                "title",
                "deal title",
                "deal - title",
                "opportunity",
                "subject",
            ]),
        FieldDef::new("company", "Company", FieldType::Text)
            .searched(3.0)
            .embedded()
            .aliases(&[
                "company name",
                "account name",
                "organization",
                "organisation",
                "deal - organization",
                "associated company",
                "account",
            ]),
        FieldDef::new("amount", "Amount", FieldType::Money)
            .confidential()
            .aliases(&[
                "value",
                "deal value",
                "deal - value",
                "amount in company currency",
                "expected revenue",
                "revenue",
                "deal amount",
            ]),
        FieldDef::new("close_date", "Close date", FieldType::Date).aliases(&[
            "closes",
            "close",
            "expected close date",
            "deal - expected close date",
            "closing",
            "closedate",
        ]),
        FieldDef::new(
            "probability",
            "Probability",
            FieldType::Number {
                min: Some(0),
                max: Some(100),
            },
        )
        .aliases(&[
            "probability (%)",
            "deal probability",
            "deal - probability",
            "win probability",
            "forecast probability",
        ]),
        FieldDef::new("next_step", "Next step", FieldType::Text)
            .searched(1.0)
            .embedded()
            .aliases(&["next steps", "next action"]),
        FieldDef::new("description", "Description", FieldType::LongText)
            .searched(1.0)
            .embedded()
            .aliases(&["notes", "deal description", "details", "comments"]),
        FieldDef::select(
            "lost_reason",
            "Lost reason",
            &[
                ("price", "Price"),
                ("competitor", "Competitor"),
                ("no_budget", "No budget"),
                ("no_decision", "No decision"),
                ("timing", "Timing"),
                ("missing_feature", "Missing feature"),
                ("other", "Other"),
            ],
        )
        .aliases(&["closed lost reason", "deal - lost reason", "loss reason"]),
        FieldDef::new(
            "contact",
            "Main contact",
            FieldType::Entity {
                kinds: vec![Kind::Contact],
            },
        )
        .aliases(&[
            "primary contact",
            "contact person",
            "deal - contact person",
            "associated contact",
        ]),
    ];
    fields.extend(common(
        "Stage",
        &[
            "deal stage",
            "deal - stage",
            "opportunity stage",
            "pipeline stage",
            "status",
        ],
    ));
    KindDef {
        kind: Kind::Deal,
        singular: "Deal",
        plural: "Deals",
        prefix: Kind::Deal.prefix(),
        fields,
        pipeline: "Stage",
        stages: vec![
            Stage::new("qualification", "Qualification", StageClass::Open).probability(20),
            Stage::new("proposal", "Proposal", StageClass::Open).probability(50),
            Stage::new("negotiation", "Negotiation", StageClass::Open).probability(75),
            Stage::new("won", "Won", StageClass::Won).probability(100),
            Stage::new("lost", "Lost", StageClass::Lost)
                .probability(0)
                .requires("lost_reason"),
        ],
        title: Title::Field("name"),
        context: vec!["company", "stage", "amount"],
        columns: vec!["company", "stage", "amount", "close_date", "next_step", "owner"],
    }
}
