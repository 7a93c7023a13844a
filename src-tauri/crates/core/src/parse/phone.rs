//! Phone numbers, brought to E.164: `+493012345678`.

use std::collections::HashMap;
use std::sync::LazyLock;

use phonenumber::Type;
use phonenumber::metadata::DATABASE;

use super::text::{plain_digits, trimmed};
use super::{Refusal, quoted};

/// The number in E.164. A number counts when it has as many digits as numbers of its country have: which of them are
/// assigned changes by the month, and a file of contacts should not lose one over it. An extension is left out, as
/// E.164 has none.
///
/// # Errors
/// When the text is no number, or has no country code and there is no region to take it from.
pub(crate) fn read(text: &str, region: Option<&str>) -> Result<String, Refusal> {
    let refuse = |why: String| Refusal::new(format!("{} is no phone number: {why}", quoted(text)));
    let plain = plain_digits(text).to_lowercase();
    let plain = trimmed(&plain);
    let plain = plain.strip_prefix("tel:").unwrap_or(plain);
    let number = without_extension(plain);
    if number.len() > 60 || !number.chars().all(|c| c.is_ascii_digit() || is_sign(c)) {
        return Err(refuse("write digits, like +49 30 12345678".to_owned()));
    }
    let international = number.trim_start_matches(['(', ' ']).starts_with('+');
    if number.matches('+').count() > usize::from(international) {
        return Err(refuse("write one number, like +49 30 12345678".to_owned()));
    }
    // The trunk zero in brackets is dialled only from within: +44 (0)20 …
    let dialled = if international {
        number.replace("(0)", "")
    } else {
        number.to_owned()
    };
    let digits: String = dialled.chars().filter(char::is_ascii_digit).collect();
    if digits.len() < 5 {
        return Err(refuse("it has too few digits".to_owned()));
    }
    if international {
        return abroad(&digits).map_err(refuse);
    }
    let Some(region) = region.and_then(|region| region.to_ascii_uppercase().parse().ok()) else {
        return Err(refuse(
            "write it with its country code, like +49 30 12345678".to_owned(),
        ));
    };
    match prefixed(&digits, region) {
        Some(rest) => abroad(rest).map_err(refuse),
        None => at_home(&digits, region).map_err(refuse),
    }
}

const fn is_sign(c: char) -> bool {
    matches!(
        c,
        '+' | '(' | ')' | '[' | ']' | '-' | '.' | '/' | ' ' | '~' | '\u{200e}' | '\u{202a}' | '\u{202c}'
    )
}

/// What stands before `x12`, `ext. 12`, `#12`, `;ext=12` or `, 12`.
fn without_extension(number: &str) -> &str {
    const WORDS: &[&str] = &[
        "x",
        "ext",
        "extn",
        "extension",
        "poste",
        "dw",
        "int",
        "app",
        "durchwahl",
        ";ext",
        "#",
        ",",
        ",ext",
    ];
    let Some(at) = number.find(|c: char| c.is_alphabetic() || matches!(c, '#' | ';' | ',')) else {
        return number;
    };
    let (before, after) = number.split_at(at);
    let digits_at = after.find(|c: char| c.is_ascii_digit()).unwrap_or(after.len());
    let (word, digits) = after.split_at(digits_at);
    let word: String = word.chars().filter(|c| !matches!(c, ' ' | '.' | ':' | '=')).collect();
    let is_short = (1..=7).contains(&digits.len()) && digits.bytes().all(|digit| digit.is_ascii_digit());
    if is_short && WORDS.contains(&word.as_str()) {
        before.trim_end()
    } else {
        number
    }
}

/// The digits after the prefix that calls abroad from the region.
fn prefixed(digits: &str, region: phonenumber::country::Id) -> Option<&str> {
    match digits.strip_prefix("011") {
        Some(rest) if code_of(region) == Some(1) => Some(rest),
        _ => digits.strip_prefix("00"),
    }
}

fn code_of(region: phonenumber::country::Id) -> Option<u16> {
    DATABASE.by_id(region.as_ref()).map(phonenumber::Metadata::country_code)
}

/// From the country code on.
fn abroad(digits: &str) -> Result<String, String> {
    let known = (1..=3).filter(|length| digits.len() > *length).find_map(|length| {
        let code: u16 = digits[..length].parse().ok()?;
        let regions = DATABASE.by_code(&code)?;
        Some((code, *regions.first()?, &digits[length..]))
    });
    let Some((code, country, national)) = known else {
        return Err("its country code does not exist".to_owned());
    };
    let trunk = country.national_prefix().filter(|prefix| *prefix == "0");
    let without_trunk = trunk.and_then(|prefix| national.strip_prefix(prefix));
    let national = match without_trunk {
        Some(rest) if !country.descriptors().general().is_match(national) => rest,
        _ => national,
    };
    complete(code, national)
}

