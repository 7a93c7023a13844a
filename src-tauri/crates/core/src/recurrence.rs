//! When something that repeats comes again.

mod following;

use jiff::civil::Weekday;
use jiff::{Span, ToSpan as _};

use crate::time::Date;

pub use following::following;

/// How a task repeats; its keys are the choices of the field `recurrence`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Recurrence {
    /// Every day.
    Daily,
    /// Monday to Friday.
    Weekdays,
    /// Every seven days.
    Weekly,
    /// On the same day of each month, or its last where the month is shorter.
    Monthly,
    /// On the same day of each year.
    Yearly,
}

impl Recurrence {
    /// The recurrence of a stored word.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Some(match key {
            "daily" => Self::Daily,
            "weekdays" => Self::Weekdays,
            "weekly" => Self::Weekly,
            "monthly" => Self::Monthly,
            "yearly" => Self::Yearly,
            _ => return None,
        })
    }

    /// The first day after `due` on which it comes again that is not before `today`: what was missed is not made up
    /// for. None past the end of the calendar.
    #[must_use]
    pub fn next(self, due: Date, today: Date) -> Option<Date> {
        // Each step is counted from the first day, so that the 31st comes back after a short month.
        (1..=MOST_STEPS)
            .map_while(|times| due.checked_add(self.span(times)).ok())
            .find(|day| *day >= today && (self != Self::Weekdays || !is_weekend(*day)))
    }

    fn span(self, times: i32) -> Span {
        match self {
            Self::Daily | Self::Weekdays => times.days(),
            Self::Weekly => times.weeks(),
            Self::Monthly => times.months(),
            Self::Yearly => times.years(),
        }
    }
}

/// More than three hundred years of days.
const MOST_STEPS: i32 = 120_000;

fn is_weekend(day: Date) -> bool {
    matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::panic, reason = "a test that cannot go on has failed")]

    use super::*;
    use jiff::civil::date;

    #[test]
    fn the_next_day_is_counted_from_the_due_day_and_never_past() {
        let cases = [
            (
                Recurrence::Daily,
                date(2026, 11, 20),
                date(2026, 11, 18),
                date(2026, 11, 21),
            ),
            (
                Recurrence::Daily,
                date(2026, 11, 1),
                date(2026, 11, 21),
                date(2026, 11, 21),
            ),
            (
                Recurrence::Weekdays,
                date(2026, 11, 20),
                date(2026, 11, 20),
                date(2026, 11, 23),
            ),
            (
                Recurrence::Weekly,
                date(2026, 11, 2),
                date(2026, 11, 21),
                date(2026, 11, 23),
            ),
            (
                Recurrence::Monthly,
                date(2026, 1, 31),
                date(2026, 2, 1),
                date(2026, 2, 28),
            ),
            (
                Recurrence::Monthly,
                date(2026, 1, 31),
                date(2026, 3, 5),
                date(2026, 3, 31),
            ),
            (
                Recurrence::Yearly,
                date(2024, 2, 29),
                date(2024, 2, 29),
                date(2025, 2, 28),
            ),
        ];
        for (recurrence, due, today, next) in cases {
            assert_eq!(
                recurrence.next(due, today),
                Some(next),
                "{recurrence:?} after {due} on {today}"
            );
        }
    }

    #[test]
    fn every_choice_of_the_field_repeats() {
        let def = crate::Kind::Task.def();
        let field = def.field("recurrence").map(|field| &field.ty);
        let Some(crate::FieldType::Select { choices }) = field else {
            panic!("the field is a select: {field:?}");
        };
        for choice in choices {
            assert!(Recurrence::from_key(&choice.key).is_some(), "{}", choice.key);
        }
    }

    #[test]
    fn the_calendar_has_an_end() {
        assert_eq!(Recurrence::Yearly.next(Date::MAX, Date::MAX), None);
    }
}
