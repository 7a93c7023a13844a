use jiff::civil::date;
use workestra_core::parse::DayOrder;

use super::*;

fn locale() -> Locale<'static> {
    Locale {
        members: &[],
        day_order: DayOrder::MonthFirst,
        decimal_comma: false,
        region: "US",
        currency: "USD",
        today: date(2026, 11, 21),
    }
}

/// A file as a product writes it: header, one row's cell, and the field the column should go to (empty for none).
type Export = &'static [(&'static str, &'static str, &'static str)];

fn kind_and_fields(export: Export, kind: Option<Kind>) -> (Kind, Vec<String>) {
    let schema = Schema::declared();
    let headers: Vec<String> = export.iter().map(|(header, _, _)| (*header).to_owned()).collect();
    let kind = kind.unwrap_or_else(|| guess_kind(&schema, &headers, "export"));
    let profiles: Vec<Profile> = export
        .iter()
        .map(|(_, cell, _)| {
            let mut profile = Profile::default();
            profile.add(cell);
            profile
        })
        .collect();
    let columns: Vec<Column<'_>> = headers
        .iter()
        .zip(&profiles)
        .map(|(header, profile)| Column { header, profile })
        .collect();
    let mapping = guess_mapping(&schema, kind, &columns, &locale());
    (
        kind,
        mapping
            .into_iter()
            .map(|column| column.field.unwrap_or_default())
            .collect(),
    )
}

fn assert_guessed(product: &str, kind: Kind, export: Export) {
    let (guessed, fields) = kind_and_fields(export, None);
    assert_eq!(guessed, kind, "{product} holds {kind}s");
    for ((header, _, wanted), got) in export.iter().zip(&fields) {
        assert_eq!(got, wanted, "{product}: column {header}");
    }
}

#[test]
fn the_exports_of_hubspot_are_understood() {
    assert_guessed(
        "HubSpot contacts",
        Kind::Contact,
        &[
            ("Record ID - Contact", "151", ""),
            ("First Name", "Ada", "first_name"),
            ("Last Name", "Lovelace", "last_name"),
            ("Email", "ada@engine.example", "emails"),
            ("Phone Number", "+1 212 555 0101", "phones"),
            ("Contact owner", "Somebody Unknown", ""),
            ("Associated Company", "Analytical Engines", "company"),
            ("Last Activity Date (PST)", "2026-01-05 10:00", ""),
            ("Lifecycle Stage", "Customer", "stage"),
            ("Marketing contact status", "Marketing contact", ""),
            ("Create Date (PST)", "2025-01-05 10:00", ""),
            ("Job Title", "Engineer", "job_title"),
            ("Email Domain", "engine.example", ""),
            ("City", "London", "city"),
            ("Country/Region", "United Kingdom", "country"),
            ("Website URL", "https://engine.example", "website"),
            ("Unsubscribed from all email", "FALSE", "do_not_contact"),
        ],
    );
    assert_guessed(
        "HubSpot deals",
        Kind::Deal,
        &[
            ("Record ID", "99", ""),
            ("Deal Name", "Engine for the Navy", "name"),
            ("Deal Stage", "Closed Won", "stage"),
            ("Close Date", "2026-03-01", "close_date"),
            ("Deal owner", "Somebody Unknown", ""),
            ("Amount", "1200.50", "amount"),
            ("Amount in company currency", "1200.50", ""),
            ("Deal Currency Code", "EUR", "currency"),
            ("Deal probability", "60", "probability"),
            ("Associated Company", "Royal Navy", "company"),
            ("Associated Contact IDs", "151;152", ""),
            ("Next step", "Call", "next_step"),
            ("Deal Description", "Big", "description"),
        ],
    );
    assert_guessed(
        "HubSpot tickets",
        Kind::Ticket,
        &[
            ("Ticket ID", "7", ""),
            ("Ticket name", "Cannot log in", "subject"),
            ("Ticket status", "New", "stage"),
            ("Priority", "High", "priority"),
            ("Source", "Email", "channel"),
            ("Ticket description", "It says no", "body"),
            ("Create date", "2026-01-05 10:00", ""),
        ],
    );
}

