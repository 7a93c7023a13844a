//! What other products call our stages and choices, so that their exports import without a mapping by hand.
//!
//! Words are compared as [`super::text::squash`] leaves them; they are written here for people to read.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::text::squash;
use crate::kind::Kind;

/// The words for one value of one field.
struct Synonyms {
    kind: Kind,
    field: &'static str,
    key: &'static str,
    /// Parted by `|`.
    words: &'static str,
}

const fn of(kind: Kind, field: &'static str, key: &'static str, words: &'static str) -> Synonyms {
    Synonyms {
        kind,
        field,
        key,
        words,
    }
}

const URGENT: &str = "P0 | P1 | Highest | Blocker | Critical | Emergency | Immediate | ASAP | Sev 1 | S1 | Very high | \
     Dringend | Kritisch | Urgente | Critique | Crítico | 緊急 | 紧急 | Срочный | Acil";
const HIGH: &str = "P2 | Major | Important | Sev 2 | S2 | Hoch | Haute | Élevée | Alta | 高 | Высокий | Yüksek";
const NORMAL: &str = "P3 | Medium | Moderate | Average | Standard | Default | Med | Sev 3 | S3 | Mittel | Normale | \
     Moyenne | Media | Média | 中 | Средний | Orta";
const LOW: &str = "P4 | P5 | Minor | Trivial | Lowest | Very low | Sev 4 | S4 | Niedrig | Gering | Basse | Faible | \
     Baja | Baixa | Bassa | 低 | Низкий | Düşük";

