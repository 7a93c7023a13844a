//! Written amounts: `$1,234.56`, `1.234,56 €`, `EUR 12k`, `(1 234,50) kr`, `¥12000`.

use iso_currency::Currency;

use super::number::{self, Decimal};
use super::text::plain_digits;
use super::{Reading, Refusal, quoted};
use crate::value::Money;

/// Largest amount in minor units: what the window's numbers hold exactly.
const MOST: i64 = 9_007_199_254_740_991;

/// An amount as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Amount {
    pub number: Decimal,
    /// ISO 4217 code, where one is written.
    pub currency: Option<&'static str>,
}

/// Digits after the decimal sign of a currency: 2 for EUR, 0 for JPY, 3 for KWD. None when ISO 4217 has no such code.
#[must_use]
pub fn minor_digits(currency: &str) -> Option<u8> {
    Currency::from_code(currency).map(digits_of)
}

fn digits_of(currency: Currency) -> u8 {
    currency
        .exponent()
        .and_then(|digits| u8::try_from(digits).ok())
        .unwrap_or(0)
}

/// # Errors
/// When the text is no amount, or has no currency and there is none to take.
pub(crate) fn read(text: &str, reading: &Reading<'_>) -> Result<Money, Refusal> {
    let refuse = |why: &str| Refusal::new(format!("{} is no amount: {why}", quoted(text)));
    let Some(amount) = amount(text, reading.decimal_comma, reading.currency) else {
        return Err(refuse("write it like 1234.56 EUR"));
    };
    let code = amount
        .currency
        .or(reading.currency)
        .ok_or_else(|| refuse("add its currency, like 1234.56 EUR"))?;
    let currency = known(code)?;
    let places = digits_of(currency);
    if amount.number.doubtful && places < 3 && !reading.lenient_decimals {
        let whole = format!("{}{}", amount.number.whole, amount.number.fraction);
        return Err(refuse(&format!(
            "it could be {whole} or {}.{}, so write {whole} or one with {places} decimals",
            amount.number.whole, amount.number.fraction
        )));
    }
    let minor = amount
        .number
        .scaled(usize::from(places))
        .ok_or_else(|| refuse("it is too large"))?;
    within(Money {
        minor,
        currency: currency.code().to_owned(),
    })
}

/// Checks money that is typed already.
///
/// # Errors
/// When its currency does not exist or it is too large.
pub(crate) fn check(money: Money) -> Result<Money, Refusal> {
    let currency = known(money.currency.trim())?;
    within(Money {
        minor: money.minor,
        currency: currency.code().to_owned(),
    })
}

fn known(code: &str) -> Result<Currency, Refusal> {
    Currency::from_code(&code.to_ascii_uppercase()).ok_or_else(|| {
        Refusal::new(format!(
            "{} is no currency: use a code of ISO 4217 like EUR, USD or JPY",
            quoted(code)
        ))
    })
}

fn within(money: Money) -> Result<Money, Refusal> {
    if money.minor.unsigned_abs() > MOST.unsigned_abs() {
        return Err(Refusal::new(
            "is too large: at most 9,007,199,254,740,991 minor units fit",
        ));
    }
    Ok(money)
}

/// The parts of a written amount; none when the text holds anything else.
pub(crate) fn amount(text: &str, decimal_comma: bool, home: Option<&str>) -> Option<Amount> {
    if text.len() > 120 {
        return None;
    }
    let text = plain_digits(text)
        .replace('￥', "¥")
        .replace('￡', "£")
        .replace('￦', "₩");
    let mut digits = String::new();
    let mut scale = None;
    let mut currency = None;
    let mut rest = text.trim();
    while let Some(first) = rest.chars().next() {
        let wordy = in_word(first);
        let end = rest.find(|c| in_word(c) != wordy).unwrap_or(rest.len());
        let (run, after) = rest.split_at(end);
        rest = after;
        if !wordy {
            digits.push_str(run);
            continue;
        }
        let word = run.to_lowercase();
        let (written_scale, written_currency) = meaning(&word, home)?;
        if scale.is_some() && written_scale.is_some() || currency.is_some() && written_currency.is_some() {
            return None;
        }
        scale = scale.or(written_scale);
        currency = currency.or(written_currency);
        if matches!(word.as_str(), "rs" | "fr" | "kr" | "mio" | "mrd" | "tsd") {
            rest = rest.strip_prefix('.').unwrap_or(rest);
        }
    }
    // `100.-` and `100,--` are round amounts, not negative ones.
    let digits = digits.trim();
    let digits = [".--", ",--", ".-", ",-"]
        .iter()
        .find_map(|end| digits.strip_suffix(end))
        .unwrap_or(digits);
    let digits = digits.replace("- ", "-").replace("( ", "(");
    let number = match scale {
        Some(scale) => match digits.trim().strip_suffix(')') {
            Some(open) => number::read(&format!("{open}{scale})"), decimal_comma)?,
            None => number::read(&format!("{digits}{scale}"), decimal_comma)?,
        },
        None => number::read(&digits, decimal_comma)?,
    };
    Some(Amount { number, currency })
}

