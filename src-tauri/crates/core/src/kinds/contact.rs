//! A person outside the workspace: customer, lead, partner.

use super::common;
use crate::field::{FieldDef, FieldType};
use crate::kind::{Kind, KindDef, Stage, StageClass, Title};

pub(crate) fn declare() -> KindDef {
    let mut fields = vec![
        FieldDef::new("first_name", "First name", FieldType::Text)
            .searched(4.0)
            .aliases(&["given name", "firstname", "vorname", "prénom", "nombre", "名", "name"]),
        FieldDef::new("last_name", "Last name", FieldType::Text)
            .searched(4.0)
            .aliases(&[
                "family name",
                "surname",
                "lastname",
                "nachname",
                "nom",
                "apellido",
                "姓",
            ]),
        FieldDef::new("emails", "Emails", FieldType::Email)
            .many()
            .searched(3.0)
            .confidential()
            .aliases(&[
                "email",
                "e-mail",
                "email address",
                "e-mail address",
                "e-mail 1 - value",
                "e-mail 2 - value",
                "email - work",
                "email - home",
                "email - other",
                "e-mail 2 address",
                "e-mail 3 address",
                "work email",
                "primary email",
                "mail",
            ]),
        FieldDef::new("phones", "Phones", FieldType::Phone)
            .many()
            .searched(2.0)
            .confidential()
            .aliases(&[
                "phone",
                "phone number",
                "mobile",
                "mobile phone",
                "mobile phone number",
                "business phone",
                "home phone",
                "phone 1 - value",
                "phone 2 - value",
                "phone - work",
                "phone - mobile",
                "phone - home",
                "phone - other",
                "telephone",
                "tel",
                "cell",
            ]),
        FieldDef::new("company", "Company", FieldType::Text)
            .searched(3.0)
            .embedded()
            .aliases(&[
                "company name",
                "organization",
                "organisation",
                "organization 1 - name",
                "organization name",
                "account name",
                "associated company",
                "employer",
                "firma",
            ]),
        FieldDef::new("job_title", "Job title", FieldType::Text)
            .searched(1.5)
            .embedded()
            .aliases(&[
                "title",
                "position",
                "role",
                "organization 1 - title",
                "organization title",
            ]),
        FieldDef::new("about", "About", FieldType::LongText)
            .searched(1.0)
            .embedded()
            .aliases(&["notes", "description", "bio", "background", "message"]),
        FieldDef::new("website", "Website", FieldType::Url)
            .searched(1.0)
            .aliases(&["web page", "website url", "website 1 - value", "url", "domain"]),
        FieldDef::new("city", "City", FieldType::Text).searched(1.0).aliases(&[
            "mailing city",
            "business city",
            "address 1 - city",
            "town",
        ]),
        FieldDef::new("country", "Country", FieldType::Text)
            .searched(1.0)
            .aliases(&[
                "country/region",
                "mailing country",
                "business country/region",
                "address 1 - country",
            ]),
        FieldDef::new("do_not_contact", "Do not contact", FieldType::Bool).aliases(&[
            "do not call",
            "email opt out",
            "unsubscribed",
            "unsubscribed from all email",
            "opt out",
            "dnc",
        ]),
        FieldDef::new("last_contacted", "Last contacted", FieldType::DateTime)
            .derived()
            .aliases(&["contacted"]),
    ];
    fields.extend(common(
        "Lifecycle",
        &[
            "lifecycle stage",
            "lifecycle",
            "lead status",
            "status",
            "contact status",
        ],
    ));
    KindDef {
        kind: Kind::Contact,
        singular: "Contact",
        plural: "Contacts",
        prefix: Kind::Contact.prefix(),
        fields,
        pipeline: "Lifecycle",
        stages: vec![
            Stage::new("lead", "Lead", StageClass::Open),
            Stage::new("qualified", "Qualified", StageClass::Open),
            Stage::new("opportunity", "Opportunity", StageClass::Open),
            Stage::new("customer", "Customer", StageClass::Won),
            Stage::new("evangelist", "Evangelist", StageClass::Won),
            Stage::new("former", "Former", StageClass::Lost),
        ],
        title: Title::PersonName(vec!["emails", "company", "phones"]),
        context: vec!["job_title", "company", "emails"],
        columns: vec!["company", "job_title", "emails", "phones", "stage", "owner"],
    }
}