fn at_home(digits: &str, region: phonenumber::country::Id) -> Result<String, String> {
    if code_of(region) == Some(1) {
        // North America has one plan of ten digits, and most imports hold thousands of its numbers.
        return complete(
            1,
            digits
                .strip_prefix('1')
                .filter(|rest| rest.len() >= 10)
                .unwrap_or(digits),
        );
    }
    let number = phonenumber::parse(Some(region), digits).map_err(|_| "write it like +49 30 12345678".to_owned())?;
    complete(number.code().value(), &number.national().to_string())
}

fn complete(code: u16, national: &str) -> Result<String, String> {
    let lengths = LENGTHS.get(&code).map_or(&[][..], Vec::as_slice);
    let whole = format!("+{code}{national}");
    if lengths.contains(&national.len()) && whole.len() <= 16 {
        return Ok(whole);
    }
    let (Some(least), Some(most)) = (lengths.first(), lengths.last()) else {
        return Err("its country code does not exist".to_owned());
    };
    let come = if least == most {
        least.to_string()
    } else {
        format!("{least} to {most}")
    };
    Err(format!("after +{code} come {come} digits, not {}", national.len()))
}

/// How many digits may follow a country code, ascending.
static LENGTHS: LazyLock<HashMap<u16, Vec<usize>>> = LazyLock::new(|| {
    let kinds = [
        Type::FixedLine,
        Type::Mobile,
        Type::TollFree,
        Type::PremiumRate,
        Type::SharedCost,
        Type::PersonalNumber,
        Type::Voip,
        Type::Uan,
    ];
    let mut lengths: HashMap<u16, Vec<usize>> = HashMap::new();
    // Of countries that share a code the first is the main one; the others have no lengths of their own.
    for country in (1..1000).filter_map(|code| DATABASE.by_code(&code)?.first().copied()) {
        let of_code = lengths.entry(country.country_code()).or_default();
        let possible = kinds
            .iter()
            .filter_map(|kind| country.descriptors().get(*kind))
            .flat_map(|descriptor| descriptor.possible_length().iter().copied().map(usize::from))
            .filter(|length| (4..=15).contains(length));
        of_code.extend(possible);
        of_code.sort_unstable();
        of_code.dedup();
    }
    lengths
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_with_a_country_code_need_no_region() {
        for (text, stored) in [
            ("+49 30 12345678", "+493012345678"),
            ("+49 (0)30 / 123 456 78", "+493012345678"),
            ("+49 030 12345678", "+493012345678"),
            ("+1 (212) 555-0142", "+12125550142"),
            ("+1-816-932-8876x0246", "+18169328876"),
            ("tel:+1-212-555-0142;ext=12", "+12125550142"),
            ("+1 212 555 0142 ext. 12", "+12125550142"),
            ("+39 06 1234 5678", "+390612345678"),
            ("＋８１　３－１２３４－５６７８", "+81312345678"),
            ("+7 (495) 123-45-67", "+74951234567"),
            ("+86 138 0013 8000", "+8613800138000"),
            ("(+44) 20 7946 0958", "+442079460958"),
        ] {
            assert_eq!(read(text, None), Ok(stored.to_owned()), "{text}");
        }
    }

    #[test]
    fn numbers_without_one_take_it_from_the_region() {
        for (text, region, stored) in [
            ("(212) 555-0142", "US", "+12125550142"),
            ("1 212 555 0142", "us", "+12125550142"),
            ("212.555.0142 x9", "US", "+12125550142"),
            ("999-616-1613", "US", "+19996161613"),
            ("001-084-906-7849x73518", "US", "+10849067849"),
            ("011 44 20 7946 0958", "US", "+442079460958"),
            ("020 7946 0958", "GB", "+442079460958"),
            ("00 49 30 12345678", "GB", "+493012345678"),
            ("030 12345678", "DE", "+493012345678"),
            ("01 42 68 53 00", "FR", "+33142685300"),
            ("8 (495) 123-45-67", "RU", "+74951234567"),
            ("06 1234 5678", "IT", "+390612345678"),
            ("03-1234-5678", "JP", "+81312345678"),
            ("098765 43210", "IN", "+919876543210"),
        ] {
            assert_eq!(read(text, Some(region)), Ok(stored.to_owned()), "{text} in {region}");
        }
    }

    #[test]
    fn what_is_no_number_is_refused_with_the_reason() {
        for (text, region, why) in [
            (
                "030 12345678",
                None,
                "write it with its country code, like +49 30 12345678",
            ),
            (
                "030 12345678",
                Some("XX"),
                "write it with its country code, like +49 30 12345678",
            ),
            ("call me", Some("US"), "write digits, like +49 30 12345678"),
            ("12", Some("US"), "it has too few digits"),
            ("555-0142", Some("US"), "after +1 come 10 digits, not 7"),
            ("+1 212 555 01422", None, "after +1 come 10 digits, not 11"),
            ("+999 123456789", None, "its country code does not exist"),
            (
                "+1 212 555 0142 +1 212 555 0143",
                None,
                "write one number, like +49 30 12345678",
            ),
            ("2026-04-03T10:00", Some("US"), "write digits, like +49 30 12345678"),
        ] {
            assert_eq!(
                read(text, region).map_err(|refusal| refusal.to_string()),
                Err(format!("“{text}” is no phone number: {why}")),
                "{text}"
            );
        }
    }
}
