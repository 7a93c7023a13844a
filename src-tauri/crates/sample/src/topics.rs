//! What English-speaking customers write about. A request is put together from its topic's sentences and the ones
//! that any request may have, so that two about the same thing share their meaning and not their words.

/// One thing that people need help with.
#[derive(Debug)]
pub(crate) struct Topic {
    /// Tag of tickets about it.
    pub(crate) tag: &'static str,
    pub(crate) subjects: &'static [&'static str],
    pub(crate) problems: &'static [&'static str],
    pub(crate) details: &'static [&'static str],
    /// How it was solved.
    pub(crate) fixes: &'static [&'static str],
}

pub(crate) const OPENINGS: &[&str] = &[
    "Hi there,",
    "Hello,",
    "Good morning,",
    "Dear support team,",
    "Hi all,",
    "Hello from {city},",
    "Hi, me again.",
    "To whom it may concern,",
    "Hey,",
    "",
];

pub(crate) const IMPACTS: &[&str] = &[
    "The whole shift is waiting for this.",
    "It is not urgent, but it comes up every week.",
    "We lose about {n} minutes a day over it.",
    "Our auditors arrive on Thursday.",
    "Two customers have complained already.",
    "My manager asks me about it daily.",
    "We can live with it for now.",
    "This blocks the month-end closing.",
    "Nobody on site knows a way around it.",
    "We would rather not go back to paper.",
];

pub(crate) const ASKS: &[&str] = &[
    "Could you have a look?",
    "Please call me back before noon.",
    "What should we try next?",
    "Is there a setting for that?",
    "Can you fix it from your side?",
    "Please tell me what you need from us.",
    "Would you send somebody?",
    "Thanks for any hint.",
    "When can we expect an answer?",
    "Happy to test a fix.",
];

