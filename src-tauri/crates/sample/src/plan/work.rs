//! The deals and the tasks of the sample workspace.

use workestra_core::TimelineKind;

/// A deal of the sample workspace.
pub(super) struct Deal {
    pub(super) name: &'static str,
    /// Index of the main contact, whose company it is with.
    pub(super) contact: usize,
    /// In whole units.
    pub(super) amount: i64,
    pub(super) currency: &'static str,
    pub(super) stage: &'static str,
    /// Days from today.
    pub(super) closes: i32,
    /// Empty for none.
    pub(super) next_step: &'static str,
    pub(super) description: &'static str,
    /// Empty for none.
    pub(super) lost_reason: &'static str,
}

#[expect(clippy::too_many_arguments, reason = "one row of a table")]
const fn deal(
    name: &'static str,
    contact: usize,
    money: (i64, &'static str),
    stage: &'static str,
    closes: i32,
    next_step: &'static str,
    description: &'static str,
    lost_reason: &'static str,
) -> Deal {
    Deal {
        name,
        contact,
        amount: money.0,
        currency: money.1,
        stage,
        closes,
        next_step,
        description,
        lost_reason,
    }
}

#[rustfmt::skip]
pub(super) const DEALS: [Deal; 25] = [
    deal("Harlow Sound: inner harbour, 2 buoys", 0, (14_800, "GBP"), "negotiation", 12, "Send the mooring drawing", "The council wants the inner harbour covered before winter. Imogen is convinced; Priscilla needs three quotes on file, ours is the second.", ""),
    deal("Harlow Sound: service contract", 2, (3_600, "GBP"), "won", -40, "", "Yearly service for the four buoys at the outer pier.", ""),
    deal("Harlow Sound: first four buoys", 0, (31_200, "GBP"), "won", -410, "", "Where it all began.", ""),
    deal("Brisemer: pilot in bed 7", 4, (4_900, "EUR"), "won", -75, "", "One buoy for a season. If salinity and temperature hold, the other eleven beds follow.", ""),
    deal("Brisemer: 11 beds", 4, (48_500, "EUR"), "proposal", 35, "Show Éloïse the season's report", "Follows from the pilot. Gaétan wants it, Éloïse wants to see that the oysters noticed.", ""),
    deal("Möwenberg: renewal", 7, (6_400, "EUR"), "negotiation", -3, "Call Friederike about the outages", "Renewal for two years. Friederike asks for a discount because of the two outages in September, and she is right.", ""),
    deal("Möwenberg: wind alarm for the junior fleet", 8, (2_150, "EUR"), "qualification", 60, "Demo on the jetty", "Handheld alarms for trainers; depends on the renewal.", ""),
    deal("Riomar: cadena de frío y boyas", 10, (22_000, "EUR"), "proposal", 28, "Confirmar plazo de entrega", "Three suppliers compete. Begoña compares prices, Íñigo compares data formats; we win on the second.", ""),
    deal("Riomar: sondas de repuesto", 10, (1_800, "EUR"), "lost", -120, "", "Bought locally.", "price"),
    deal("Bursztynowa Zatoka: third buoy", 13, (7_900, "EUR"), "negotiation", 20, "Wait for the board on Tuesday", "For the yacht basin. Łukasz has the map ready.", ""),
    deal("Bursztynowa Zatoka: two buoys", 13, (15_200, "EUR"), "won", -290, "", "", ""),
    deal("Körfez Işığı: 300 berths", 16, (38_000, "EUR"), "qualification", 90, "Send references of other marinas", "Çağlar liked the alarm at the boat show. Needs the app in Turkish.", ""),
    deal("Biển Xanh: oxygen probes for 24 cages", 19, (27_500, "USD"), "proposal", 18, "Answer the question about fouling", "After last summer's losses they want readings every ten minutes and an alarm by phone call.", ""),
    deal("Γαλάζια Ακτή: season package", 22, (9_300, "EUR"), "won", -200, "", "Ferry pier and three beaches, April to October.", ""),
    deal("Γαλάζια Ακτή: renewal", 22, (9_900, "EUR"), "qualification", 75, "Meet Myrto in the quiet month", "", ""),
    deal("مرسى الأمل: tender preparation", 24, (64_000, "EUR"), "qualification", 140, "Translate the data sheets", "Public tender in spring; Layla shared the draft. Arabic documents are required.", ""),
    deal("חוף התכלת: jellyfish season", 27, (5_700, "EUR"), "won", -150, "", "Temperature and current in one chart.", ""),
    deal("नीलकमल सागर: twenty harbours", 29, (118_000, "USD"), "qualification", 180, "Ask about the funding decision", "Large and slow. Funding of the state not approved.", ""),
    deal("海晏: salinity probes", 31, (19_400, "USD"), "proposal", 40, "Quote in yuan", "Kelp and abalone. Xueqing needs delivery to the port and a local warranty.", ""),
    deal("青凪水産: replacement of the drifting probes", 34, (1_200_000, "JPY"), "won", -20, "", "Kentaro measured the drift himself. We replaced all six at half price.", ""),
    deal("青凪水産: scallop farm north", 34, (5_400_000, "JPY"), "negotiation", 9, "Final drawing to Chihiro", "", ""),
    deal("해오름: 시험 도입", 37, (8_800, "USD"), "qualification", 55, "Have the manual translated", "No manual, no deal.", ""),
    deal("Янтарный берег: renewal", 41, (7_200, "EUR"), "lost", -260, "", "A competitor undercut us by a third.", "competitor"),
    deal("Saltmarsh Wind: 40 wave buoys", 43, (412_000, "USD"), "negotiation", 47, "Agree on clause 9", "The largest deal so far. Marcus wants it, Rosalind needs the failure statistics, Tabitha rewrote the liability clause. Delivery in two lots.", ""),
    deal("Kestrel Point: spare battery set", 47, (480, "EUR"), "won", -15, "", "At cost, as always for the lifeboat people.", ""),
];

/// A task of the sample workspace.
pub(super) struct Task {
    pub(super) title: &'static str,
    /// Days from today.
    pub(super) due: i32,
    pub(super) stage: &'static str,
    pub(super) priority: &'static str,
    pub(super) about: About,
    /// Empty for none.
    pub(super) body: &'static str,
}

/// What a task is about, by its place in its table.
#[derive(Clone, Copy)]
pub(super) enum About {
    Contact(usize),
    Deal(usize),
    Ticket(usize),
    Applicant(usize),
    Nothing,
}

const fn task(
    title: &'static str,
    due: i32,
    stage: &'static str,
    priority: &'static str,
    about: About,
    body: &'static str,
) -> Task {
    Task {
        title,
        due,
        stage,
        priority,
        about,
        body,
    }
}

#[rustfmt::skip]
pub(super) const TASKS: [Task; 40] = [
    task("Call Friederike about the outages", -2, "todo", "urgent", About::Deal(5), "Apologise first. We may offer three free months, not more."),
    task("Send the mooring drawing to Imogen", -1, "in_progress", "high", About::Deal(0), "Tomasz has the file; the pile spacing changed to 4.2 m."),
    task("Failure statistics for Rosalind", 1, "in_progress", "high", About::Deal(23), "All units in the water since the first series, by cause. No varnish."),
    task("Read clause 9 with our lawyer", 3, "todo", "high", About::Deal(23), "Consequential damages: cap at the contract's value?"),
    task("Plan the delivery of the first lot", 14, "todo", "normal", About::Deal(23), "Twenty buoys, two containers."),
    task("Season report for Brisemer", 4, "in_progress", "high", About::Deal(4), "One page for Éloïse, the data for Gaétan."),
    task("Confirm delivery date to Begoña", -4, "todo", "high", About::Deal(7), "Six weeks is what she needs; housing supplier says seven."),
    task("Ask for the board's decision", 3, "waiting", "normal", About::Deal(9), ""),
    task("Turkish texts for the app", 21, "todo", "normal", About::Deal(11), "Nilüfer might look over them."),
    task("Answer the fouling question", 0, "todo", "high", About::Deal(12), "Copper ring or wiper? Minh Quân wants to know how often a diver has to go down."),
    task("Translate data sheets into Arabic", 30, "todo", "normal", About::Deal(15), ""),
    task("Ask Meenakshi about the funding", 10, "waiting", "low", About::Deal(17), ""),
    task("Quote in yuan for 海晏", -6, "todo", "normal", About::Deal(18), "Check the rate again on the day."),
    task("Final drawing to Chihiro", 2, "in_progress", "high", About::Deal(20), ""),
    task("Korean manual: find a translator", 12, "todo", "normal", About::Deal(21), "Sakura Ushioda's CV mentions Korean."),
    task("Lunch with Marfa before their contract ends", 40, "todo", "low", About::Contact(41), "Their other supplier's contract ends in spring."),
    task("Thank Siobhán for the introduction", -9, "done", "normal", About::Contact(47), ""),
    task("Case study: storm of 3 October", 8, "in_progress", "normal", About::Contact(50), "Harriet sends quotes and photographs."),
    task("Invoice with purchase order for Priscilla", -12, "done", "normal", About::Contact(2), ""),
    task("Send boat show leads a greeting", -20, "done", "low", About::Nothing, ""),
    task("Order 60 battery packs", 5, "todo", "high", About::Nothing, "Lead time is nine weeks."),
    task("Replace the antenna cable at Harlow", -3, "waiting", "high", About::Ticket(0), "Waiting for calm weather; Callum has the boat."),
    task("Write the release note for firmware 4.2.1", 1, "todo", "high", About::Ticket(3), ""),
    task("Root cause of the September outages", -5, "in_progress", "urgent", About::Ticket(5), "Noor has the logs of the message broker."),
    task("Refund the double charge", 0, "todo", "urgent", About::Ticket(7), ""),
    task("Calibration run for six probes", 6, "todo", "normal", About::Ticket(12), ""),
    task("Check export of names with accents", -1, "todo", "normal", About::Ticket(9), "Byte order mark."),
    task("Publish the French report template", 9, "todo", "normal", About::Ticket(14), ""),
    task("Erase the former trainee's data", 2, "todo", "high", About::Ticket(20), "Within the month, with a receipt."),
    task("Add read-only accounts for the season staff", -8, "done", "normal", About::Ticket(22), ""),
    task("Send offer to Kwame", 0, "in_progress", "high", About::Applicant(0), "Start in January; he asks for four days a week."),
    task("Interview Solène", 3, "todo", "normal", About::Applicant(1), "Ask how the storm bench works."),
    task("Answer Sören kindly", -7, "done", "normal", About::Applicant(2), ""),
    task("Reference call about Abigail", 2, "todo", "normal", About::Applicant(6), ""),
    task("First day of Gareth: boots, badge, boat key", 16, "todo", "normal", About::Applicant(12), ""),
    task("Trial day with Joaquín", 11, "todo", "normal", About::Applicant(13), ""),
    task("Weekly look at overdue invoices", 4, "todo", "normal", About::Nothing, "Repeat until they are none."),
    task("Renew the radio licence", 25, "todo", "high", About::Nothing, ""),
    task("Book the stand for the harbour fair", -15, "cancelled", "low", About::Nothing, "The fair moved to another year."),
    task("Clean the test tank", 7, "todo", "low", About::Nothing, "The mussels are winning."),
];

/// A note, a call or a meeting, on a deal of the sample workspace and its main contact.
pub(super) struct Memo {
    /// Place of the deal.
    pub(super) deal: usize,
    pub(super) entry: TimelineKind,
    pub(super) days_ago: i64,
    pub(super) text: &'static str,
}

const fn memo(deal: usize, entry: TimelineKind, days_ago: i64, text: &'static str) -> Memo {
    Memo {
        deal,
        entry,
        days_ago,
        text,
    }
}

#[rustfmt::skip]
pub(super) const MEMOS: [Memo; 16] = [
    memo(23, TimelineKind::Meeting, 34, "First visit in Boston. Marcus walked us along the quay; **forty positions**, two lots, ice in February. Rosalind asked about mean time between failures before we had sat down."),
    memo(23, TimelineKind::Email, 20, "Sent the draft contract. Tabitha answered within the hour: clause 9 cannot stay as it is."),
    memo(23, TimelineKind::Call, 6, "Marcus: the safety board meets in six weeks, everything has to be on the table a week before."),
    memo(23, TimelineKind::Note, 2, "If we cap liability at the contract's value they will probably sign. Needs a word with the insurer."),
    memo(0, TimelineKind::Call, 9, "Imogen wants the inner harbour done before the winter storms. The third quote comes from somebody who has never seen salt water, she says."),
    memo(0, TimelineKind::Note, 3, "Pile spacing is 4.2 m and not 3.8 m; drawing has to change."),
    memo(5, TimelineKind::Call, 12, "Friederike is cross, rightly. Both outages fell on course days and the children sat ashore in perfect wind."),
    memo(5, TimelineKind::Note, 11, "Offer: three free months and a phone number that answers on weekends."),
    memo(4, TimelineKind::Meeting, 15, "Tasting at Brisemer. Gaétan showed the temperature curve to the whole crew; Éloïse looked at the invoice."),
    memo(4, TimelineKind::Email, 8, "Gaétan asks whether the buoys can float upright with mussels on them. They can, with up to eleven kilos."),
    memo(7, TimelineKind::Call, 5, "Begoña: entrega en seis semanas o nada."),
    memo(9, TimelineKind::Email, 4, "Agnieszka: zarząd decyduje we wtorek."),
    memo(12, TimelineKind::Call, 7, "Thu Hà: nước ấm lên từ tháng ba, cần lắp trước đó."),
    memo(18, TimelineKind::Email, 10, "欧阳浩然询问盐度探头的校准周期和本地保修。"),
    memo(20, TimelineKind::Meeting, 13, "小野寺様とオンライン会議。図面の最終版を待っているとのこと。"),
    memo(22, TimelineKind::Email, 255, "Марфа: решили перейти к другому поставщику, спасибо за всё."),
];