#[test]
fn the_exports_of_salesforce_are_understood() {
    assert_guessed(
        "Salesforce contacts",
        Kind::Contact,
        &[
            ("Salutation", "Ms.", ""),
            ("First Name", "Ada", "first_name"),
            ("Last Name", "Lovelace", "last_name"),
            ("Title", "Engineer", "job_title"),
            ("Account Name", "Engines", "company"),
            ("Mailing Street", "1 Square", ""),
            ("Mailing City", "London", "city"),
            ("Mailing Zip/Postal Code", "W1", ""),
            ("Mailing Country", "UK", "country"),
            ("Phone", "(212) 555-0101", "phones"),
            ("Fax", "(212) 555-0102", ""),
            ("Mobile", "(212) 555-0103", "phones"),
            ("Email", "ada@engine.example", "emails"),
            ("Account Owner", "Somebody Unknown", ""),
        ],
    );
    assert_guessed(
        "Salesforce data export",
        Kind::Contact,
        &[
            ("Id", "0035g00000AbCdE", ""),
            ("AccountId", "0015g00000AbCdE", ""),
            ("LastName", "Lovelace", "last_name"),
            ("FirstName", "Ada", "first_name"),
            ("Name", "Ada Lovelace", ""),
            ("MailingCity", "London", "city"),
            ("Phone", "(212) 555-0101", "phones"),
            ("MobilePhone", "(212) 555-0103", "phones"),
            ("Email", "ada@engine.example", "emails"),
            ("Title", "Engineer", "job_title"),
            ("OwnerId", "0055g00000AbCdE", ""),
            ("CreatedDate", "2026-01-01T10:00:00.000Z", ""),
        ],
    );
    assert_guessed(
        "Salesforce opportunities",
        Kind::Deal,
        &[
            ("Opportunity Owner", "Somebody Unknown", ""),
            ("Account Name", "Engines", "company"),
            ("Opportunity Name", "Second engine", "name"),
            ("Stage", "Negotiation/Review", "stage"),
            ("Fiscal Period", "Q1-2026", ""),
            ("Amount Currency", "USD", "currency"),
            ("Amount", "15000", "amount"),
            ("Expected Revenue", "7500", ""),
            ("Probability (%)", "50", "probability"),
            ("Age", "12", ""),
            ("Close Date", "3/31/2026", "close_date"),
            ("Created Date", "1/1/2026", ""),
            ("Next Step", "Demo", "next_step"),
            ("Lead Source", "Web", ""),
        ],
    );
}

#[test]
fn the_exports_of_pipedrive_are_understood() {
    assert_guessed(
        "Pipedrive deals",
        Kind::Deal,
        &[
            ("Deal - ID", "5", ""),
            ("Deal - Title", "Engine deal", "name"),
            ("Deal - Creator", "Somebody", ""),
            ("Deal - Owner", "Somebody", ""),
            ("Deal - Value", "900", "amount"),
            ("Deal - Currency of Value", "GBP", "currency"),
            ("Deal - Organization", "Engines", "company"),
            ("Deal - Contact person", "Ada Lovelace", ""),
            ("Deal - Stage", "Proposal Made", "stage"),
            ("Deal - Expected close date", "2026-05-01", "close_date"),
            ("Deal - Probability", "40", "probability"),
        ],
    );
    assert_guessed(
        "Pipedrive people",
        Kind::Contact,
        &[
            ("Person - ID", "5", ""),
            ("Person - Name", "Ada Lovelace", "full_name"),
            ("Person - Organization", "Engines", "company"),
            ("Person - Email - Work", "ada@engine.example", "emails"),
            ("Person - Email - Home", "ada@home.example", "emails"),
            ("Person - Phone - Mobile", "+12125550101", "phones"),
            ("Person - Owner", "Somebody", ""),
        ],
    );
}

