//! Answers that break off: never an end, and nothing of them may run.

use workestra_llm::ProviderId;

use crate::script::all;
use crate::setup::hear;
use crate::stub::{stream, unfinished};

#[tokio::test]
async fn an_answer_that_ends_before_its_last_event_is_cut_off_after_every_event() {
    for adapter in all() {
        for script in [&adapter.text, &adapter.tools] {
            for kept in 0..script.len() {
                let events = script[..kept].concat();
                let given = hear(&adapter, stream(&events)).await;
                // A custom server may leave the marker out: the finish reason has said that it is whole.
                let finished = adapter.id == ProviderId::Custom && events.contains("\"finish_reason\":\"");
                let expected = if finished { "none" } else { "truncated" };
                assert_eq!(given.code(), expected, "{} after {kept} events", adapter.model);
                assert_eq!(given.end.is_some(), finished, "{} after {kept} events", adapter.model);
            }
        }
    }
}

#[tokio::test]
async fn an_answer_that_ends_inside_an_event_is_cut_off() {
    for adapter in all() {
        let whole = adapter.tools.concat();
        let last = adapter.tools.iter().rev().take(2).map(String::len).sum::<usize>();
        let inside = (whole.len() - last..whole.len()).filter(|at| whole.is_char_boundary(*at));
        for at in inside.step_by(9) {
            let given = hear(&adapter, stream(&whole[..at])).await;
            let ended = given.end.is_some();
            // The last event may be whole without the line's end after it.
            let all_there = whole[at..].trim().is_empty() || adapter.id == ProviderId::Custom;
            assert!(!ended || all_there, "{} at {at}: {:?}", adapter.model, &whole[at..]);
            assert!(
                ended || given.code() == "truncated",
                "{} at {at}: {}",
                adapter.model,
                given.code()
            );
        }
    }
}

#[tokio::test]
async fn a_connection_that_breaks_is_cut_off_wherever_it_breaks() {
    for adapter in all() {
        for kept in 0..adapter.text.len() {
            let given = hear(&adapter, unfinished(&adapter.text[..kept].concat())).await;
            assert_eq!(given.code(), "truncated", "{} after {kept} events", adapter.model);
        }
    }
}