pub(crate) const TOPICS: &[Topic] = &[
    Topic {
        tag: "billing",
        subjects: &[
            "Charged twice this month",
            "Wrong amount on invoice {n}",
            "Invoice goes to the old address",
            "Why did our price go up?",
        ],
        problems: &[
            "Our card statement shows two payments for the same subscription.",
            "The invoice lists {n} seats although we only have half as many people.",
            "You keep sending the bill to an office that we left last spring.",
            "The total does not match the quote that we signed.",
        ],
        details: &[
            "The reference is {code}.",
            "I attached the bank statement.",
            "Accounting refuses to pay it as it is.",
            "The tax number is missing too.",
        ],
        fixes: &[
            "Credit note sent and card refunded.",
            "Seat count corrected and a new invoice issued.",
        ],
    },
    Topic {
        tag: "login",
        subjects: &[
            "Cannot sign in",
            "Password reset mail never arrives",
            "Locked out after changing phones",
            "Two-factor code rejected",
        ],
        problems: &[
            "The page says that my password is wrong, and it is not.",
            "I asked for a reset link three times and nothing came, not even in the spam folder.",
            "I have a new phone and the old one made the six-digit codes.",
            "After ten seconds I am thrown back to the start page.",
        ],
        details: &[
            "It works for my colleague on the same computer.",
            "We changed our company's mail domain to a new one last week.",
            "The clock of the phone is right, I checked.",
            "The message carries the number {code}.",
        ],
        fixes: &[
            "Second factor reset after a call back to the number on file.",
            "Mail was rejected by their gateway; sender added to the allow list.",
        ],
    },
    Topic {
        tag: "connectivity",
        subjects: &[
            "{thing} offline since last night",
            "No readings from {city}",
            "{thing} drops off the network",
        ],
        problems: &[
            "The {thing} went silent during the storm and has not sent anything since.",
            "Every evening around eight the {thing} loses its connection for an hour.",
            "After the power cut the {thing} blinks red and the map shows it grey.",
        ],
        details: &[
            "The display says {code}.",
            "We swapped the antenna and the SIM card.",
            "The other {n} units at the same pier are fine.",
            "Signal strength is two bars out of five.",
        ],
        fixes: &[
            "Cell tower was down; readings were sent later from the buffer.",
            "Firmware rolled back and antenna cable replaced.",
        ],
    },
    Topic {
        tag: "delivery",
        subjects: &[
            "Parcel arrived damaged",
            "Where is our order {n}?",
            "Wrong parts in the box",
        ],
        problems: &[
            "The carton was soaked and two housings are cracked.",
            "Tracking has said \"in transit\" for nine days.",
            "We ordered the long cable and received {n} short ones.",
        ],
        details: &[
            "The driver noted it on the slip.",
            "Our fitter travels to {city} on Monday and needs the parts.",
            "I can send pictures.",
            "The packing list is right, the content is not.",
        ],
        fixes: &[
            "Replacement shipped by express, damaged goods collected.",
            "Carrier found the parcel at the wrong depot.",
        ],
    },
    Topic {
        tag: "export",
        subjects: &[
            "Export stops at {n} rows",
            "Spreadsheet shows strange characters",
            "Report download is empty",
        ],
        problems: &[
            "Downloading the yearly list ends after a minute without any message.",
            "Names with accents come out as question marks in the spreadsheet.",
            "The file that I get has a header and nothing below it.",
        ],
        details: &[
            "Short lists work.",
            "I tried two browsers.",
            "The filter is set to last year, status closed.",
            "Leading zeros of article numbers disappear as well.",
        ],
        fixes: &[
            "Timeout raised and export moved to the background.",
            "File now carries a byte order mark.",
        ],
    },
    Topic {
        tag: "performance",
        subjects: &[
            "Everything is slow today",
            "Search takes {n} seconds",
            "Page freezes when I scroll",
        ],
        problems: &[
            "Opening a customer takes so long that people on the phone ask whether I am still there.",
            "Typing in the search box is sluggish, letter by letter.",
            "The list hangs when I scroll past a few hundred lines, and the fan of my laptop starts to howl.",
        ],
        details: &[
            "It began after Tuesday's release.",
            "In the office it is bad, from home it is fine.",
            "Our connection is fast, I measured it.",
            "Only the account with many attachments is affected.",
        ],
        fixes: &[
            "Missing index added.",
            "Their proxy scanned every request; exception agreed with their IT.",
        ],
    },
    Topic {
        tag: "data-loss",
        subjects: &[
            "Notes disappeared",
            "Half of last week is missing",
            "Deleted a customer by accident",
        ],
        problems: &[
            "I wrote a long note yesterday and today the page is blank.",
            "All readings between Tuesday and Friday are gone from the chart.",
            "I clicked the wrong button and a customer with years of history vanished.",
        ],
        details: &[
            "Nobody else had it open.",
            "The raw file on the device still has the values.",
            "I closed the window at once and touched nothing.",
            "It concerns {n} entries.",
        ],
        fixes: &[
            "Restored from the trash, including attachments.",
            "Readings re-imported from the device memory.",
        ],
    },
    Topic {
        tag: "printing",
        subjects: &[
            "Labels print half a line too low",
            "{thing} prints blank pages",
            "Receipts without our logo",
        ],
        problems: &[
            "Since we changed the paper roll each label is cut in the middle of the barcode.",
            "The printer pulls the sheet through and leaves it white.",
            "The receipt has a grey box where our logo should be.",
        ],
        details: &[
            "The test page of the driver is perfect.",
            "We use the 62 mm rolls.",
            "It happens with the second tray only.",
            "The scanner reads one out of {n}.",
        ],
        fixes: &[
            "Label height corrected in the template.",
            "Driver replaced by the manufacturer's current one.",
        ],
    },
    Topic {
        tag: "integration",
        subjects: &[
            "API answers {code}",
            "Webhook called twice",
            "Sync with the accounting package stopped",
        ],
        problems: &[
            "Our nightly job gets an error for every third request.",
            "Each order reaches our system two times, a second apart, with the same id.",
            "New customers no longer appear in the bookkeeping since we renewed the certificate.",
        ],
        details: &[
            "The documentation does not list that code.",
            "We send about {n} requests a minute.",
            "The log of the last hour is attached.",
            "The test environment behaves.",
        ],
        fixes: &[
            "Rate limit explained and batch endpoint suggested.",
            "Idempotency key added on their side.",
        ],
    },
    Topic {
        tag: "mobile",
        subjects: &[
            "App crashes at start",
            "Camera does not open in the app",
            "Offline changes are not sent",
        ],
        problems: &[
            "The app closes the moment I tap its icon.",
            "Scanning a code shows a black square and nothing else.",
            "What our technicians enter in the basement never reaches the office, even when they are back in daylight.",
        ],
        details: &[
            "It is an older phone with little storage left.",
            "Reinstalling did not help.",
            "It affects {n} of our people.",
            "Permission for the camera is granted.",
        ],
        fixes: &[
            "Fixed in the next app release; cache cleared meanwhile.",
            "Queue was stuck on one broken photo.",
        ],
    },
    Topic {
        tag: "hardware",
        subjects: &[
            "Battery of the {thing} lasts two days",
            "Water inside the housing",
            "Button fell off",
        ],
        problems: &[
            "The battery that should last a season is empty after a weekend.",
            "There are droplets behind the glass, and salt on the contacts.",
            "The rubber over the button tore and now the button itself is somewhere in the harbour.",
        ],
        details: &[
            "The unit is {n} months old.",
            "It was never opened.",
            "The serial number ends in {code}.",
            "We have had colder winters than this one.",
        ],
        fixes: &["Exchanged under warranty.", "Seal kit sent with instructions."],
    },
    Topic {
        tag: "calibration",
        subjects: &[
            "{thing} reads too high",
            "Measurements drift",
            "Certificate for {n} probes",
        ],
        problems: &[
            "It shows a good two degrees more than the thermometer beside it.",
            "The salinity climbs a little every day, although the water does not.",
            "The inspector wants to see a calibration certificate for each probe.",
        ],
        details: &[
            "We rinsed it with distilled water.",
            "The last calibration was in March.",
            "Only the deep channel is off.",
            "The list of serial numbers is attached.",
        ],
        fixes: &["Offset corrected remotely.", "Certificates sent as one document."],
    },
    Topic {
        tag: "permissions",
        subjects: &[
            "Trainee can see salaries",
            "Add {n} read-only users",
            "Former colleague still has access",
        ],
        problems: &[
            "A trainee told me that she can open the pay list.",
            "For the season we need accounts for temporary staff who may look but not touch.",
            "Somebody who left in spring still receives the alarms.",
        ],
        details: &[
            "I am the administrator, as far as I know.",
            "The roles page is greyed out for me.",
            "The works council asks.",
            "His address ends in our old domain.",
        ],
        fixes: &[
            "Role narrowed and access log handed over.",
            "Accounts created from their list.",
        ],
    },
    Topic {
        tag: "privacy",
        subjects: &[
            "Where is our data stored?",
            "Request to erase a person",
            "Processor agreement",
        ],
        problems: &[
            "Our lawyer wants to know in which country the readings and names are kept.",
            "A former customer asks us to remove everything about him, and I found his name in {n} places.",
            "We need a signed data processing agreement before we may go on.",
        ],
        details: &[
            "The deadline is the end of the month.",
            "Backups count too, we are told.",
            "A list of your subcontractors would help.",
            "He also wrote to the authority.",
        ],
        fixes: &[
            "Agreement countersigned and sub-processor list sent.",
            "Person erased, receipt attached.",
        ],
    },
    Topic {
        tag: "refund",
        subjects: &[
            "Please refund order {n}",
            "Cancelled but still charged",
            "Deposit not returned",
        ],
        problems: &[
            "We sent the goods back three weeks ago and have not seen the money.",
            "The contract ended in June, yet July was debited.",
            "You hold a deposit for rented units that we returned in good order.",
        ],
        details: &[
            "The return slip is number {code}.",
            "I spoke with a very friendly person who promised it.",
            "The sum is small, the principle is not.",
            "Our bank details have not changed.",
        ],
        fixes: &[
            "Refunded the same day.",
            "Deposit released after the warehouse confirmed the return.",
        ],
    },
    Topic {
        tag: "notifications",
        subjects: &[
            "Far too many alarms",
            "No alarm when the freezer failed",
            "Mails arrive an hour late",
        ],
        problems: &[
            "My phone buzzed {n} times last night for the same gust of wind.",
            "The freezer thawed over the weekend and nobody was told.",
            "The warning about high water came when the tide was already going out.",
        ],
        details: &[
            "The threshold is set to the default.",
            "Quiet hours are off.",
            "Text messages work, mail does not.",
            "The event log shows that it was noticed in time.",
        ],
        fixes: &[
            "Alarms grouped, repeat interval set to an hour.",
            "Escalation to a second person configured.",
        ],
    },
    Topic {
        tag: "training",
        subjects: &[
            "Introduction for new colleagues",
            "Is there a manual in another language?",
            "How do I build a report?",
        ],
        problems: &[
            "We have {n} new people and nobody who has time to show them around.",
            "Our night crew reads Polish and Vietnamese better than English.",
            "I would like a chart of complaints per week and product, and I cannot find where to start.",
        ],
        details: &[
            "Two hours by video would be enough.",
            "Recorded lessons are fine.",
            "The help page stops just before the interesting part.",
            "We use the smallest plan.",
        ],
        fixes: &[
            "Session held and recording shared.",
            "Template report added to the account.",
        ],
    },
    Topic {
        tag: "accessibility",
        subjects: &[
            "Screen reader skips the buttons",
            "Text too small on the wall display",
            "Red and green look the same to me",
        ],
        problems: &[
            "My screen reader says \"button, button, button\" and not what they do.",
            "On the display in the hall nobody beyond the first row can read the numbers.",
            "I am colour-blind and cannot tell a good day from a bad one on the chart.",
        ],
        details: &[
            "I use the keyboard only.",
            "Enlarging the page cuts off the right half.",
            "It was better before the redesign.",
            "{n} of us are affected.",
        ],
        fixes: &["Labels added in the next release.", "High-contrast theme switched on."],
    },
    Topic {
        tag: "scheduling",
        subjects: &[
            "Shift plan shows the wrong week",
            "Double booking of the boat",
            "Summer time broke our calendar",
        ],
        problems: &[
            "Since the clocks changed, every appointment is an hour off for half of the crew.",
            "Two groups had booked the same boat and both were at the quay.",
            "The plan on the wall and the one in the app disagree about next week.",
        ],
        details: &[
            "The time zone of the account is right.",
            "It concerns {n} bookings.",
            "Recurring entries are worse than single ones.",
            "A colleague in {city} sees it correctly.",
        ],
        fixes: &[
            "Series stored with its time zone.",
            "Booking rule tightened: one per boat.",
        ],
    },
    Topic {
        tag: "cancellation",
        subjects: &[
            "We want to end the contract",
            "Downgrade to the small plan",
            "Close the account of our {city} branch",
        ],
        problems: &[
            "The season was poor and we have to save, so we must end the subscription.",
            "We only use a third of what we pay for.",
            "The branch closes in autumn and does not need its account any more.",
        ],
        details: &[
            "Please keep the history readable for a year.",
            "We liked working with you.",
            "The notice period ends in {n} days.",
            "The devices stay with us.",
        ],
        fixes: &[
            "Contract ended, export of all data handed over.",
            "Moved to the small plan from next month.",
        ],
    },
];

