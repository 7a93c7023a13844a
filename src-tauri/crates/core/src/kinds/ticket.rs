//! A request for help.

use super::common;
use crate::field::{FieldDef, FieldType};
use crate::kind::{Kind, KindDef, Stage, StageClass, Title};

pub(crate) fn declare() -> KindDef {
    let mut fields = vec![
        FieldDef::new("subject", "Subject", FieldType::Text)
            .required()
            .searched(4.0)
            .embedded()
            .aliases(&["ticket subject", "summary", "title", "ticket name", "issue", "name"]),
        FieldDef::new("body", "Body", FieldType::LongText)
            .searched(1.0)
            .embedded()
            .aliases(&[
                "description",
                "text",
                "ticket description",
                "message",
                "content",
                "details",
                "comment",
            ]),
        FieldDef::new("requester", "Requester", FieldType::Email)
            .searched(2.0)
            .confidential()
            .aliases(&[
                "requester email",
                "reporter",
                "from",
                "requester e-mail",
                "customer email",
                "email",
                "contact email",
            ]),
        FieldDef::new("requester_name", "Requester name", FieldType::Text)
            .searched(2.0)
            .aliases(&["reporter name", "customer", "customer name"]),
        FieldDef::new("company", "Company", FieldType::Text)
            .searched(2.0)
            .embedded()
            .aliases(&["organization", "organisation", "requester organization", "account"]),
        FieldDef::select(
            "priority",
            "Priority",
            &[
                ("low", "Low"),
                ("normal", "Normal"),
                ("high", "High"),
                ("urgent", "Urgent"),
            ],
        )
        .aliases(&["severity", "urgency"]),
        FieldDef::select(
            "type",
            "Type",
            &[
                ("question", "Question"),
                ("incident", "Incident"),
                ("problem", "Problem"),
                ("task", "Task"),
                ("feature_request", "Feature request"),
            ],
        )
        .aliases(&["ticket type", "issue type", "category"]),
        FieldDef::select(
            "channel",
            "Channel",
            &[
                ("email", "Email"),
                ("phone", "Phone"),
                ("chat", "Chat"),
                ("web", "Web"),
                ("social", "Social"),
                ("api", "API"),
            ],
        )
        .aliases(&["via", "source", "submitter channel"]),
        FieldDef::new("due_at", "Resolution due", FieldType::DateTime).aliases(&["due", "target", "due date", "sla"]),
        FieldDef::new("first_response_due", "First response due", FieldType::DateTime)
            .derived()
            .aliases(&["first response target", "response due"]),
        FieldDef::new("first_responded_at", "First responded", FieldType::DateTime)
            .derived()
            .aliases(&["first response", "responded"]),
        FieldDef::new("pending_until", "Pending until", FieldType::Date).aliases(&["pending till", "snoozed until"]),
        FieldDef::new("resolution", "Resolution", FieldType::LongText)
            .searched(1.0)
            .embedded()
            .aliases(&["solution", "answer", "fix"]),
        FieldDef::new(
            "contact",
            "Contact",
            FieldType::Entity {
                kinds: vec![Kind::Contact],
            },
        ),
    ];
    fields.extend(common("Status", &["status", "ticket status", "state"]));
    KindDef {
        kind: Kind::Ticket,
        singular: "Ticket",
        plural: "Tickets",
        prefix: Kind::Ticket.prefix(),
        fields,
        pipeline: "Status",
        stages: vec![
            Stage::new("new", "New", StageClass::Open),
            Stage::new("open", "Open", StageClass::Open),
            Stage::new("pending", "Pending", StageClass::Open),
            Stage::new("on_hold", "On hold", StageClass::Open),
            Stage::new("resolved", "Resolved", StageClass::Won),
            Stage::new("closed", "Closed", StageClass::Won),
        ],
        title: Title::Field("subject"),
        context: vec!["company", "stage", "priority"],
        columns: vec!["requester_name", "company", "stage", "priority", "due_at", "owner"],
    }
}
