//! The sample workspace: one small company's customers, deals, tickets, applicants and tasks, told as one story.
//! Tidewick makes buoys that measure waves, wind and water for harbours and farms at sea. It is about to sign the
//! largest contract it ever had, has a good customer to win back, and looks for three new colleagues.

mod people;
mod support;
mod work;

use jiff::ToSpan;
use jiff::civil::Time;
use jiff::tz::TimeZone;
use workestra_core::{Date, Draft, EntityId, Fields, Kind, MemberId, Money, TimelineKind, UtcMillis, Value};

use crate::{LinkSpec, Sampled, TimelineSpec};
use people::{APPLICANTS, Applicant, CONTACTS, Contact, FIRMS};
use support::{TICKETS, Ticket};
use work::{About, DEALS, Deal, MEMOS, TASKS, Task};

/// A person to add to the sample workspace beside its owner.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Colleague {
    /// Shown beside what they own.
    pub name: &'static str,
    /// Their address.
    pub email: &'static str,
}

/// The owner's colleagues, in the order [`sample_workspace`] expects their ids after the owner's.
pub const COLLEAGUES: [Colleague; 3] = [
    Colleague {
        name: "Ines Albrecht",
        email: "ines@tidewick.example",
    },
    Colleague {
        name: "Tomasz Zieliński",
        email: "tomasz@tidewick.example",
    },
    Colleague {
        name: "Noor Haddad",
        email: "noor@tidewick.example",
    },
];

/// What to write into a sample workspace, in this order.
#[derive(Debug, Clone, PartialEq)]
pub struct SamplePlan {
    /// A name for the workspace.
    pub name: &'static str,
    /// The entities; what they refer to comes first.
    pub entities: Vec<Sampled>,
}

/// The sample workspace as of a day: due dates and ages are relative to it. `members` are the owner and then the
/// [`COLLEAGUES`]; with fewer, those there are share the work, and with none nobody owns anything.
#[must_use]
pub fn sample_workspace(today: Date, members: &[MemberId]) -> SamplePlan {
    let midnight = today.to_datetime(Time::midnight()).to_zoned(TimeZone::UTC);
    let mut plan = Plan {
        today,
        midnight: midnight.map_or(0, |zoned| zoned.timestamp().as_millisecond()),
        members,
        entities: Vec::new(),
    };
    // Oldest first, so that references read like a history: customers, what was sold, what went wrong, who applied.
    let contacts: Vec<EntityId> = CONTACTS
        .iter()
        .enumerate()
        .map(|(at, contact)| plan.contact(at, contact))
        .collect();
    let deals: Vec<EntityId> = DEALS
        .iter()
        .enumerate()
        .map(|(at, deal)| plan.deal(at, deal, &contacts))
        .collect();
    let tickets: Vec<EntityId> = TICKETS.iter().map(|ticket| plan.ticket(ticket, &contacts)).collect();
    let applicants: Vec<EntityId> = APPLICANTS.iter().map(|applicant| plan.applicant(applicant)).collect();
    for task in &TASKS {
        let about = match task.about {
            About::Contact(at) => contacts.get(at),
            About::Deal(at) => deals.get(at),
            About::Ticket(at) => tickets.get(at),
            About::Applicant(at) => applicants.get(at),
            About::Nothing => None,
        };
        plan.task(task, about.copied());
    }
    SamplePlan {
        name: "Tidewick",
        entities: plan.entities,
    }
}

struct Plan<'a> {
    today: Date,
    midnight: i64,
    members: &'a [MemberId],
    entities: Vec<Sampled>,
}

