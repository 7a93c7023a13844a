//! Trying settings out, as the settings' screen shows it.

use workestra_mail::{Outcome, Security, Step, Trial};

use crate::{PATIENT, pair};
use workestra_mail::testing::{Mishap, Rules};

async fn trial(security: Security, with: impl FnOnce(Rules) -> Rules) -> Trial {
    let pair = pair(security, PATIENT, with).await;
    let trial = pair.mailer.test().await;
    let seen = pair.server.seen();
    assert!(
        !seen.commanded("MAIL") && seen.messages.is_empty(),
        "a trial sends nothing"
    );
    trial
}

fn short(trial: &Trial) -> Vec<(Step, &'static str)> {
    let word = |outcome: &Outcome| match outcome {
        Outcome::Passed => "passed",
        Outcome::Failed { .. } => "failed",
        Outcome::Skipped => "skipped",
    };
    trial
        .steps
        .iter()
        .map(|step| (step.step, word(&step.outcome)))
        .collect()
}

#[tokio::test]
async fn right_settings_pass_every_step() {
    for security in [Security::Tls, Security::StartTls] {
        let trial = trial(security, |rules| rules).await;
        assert!(trial.passed());
        assert_eq!(
            short(&trial),
            [
                (Step::Reach, "passed"),
                (Step::Encrypt, "passed"),
                (Step::LogIn, "passed"),
                (Step::Answer, "passed"),
            ]
        );
    }
}

#[tokio::test]
async fn a_refused_login_fails_its_own_step_and_skips_what_comes_after() {
    let trial = trial(Security::Tls, |rules| rules.answering("AUTH", "535 no")).await;
    assert!(!trial.passed());
    assert_eq!(
        short(&trial),
        [
            (Step::Reach, "passed"),
            (Step::Encrypt, "passed"),
            (Step::LogIn, "failed"),
            (Step::Answer, "skipped"),
        ]
    );
    let Outcome::Failed { reason, temporary } = &trial.steps[2].outcome else {
        panic!("the login must have failed");
    };
    assert!(reason.contains("535 no") && !temporary);
}

#[tokio::test]
async fn missing_encryption_and_a_lost_answer_fail_their_own_steps() {
    let unencrypted = trial(Security::StartTls, |mut rules| {
        rules.offers_starttls = false;
        rules
    })
    .await;
    assert_eq!(short(&unencrypted)[1], (Step::Encrypt, "failed"));
    assert_eq!(short(&unencrypted)[2], (Step::LogIn, "skipped"));

    let lost = trial(Security::Tls, |rules| rules.failing("NOOP", Mishap::Close)).await;
    assert_eq!(short(&lost)[2], (Step::LogIn, "passed"));
    assert_eq!(short(&lost)[3], (Step::Answer, "failed"));
}
