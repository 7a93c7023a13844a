//! What may be assumed when a text is read.

use super::{DayOrder, Locale};
use crate::policy::Member;
use crate::time::Date;

/// What the reader of a text knows beside the text. A thing not known is not guessed: the text is refused.
#[derive(Debug, Clone, Default)]
pub(crate) struct Reading<'a> {
    /// Of `03/04/2026`.
    pub day_order: Option<DayOrder>,
    /// Whether `1,5` is one and a half.
    pub decimal_comma: bool,
    /// Of phone numbers without a country code.
    pub region: Option<&'a str>,
    /// Of amounts without one.
    pub currency: Option<&'a str>,
    /// Whom a name may mean; without it only ids are read.
    pub members: Option<&'a [Member]>,
    /// For `today` and for years of two digits.
    pub today: Option<Date>,
    /// Whether `$1.234` is a decimal rather than refused as doubtful: a filter harms nothing.
    pub lenient_decimals: bool,
    /// Whether the text is a cell of a file: plain numbers may be serial days of spreadsheets or Unix times there, and
    /// `N/A` stands for nothing.
    pub from_file: bool,
}

impl<'a> Reading<'a> {
    /// Only what can mean one thing.
    pub(crate) fn strict() -> Self {
        Self::default()
    }

    pub(crate) const fn of(locale: &Locale<'a>) -> Self {
        Self {
            day_order: Some(locale.day_order),
            decimal_comma: locale.decimal_comma,
            region: Some(locale.region),
            currency: Some(locale.currency),
            members: Some(locale.members),
            today: Some(locale.today),
            lenient_decimals: false,
            from_file: true,
        }
    }
}
