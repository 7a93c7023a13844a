//! What models cost, as far as their providers publish it. An unknown price is unknown, never a guess.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::event::Usage;
use crate::provider::ProviderId::{self, Anthropic, OpenAi};

/// Micro-dollars (a millionth of a US dollar) for a million tokens; so one token costs so many millionths of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Price {
    /// For tokens read.
    #[ts(type = "number")]
    pub input: u64,
    /// For tokens read from the provider's cache, where that is known.
    #[ts(type = "number | null")]
    pub cache_read: Option<u64>,
    /// For tokens written to the provider's cache, where that is known.
    #[ts(type = "number | null")]
    pub cache_write: Option<u64>,
    /// For tokens written, thinking included.
    #[ts(type = "number")]
    pub output: u64,
}

/// A model's price, and the dearer one that holds for a whole request above so many tokens read.
struct Row {
    provider: ProviderId,
    model: &'static str,
    price: Price,
    long: Option<(u64, Price)>,
}

const fn price(input: u64, cache_read: Option<u64>, cache_write: Option<u64>, output: u64) -> Price {
    Price {
        input,
        cache_read,
        cache_write,
        output,
    }
}

const fn row(provider: ProviderId, model: &'static str, price: Price, long: Option<(u64, Price)>) -> Row {
    Row {
        provider,
        model,
        price,
        long,
    }
}

/// List prices of November 2026, from the providers' price pages. Models priced nowhere that could be read are left
/// out.
const TABLE: &[Row] = &[
    row(
        Anthropic,
        "claude-opus-5-5",
        price(4_000_000, Some(200_000), Some(5_000_000), 20_000_000),
        None,
    ),
    row(
        Anthropic,
        "claude-opus-5",
        price(5_000_000, Some(500_000), Some(6_250_000), 25_000_000),
        None,
    ),
    row(
        Anthropic,
        "claude-sonnet-5-5",
        price(2_000_000, Some(100_000), Some(2_500_000), 10_000_000),
        None,
    ),
    row(
        Anthropic,
        "claude-sonnet-5",
        price(2_000_000, Some(200_000), Some(2_500_000), 10_000_000),
        None,
    ),
    row(
        Anthropic,
        "claude-haiku-5-5",
        price(100_000, Some(10_000), Some(125_000), 500_000),
        Some((100_000, price(500_000, Some(50_000), Some(625_000), 2_500_000))),
    ),
    row(
        OpenAi,
        "gpt-6.1-sol",
        price(2_000_000, Some(100_000), None, 10_000_000),
        Some((272_000, price(4_000_000, Some(200_000), None, 15_000_000))),
    ),
    row(
        OpenAi,
        "gpt-6-sol",
        price(2_000_000, Some(200_000), Some(2_500_000), 10_000_000),
        Some((272_000, price(4_000_000, Some(400_000), Some(5_000_000), 15_000_000))),
    ),
    row(
        OpenAi,
        "gpt-6-luna",
        price(100_000, Some(10_000), Some(125_000), 500_000),
        Some((272_000, price(200_000, Some(20_000), Some(250_000), 750_000))),
    ),
    row(
        OpenAi,
        "gpt-4.1",
        price(2_000_000, Some(500_000), None, 8_000_000),
        None,
    ),
    row(OpenAi, "text-embedding-3-small", price(20_000, None, None, 0), None),
    row(OpenAi, "text-embedding-3-large", price(130_000, None, None, 0), None),
];

impl Price {
    /// The list price of a request that reads so many tokens; none when it is not known. A dated name
    /// (`gpt-4.1-2026-04-14`) is its model's.
    #[must_use]
    pub fn of(provider: ProviderId, model: &str, input: u64) -> Option<Self> {
        let row = TABLE.iter().find(|row| {
            let dated = model
                .strip_prefix(row.model)
                .is_some_and(|rest| rest.is_empty() || is_date(rest));
            row.provider == provider && dated
        })?;
        match row.long {
            Some((above, long)) if input > above => Some(long),
            _ => Some(row.price),
        }
    }

    /// What counted tokens cost, in micro-dollars, rounded up; none when some of them have no known price.
    #[must_use]
    pub fn cost(self, usage: &Usage) -> Option<u64> {
        let plain = usage.input.saturating_sub(usage.cache_read + usage.cache_write);
        let parts = [
            (plain, Some(self.input)),
            (usage.cache_read, self.cache_read),
            (usage.cache_write, self.cache_write),
            (usage.output, Some(self.output)),
        ];
        let mut millionths: u128 = 0;
        for (tokens, price) in parts {
            if tokens > 0 {
                millionths += u128::from(tokens) * u128::from(price?);
            }
        }
        Some(u64::try_from(millionths.div_ceil(1_000_000)).unwrap_or(u64::MAX))
    }
}

/// `-20260414`, `-2026-04-14`.
fn is_date(rest: &str) -> bool {
    let digits = rest.bytes().filter(u8::is_ascii_digit).count();
    rest.starts_with('-') && digits == 8 && rest.bytes().all(|b| b.is_ascii_digit() || b == b'-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_known_has_no_price() {
        assert_eq!(Price::of(OpenAi, "gpt-7", 1), None);
        assert_eq!(Price::of(OpenAi, "gpt-4.1-mini", 1), None);
        assert_eq!(Price::of(ProviderId::Custom, "gpt-4.1", 1), None);
        assert!(Price::of(OpenAi, "gpt-4.1-2026-04-14", 1).is_some());
    }

    #[test]
    fn cached_tokens_are_paid_once_and_long_requests_by_their_own_price() {
        let usage = Usage {
            input: 1_000_000,
            cache_read: 600_000,
            cache_write: 100_000,
            output: 10_000,
            thinking: 4_000,
        };
        let price = price(2_000_000, Some(200_000), Some(2_500_000), 10_000_000);
        assert_eq!(price.cost(&usage), Some(300_000 * 2 + 120_000 + 250_000 + 100_000));
        let unknown = Price {
            cache_write: None,
            ..price
        };
        assert_eq!(unknown.cost(&usage), None);
        let long = Price::of(OpenAi, "gpt-6-sol", 300_000);
        assert_eq!(long.map(|price| price.input), Some(4_000_000));
    }
}
