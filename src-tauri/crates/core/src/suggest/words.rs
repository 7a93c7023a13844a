//! Days, lengths of time and names as suggestions say them.

use crate::entity::Entity;
use crate::time::Date;

/// Longest title that is repeated whole, in characters.
const LONGEST: usize = 80;

/// `6 December`, with the year where it is another one than this.
pub(super) fn day(day: Date, today: Date) -> String {
    match day.year() == today.year() {
        true => day.strftime("%-d %B").to_string(),
        false => day.strftime("%-d %B %Y").to_string(),
    }
}

/// `for 12 days`
pub(super) fn days(count: i64) -> String {
    match count {
        1 => "1 day".to_owned(),
        count => format!("{count} days"),
    }
}

/// The title, without what nobody sees and cut where it is long.
pub(super) fn name(entity: &Entity) -> String {
    plain(&entity.title)
}

/// `DEAL-7 Acme renewal`
pub(super) fn called(entity: &Entity) -> String {
    format!("{} {}", entity.reference, name(entity))
}

/// A text in one line, without characters that cannot be seen: a person has to be able to read what they confirm.
pub(super) fn plain(text: &str) -> String {
    let seen: String = text
        .chars()
        .map(|c| if c.is_whitespace() { ' ' } else { c })
        .filter(|&c| !is_unseen(c))
        .collect();
    let mut words = seen.split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some((at, _)) = words.char_indices().nth(LONGEST) {
        words.truncate(at);
        words.push('…');
    }
    words
}

fn is_unseen(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{180B}'..='\u{180F}'
            | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FEFF}'
            | '\u{FFA0}' | '\u{FFF9}'..='\u{FFFB}' | '\u{1BCA0}'..='\u{1BCA3}' | '\u{E0000}'..='\u{E0FFF}')
}
