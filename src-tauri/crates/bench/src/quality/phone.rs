//! The ways in which people write a phone number that is stored as `+442079460123`.

/// Calling codes of the generator's numbers.
const CODES: [&str; 5] = ["44", "49", "33", "61", "1"];

/// The number without its country's code; none when the country is not among those of the generator.
pub fn national(stored: &str) -> Option<&str> {
    let digits = stored.strip_prefix('+')?;
    CODES.iter().find_map(|code| digits.strip_prefix(code))
}

/// The number in one of its other formats, by a number that chooses.
pub fn written(stored: &str, choice: usize) -> Option<String> {
    let national = national(stored)?;
    let code = stored.strip_prefix('+')?.strip_suffix(national)?;
    let (area, rest) = national.split_at_checked(3)?;
    let (middle, last) = rest.split_at_checked(rest.len() / 2)?;
    Some(match choice % 6 {
        0 => format!("+{code} {area} {middle} {last}"),
        1 => format!("00{code} {area}-{middle}-{last}"),
        2 => format!("+{code} ({area}) {middle}{last}"),
        3 if code == "1" => format!("({area}) {middle}-{last}"),
        3 => format!("0{area} {middle} {last}"),
        4 => format!("+{code}.{area}.{middle}.{last}"),
        _ => stored.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_written_in_many_ways_with_the_same_digits_at_its_end() {
        for stored in ["+442079460123", "+12125550142", "+33199001234"] {
            for choice in 0..6 {
                let digits: String = written(stored, choice)
                    .unwrap_or_default()
                    .chars()
                    .filter(char::is_ascii_digit)
                    .collect();
                assert!(digits.ends_with(national(stored).unwrap_or("?")), "{stored}: {digits}");
            }
        }
    }
}
