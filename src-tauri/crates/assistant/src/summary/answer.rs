//! Reads what the model wrote: lines of sentences that end with the numbers of their sources.

use super::SummaryPart;

/// A sentence as it was written, with its placeholders.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sentence {
    /// The name of the sentence that it stands for, counted from 1.
    pub(super) stands_for: Option<usize>,
    pub(super) part: Option<SummaryPart>,
    pub(super) text: String,
    /// Numbers of sources, counted from 1. They may be none of those that there are.
    pub(super) numbers: Vec<usize>,
}

/// The sentences of an answer, or of what came of it so far.
pub(super) fn sentences(answer: &str) -> Vec<Sentence> {
    answer.lines().flat_map(line).collect()
}

fn line(line: &str) -> Vec<Sentence> {
    let mut rest = without_bullet(line.trim());
    let mut stands_for = None;
    if let Some((name, after)) = rest.strip_prefix("[S").and_then(|rest| rest.split_once(']')) {
        stands_for = name.trim().parse().ok();
        rest = after.trim_start();
    }
    let plain = rest.replace("**", "");
    let (part, text) = part_of(&plain);
    cut(text)
        .into_iter()
        .map(|(text, numbers)| Sentence {
            stands_for,
            part,
            text,
            numbers,
        })
        .collect()
}

/// Models like lists, whatever they are told.
fn without_bullet(line: &str) -> &str {
    let bare = line.trim_start_matches(['-', '*', '•', '#', '>']).trim_start();
    if bare.len() < line.len() && !line.starts_with("**") {
        return bare;
    }
    let digits = line.chars().take_while(char::is_ascii_digit).count();
    match line[digits..].strip_prefix(['.', ')']) {
        Some(after) if digits > 0 && after.starts_with(' ') => after.trim_start(),
        _ => line,
    }
}

fn part_of(line: &str) -> (Option<SummaryPart>, &str) {
    let Some((word, rest)) = line.split_once(':') else {
        return (None, line);
    };
    let part = match word.trim().to_lowercase().as_str() {
        "intent" => SummaryPart::Intent,
        "state" => SummaryPart::State,
        "open" | "open question" | "open questions" => SummaryPart::Open,
        _ => return (None, line),
    };
    (Some(part), rest.trim_start())
}

/// Cuts a line after each group of numbers that ends a sentence.
fn cut(line: &str) -> Vec<(String, Vec<usize>)> {
    let mut found: Vec<(String, Vec<usize>)> = Vec::new();
    let (mut text, mut numbers) = (String::new(), Vec::new());
    let mut rest = line;
    while let Some(at) = rest.find('[') {
        let Some((inside, after)) = rest[at + 1..].split_once(']') else {
            // The end of what came so far: a group that has only begun.
            let begun = rest[at + 1..].chars().all(|c| c.is_ascii_digit() || " ,S".contains(c));
            text.push_str(if begun { &rest[..at] } else { rest });
            rest = "";
            break;
        };
        let group: Option<Vec<usize>> = inside
            .split([',', ';'])
            .map(|number| number.trim().trim_start_matches("source ").parse().ok())
            .collect();
        let Some(group) = group else {
            text.push_str(&rest[..=at]);
            rest = &rest[at + 1..];
            continue;
        };
        text.push_str(rest[..at].trim_end());
        numbers.extend(group);
        rest = after;
        let next = rest.trim_start();
        if next.starts_with('[') {
            rest = next;
            continue;
        }
        if let Some(mark) = next.chars().next().filter(|c| ".!?。！？…,;:".contains(*c)) {
            if !text.ends_with(mark) {
                text.push(mark);
            }
            rest = &next[mark.len_utf8()..];
        }
        if text.ends_with(['.', '!', '?', '。', '！', '？', '…']) {
            end(&mut found, &mut text, &mut numbers);
            rest = rest.trim_start();
        }
    }
    text.push_str(rest);
    end(&mut found, &mut text, &mut numbers);
    found
}

fn end(found: &mut Vec<(String, Vec<usize>)>, text: &mut String, numbers: &mut Vec<usize>) {
    let whole = std::mem::take(text).trim().to_owned();
    let mut numbers = std::mem::take(numbers);
    numbers.sort_unstable();
    numbers.dedup();
    if !whole.is_empty() {
        found.push((whole, numbers));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(answer: &str) -> Vec<(String, Vec<usize>)> {
        sentences(answer)
            .into_iter()
            .map(|sentence| (sentence.text, sentence.numbers))
            .collect()
    }

    fn one(text: &str, numbers: &[usize]) -> (String, Vec<usize>) {
        (text.to_owned(), numbers.to_vec())
    }

    #[test]
    fn numbers_are_taken_off_however_they_are_written() {
        for line in [
            "Acme waits. [3][7]",
            "Acme waits [3][7].",
            "- Acme waits. [7, 3]",
            "1. **Acme** waits [3] [7].",
            "Acme waits. [source 3; 7]",
        ] {
            assert_eq!(read(line), [one("Acme waits.", &[3, 7])], "{line}");
        }
        assert_eq!(read("Mr [sic] Lee wrote. [2]"), [one("Mr [sic] Lee wrote.", &[2])]);
        assert_eq!(read("Nobody said this."), [one("Nobody said this.", &[])]);
        assert_eq!(read("In 2024. [1]"), [one("In 2024.", &[1])]);
    }

    #[test]
    fn a_line_of_several_sentences_is_several() {
        assert_eq!(
            read("Acme waits [3], since May [4]. Kim called. [5] And more.\n\nLast. [6]"),
            [
                one("Acme waits, since May.", &[3, 4]),
                one("Kim called.", &[5]),
                one("And more.", &[]),
                one("Last.", &[6])
            ]
        );
    }

    #[test]
    fn what_has_only_begun_to_come_shows_no_half_number() {
        assert_eq!(read("Acme waits. ["), [one("Acme waits.", &[])]);
        assert_eq!(read("Acme waits. [3][1"), [one("Acme waits.", &[3])]);
        assert_eq!(read("[S"), []);
        assert_eq!(read("  \n"), []);
    }

    #[test]
    fn parts_and_names_of_sentences_are_read() {
        let found =
            sentences("**Intent:** a refund. [1]\n[S2] State: sent. [2]\nOpen question: when? [3]\nNote: so. [4]");
        let of: Vec<_> = found.iter().map(|each| (each.stands_for, each.part)).collect();
        assert_eq!(
            of,
            [
                (None, Some(SummaryPart::Intent)),
                (Some(2), Some(SummaryPart::State)),
                (None, Some(SummaryPart::Open)),
                (None, None)
            ]
        );
        assert_eq!(found[3].text, "Note: so.");
    }

    proptest::proptest! {
        #[test]
        fn nothing_that_a_model_writes_makes_it_fail(answer in r"(\PC|\n|\[S?[0-9,]{0,3}\]?){0,60}") {
            for sentence in sentences(&answer) {
                proptest::prop_assert!(!sentence.text.trim().is_empty());
            }
        }
    }
}
