//! Email addresses, in Latin letters or any other.

use super::folded::is_unspaced;
use super::{Class, Folded, Places};

pub(super) fn find(folded: &Folded, places: &mut Places) {
    for (at, _) in folded.chars.iter().enumerate().filter(|(_, c)| **c == '@') {
        let (Some(from), Some(to)) = (local(folded, at), domain(folded, at + 1)) else {
            continue;
        };
        places.push((from, to, Class::Email));
    }
}

/// Where the part before the sign begins.
fn local(folded: &Folded, sign: usize) -> Option<usize> {
    let nearest = folded.before(sign)?;
    let mut from = sign;
    while let Some(c) = folded.before(from) {
        let fits = is_mark(c) || c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '+' | '\'' | '~' | '=');
        // Chinese runs on without a space into the address that follows it.
        if !fits || is_unspaced(c) != is_unspaced(nearest) {
            break;
        }
        from -= 1;
    }
    // Signs that may be in an address but open or divide a sentence far more often.
    while from < sign
        && folded
            .get(from)
            .is_some_and(|c| !c.is_alphanumeric() && c != '_' && c != '+')
    {
        from += 1;
    }
    (from < sign).then_some(from)
}

/// Where the part after the sign ends: labels with a dot between them, the last of letters.
fn domain(folded: &Folded, start: usize) -> Option<usize> {
    let nearest = folded.get(start)?;
    let mut to = start;
    let mut end = None;
    let mut dots = 0;
    loop {
        let label = folded.chars[to..]
            .iter()
            .take_while(|c| {
                (c.is_alphanumeric() || is_mark(**c) || **c == '-' || **c == '_')
                    && (is_unspaced(**c) == is_unspaced(nearest) || dots > 0)
            })
            .count();
        if label == 0 {
            break;
        }
        let letters = &folded.chars[to..to + label];
        to += label;
        if dots > 0 && label >= 2 && letters.iter().any(|c| c.is_alphabetic()) {
            // `example.com谢谢`: the sentence goes on in another script.
            let same = letters
                .iter()
                .take_while(|c| is_unspaced(**c) == letters.first().is_some_and(|first| is_unspaced(*first)))
                .count();
            end = Some(to - label + same);
            if same < label {
                break;
            }
        }
        if folded.get(to) != Some('.') {
            break;
        }
        to += 1;
        dots += 1;
    }
    end
}

const fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}