#[test]
fn google_contacts_old_and_new_are_understood() {
    assert_guessed(
        "Google, old",
        Kind::Contact,
        &[
            ("Name", "Ada Lovelace", ""),
            ("Given Name", "Ada", "first_name"),
            ("Additional Name", "", ""),
            ("Family Name", "Lovelace", "last_name"),
            ("Yomi Name", "", ""),
            ("Birthday", "1815-12-10", ""),
            ("Notes", "First programmer", "about"),
            ("Group Membership", "* Friends ::: * myContacts", "tags"),
            ("E-mail 1 - Type", "* Work", ""),
            ("E-mail 1 - Value", "ada@engine.example", "emails"),
            ("E-mail 2 - Type", "Home", ""),
            ("E-mail 2 - Value", "ada@home.example", "emails"),
            ("Phone 1 - Type", "Mobile", ""),
            ("Phone 1 - Value", "+12125550101 ::: +12125550102", "phones"),
            ("Organization 1 - Type", "", ""),
            ("Organization 1 - Name", "Engines", "company"),
            ("Organization 1 - Title", "Engineer", "job_title"),
            ("Organization 1 - Department", "R&D", ""),
            ("Website 1 - Type", "Home", ""),
            ("Website 1 - Value", "https://engine.example", "website"),
        ],
    );
    assert_guessed(
        "Google, new",
        Kind::Contact,
        &[
            ("First Name", "Ada", "first_name"),
            ("Middle Name", "", ""),
            ("Last Name", "Lovelace", "last_name"),
            ("Phonetic First Name", "", ""),
            ("Nickname", "", ""),
            ("Organization Name", "Engines", "company"),
            ("Organization Title", "Engineer", "job_title"),
            ("Birthday", "", ""),
            ("Notes", "x", "about"),
            ("Labels", "Friends ::: * myContacts", "tags"),
            ("E-mail 1 - Label", "* Work", ""),
            ("E-mail 1 - Value", "ada@engine.example", "emails"),
            ("Phone 1 - Label", "Mobile", ""),
            ("Phone 1 - Value", "+12125550101", "phones"),
            ("Address 1 - City", "London", "city"),
            ("Address 1 - Country", "UK", "country"),
        ],
    );
}

#[test]
fn the_exports_of_outlook_zendesk_jira_and_greenhouse_are_understood() {
    assert_guessed(
        "Outlook contacts",
        Kind::Contact,
        &[
            ("Title", "Mrs.", ""),
            ("First Name", "Ada", "first_name"),
            ("Last Name", "Lovelace", "last_name"),
            ("Company", "Engines", "company"),
            ("Department", "R&D", ""),
            ("Job Title", "Engineer", "job_title"),
            ("Business City", "London", "city"),
            ("Business Country/Region", "UK", "country"),
            ("Business Fax", "+12125550109", ""),
            ("Business Phone", "+12125550101", "phones"),
            ("Home Phone", "", "phones"),
            ("Mobile Phone", "+12125550102", "phones"),
            ("Categories", "Friends;VIP", "tags"),
            ("E-mail Address", "ada@engine.example", "emails"),
            ("E-mail Display Name", "Ada", ""),
            ("E-mail 2 Address", "ada@home.example", "emails"),
            ("Notes", "x", "about"),
            ("Web Page", "https://engine.example", "website"),
        ],
    );
    assert_guessed(
        "Zendesk tickets",
        Kind::Ticket,
        &[
            ("Summation column", "1", ""),
            ("Id", "4711", ""),
            ("Requester", "Ada Lovelace", "requester_name"),
            ("Requester id", "55", ""),
            ("Requester email", "ada@engine.example", "requester"),
            ("Requester domain", "engine.example", ""),
            ("Assignee", "Somebody", ""),
            ("Group", "Support", ""),
            ("Subject", "It broke", "subject"),
            ("Tags", "a,b", "tags"),
            ("Status", "Solved", "stage"),
            ("Priority", "Normal", "priority"),
            ("Via", "Mail", "channel"),
            ("Ticket type", "Incident", "type"),
            ("Created at", "2026-01-01 10:00", ""),
            ("Organization", "Engines", "company"),
        ],
    );
    assert_guessed(
        "Jira issues",
        Kind::Ticket,
        &[
            ("Summary", "Wheel squeaks", "subject"),
            ("Issue key", "ENG-12", ""),
            ("Issue id", "10012", ""),
            ("Issue Type", "Bug", "type"),
            ("Status", "To Do", "stage"),
            ("Project key", "ENG", ""),
            ("Project name", "Engine", ""),
            ("Priority", "Highest", "priority"),
            ("Assignee", "Somebody", ""),
            ("Reporter", "Ada Lovelace", "requester_name"),
            ("Created", "01/Jan/26 10:00 AM", ""),
            ("Labels", "squeak", "tags"),
            ("Labels", "wheel", "tags"),
            ("Description", "All day", "body"),
            ("Custom field (Story Points)", "3", ""),
        ],
    );
    assert_guessed(
        "Greenhouse candidates",
        Kind::Candidate,
        &[
            ("Candidate ID", "9", ""),
            ("First Name", "Ada", "first_name"),
            ("Last Name", "Lovelace", "last_name"),
            ("Company", "Engines", "employer"),
            ("Title", "Engineer", "headline"),
            ("Email", "ada@engine.example", "emails"),
            ("Phone", "+12125550101", "phones"),
            ("Job", "Programmer", "position"),
            ("Stage", "Phone Interview", "stage"),
            ("Source", "Referral", "source"),
            ("Recruiter", "Somebody", ""),
            ("Application Date", "2026-01-01", "applied_on"),
            ("Tags", "maths", "tags"),
        ],
    );
}

