//! Searches that say in other words what requests of the generator say, judged by the sentences the requests were made
//! from. They were written from the sentences' meaning, before any of them was tried on a search.

use workestra_core::{Kind, Value};
use workestra_store::StoredEntity;

use super::ranking::Judged;

/// What is typed; parts of sentences of the requests that were looked for; parts of those that belong to it.
type Paraphrase = (&'static str, &'static [&'static str], &'static [&'static str]);

/// Searches with the requests that say the same.
pub fn searches(entities: &[StoredEntity]) -> Vec<Judged> {
    let requests: Vec<(&StoredEntity, String)> = entities
        .iter()
        .filter(|stored| stored.entity.kind == Kind::Ticket)
        .map(|stored| (stored, text_of(stored)))
        .collect();
    let has = |text: &str, parts: &[&str]| parts.iter().any(|part| text.contains(part));
    PARAPHRASES
        .iter()
        .map(|(typed, same, akin)| Judged {
            text: (*typed).to_owned(),
            grades: requests
                .iter()
                .filter_map(|(stored, text)| {
                    let grade = if has(text, same) { 2 } else { u8::from(has(text, akin)) };
                    (grade > 0).then_some((stored.entity.id, grade))
                })
                .collect(),
        })
        .collect()
}

fn text_of(stored: &StoredEntity) -> String {
    let texts = ["subject", "body"].map(|key| stored.entity.fields.get(key).and_then(Value::first_text).unwrap_or(""));
    texts.join("\n")
}

#[rustfmt::skip]
const PARAPHRASES: &[Paraphrase] = &[
    ("paid double for one plan", &["two payments for the same subscription"], &["Charged twice this month"]),
    ("billed for more people than work here", &["seats although we only have half as many people"], &["Wrong amount on invoice"]),
    ("accounts department mail sent to a place we moved out of", &["bill to an office that we left"], &["Invoice goes to the old address"]),
    ("amount differs from what was offered", &["does not match the quote that we signed"], &["Why did our price go up?"]),
    ("credentials refused", &["says that my password is wrong"], &["Cannot sign in"]),
    ("forgotten passphrase email not received", &["asked for a reset link three times"], &["Password reset mail never arrives"]),
    ("authenticator lost with my previous mobile", &["old one made the six-digit codes"], &["Locked out after changing phones", "Two-factor code rejected"]),
    ("kicked out seconds after logging in", &["thrown back to the start page"], &["Cannot sign in"]),
    ("sensor stopped reporting in bad weather", &["went silent during the storm"], &["No readings from", "offline since last night"]),
    ("link drops every night at the same hour", &["loses its connection for an hour"], &["drops off the network"]),
    ("device dead since the electricity outage", &["After the power cut the"], &["offline since last night"]),
    ("package came wet and broken", &["carton was soaked and two housings are cracked"], &["Parcel arrived damaged"]),
    ("shipment stuck on its way for over a week", &["\"in transit\" for nine days"], &["Where is our order"]),
    ("cables too short were sent", &["ordered the long cable and received"], &["Wrong parts in the box"]),
    ("annual file cuts off without an error", &["yearly list ends after a minute"], &["Export stops at"]),
    ("umlauts broken in excel", &["accents come out as question marks"], &["Spreadsheet shows strange characters"]),
    ("saved csv has only column titles", &["a header and nothing below it"], &["Report download is empty"]),
    ("callers wait while the record loads", &["Opening a customer takes so long"], &["Everything is slow today"]),
    ("lag when entering a query", &["Typing in the search box is sluggish"], &["Search takes"]),
    ("notebook gets hot and stutters in long tables", &["list hangs when I scroll"], &["Page freezes when I scroll"]),
    ("memo I saved is empty now", &["wrote a long note yesterday"], &["Notes disappeared"]),
    ("gap in the measurements for several days", &["readings between Tuesday and Friday are gone"], &["Half of last week is missing"]),
    ("removed a client by mistake", &["clicked the wrong button and a customer"], &["Deleted a customer by accident"]),
    ("stickers cut through the code", &["cut in the middle of the barcode"], &["Labels print half a line too low"]),
    ("paper comes out white", &["pulls the sheet through and leaves it white"], &["prints blank pages"]),
    ("company emblem missing on till slips", &["grey box where our logo should be"], &["Receipts without our logo"]),
    ("scheduled script fails a third of the time", &["nightly job gets an error for every third request"], &["API answers"]),
    ("duplicate callback for one purchase", &["reaches our system two times"], &["Webhook called twice"]),
    ("fresh clients missing in the ledger software", &["no longer appear in the bookkeeping"], &["Sync with the accounting package stopped"]),
    ("program quits right when launched on the phone", &["closes the moment I tap its icon"], &["App crashes at start"]),
    ("qr reader stays dark", &["black square and nothing else"], &["Camera does not open in the app"]),
    ("entries made underground without signal get lost", &["enter in the basement never reaches"], &["Offline changes are not sent"]),
    ("accumulator drains in two days", &["battery that should last a season"], &["lasts two days"]),
    ("moisture got into the casing", &["droplets behind the glass"], &["Water inside the housing"]),
    ("key came off the device", &["rubber over the button tore"], &["Button fell off"]),
    ("temperature is wrong compared with a reference", &["two degrees more than the thermometer"], &["reads too high"]),
    ("salt values creep upwards", &["salinity climbs a little every day"], &["Measurements drift"]),
    ("proof of accuracy for an audit of the sensors", &["calibration certificate for each probe"], &["Certificate for"]),
    ("apprentice sees everyone's wages", &["she can open the pay list"], &["Trainee can see salaries"]),
    ("logins for seasonal workers that cannot edit", &["temporary staff who may look but not touch"], &["read-only users"]),
    ("ex-employee not removed from alerts", &["left in spring still receives the alarms"], &["Former colleague still has access"]),
    ("location of the servers for legal", &["which country the readings and names are kept"], &["Where is our data stored?"]),
    ("right to be forgotten", &["asks us to remove everything about him"], &["Request to erase a person"]),
    ("gdpr paperwork must be countersigned", &["signed data processing agreement"], &["Processor agreement"]),
    ("returned items, money not back yet", &["sent the goods back three weeks ago"], &["Please refund order"]),
    ("debited after termination", &["contract ended in June, yet July was debited"], &["Cancelled but still charged"]),
    ("security payment for hired equipment not paid back", &["hold a deposit for rented units"], &["Deposit not returned"]),
    ("too many night alerts about wind", &["for the same gust of wind"], &["Far too many alarms"]),
    ("cold store got warm and no one was warned", &["freezer thawed over the weekend"], &["No alarm when the freezer failed"]),
    ("flood alert came too late", &["when the tide was already going out"], &["Mails arrive an hour late"]),
    ("onboarding of newcomers, no one free to teach", &["nobody who has time to show them around"], &["Introduction for new colleagues"]),
    ("handbook for foreign speaking staff", &["reads Polish and Vietnamese better than English"], &["manual in another language"]),
    ("graph of weekly complaints", &["chart of complaints per week"], &["How do I build a report?"]),
    ("blind user hears no labels", &["says \"button, button, button\""], &["Screen reader skips the buttons"]),
    ("figures unreadable from the back of the room", &["nobody beyond the first row can read"], &["Text too small on the wall display"]),
    ("cannot distinguish hues in the diagram", &["cannot tell a good day from a bad one"], &["Red and green look the same"]),
    ("daylight saving moved the meetings", &["every appointment is an hour off"], &["Summer time broke our calendar"]),
    ("same vessel reserved by two parties", &["Two groups had booked the same boat"], &["Double booking of the boat"]),
    ("roster poster contradicts the program", &["plan on the wall and the one in the app"], &["Shift plan shows the wrong week"]),
    ("bad year, must quit to cut costs", &["season was poor and we have to save"], &["We want to end the contract"]),
    ("paying for more than needed, want a cheaper tier", &["only use a third of what we pay for"], &["Downgrade to the small plan"]),
    ("site shuts down, delete its login", &["branch closes in autumn"], &["Close the account of our"]),
];

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use workestra_sample::Generator;

    use super::*;
    use crate::chance::SEED;

    #[test]
    fn each_part_of_a_sentence_occurs_in_what_the_generator_writes() {
        let texts: Vec<String> = Generator::new(SEED, jiff::civil::date(2026, 5, 1), &[])
            .take(8_000)
            .filter(|made| made.draft.kind == Kind::Ticket)
            .map(|made| {
                let field = |key: &str| made.draft.fields.get(key).and_then(Value::first_text).unwrap_or("");
                format!("{}\n{}", field("subject"), field("body"))
            })
            .collect();
        for (typed, same, akin) in PARAPHRASES {
            for part in same.iter().chain(*akin) {
                assert!(texts.iter().any(|text| text.contains(part)), "“{part}” of “{typed}”");
            }
        }
    }

    #[test]
    fn no_search_repeats_the_sentence_it_is_judged_by() {
        let words = |text: &str| -> HashSet<String> {
            text.to_lowercase()
                .split(|letter: char| !letter.is_alphanumeric())
                .filter(|word| word.len() > 3)
                .map(str::to_owned)
                .collect()
        };
        for (typed, same, _) in PARAPHRASES {
            let typed = words(typed);
            for part in *same {
                let shared = words(part).intersection(&typed).count();
                assert!(shared <= typed.len() / 2, "“{part}” gives itself away");
            }
        }
    }
}