impl Plan<'_> {
    fn contact(&mut self, at: usize, contact: &Contact) -> EntityId {
        let (company, domain) = FIRMS[contact.firm];
        let mut fields = fields([
            ("first_name", contact.first),
            ("last_name", contact.last),
            ("company", company),
            ("job_title", contact.title),
            ("city", contact.city),
            ("country", contact.country),
            ("stage", contact.stage),
            ("about", contact.about),
        ]);
        fields.insert("website".to_owned(), Value::Text(format!("https://www.{domain}")));
        set_list(&mut fields, "emails", &[&format!("{}@{domain}", contact.local)]);
        if !contact.phone.is_empty() {
            set_list(&mut fields, "phones", &[contact.phone]);
        }
        if contact.stage == "evangelist" || at == 43 {
            set_list(&mut fields, "tags", &["vip"]);
        }
        self.own(&mut fields, contact.firm);
        self.add(Kind::Contact, fields, Vec::new(), Vec::new())
    }

    fn deal(&mut self, at: usize, deal: &Deal, contacts: &[EntityId]) -> EntityId {
        let contact = &CONTACTS[deal.contact];
        let mut fields = fields([
            ("name", deal.name),
            ("company", FIRMS[contact.firm].0),
            ("stage", deal.stage),
            ("next_step", deal.next_step),
            ("description", deal.description),
            ("lost_reason", deal.lost_reason),
        ]);
        let digits = if deal.currency == "JPY" { 1 } else { 100 };
        let amount = Money {
            minor: deal.amount * digits,
            currency: deal.currency.to_owned(),
        };
        fields.insert("amount".to_owned(), Value::Money(amount));
        fields.insert("close_date".to_owned(), self.day(deal.closes));
        let main = contacts[deal.contact];
        fields.insert("contact".to_owned(), Value::Text(main.to_string()));
        self.own(&mut fields, contact.firm);
        let timeline = MEMOS
            .iter()
            .filter(|memo| memo.deal == at)
            .map(|memo| self.entry(memo.entry, memo.text, memo.days_ago, vec![main]))
            .collect();
        // Colleagues of the main contact have a say as well.
        let others = CONTACTS
            .iter()
            .enumerate()
            .filter(|(other, person)| *other != deal.contact && person.firm == contact.firm && *other < 50);
        let links = others
            .zip(["user", "procurement", "technical contact"])
            .map(|((other, _), role)| LinkSpec {
                to: contacts[other],
                role: role.to_owned(),
            })
            .collect();
        self.add(Kind::Deal, fields, timeline, links)
    }

    fn ticket(&mut self, ticket: &Ticket, contacts: &[EntityId]) -> EntityId {
        let contact = &CONTACTS[ticket.contact];
        let (company, domain) = FIRMS[contact.firm];
        let mut fields = fields([
            ("subject", ticket.subject),
            ("body", ticket.body),
            ("company", company),
            ("stage", ticket.stage),
            ("priority", ticket.priority),
            ("type", ticket.ty),
            ("channel", ticket.channel),
        ]);
        let mut set = |key: &str, text: String| fields.insert(key.to_owned(), Value::Text(text));
        set("requester", format!("{}@{domain}", contact.local));
        set("requester_name", format!("{} {}", contact.first, contact.last));
        set("contact", contacts[ticket.contact].to_string());
        set_list(&mut fields, "tags", &[ticket.tag]);
        match ticket.stage {
            "pending" => {
                fields.insert("pending_until".to_owned(), self.day(3));
            }
            "new" | "open" => {
                // Urgent ones are due sooner, so that some are late.
                let days = match ticket.priority {
                    "urgent" => 3,
                    "high" => 6,
                    _ => 14,
                };
                let due = self.today.saturating_add((days - ticket.days_ago).days());
                fields.insert("due_at".to_owned(), Value::Text(format!("{due}T16:00:00Z")));
            }
            "resolved" | "closed" => {
                if let Some((_, answer)) = ticket
                    .thread
                    .iter()
                    .rev()
                    .find(|(entry, _)| *entry == TimelineKind::PublicMessage)
                {
                    fields.insert("resolution".to_owned(), Value::from(*answer));
                }
            }
            _ => {}
        }
        // Ines answers what is commercial, Tomasz and Noor the rest.
        let owner = match ticket.tag {
            "billing" | "pricing" | "legal" | "privacy" => 1,
            "hardware" | "calibration" | "connectivity" => 2,
            _ => 3,
        };
        if ticket.stage != "new" {
            self.own(&mut fields, owner);
        }
        let thread = ticket.thread.iter().enumerate().map(|(step, (entry, text))| {
            let days_ago = (ticket.days_ago - 1 - step as i64).max(0);
            self.entry(*entry, text, days_ago, Vec::new())
        });
        let timeline = thread.collect();
        self.add(Kind::Ticket, fields, timeline, Vec::new())
    }

    fn applicant(&mut self, applicant: &Applicant) -> EntityId {
        let mut fields = fields([
            ("first_name", applicant.first),
            ("last_name", applicant.last),
            ("headline", applicant.headline),
            ("position", applicant.position),
            ("stage", applicant.stage),
            ("city", applicant.city),
            ("cv", applicant.cv),
            ("source", "Careers page"),
        ]);
        set_list(&mut fields, "emails", &[&format!("{}@post.example", applicant.local)]);
        set_list(&mut fields, "skills", applicant.skills);
        if applicant.stage == "rejected" {
            let reason =
                Value::from("Others have more experience with what the position is about; invited to apply again.");
            fields.insert("rejection_reason".to_owned(), reason);
        }
        let days = match applicant.stage {
            "new" => -3,
            "screen" => -12,
            _ => -30,
        };
        fields.insert("applied_on".to_owned(), self.day(days));
        self.own(&mut fields, 0);
        let timeline = match applicant.stage {
            "interview" | "offer" | "hired" => vec![self.entry(
                TimelineKind::Meeting,
                "First conversation by video. Asked good questions, left a good impression; notes are with the team.",
                6,
                Vec::new(),
            )],
            _ => Vec::new(),
        };
        self.add(Kind::Candidate, fields, timeline, Vec::new())
    }

    fn task(&mut self, task: &Task, about: Option<EntityId>) {
        let mut fields = fields([
            ("title", task.title),
            ("stage", task.stage),
            ("priority", task.priority),
            ("body", task.body),
        ]);
        fields.insert("due".to_owned(), self.day(task.due));
        if let Some(about) = about {
            fields.insert("about".to_owned(), Value::Text(about.to_string()));
        }
        if task.title.starts_with("Weekly") {
            fields.insert("recurrence".to_owned(), Value::from("weekly"));
        }
        let owner = self.entities.len();
        self.own(&mut fields, owner);
        self.add(Kind::Task, fields, Vec::new(), Vec::new());
    }

    fn add(&mut self, kind: Kind, fields: Fields, timeline: Vec<TimelineSpec>, links: Vec<LinkSpec>) -> EntityId {
        // Ids as if made a minute apart in the weeks before, and the same for the same day.
        let at = self.entities.len();
        let millis = (self.midnight - 14 * 86_400_000).unsigned_abs() + at as u64 * 60_000;
        let mut random = [0x5A; 10];
        random[9] = (at % 256) as u8;
        random[8] = (at / 256) as u8;
        let id = EntityId(uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid());
        self.entities.push(Sampled {
            id,
            draft: Draft { kind, fields },
            timeline,
            links,
        });
        id
    }

    fn own(&self, fields: &mut Fields, whose: usize) {
        if !self.members.is_empty() {
            let owner = self.members[whose % self.members.len()];
            fields.insert("owner".to_owned(), Value::Text(owner.to_string()));
        }
    }

    fn day(&self, after: i32) -> Value {
        Value::Text(self.today.saturating_add(after.days()).to_string())
    }

    fn entry(&self, entry: TimelineKind, text: &str, days_ago: i64, also_on: Vec<EntityId>) -> TimelineSpec {
        TimelineSpec {
            entry,
            text: text.to_owned(),
            // In the morning of the day before, at the latest.
            at: UtcMillis(self.midnight - days_ago * 86_400_000 - 14 * 3_600_000),
            also_on,
        }
    }
}

/// Fields from texts; empty ones are left out.
fn fields<const N: usize>(texts: [(&str, &str); N]) -> Fields {
    texts
        .into_iter()
        .filter(|(_, text)| !text.is_empty())
        .map(|(key, text)| (key.to_owned(), Value::from(text)))
        .collect()
}

fn set_list(fields: &mut Fields, key: &str, values: &[&str]) {
    let values = values.iter().map(|&value| value.to_owned()).collect();
    fields.insert(key.to_owned(), Value::List(values));
}

#[cfg(test)]
mod tests;
