//! What one person thinks of a candidate after having met them. It is written by people and for people: nothing adds
//! scorecards up to a rank.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The scores that a criterion can get.
pub const SCORES: std::ops::RangeInclusive<u8> = 1..=4;

/// Most criteria of one scorecard.
const MOST: usize = 30;

/// Longest name of a criterion, in characters.
const LONGEST: usize = 100;

/// An opinion, by criteria. The reasons are the text of the entry that carries it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Scorecard {
    /// At least one, each criterion once.
    pub ratings: Vec<Rating>,
    /// What it comes to.
    pub recommendation: Recommendation,
}

/// A score for one criterion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Rating {
    /// What was looked at: `Communication`.
    pub criterion: String,
    /// 1 (poor) to 4 (excellent).
    pub score: u8,
}

/// What somebody advises.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Recommendation {
    /// By no means.
    StrongNo,
    /// Rather not.
    No,
    /// Rather yes.
    Yes,
    /// By all means.
    StrongYes,
}

/// Why a scorecard cannot be kept.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ScorecardError {
    /// It rates nothing, or too much.
    #[error("a scorecard rates 1 to {MOST} criteria")]
    Count,
    /// A criterion has no name, or a very long one.
    #[error("a criterion has a name of 1 to {LONGEST} characters")]
    Name,
    /// A criterion is there twice.
    #[error("“{0}” is rated twice: give each criterion one score")]
    Twice(String),
    /// A score is none.
    #[error("the score of “{0}” is {1}: give 1 to 4")]
    Score(String, u8),
}

impl Scorecard {
    /// The scorecard with its names trimmed.
    ///
    /// # Errors
    /// [`ScorecardError`] when it rates nothing, one criterion twice, or outside the scores.
    pub fn checked(mut self) -> Result<Self, ScorecardError> {
        if self.ratings.is_empty() || self.ratings.len() > MOST {
            return Err(ScorecardError::Count);
        }
        for at in 0..self.ratings.len() {
            let name = self.ratings[at].criterion.trim().replace('\0', "");
            if name.is_empty() || name.chars().count() > LONGEST {
                return Err(ScorecardError::Name);
            }
            let known = |rating: &Rating| rating.criterion.to_lowercase() == name.to_lowercase();
            if self.ratings[..at].iter().any(known) {
                return Err(ScorecardError::Twice(name));
            }
            let score = self.ratings[at].score;
            if !SCORES.contains(&score) {
                return Err(ScorecardError::Score(name, score));
            }
            self.ratings[at].criterion = name;
        }
        Ok(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn card(ratings: &[(&str, u8)]) -> Scorecard {
        let rating = |&(criterion, score): &(&str, u8)| Rating {
            criterion: criterion.to_owned(),
            score,
        };
        Scorecard {
            ratings: ratings.iter().map(rating).collect(),
            recommendation: Recommendation::Yes,
        }
    }

    #[test]
    fn a_scorecard_rates_each_criterion_once_within_the_scores() {
        let kept = card(&[(" Skills ", 4), ("Teamwork", 1)]).checked();
        assert_eq!(kept, Ok(card(&[("Skills", 4), ("Teamwork", 1)])));
        assert_eq!(card(&[]).checked(), Err(ScorecardError::Count));
        assert_eq!(card(&[("  ", 3)]).checked(), Err(ScorecardError::Name));
        assert_eq!(
            card(&[("Skills", 3), ("skills", 2)]).checked(),
            Err(ScorecardError::Twice("skills".to_owned()))
        );
        for score in [0, 5, 200] {
            assert_eq!(
                card(&[("Skills", score)]).checked(),
                Err(ScorecardError::Score("Skills".to_owned(), score))
            );
        }
    }
}
