//! An email.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use workestra_core::{EntityRef, Kind, Value};
use workestra_store::{EmailRecipient, NewEmail, Op};

use super::field_value::called;
use crate::error::{Fault, ToolError};
use crate::plan::Plan;
use crate::reader::Reader;
use crate::tool::Tool;

/// The most people that one email goes to.
const MOST: usize = 50;

/// Longest subject, in characters.
const LONGEST_SUBJECT: usize = 300;

/// What to write.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Input {
    /// The reference of the entity that it is about: it is kept on its timeline.
    entity: String,
    /// Whom it goes to: references of contacts or candidates, such as CON-12, or their addresses.
    to: Vec<String>,
    /// Who gets a copy, in the same way.
    #[serde(default)]
    cc: Vec<String>,
    /// One line.
    subject: String,
    /// Plain text. The signature is added.
    body: String,
    /// Names this wish, so that asking twice is asking once: any text, another one for another wish.
    idempotency_key: String,
    /// Why, in one sentence that the person reads before they approve.
    reason: String,
}

pub(super) fn tool() -> Tool {
    Tool::write(
        "send_email",
        "Ask to send an email in the person's name. It waits in the outbox for a moment, where they can take it back. Nobody marked “Do not contact” is written to.",
        plan,
    )
}

async fn plan(input: Input, reader: Arc<Reader>) -> Result<Plan, ToolError> {
    let entity = reader.entity(&input.entity).await?;
    let (domain, send_after) = reader.mail()?;
    let subject = input.subject.trim();
    if subject.chars().any(char::is_control) || subject.chars().count() > LONGEST_SUBJECT {
        let message = format!("subject is one line of at most {LONGEST_SUBJECT} characters");
        return Err(ToolError::invalid(message));
    }
    if input.body.trim().is_empty() {
        return Err(ToolError::invalid("body is empty: write what the email says"));
    }
    let count = input.to.len() + input.cc.len();
    if count == 0 || count > MOST {
        return Err(ToolError::invalid(format!(
            "an email goes to 1 to {MOST} people, not {count}"
        )));
    }
    let mut to_retype = Vec::new();
    let to = recipients(&reader, "to", &input.to, &mut to_retype).await?;
    let cc = recipients(&reader, "cc", &input.cc, &mut to_retype).await?;
    let addresses: Vec<&str> = to
        .iter()
        .chain(&cc)
        .map(|recipient| recipient.address.as_str())
        .collect();
    if let Some(unwilling) = reader.unwilling(&addresses).await?.first() {
        let message = format!(
            "{unwilling} is marked “Do not contact”: leave them out; only a person writes to them all the same"
        );
        return Err(ToolError::new(Fault::Denied, message));
    }
    let names: Vec<&str> = to
        .iter()
        .chain(&cc)
        .map(|recipient| recipient.name.as_deref().unwrap_or(&recipient.address))
        .collect();
    let sentence = format!("send “{subject}” to {}, on {}", names.join(", "), called(&entity));
    let email = NewEmail {
        on: entity.id,
        to,
        cc,
        subject: subject.to_owned(),
        body: input.body,
        reply: false,
        domain,
        send_after,
        // Only a person can mean it, in the composer.
        acknowledged: false,
    };
    Ok(Plan {
        to_retype,
        lasting: true,
        ..Plan::one(sentence, entity.kind, vec![Op::EmailQueue { email }])
    })
}

/// Whom they stand for. An address that nobody known has is to be written by the person.
async fn recipients(
    reader: &Reader,
    argument: &str,
    written: &[String],
    to_retype: &mut Vec<String>,
) -> Result<Vec<EmailRecipient>, ToolError> {
    let mut found = Vec::with_capacity(written.len());
    for (at, text) in written.iter().enumerate() {
        if text.parse::<EntityRef>().is_ok() {
            let person = reader.entity(text).await?;
            let address = person.fields.get("emails").and_then(Value::first_text);
            let address = address.filter(|_| matches!(person.kind, Kind::Contact | Kind::Candidate));
            let address = address.ok_or_else(|| {
                let message = format!(
                    "{} has no address to write to: name a person who has one",
                    person.reference
                );
                ToolError::invalid(message)
            })?;
            found.push(EmailRecipient {
                address: address.to_owned(),
                name: Some(person.title.clone()).filter(|title| title != address),
            });
            continue;
        }
        let field = reader.field(Kind::Contact, "emails")?;
        let address = match reader.value(Kind::Contact, field, text)? {
            Some(Value::List(addresses)) if addresses.len() == 1 => addresses.into_iter().next(),
            _ => None,
        };
        let address =
            address.ok_or_else(|| ToolError::invalid(format!("{argument} takes one address in each place")))?;
        let person = reader.person_with(&address).await?;
        if person.is_none() {
            to_retype.push(format!("/{argument}/{at}"));
        }
        found.push(EmailRecipient {
            name: person.map(|person| person.title).filter(|title| *title != address),
            address,
        });
    }
    Ok(found)
}
