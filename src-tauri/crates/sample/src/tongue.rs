//! What a language gives to made-up people: names, places, work, and how they ask for help.

use crate::tongues;

/// A name as its bearer writes it, and in plain letters for addresses.
pub(crate) type Name = (&'static str, &'static str);

/// Numbers kept for films and books: what comes before the free digits, how many of those there are, and the
/// largest number they may make.
#[derive(Debug, Clone, Copy)]
pub(crate) struct PhoneRange {
    pub(crate) start: &'static str,
    pub(crate) digits: usize,
    pub(crate) count: u32,
}

const fn range(start: &'static str, digits: usize, count: u32) -> PhoneRange {
    PhoneRange { start, digits, count }
}

/// Ofcom's, the North American 555-01XX, Bundesnetzagentur's, ARCEP's and ACMA's numbers for drama.
pub(crate) const BRITISH: &[PhoneRange] = &[
    range("+442079460", 3, 1000),
    range("+441614960", 3, 1000),
    range("+441314960", 3, 1000),
    range("+447700900", 3, 1000),
];
pub(crate) const AMERICAN: &[PhoneRange] = &[
    range("+121255501", 2, 100),
    range("+141555501", 2, 100),
    range("+131255501", 2, 100),
    range("+161755501", 2, 100),
];
pub(crate) const GERMAN: &[PhoneRange] = &[
    range("+493023125", 3, 1000),
    range("+496990009", 3, 1000),
    range("+494066969", 3, 1000),
    range("+498999998", 3, 1000),
];
pub(crate) const FRENCH: &[PhoneRange] = &[range("+3319900", 4, 10000), range("+3363998", 4, 10000)];
pub(crate) const AUSTRALIAN: &[PhoneRange] = &[range("+6125550", 4, 10000), range("+6175550", 4, 10000)];
pub(crate) const NOWHERE_ELSE: &[PhoneRange] = &[
    range("+442079460", 3, 1000),
    range("+3319900", 4, 10000),
    range("+6125550", 4, 10000),
    range("+493023125", 3, 1000),
];

/// One language's share of the made-up world.
#[derive(Debug)]
pub(crate) struct Tongue {
    /// Of a hundred people, so many.
    pub(crate) share: u32,
    pub(crate) first: &'static [Name],
    pub(crate) last: &'static [Name],
    /// City and country.
    pub(crate) places: &'static [(&'static str, &'static str)],
    pub(crate) jobs: &'static [&'static str],
    /// First words of company names.
    pub(crate) firms: &'static [Name],
    /// What companies end in: `GmbH`.
    pub(crate) ends: &'static [&'static str],
    /// Tickets: subject and body, with `{thing}`, `{n}`, `{code}` and `{city}` to fill in.
    pub(crate) requests: &'static [(&'static str, &'static str)],
    /// A deal's name with `{firm}` and `{n}`.
    pub(crate) deals: &'static [&'static str],
    /// What there is to do, with `{who}` and `{firm}`.
    pub(crate) tasks: &'static [&'static str],
    /// Sentences of a CV, with `{n}`, `{skill}` and `{city}`.
    pub(crate) life: &'static [&'static str],
    /// Things that break.
    pub(crate) things: &'static [&'static str],
    pub(crate) phones: &'static [PhoneRange],
}

/// All languages, commonest first.
pub(crate) const TONGUES: [&Tongue; 16] = [
    &tongues::english::TONGUE,
    &tongues::german::TONGUE,
    &tongues::french::TONGUE,
    &tongues::spanish::TONGUE,
    &tongues::slavic::POLISH,
    &tongues::anatolian::TURKISH,
    &tongues::vietnamese::TONGUE,
    &tongues::slavic::RUSSIAN,
    &tongues::anatolian::GREEK,
    &tongues::semitic::ARABIC,
    &tongues::semitic::HEBREW,
    &tongues::indic::HINDI,
    &tongues::chinese::TONGUE,
    &tongues::japanese::TONGUE,
    &tongues::korean::TONGUE,
    &tongues::indic::THAI,
];
