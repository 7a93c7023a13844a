#![expect(clippy::unwrap_used, reason = "tests")]

use serde_json::json;
use uuid::Uuid;

use super::*;

/// A whole answer, as storage gives it back.
fn said(text: &str, calls: &[&str]) -> AssistantTurn {
    let calls: Vec<_> = calls
        .iter()
        .map(|id| json!({"id": id, "name": "get_entity", "arguments": "{}"}))
        .collect();
    serde_json::from_value(json!({"text": text, "thinking": "", "tool_calls": calls, "replay": null})).unwrap()
}

fn ended(stop: StopReason, turn: AssistantTurn) -> Event {
    Event::Provider(ProviderEvent::Ended { stop, turn })
}

fn used(input: u64, output: u64) -> Event {
    Event::Provider(ProviderEvent::Usage(Usage {
        input,
        output,
        ..Usage::default()
    }))
}

fn done(call: &str) -> Event {
    Event::ToolDone {
        call: call.to_owned(),
        pending: None,
    }
}

fn begun(limits: Limits) -> Turn {
    let mut turn = Turn::new(limits);
    assert_eq!(turn.handle(Event::Begin), [Effect::Ask { round: 1 }]);
    turn
}

/// One that waits for these calls.
fn running(calls: &[&str]) -> Turn {
    let mut turn = begun(Limits::default());
    let effects = turn.handle(ended(StopReason::ToolUse, said("", calls)));
    let runs = effects.iter().filter(|effect| matches!(effect, Effect::Run(_))).count();
    assert_eq!(runs, calls.len());
    turn
}

fn ending(effects: &[Effect]) -> &Ending {
    match effects.last() {
        Some(Effect::End(ending)) => ending,
        other => unreachable!("the turn goes on: {other:?}"),
    }
}

#[test]
fn an_answer_without_calls_is_shown_kept_and_ends_the_turn() {
    let mut turn = begun(Limits::default());
    let delta = "Hello".to_owned();
    let shown = turn.handle(Event::Provider(ProviderEvent::Text { delta: delta.clone() }));
    assert_eq!(shown, [Effect::Show(Show::Text(delta))]);
    let effects = turn.handle(ended(StopReason::Finished, said("Hello", &[])));
    assert!(matches!(effects[0], Effect::Keep(_)));
    assert_eq!(ending(&effects).why, Why::Said(StopReason::Finished));
    assert!(turn.is_over());
}

#[test]
fn calls_run_side_by_side_and_the_next_request_waits_for_all() {
    let mut turn = running(&["a", "b", "c"]);
    assert_eq!(turn.handle(done("b")), []);
    assert_eq!(turn.handle(done("c")), []);
    let kept = ["a", "b", "c"].map(str::to_owned).to_vec();
    assert_eq!(
        turn.handle(done("a")),
        [Effect::KeepResults(kept), Effect::Ask { round: 2 }],
        "in the order of the calls, not of their ends"
    );
}

#[test]
fn a_stream_that_breaks_off_never_runs_its_tool() {
    let mut turn = begun(Limits::default());
    for event in [
        ProviderEvent::ToolCallStarted {
            index: 0,
            id: "a".to_owned(),
            name: "trash_entities".to_owned(),
        },
        ProviderEvent::ToolCallDelta {
            index: 0,
            delta: "{}".to_owned(),
        },
        ProviderEvent::ToolCallEnded {
            index: 0,
            call: ToolCall {
                id: "a".to_owned(),
                name: "trash_entities".to_owned(),
                arguments: "{}".to_owned(),
            },
        },
    ] {
        let effects = turn.handle(Event::Provider(event));
        assert!(!effects.iter().any(|effect| matches!(effect, Effect::Run(_))));
    }
    let effects = turn.handle(Event::Failed(LlmError::Cancelled));
    assert_eq!(effects.len(), 1, "nothing is kept and nothing runs: {effects:?}");
    assert_eq!(ending(&effects).why, Why::Failed(LlmError::Cancelled));
    assert_eq!(turn.handle(done("a")), [], "what comes later does nothing");
}

#[test]
fn calls_of_an_answer_that_was_cut_off_are_not_run() {
    for stop in [
        StopReason::Length,
        StopReason::ContextFull,
        StopReason::Refused,
        StopReason::Filtered,
    ] {
        let mut turn = begun(Limits::default());
        let effects = turn.handle(ended(stop.clone(), said("partly", &["a"])));
        assert!(
            !effects.iter().any(|effect| matches!(effect, Effect::Run(_))),
            "{stop:?}"
        );
        assert_eq!(ending(&effects).why, Why::Said(stop));
    }
}

#[test]
fn the_end_names_every_confirmation_that_waits_still() {
    let mut turn = running(&["a", "b", "c"]);
    let (one, other) = (Uuid::now_v7(), Uuid::now_v7());
    for (call, pending) in [("a", Some(one)), ("b", Some(other)), ("c", Some(one))] {
        let _ = turn.handle(Event::ToolDone {
            call: call.to_owned(),
            pending,
        });
    }
    let _ = turn.handle(Event::ConfirmationEnded(other));
    let effects = turn.handle(ended(StopReason::Finished, said("All done!", &[])));
    assert_eq!(ending(&effects).pending, [one], "once, and only what waits");
}

