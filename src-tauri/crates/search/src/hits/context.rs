//! What stands beside a title: values as people write them.

use workestra_core::{Entity, FieldDef, FieldType, KindDef, Member, Money, Sensitivity, Value};

/// The texts of the kind's context fields that have a value.
pub fn of(def: &KindDef, entity: &Entity, members: &[Member]) -> Vec<String> {
    def.context
        .iter()
        .filter_map(|key| {
            let field = def
                .field(key)
                .filter(|field| field.sensitivity < Sensitivity::Restricted)?;
            let text = shown(def, field, entity.fields.get(*key)?, members)?;
            // A contact without a name has its address for a title already.
            (text != entity.title).then_some(text)
        })
        .collect()
}

/// A value as people write it; none when it means nothing outside the workspace.
fn shown(def: &KindDef, field: &FieldDef, value: &Value, members: &[Member]) -> Option<String> {
    let text = value.first_text();
    match &field.ty {
        FieldType::Stage => Some(def.stage(text?).map_or_else(
            || text.unwrap_or_default().to_owned(),
            |stage| stage.label.clone().into_owned(),
        )),
        FieldType::Select { choices } => {
            let key = text?;
            let choice = choices.iter().find(|choice| choice.key == key);
            Some(choice.map_or_else(|| key.to_owned(), |choice| choice.label.clone().into_owned()))
        }
        FieldType::Member => members
            .iter()
            .find(|member| Some(member.id.to_string().as_str()) == text)
            .map(|member| member.name.clone()),
        FieldType::Entity { .. } => None,
        FieldType::Date | FieldType::DateTime => Some(day(text?)),
        FieldType::Money => match value {
            Value::Money(money) => Some(amount(money)),
            _ => None,
        },
        FieldType::Bool => match value {
            Value::Bool(true) => Some(field.label.clone().into_owned()),
            _ => None,
        },
        FieldType::Number { .. } => match value {
            Value::Number(number) => Some(number.to_string()),
            _ => None,
        },
        FieldType::Text | FieldType::LongText | FieldType::Email | FieldType::Phone | FieldType::Url => {
            let text: String = text?.chars().take(80).collect();
            Some(text)
        }
    }
}

/// `3 Apr 2026`, from a stored day or instant.
fn day(text: &str) -> String {
    const MONTHS: [&str; 12] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    let mut parts = text.get(..10).unwrap_or(text).splitn(3, '-');
    let (year, month, day) = (parts.next(), parts.next(), parts.next());
    let month = month
        .and_then(|month| month.parse::<usize>().ok())
        .and_then(|month| MONTHS.get(month.wrapping_sub(1)));
    match (year, month, day) {
        (Some(year), Some(month), Some(day)) => format!("{} {month} {year}", day.trim_start_matches('0')),
        _ => text.to_owned(),
    }
}

/// `EUR 12,000` or `USD 1,234.50`.
fn amount(money: &Money) -> String {
    let decimals = decimals(&money.currency);
    let scale = 10_u64.pow(decimals);
    let minor = money.minor.unsigned_abs();
    let (whole, part) = (minor / scale, minor % scale);
    let digits = whole.to_string();
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    let sign = if money.minor < 0 { "-" } else { "" };
    let width = decimals as usize;
    let rest = if part == 0 {
        String::new()
    } else {
        format!(".{part:0width$}")
    };
    format!("{} {sign}{grouped}{rest}", money.currency)
}

/// Decimals of a currency's minor unit (ISO 4217).
fn decimals(currency: &str) -> u32 {
    match currency {
        "BIF" | "CLP" | "DJF" | "GNF" | "ISK" | "JPY" | "KMF" | "KRW" | "PYG" | "RWF" | "UGX" | "UYI" | "VND"
        | "VUV" | "XAF" | "XOF" | "XPF" => 0,
        "BHD" | "IQD" | "JOD" | "KWD" | "LYD" | "OMR" | "TND" => 3,
        "CLF" | "UYW" => 4,
        _ => 2,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_grouped_and_scaled_by_their_currency() {
        for (minor, currency, text) in [
            (1_200_000, "EUR", "EUR 12,000"),
            (123_450, "USD", "USD 1,234.50"),
            (-5, "USD", "USD -0.05"),
            (12_000, "JPY", "JPY 12,000"),
            (1_234_567, "KWD", "KWD 1,234.567"),
            (0, "EUR", "EUR 0"),
        ] {
            let money = Money {
                minor,
                currency: currency.to_owned(),
            };
            assert_eq!(amount(&money), text);
        }
    }

    #[test]
    fn days_are_written_out() {
        assert_eq!(day("2026-04-03"), "3 Apr 2026");
        assert_eq!(day("2026-11-21T14:00:00Z"), "21 Nov 2026");
        assert_eq!(day("soon"), "soon");
    }
}