/// HubSpot, Salesforce, Pipedrive, Zoho, Zendesk, Freshdesk, Jira, Greenhouse, Lever, Workable, Outlook, Asana,
/// Todoist: the words of their defaults.
static TABLE: &[Synonyms] = &[
    of(
        Kind::Contact,
        "stage",
        "lead",
        "Subscriber | Marketing Qualified Lead | MQL | New | Prospect | Open - Not Contacted | \
         Attempted to Contact | Not Contacted | Cold | Open | Suspect | Raw | Other",
    ),
    of(
        Kind::Contact,
        "stage",
        "qualified",
        "Sales Qualified Lead | SQL | Working - Contacted | Working | Contacted | Connected | \
         In Progress | Warm | Engaged | Nurturing | Qualified Lead",
    ),
    of(
        Kind::Contact,
        "stage",
        "opportunity",
        "Open Deal | Hot | Pre-Qualified | Negotiating",
    ),
    of(
        Kind::Contact,
        "stage",
        "customer",
        "Client | Closed - Converted | Converted | Won | Closed Won | Active | Active Customer | \
         Paying",
    ),
    of(
        Kind::Contact,
        "stage",
        "evangelist",
        "Advocate | Promoter | Champion | Partner",
    ),
    of(
        Kind::Contact,
        "stage",
        "former",
        "Churned | Lost | Closed - Not Converted | Unqualified | Disqualified | Inactive | \
         Lost Customer | Former Customer | Junk | Junk Lead | Bad Timing | Dead | Lost Lead",
    ),
    of(
        Kind::Deal,
        "stage",
        "qualification",
        "appointmentscheduled | Appointment Scheduled | qualifiedtobuy | Qualified To Buy | \
         Prospecting | Needs Analysis | Qualified | Contact Made | Discovery | New | Open | Lead | \
         Engaging | Initial Contact | Lead In | Qualify | Id. Decision Makers | \
         Identify Decision Makers | Qualifying | Prospect",
    ),
    of(
        Kind::Deal,
        "stage",
        "proposal",
        "presentationscheduled | Presentation Scheduled | Demo Scheduled | Demo | Value Proposition | \
         Perception Analysis | Proposal/Price Quote | Proposal/Quote | Proposal Made | Proposal Sent | \
         Quote | Quoted | Quotation | Offer | Proposition | Evaluation | Angebot",
    ),
    of(
        Kind::Deal,
        "stage",
        "negotiation",
        "decisionmakerboughtin | Decision Maker Bought-In | contractsent | Contract Sent | \
         Negotiation/Review | Negotiations Started | Negotiating | Contract | Commit | Verbal | \
         Verbal Commitment | Closing | Review | Verhandlung | In Negotiation",
    ),
    of(
        Kind::Deal,
        "stage",
        "won",
        "closedwon | Closed Won | Win | Closed - Won | Success | Signed | Gewonnen | Gagné | Ganado",
    ),
    of(
        Kind::Deal,
        "stage",
        "lost",
        "closedlost | Closed Lost | Closed - Lost | Lose | Abandoned | Dead | \
         Closed Lost to Competition | Verloren | Perdu | Perdido | Disqualified",
    ),
    of(
        Kind::Deal,
        "lost_reason",
        "price",
        "Too expensive | Pricing | Cost | Price too high",
    ),
    of(
        Kind::Deal,
        "lost_reason",
        "competitor",
        "Lost to competitor | Competition | Chose competitor | Went with competitor",
    ),
    of(
        Kind::Deal,
        "lost_reason",
        "no_budget",
        "Budget | Lack of budget | No funding | No Budget / Lost Funding",
    ),
    of(
        Kind::Deal,
        "lost_reason",
        "no_decision",
        "No response | Unresponsive | Ghosted | No decision made | Non-responsive | \
         No Decision / Non-Responsive | Lost contact",
    ),
    of(
        Kind::Deal,
        "lost_reason",
        "timing",
        "Bad timing | Not now | Postponed | Not ready",
    ),
    of(
        Kind::Deal,
        "lost_reason",
        "missing_feature",
        "Features | Feature gap | Lack of features | Product fit | Poor fit",
    ),
    of(Kind::Deal, "lost_reason", "other", "Miscellaneous | Others | Lost"),
    of(
        Kind::Ticket,
        "stage",
        "new",
        "Created | Untriaged | Triage | Backlog | To Do | Unassigned | Neu",
    ),
    of(
        Kind::Ticket,
        "stage",
        "open",
        "In Progress | Active | Reopened | Re-opened | Waiting on us | Assigned | \
         Selected for Development | In Review | Under investigation | Work in progress | \
         In Development | Escalated | Waiting for support | Offen | Acknowledged | Processing",
    ),
    of(
        Kind::Ticket,
        "stage",
        "pending",
        "Waiting on contact | Waiting on customer | Waiting for customer | Pending Customer Response | \
         Awaiting reply | Awaiting customer | Waiting for reporter | Need info | Wartend | Waiting",
    ),
    of(
        Kind::Ticket,
        "stage",
        "on_hold",
        "Hold | Waiting on third party | Waiting on 3rd party | Blocked | Paused | Deferred | \
         Suspended | Waiting for approval | Pending vendor",
    ),
    of(
        Kind::Ticket,
        "stage",
        "resolved",
        "Solved | Fixed | Done | Complete | Completed | Gelöst | Answered",
    ),
    of(
        Kind::Ticket,
        "stage",
        "closed",
        "Won't Do | Won't Fix | Wontfix | Duplicate | Cancelled | Canceled | Rejected | Declined | \
         Invalid | Cannot reproduce | Archived | Geschlossen | Spam",
    ),
    of(Kind::Ticket, "priority", "urgent", URGENT),
    of(Kind::Ticket, "priority", "high", HIGH),
    of(Kind::Ticket, "priority", "normal", NORMAL),
    of(Kind::Ticket, "priority", "low", LOW),
    of(
        Kind::Ticket,
        "type",
        "question",
        "Support | Inquiry | Enquiry | General | How to | Service request | Request | Billing inquiry | \
         Product inquiry | General inquiry | Billing | Information | Product support | Query | Help",
    ),
    of(
        Kind::Ticket,
        "type",
        "incident",
        "Technical issue | Issue | Outage | Service incident | Technical | Complaint",
    ),
    of(Kind::Ticket, "type", "problem", "Bug | Defect | Error | Fault"),
    of(
        Kind::Ticket,
        "type",
        "task",
        "Sub-task | Subtask | Change | Refund request | Cancellation request | To do | Chore",
    ),
    of(
        Kind::Ticket,
        "type",
        "feature_request",
        "Feature | New Feature | Improvement | Enhancement | Suggestion | Idea | Story | Epic | \
         User story | Product feedback | Feedback",
    ),
    of(Kind::Ticket, "channel", "email", "Mail | E-mail | Outlook | Gmail"),
    of(
        Kind::Ticket,
        "channel",
        "phone",
        "Voice | Call | Phone call | Telephone | Voicemail | Phone call (inbound) | Talk",
    ),
    of(
        Kind::Ticket,
        "channel",
        "chat",
        "Live chat | Messaging | Messenger | WhatsApp | Slack | SMS | Text message | Web messaging | \
         Conversation",
    ),
    of(
        Kind::Ticket,
        "channel",
        "web",
        "Web form | Form | Portal | Customer portal | Website | Help center | Web widget | \
         Web service | Browser",
    ),
    of(
        Kind::Ticket,
        "channel",
        "social",
        "Social media | Twitter | X (Twitter) | Facebook | Instagram | LinkedIn",
    ),
    of(
        Kind::Ticket,
        "channel",
        "api",
        "Integration | Webhook | Rest API | Web service (API)",
    ),
    of(
        Kind::Candidate,
        "stage",
        "new",
        "Application Review | Applied | New applicant | New lead | Sourced | Submitted | Received | \
         Active | Application | Inbox | Reached out | Responded | In review",
    ),
    of(
        Kind::Candidate,
        "stage",
        "screen",
        "Phone Screen | Preliminary Phone Screen | Recruiter screen | Screening | Screened | \
         Phone Interview | Assessment | Resume Review | Hiring Manager Review | Shortlist | \
         Shortlisted | Take Home Test",
    ),
    of(
        Kind::Candidate,
        "stage",
        "interview",
        "Face to Face | On-site | Onsite | On-site interview | Technical Interview | Interviewing | \
         Final Interview | Reference Check | Executive Interview | Interviews | Second Interview",
    ),
    of(
        Kind::Candidate,
        "stage",
        "offer",
        "Offer Extended | Offered | Offer Sent | Offer Made | Offer Accepted | Pre-boarding",
    ),
    of(
        Kind::Candidate,
        "stage",
        "hired",
        "Hire | Accepted | Onboarding | Joined | Placed | Onboarded",
    ),
    of(
        Kind::Candidate,
        "stage",
        "rejected",
        "Reject | Declined | Not selected | Disqualified | Archived | Not a fit | No hire",
    ),
    of(
        Kind::Candidate,
        "stage",
        "withdrawn",
        "Withdrew | Candidate withdrew | Offer declined | Offer rejected | Dropped out",
    ),
    of(
        Kind::Task,
        "stage",
        "todo",
        "Not Started | Open | New | Backlog | Pending | Not done | Incomplete | \
         Selected for Development | Needs action | Offen | À faire | Not completed",
    ),
    of(
        Kind::Task,
        "stage",
        "in_progress",
        "Started | Doing | Active | Working on it | In Review | WIP | In Arbeit | En cours | \
         In process",
    ),
    of(
        Kind::Task,
        "stage",
        "waiting",
        "Waiting on someone else | Deferred | On hold | Blocked | Stuck | Postponed | Wartend",
    ),
    of(
        Kind::Task,
        "stage",
        "done",
        "Completed | Complete | Closed | Finished | Resolved | Checked | Erledigt | Terminé | Yes | \
         True",
    ),
    of(
        Kind::Task,
        "stage",
        "cancelled",
        "Canceled | Dropped | Won't Do | Won't Fix | Abandoned | Duplicate | Skipped",
    ),
    of(Kind::Task, "priority", "urgent", URGENT),
    of(Kind::Task, "priority", "high", HIGH),
    of(Kind::Task, "priority", "normal", NORMAL),
    of(Kind::Task, "priority", "low", LOW),
    of(Kind::Task, "recurrence", "daily", "day | every day | each day"),
    of(
        Kind::Task,
        "recurrence",
        "weekdays",
        "every workday | workdays | working days",
    ),
    of(Kind::Task, "recurrence", "weekly", "week | every week | each week"),
    of(Kind::Task, "recurrence", "monthly", "month | every month | each month"),
    of(
        Kind::Task,
        "recurrence",
        "yearly",
        "year | annually | annual | every year | each year",
    ),
];

