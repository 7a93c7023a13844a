//! What gives itself away by its form: addresses, phone numbers, cards, accounts and national numbers. Numbers with
//! check digits are verified, so that order numbers and amounts stay readable to the model; where a form is in doubt
//! it is hidden, as a placeholder costs little and turns back exactly.

mod checksum;
mod email;
mod folded;
mod iban;
mod identity;
mod lettered;
mod number;
mod phone;

use std::ops::Range;

pub(super) use folded::Folded;
pub(super) use number::is_card;

/// A kind of pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// Text that looks like one of our placeholders. It must not turn into what that placeholder stands for when a
    /// stranger writes it into a ticket.
    Quoted,
    Email,
    Iban,
    Card,
    Identity,
    Phone,
}

impl Class {
    pub(super) const fn label(self) -> &'static str {
        match self {
            Self::Quoted => "text",
            Self::Email => "email",
            Self::Iban => "iban",
            Self::Card => "card",
            Self::Identity => "id",
            Self::Phone => "phone",
        }
    }
}

/// A place to be replaced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    /// Bytes of the text.
    pub(super) range: Range<usize>,
    /// Of the placeholder.
    pub(super) label: String,
    /// Which of two equal places is taken: the lower.
    pub(super) rank: u8,
}

/// All places, in no order; they may overlap.
pub(super) fn find(folded: &Folded) -> Vec<Found> {
    let mut places = Vec::new();
    quoted(folded, &mut places);
    email::find(folded, &mut places);
    iban::find(folded, &mut places);
    lettered::find(folded, &mut places);
    number::find(folded, &mut places);
    places
        .into_iter()
        .map(|(from, to, class)| Found {
            range: folded.bytes(from, to),
            label: class.label().to_owned(),
            rank: class as u8 + 2,
        })
        .collect()
}

/// Places as characters of the folded text.
type Places = Vec<(usize, usize, Class)>;

fn quoted(folded: &Folded, places: &mut Places) {
    for (from, _) in folded.chars.iter().enumerate().filter(|(_, c)| **c == '⟨') {
        let name = &folded.chars[from + 1..];
        let length = name
            .iter()
            .take_while(|c| c.is_ascii_alphanumeric() || **c == '_')
            .count();
        if length > 0 && name.get(length) == Some(&'⟩') {
            places.push((from, from + length + 2, Class::Quoted));
        }
    }
}