fn in_word(c: char) -> bool {
    c.is_alphabetic() || is_symbol(c)
}

const fn is_symbol(c: char) -> bool {
    matches!(c, '$' | '£' | '¥' | '¤' | '฿' | '﷼' | '\u{20a0}'..='\u{20cf}')
}

/// What a word beside the digits says: a power of ten, a currency, or both as in `k€`. None when it says neither.
fn meaning(word: &str, home: Option<&str>) -> Option<(Option<&'static str>, Option<&'static str>)> {
    if let Some(scale) = number::scale(word) {
        return Some((Some(scale), None));
    }
    if let Some(code) = code_of(word, home) {
        return Some((None, Some(code)));
    }
    word.char_indices().skip(1).find_map(|(at, _)| {
        let (scale, currency) = word.split_at(at);
        if currency.len() < 3 && currency.starts_with(char::is_alphabetic) {
            // `kr` is the krona, not a thousand rand.
            return None;
        }
        Some((Some(number::scale(scale)?), Some(code_of(currency, home)?)))
    })
}

/// The currency of a code, sign or word. `$`, `¥` and `kr` are several countries' own: the home currency's when it
/// is one of them.
fn code_of(word: &str, home: Option<&str>) -> Option<&'static str> {
    let at_home = |codes: &[&'static str], otherwise: Option<&'static str>| {
        codes.iter().copied().find(|code| home == Some(*code)).or(otherwise)
    };
    Some(match word {
        "€" | "euro" | "euros" => "EUR",
        "$" | "dollar" | "dollars" => at_home(
            &["CAD", "AUD", "NZD", "HKD", "SGD", "TWD", "MXN", "CLP", "COP", "ARS"],
            Some("USD"),
        )?,
        "us$" | "$us" => "USD",
        "c$" | "ca$" | "cdn$" => "CAD",
        "a$" | "au$" => "AUD",
        "nz$" => "NZD",
        "hk$" => "HKD",
        "s$" | "sg$" => "SGD",
        "nt$" => "TWD",
        "mx$" => "MXN",
        "r$" => "BRL",
        "£" | "pound" | "pounds" => "GBP",
        "¥" => at_home(&["CNY"], Some("JPY"))?,
        "円" | "yen" => "JPY",
        "元" | "rmb" | "yuan" => "CNY",
        "₹" | "rs" | "rupees" => at_home(&["PKR", "LKR", "NPR"], Some("INR"))?,
        "₽" | "руб" | "р" => "RUB",
        "₩" | "원" => "KRW",
        "₺" | "tl" => "TRY",
        "₫" | "đ" => "VND",
        "₪" => "ILS",
        "₴" | "грн" => "UAH",
        "₦" => "NGN",
        "₱" => "PHP",
        "₸" => "KZT",
        "₡" => "CRC",
        "₵" => "GHS",
        "฿" | "บาท" => "THB",
        "zł" | "zl" => "PLN",
        "kč" => "CZK",
        "ft" => "HUF",
        "lei" => "RON",
        "kr" => at_home(&["SEK", "NOK", "DKK", "ISK"], None)?,
        "fr" | "sfr" => "CHF",
        "rp" => "IDR",
        "rm" => "MYR",
        "r" => "ZAR",
        _ if word.len() == 3 && word.is_ascii() => Currency::from_code(&word.to_ascii_uppercase())?.code(),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reading(decimal_comma: bool, currency: &'static str) -> Reading<'static> {
        Reading {
            decimal_comma,
            currency: Some(currency),
            ..Reading::default()
        }
    }

    fn shown(text: &str, reading: &Reading<'_>) -> String {
        match read(text, reading) {
            Ok(money) => format!("{} {}", money.minor, money.currency),
            Err(refusal) => refusal.to_string(),
        }
    }

    #[test]
    fn an_amount_is_read_however_it_is_written() {
        let us = reading(false, "USD");
        for (text, stored) in [
            ("1234.56", "123456 USD"),
            ("$1,234.56", "123456 USD"),
            ("-$1,234.56", "-123456 USD"),
            ("$-1,234.56", "-123456 USD"),
            ("($1,234.56)", "-123456 USD"),
            ("(123)", "-12300 USD"),
            ("€1.234,56", "123456 EUR"),
            ("1 234,56 EUR", "123456 EUR"),
            ("1\u{202f}234,56\u{a0}€", "123456 EUR"),
            ("EUR 12k", "1200000 EUR"),
            ("12kEUR", "1200000 EUR"),
            ("12 k€", "1200000 EUR"),
            ("€1.5M", "150000000 EUR"),
            ("1,5 Mio. €", "150000000 EUR"),
            ("($12k)", "-1200000 USD"),
            ("¥12000", "12000 JPY"),
            ("￥１２，０００", "12000 JPY"),
            ("3万円", "30000 JPY"),
            ("KWD 1.234", "1234 KWD"),
            ("US$ 5", "500 USD"),
            ("R$ 5,50", "550 BRL"),
            ("CHF 1'234.50", "123450 CHF"),
            ("Fr. 100.-", "10000 CHF"),
            ("100,-", "10000 USD"),
            ("Rs. 12,34,567", "123456700 INR"),
            ("1234.567", "123457 USD"),
            ("99.9999999", "10000 USD"),
            ("0.125", "13 USD"),
            ("12.3400", "1234 USD"),
            ("5 usd", "500 USD"),
            ("0", "0 USD"),
        ] {
            assert_eq!(shown(text, &us), stored, "{text}");
        }
    }

    #[test]
    fn signs_of_several_countries_follow_the_home_currency() {
        for (text, home, stored) in [
            ("$5", "CAD", "500 CAD"),
            ("$5", "EUR", "500 USD"),
            ("¥5", "CNY", "500 CNY"),
            ("5 kr", "SEK", "500 SEK"),
            ("1.234 kr.", "DKK", "123400 DKK"),
        ] {
            assert_eq!(shown(text, &reading(home == "DKK", home)), stored, "{text} in {home}");
        }
    }

    #[test]
    fn what_is_no_amount_is_refused_with_an_example() {
        let us = reading(false, "USD");
        for text in [
            "",
            "abc",
            "$",
            "12 apples",
            "$5 €",
            "5 kr",
            "1,2,3",
            "<b>5</b>",
            "12 k k",
        ] {
            assert_eq!(
                shown(text, &us),
                format!("“{text}” is no amount: write it like 1234.56 EUR"),
                "{text}"
            );
        }
        assert_eq!(
            shown("5", &Reading::strict()),
            "“5” is no amount: add its currency, like 1234.56 EUR"
        );
        assert_eq!(
            shown("$1.234", &us),
            "“$1.234” is no amount: it could be 1234 or 1.234, so write 1234 or one with 2 decimals"
        );
        assert_eq!(
            shown("99999999999999999999", &us),
            "“99999999999999999999” is no amount: it is too large"
        );
        assert_eq!(
            shown("90071992547409.92", &us),
            "is too large: at most 9,007,199,254,740,991 minor units fit"
        );
        assert_eq!(
            check(Money {
                minor: 1,
                currency: "EURO".into()
            })
            .map_err(|refusal| refusal.to_string()),
            Err("“EURO” is no currency: use a code of ISO 4217 like EUR, USD or JPY".to_owned())
        );
    }

    #[test]
    fn minor_digits_are_those_of_iso_4217() {
        for (code, digits) in [
            ("EUR", Some(2)),
            ("JPY", Some(0)),
            ("KWD", Some(3)),
            ("CLP", Some(0)),
            ("ZZZ", None),
            ("", None),
        ] {
            assert_eq!(minor_digits(code), digits, "{code}");
        }
    }
}
