//! Trying a server's settings out, step by step, for the screen where they are entered.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::error::{MailError, Step};
use crate::mailer::Mailer;
use crate::session::Session;

/// The steps of a trial, in order.
const STEPS: [Step; 4] = [Step::Reach, Step::Encrypt, Step::LogIn, Step::Answer];

/// How a step went.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "outcome")]
pub enum Outcome {
    /// It worked.
    Passed,
    /// It did not.
    Failed {
        /// Cause and way out, in words.
        reason: String,
        /// Whether the same settings may work later.
        temporary: bool,
    },
    /// An earlier one failed, so it was not tried.
    Skipped,
}

/// One step of a trial.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TrialStep {
    /// Which one.
    pub step: Step,
    /// How it went.
    #[serde(flatten)]
    #[ts(flatten)]
    pub outcome: Outcome,
}

/// How a trial went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trial {
    /// Connecting, encryption, login and a sign of life, in this order.
    pub steps: Vec<TrialStep>,
    /// What went wrong, if something did.
    pub error: Option<MailError>,
}

impl Trial {
    /// Whether mail can be sent with these settings, as far as can be told without sending any.
    #[must_use]
    pub const fn passed(&self) -> bool {
        self.error.is_none()
    }

    fn new(error: Option<MailError>) -> Self {
        let failed = error.as_ref().and_then(MailError::step);
        let steps = STEPS.map(|step| TrialStep {
            step,
            outcome: match (failed, &error) {
                (Some(failed), _) if step > failed => Outcome::Skipped,
                (Some(failed), Some(error)) if step == failed => Outcome::Failed {
                    reason: error.to_string(),
                    temporary: error.is_temporary(),
                },
                _ => Outcome::Passed,
            },
        });
        Self {
            steps: steps.into(),
            error,
        }
    }
}

pub(crate) async fn of(mailer: &Mailer) -> Trial {
    let mut session = match Session::open(mailer).await {
        Ok(session) => session,
        Err(error) => return Trial::new(Some(error)),
    };
    let tried = async {
        session.log_in(mailer.credentials()).await?;
        session.sign_of_life().await
    }
    .await;
    session.close(&tried).await;
    Trial::new(tried.err())
}