#[test]
fn it_can_be_stopped_at_any_point_and_leaves_no_call_without_a_result() {
    let mut idle = Turn::new(Limits::default());
    assert_eq!(ending(&idle.handle(Event::Cancel)).why, Why::Cancelled);
    assert_eq!(idle.handle(Event::Begin), [], "a stopped turn does not begin");

    let mut asking = begun(Limits::default());
    let effects = asking.handle(Event::Cancel);
    assert_eq!(effects[0], Effect::StopAsking);
    assert_eq!(ending(&effects).why, Why::Cancelled);

    let mut running = running(&["a", "b"]);
    let waits = Uuid::now_v7();
    let _ = running.handle(Event::ToolDone {
        call: "a".to_owned(),
        pending: Some(waits),
    });
    let effects = running.handle(Event::Cancel);
    assert!(matches!(&effects[0], Effect::Answer { call, .. } if call == "b"));
    assert_eq!(effects[1], Effect::KeepResults(vec!["a".to_owned(), "b".to_owned()]));
    assert_eq!(ending(&effects).pending, [waits], "stopping answers nothing");
    assert_eq!(running.handle(done("b")), []);
    assert_eq!(running.handle(Event::Cancel), []);
}

#[test]
fn rounds_have_an_end() {
    let mut turn = begun(Limits {
        rounds: 2,
        ..Limits::default()
    });
    let _ = turn.handle(ended(StopReason::ToolUse, said("", &["a"])));
    assert_eq!(turn.handle(done("a")).last(), Some(&Effect::Ask { round: 2 }));
    let _ = turn.handle(ended(StopReason::ToolUse, said("", &["b"])));
    let effects = turn.handle(done("b"));
    assert_eq!(effects[0], Effect::KeepResults(vec!["b".to_owned()]));
    assert_eq!(ending(&effects).why, Why::Rounds);
}

#[test]
fn tokens_of_all_requests_count_and_have_an_end() {
    let mut turn = begun(Limits {
        tokens: 1_000,
        ..Limits::default()
    });
    // A later count replaces the earlier one of the same request.
    for event in [
        used(100, 1),
        used(400, 100),
        ended(StopReason::ToolUse, said("", &["a"])),
    ] {
        let _ = turn.handle(event);
    }
    assert_eq!(turn.handle(done("a")).last(), Some(&Effect::Ask { round: 2 }));
    for event in [used(450, 100), ended(StopReason::ToolUse, said("", &["b"]))] {
        let _ = turn.handle(event);
    }
    let effects = turn.handle(done("b"));
    assert_eq!(ending(&effects).why, Why::Tokens);
    assert_eq!(
        (ending(&effects).usage.input, ending(&effects).usage.output),
        (850, 200)
    );
}

#[test]
fn calls_beyond_the_limit_are_answered_and_not_run() {
    let mut turn = begun(Limits {
        calls: 1,
        ..Limits::default()
    });
    let effects = turn.handle(ended(StopReason::ToolUse, said("", &["a", "b"])));
    assert!(matches!(&effects[1], Effect::Run(call) if call.id == "a"));
    assert!(matches!(&effects[2], Effect::Answer { call, .. } if call == "b"));
    let effects = turn.handle(done("a"));
    assert_eq!(effects[0], Effect::KeepResults(vec!["a".to_owned(), "b".to_owned()]));
}

#[test]
fn a_call_named_twice_runs_once() {
    let mut turn = begun(Limits::default());
    let effects = turn.handle(ended(StopReason::ToolUse, said("", &["a", "a"])));
    let runs = effects.iter().filter(|effect| matches!(effect, Effect::Run(_))).count();
    assert_eq!(runs, 1);
    assert_eq!(turn.handle(done("a")).len(), 2);
    assert_eq!(turn.handle(done("a")), [], "a second end does nothing");
}

#[test]
fn a_pause_is_continued_and_a_restart_is_shown() {
    let mut turn = begun(Limits::default());
    let shown = turn.handle(Event::Provider(ProviderEvent::Restarted));
    assert_eq!(shown, [Effect::Show(Show::Restarted)]);
    let effects = turn.handle(ended(StopReason::Paused, said("", &[])));
    assert!(matches!(effects[0], Effect::Keep(_)));
    assert_eq!(effects[1], Effect::Ask { round: 2 });
}

#[test]
fn what_came_before_the_answer_was_cut_off_is_kept_as_words_alone() {
    let text = |delta: &str| {
        Event::Provider(ProviderEvent::Text {
            delta: delta.to_owned(),
        })
    };
    for cut in [Event::Cancel, Event::Failed(LlmError::Cancelled)] {
        let mut turn = begun(Limits::default());
        let _ = turn.handle(text("Nothing of "));
        let _ = turn.handle(Event::Provider(ProviderEvent::Restarted));
        let _ = turn.handle(text("It is "));
        let _ = turn.handle(Event::Provider(ProviderEvent::ToolCallStarted {
            index: 0,
            id: "a".to_owned(),
            name: "get_entity".to_owned(),
        }));
        assert_eq!(turn.said(), "It is ", "what was restarted does not count");
        let effects = turn.handle(cut);
        let kept = effects.iter().find_map(|effect| match effect {
            Effect::Keep(kept) => Some(kept),
            _ => None,
        });
        let kept = kept.unwrap();
        assert_eq!((kept.text(), kept.tool_calls().len()), ("It is", 0));
        assert!(turn.is_over());
        assert!(matches!(effects.last(), Some(Effect::End(_))));
    }
}
