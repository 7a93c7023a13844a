//! Words that headers are made of, by what they mean rather than by whose export they are in.

use workestra_core::Kind;
use workestra_core::schema::fold_name;

use crate::contents::Profile;

/// What a person of each kind is called in headers; also what the kind itself is called.
pub(super) const fn nouns(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Contact => &["contact", "person", "people", "customer", "client", "kontakt"],
        Kind::Deal => &["deal", "opportunity"],
        Kind::Ticket => &["ticket", "case", "issue", "conversation"],
        Kind::Candidate => &["candidate", "applicant", "application", "prospect", "bewerber"],
        Kind::Task => &["task", "activity", "todo", "to do", "aufgabe"],
    }
}

/// What files of each kind are called beside the nouns.
pub(super) const fn file_words(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Contact => &[
            "contacts",
            "people",
            "persons",
            "leads",
            "customers",
            "clients",
            "kontakte",
            "addresses",
        ],
        Kind::Deal => &["deals", "opportunities", "pipeline", "sales"],
        Kind::Ticket => &[
            "tickets",
            "cases",
            "issues",
            "conversations",
            "support",
            "jira",
            "zendesk",
        ],
        Kind::Candidate => &["candidates", "applicants", "applications", "greenhouse", "bewerber"],
        Kind::Task => &["tasks", "activities", "todos", "todo", "aufgaben"],
    }
}

const FULL_NAMES: [&str; 34] = [
    "name",
    "full name",
    "fullname",
    "display name",
    "contact",
    "contact name",
    "person",
    "person name",
    "customer",
    "customer name",
    "client name",
    "candidate",
    "candidate name",
    "applicant",
    "applicant name",
    "prospect name",
    "names",
    "氏名",
    "名前",
    "お名前",
    "姓名",
    "名字",
    "이름",
    "성명",
    "имя",
    "фио",
    "nom complet",
    "nombre completo",
    "nome completo",
    "vollständiger name",
    "ad soyad",
    "họ và tên",
    "họ tên",
    "imię i nazwisko",
];

const CURRENCIES: [&str; 16] = [
    "currency",
    "currency code",
    "currency of value",
    "amount currency",
    "deal currency",
    "deal currency code",
    "opportunity currency",
    "currency iso code",
    "iso currency",
    "währung",
    "devise",
    "moneda",
    "moeda",
    "valuta",
    "通貨",
    "货币",
];

const EMAIL_WORDS: [&str; 14] = [
    "email",
    "emails",
    "e mail",
    "mail",
    "mailadresse",
    "correo",
    "courriel",
    "メール",
    "メールアドレス",
    "邮箱",
    "电子邮件",
    "電子郵件",
    "이메일",
    "почта",
];

const PHONE_WORDS: [&str; 24] = [
    "phone",
    "phones",
    "telephone",
    "tel",
    "mobile",
    "cell",
    "cellphone",
    "telefon",
    "handy",
    "mobil",
    "téléphone",
    "telefono",
    "teléfono",
    "telefone",
    "móvil",
    "celular",
    "gsm",
    "電話",
    "電話番号",
    "电话",
    "手机",
    "전화",
    "телефон",
    "điện thoại",
];

/// With one of these, a header is about an address or a number and does not hold it.
const ABOUT: [&str; 36] = [
    "type",
    "label",
    "domain",
    "display",
    "opt",
    "opted",
    "optout",
    "bounced",
    "bounce",
    "bounces",
    "verified",
    "status",
    "count",
    "number of",
    "sent",
    "opened",
    "clicked",
    "date",
    "time",
    "last",
    "unsubscribed",
    "marketing",
    "fax",
    "pager",
    "id",
    "ids",
    "created",
    "updated",
    "modified",
    "owner",
    "assistant",
    "assistant's",
    "manager",
    "manager's",
    "yomi",
    "phonetic",
];

/// Lower case, one space between words, and no sign around them.
fn folded(header: &str) -> String {
    fold_name(header.trim_matches(|c: char| c.is_whitespace() || "*:.#".contains(c)))
}

/// Whether the header calls for a whole name.
pub(super) fn is_full_name(variant: &str) -> bool {
    FULL_NAMES.contains(&folded(variant).as_str())
}

/// Whether the header is `Name` and no more: then it is the other half where a column has one half.
pub(super) fn is_bare_name(header: &str) -> bool {
    ["name", "names", "имя", "名前", "이름"].contains(&folded(header).as_str())
}

/// Whether the header calls for a currency.
pub(super) fn is_currency(variant: &str) -> bool {
    CURRENCIES.contains(&folded(variant).as_str())
}

/// Whether the header has a word for an email address, and none that makes it something else.
pub(super) fn is_email_like(header: &str) -> bool {
    has_word(header, &EMAIL_WORDS) && !is_about_something_else(header)
}

/// Whether the header has a word for a phone number, and none that makes it something else.
pub(super) fn is_phone_like(header: &str) -> bool {
    has_word(header, &PHONE_WORDS) && !is_about_something_else(header)
}

/// Whether the header tells something about a thing instead of the thing.
pub(super) fn is_about_something_else(header: &str) -> bool {
    has_word(header, &ABOUT)
}

/// Whether the column's name is one that was made up for it.
pub(super) fn is_unnamed(header: &str) -> bool {
    header
        .strip_prefix("Column ")
        .is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit()))
}

fn has_word(header: &str, words: &[&str]) -> bool {
    let header = folded(header);
    let spaced = format!(" {} ", header.replace(['/', '(', ')', '.', ',', ':'], " "));
    words.iter().any(|word| spaced.contains(&format!(" {word} ")))
}

/// Whether the cells are `Mr.`, `Dr.` and the like: Outlook calls that `Title`.
pub(super) fn is_greeting_column(profile: &Profile) -> bool {
    let greetings = [
        "mr", "mrs", "ms", "miss", "dr", "prof", "herr", "frau", "m", "mme", "sr", "sra", "mx",
    ];
    profile.share(|value| greetings.contains(&value.trim_end_matches('.').to_lowercase().as_str())) >= 0.5
}