/// What people know, for CVs and skills.
pub(crate) const SKILLS: &[&str] = &[
    "Rust",
    "SQL",
    "embedded firmware",
    "supply chain planning",
    "marine electronics",
    "technical writing",
    "customer support",
    "project management",
    "data visualisation",
    "Kubernetes",
    "bookkeeping",
    "payroll",
    "field service",
    "quality assurance",
    "hydrography",
    "recruiting",
    "contract negotiation",
    "translation",
    "accessibility testing",
    "machine learning",
    "network security",
    "warehouse management",
    "public speaking",
    "user research",
    "soldering",
    "TypeScript",
    "Python",
    "sales to municipalities",
    "boat handling",
    "statistics",
];

/// Jobs to apply for.
pub(crate) const POSITIONS: &[&str] = &[
    "Firmware Engineer",
    "Customer Support Specialist",
    "Field Technician",
    "Data Analyst",
    "Account Manager",
    "Technical Writer",
    "Backend Developer",
    "Office Coordinator",
    "Product Designer",
    "Warehouse Lead",
];

pub(crate) const TAGS: &[&str] = &[
    "vip",
    "newsletter",
    "trade-fair",
    "renewal",
    "cold",
    "partner",
    "reseller",
    "priority",
    "north",
    "south",
    "pilot",
    "referral",
];