/// The key that another product's word, already squashed, stands for in a field of a kind.
pub(super) fn key_of(kind: Kind, field: &str, word: &str) -> Option<&'static str> {
    type Words = HashMap<String, &'static str>;
    static WORDS: LazyLock<HashMap<(Kind, &'static str), Words>> = LazyLock::new(|| {
        let mut fields: HashMap<(Kind, &'static str), Words> = HashMap::new();
        for synonyms in TABLE {
            let words = fields.entry((synonyms.kind, synonyms.field)).or_default();
            for word in synonyms.words.split('|') {
                words.insert(squash(word), synonyms.key);
            }
        }
        fields
    });
    WORDS.get(&(kind, field))?.get(word).copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::choice;

    #[test]
    fn every_synonym_means_one_choice_that_exists_and_hides_none() {
        for synonyms in TABLE {
            let def = synonyms.kind.def();
            let Some(field) = def.field(synonyms.field) else {
                unreachable!("{} has no {}", synonyms.kind, synonyms.field);
            };
            let keys: Vec<&str> = choice::options(def, field).into_iter().map(|(key, _)| key).collect();
            assert!(
                keys.contains(&synonyms.key),
                "{} has no {}",
                synonyms.field,
                synonyms.key
            );
            for word in synonyms.words.split('|') {
                assert_eq!(
                    choice::find(def, field, word),
                    Some(synonyms.key),
                    "{word} of {} {}",
                    synonyms.kind,
                    synonyms.field
                );
            }
        }
    }
}
