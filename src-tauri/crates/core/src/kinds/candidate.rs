//! A person who applied for a position.

use super::common;
use crate::field::{FieldDef, FieldType};
use crate::kind::{Kind, KindDef, Stage, StageClass, Title};

pub(crate) fn declare() -> KindDef {
    let mut fields = vec![
        FieldDef::new("first_name", "First name", FieldType::Text)
            .searched(4.0)
            .aliases(&[
                "given name",
                "firstname",
                "candidate first name",
                "name",
                "candidate name",
            ]),
        FieldDef::new("last_name", "Last name", FieldType::Text)
            .searched(4.0)
            .aliases(&["family name", "surname", "lastname", "candidate last name"]),
        FieldDef::new("emails", "Emails", FieldType::Email)
            .many()
            .searched(3.0)
            .confidential()
            .aliases(&[
                "email",
                "e-mail",
                "email address",
                "candidate email",
                "email addresses",
                "personal email",
            ]),
        FieldDef::new("phones", "Phones", FieldType::Phone)
            .many()
            .searched(2.0)
            .confidential()
            .aliases(&[
                "phone",
                "phone number",
                "mobile",
                "phone numbers",
                "candidate phone",
                "mobile phone",
            ]),
        FieldDef::new("headline", "Headline", FieldType::Text)
            .searched(2.0)
            .embedded()
            .aliases(&["title", "current title", "job title", "current position"]),
        FieldDef::new("employer", "Employer", FieldType::Text)
            .searched(2.0)
            .embedded()
            .aliases(&["company", "current company", "current employer"]),
        FieldDef::new("position", "Position", FieldType::Text)
            .searched(2.0)
            .embedded()
            .aliases(&[
                "job",
                "job name",
                "position applied for",
                "applied for",
                "role",
                "job(s)",
                "requisition",
            ]),
        FieldDef::new("skills", "Skills", FieldType::Text)
            .many()
            .searched(2.0)
            .embedded()
            .aliases(&["skill", "keywords"]),
        FieldDef::new("source", "Source", FieldType::Text)
            .searched(1.0)
            .aliases(&["source name", "candidate source", "referrer"]),
        FieldDef::new("cv", "CV", FieldType::LongText)
            .searched(1.0)
            .embedded()
            .aliases(&["resume", "cv text", "resume text", "résumé", "cover letter"]),
        FieldDef::new("city", "City", FieldType::Text)
            .searched(1.0)
            .aliases(&["location"]),
        FieldDef::new("applied_on", "Applied on", FieldType::Date).aliases(&[
            "applied",
            "application date",
            "applied at",
            "date applied",
        ]),
        FieldDef::new("salary_expectation", "Salary expectation", FieldType::Money)
            .restricted()
            .aliases(&["expected salary", "salary", "desired salary"]),
        FieldDef::new("rejection_reason", "Rejection reason", FieldType::LongText)
            .restricted()
            .aliases(&["reject reason"]),
        FieldDef::new("gender", "Gender", FieldType::Text)
            .protected()
            .aliases(&["sex", "gender identity"]),
        FieldDef::new("ethnicity", "Ethnicity", FieldType::Text)
            .protected()
            .aliases(&["race", "race/ethnicity", "ethnic group"]),
        FieldDef::new("disability", "Disability", FieldType::Text)
            .protected()
            .aliases(&["disability status"]),
        FieldDef::new("birth_date", "Date of birth", FieldType::Date)
            .protected()
            .aliases(&["birthday", "dob", "birth date"]),
    ];
    fields.extend(common(
        "Stage",
        &[
            "application stage",
            "current stage",
            "candidate stage",
            "application status",
            "status",
        ],
    ));
    KindDef {
        kind: Kind::Candidate,
        singular: "Candidate",
        plural: "Candidates",
        prefix: Kind::Candidate.prefix(),
        fields,
        pipeline: "Stage",
        stages: vec![
            Stage::new("new", "New", StageClass::Open),
            Stage::new("screen", "Screen", StageClass::Open),
            Stage::new("interview", "Interview", StageClass::Open),
            Stage::new("offer", "Offer", StageClass::Open),
            Stage::new("hired", "Hired", StageClass::Won),
            Stage::new("rejected", "Rejected", StageClass::Lost).requires("rejection_reason"),
            Stage::new("withdrawn", "Withdrawn", StageClass::Lost),
        ],
        title: Title::PersonName(vec!["emails", "headline", "phones"]),
        context: vec!["position", "stage", "employer"],
        columns: vec!["position", "headline", "employer", "stage", "applied_on", "owner"],
    }
}