#[test]
fn names_in_one_column_and_in_other_languages_are_understood() {
    let (_, fields) = kind_and_fields(
        &[
            ("Name", "Lovelace", ""),
            ("Vorname", "Ada", ""),
            ("Telefon", "+49 30 23125 111", ""),
            ("E-Mail-Adresse", "ada@engine.example", ""),
            ("Firma", "Engines", ""),
        ],
        Some(Kind::Contact),
    );
    assert_eq!(fields, ["last_name", "first_name", "phones", "emails", "company"]);
    let (_, fields) = kind_and_fields(
        &[
            ("氏名", "山田太郎", ""),
            ("電話番号", "+81312345678", ""),
            ("メールアドレス", "t@b.example", ""),
        ],
        Some(Kind::Contact),
    );
    assert_eq!(fields, ["full_name", "phones", "emails"]);
}

#[test]
fn columns_without_names_are_known_by_their_cells() {
    let (_, fields) = kind_and_fields(
        &[
            ("Column 1", "Ada", ""),
            ("Column 2", "ada@engine.example", ""),
            ("Column 3", "+1 212 555 0101", ""),
        ],
        Some(Kind::Contact),
    );
    assert_eq!(fields, ["", "emails", "phones"]);
}

#[test]
fn our_own_references_and_ids_are_taken_and_those_of_others_are_not() {
    let own: Export = &[("Reference", "DEAL-7", ""), ("Name", "x", ""), ("Stage", "Won", "")];
    let (kind, fields) = kind_and_fields(own, Some(Kind::Deal));
    assert_eq!((kind, fields[0].as_str()), (Kind::Deal, "reference"));
    let (_, fields) = kind_and_fields(&[("Reference", "PO 4711", ""), ("Name", "x", "")], Some(Kind::Deal));
    assert_eq!(fields[0], "");
    let (_, fields) = kind_and_fields(
        &[("Id", "8c3f4d1e-6b0a-4c57-9a55-0d6f2f1c9b11", ""), ("Name", "x", "")],
        Some(Kind::Deal),
    );
    assert_eq!(fields[0], "");
}

#[test]
fn no_field_of_one_value_gets_two_columns() {
    let (_, fields) = kind_and_fields(
        &[
            ("Email", "a@b.example", ""),
            ("Company", "A", ""),
            ("Company name", "B", ""),
            ("Organization", "C", ""),
        ],
        Some(Kind::Contact),
    );
    assert_eq!(fields, ["emails", "company", "", ""]);
}
