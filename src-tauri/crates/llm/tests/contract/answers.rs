//! Whole answers, however they are cut up on the way.

use workestra_llm::{ProviderId, StopReason, ToolCall};

use crate::script::{Adapter, all};
use crate::setup::{Given, ask, client, hear, read};
use crate::stub::{Act, Stub, byte_by_byte, stream};

fn assert_text(adapter: &Adapter, given: &Given) {
    let who = adapter.model;
    assert_eq!(given.error, None, "{who}");
    assert_eq!(
        (given.thinking.as_str(), given.text.as_str()),
        ("Hm, yes", "Héllo 😀 world"),
        "{who}"
    );
    assert_eq!(given.usage, adapter.usage, "{who}");
    let (stop, turn) = given.end.as_ref().unwrap();
    assert_eq!(
        (stop, turn.text(), turn.thinking()),
        (&StopReason::Finished, "Héllo 😀 world", "Hm, yes"),
        "{who}"
    );
}

fn two_calls() -> Vec<ToolCall> {
    let call = |id: &str, name: &str, arguments: &str| ToolCall {
        id: id.to_owned(),
        name: name.to_owned(),
        arguments: arguments.to_owned(),
    };
    vec![
        call("call_a", "search_workspace", "{\"query\":\"Ünï\"}"),
        call("call_b", "get_entity", "{}"),
    ]
}

#[tokio::test]
async fn text_thinking_and_usage_arrive() {
    for adapter in all() {
        assert_text(&adapter, &hear(&adapter, stream(&adapter.text.concat())).await);
    }
}

#[tokio::test]
async fn an_answer_cut_at_every_byte_is_the_same() {
    for adapter in all() {
        assert_text(&adapter, &hear(&adapter, byte_by_byte(&adapter.text.concat())).await);
        let given = hear(&adapter, byte_by_byte(&adapter.tools.concat())).await;
        assert_eq!(given.end.unwrap().1.tool_calls(), two_calls(), "{}", adapter.model);
    }
}

#[tokio::test]
async fn a_byte_order_mark_carriage_returns_and_keep_alives_change_nothing() {
    for adapter in all() {
        let events = adapter.text.join(": still here\n\n");
        let with_mark = format!("\u{feff}{events}");
        for odd in [
            with_mark.replace('\n', "\r\n"),
            with_mark.replace('\n', "\r"),
            with_mark,
        ] {
            assert_text(&adapter, &hear(&adapter, byte_by_byte(&odd)).await);
        }
    }
}

#[tokio::test]
async fn a_connection_serves_the_next_question_too() {
    for adapter in all() {
        let answer = Act::Send(byte_by_byte(&adapter.text.concat()));
        let reply = [answer, Act::Next].into_iter().cycle().take(20).collect();
        let stub = Stub::replying(vec![reply]).await;
        let client = client(&adapter, &stub);
        for _ in 0..8 {
            assert_text(&adapter, &read(ask(&client)).await);
            tokio::task::yield_now().await;
        }
        assert!(
            stub.connections() < 8,
            "{} connections for {}",
            stub.connections(),
            adapter.model
        );
    }
}

#[tokio::test]
async fn calls_made_at_once_are_told_apart() {
    for adapter in all() {
        let given = hear(&adapter, stream(&adapter.tools.concat())).await;
        let who = adapter.model;
        assert_eq!(given.error, None, "{who}");
        assert_eq!(given.arguments, ["{\"query\":\"Ünï\"}", ""], "{who}");
        let (stop, turn) = given.end.unwrap();
        assert_eq!((stop, turn.text()), (StopReason::ToolUse, "Looking."), "{who}");
        assert_eq!(turn.tool_calls(), two_calls(), "{who}");
        let mut ended = given.calls.clone();
        ended.sort_by(|a, b| a.id.cmp(&b.id));
        assert_eq!(ended, two_calls(), "{who}");
    }
}

#[tokio::test]
async fn a_refusal_is_said_as_one() {
    for adapter in all() {
        let given = hear(&adapter, stream(&adapter.refusal.concat())).await;
        assert_eq!(given.refusal, "No.", "{}", adapter.model);
        assert_eq!(given.end.unwrap().0, StopReason::Refused, "{}", adapter.model);
    }
}

#[tokio::test]
async fn a_call_cut_off_by_the_limit_is_not_made() {
    let cut = [
        (
            "claude-opus-5-5",
            "\"stop_reason\":\"tool_use\"",
            "\"stop_reason\":\"max_tokens\"",
        ),
        ("gpt-6.1-sol", "response.completed", "response.incomplete"),
        (
            "gpt-4.1",
            "\"finish_reason\":\"tool_calls\"",
            "\"finish_reason\":\"length\"",
        ),
    ];
    for adapter in all() {
        let Some((_, from, to)) = cut.iter().find(|(model, ..)| *model == adapter.model) else {
            continue;
        };
        let given = hear(&adapter, stream(&adapter.tools.concat().replace(from, to))).await;
        let (stop, turn) = given.end.unwrap();
        assert_eq!(
            (stop, turn.tool_calls()),
            (StopReason::Length, &[][..]),
            "{}",
            adapter.model
        );
    }
}

#[tokio::test]
async fn an_answer_spliced_into_a_broken_one_takes_its_place() {
    let adapter = &all()[0];
    let second = adapter.tools.concat().replace("msg_1", "msg_2");
    for broken_at in [3, 11, 14] {
        let given = hear(adapter, stream(&(adapter.tools[..broken_at].concat() + &second))).await;
        assert_eq!(
            (given.error, given.text.as_str()),
            (None, "Looking."),
            "broken at {broken_at}"
        );
        assert_eq!(given.end.unwrap().1.tool_calls(), two_calls(), "broken at {broken_at}");
    }
    // The same beginning twice is one answer.
    let twice = adapter.text[0].clone() + &adapter.text.concat();
    assert_text(adapter, &hear(adapter, stream(&twice)).await);
}

#[tokio::test]
async fn thinking_in_parts_is_thinking() {
    let custom = all()
        .into_iter()
        .find(|adapter| adapter.id == ProviderId::Custom)
        .unwrap();
    let events = "data: {\"choices\":[{\"delta\":{\"content\":[{\"type\":\"thinking\",\"thinking\":[{\"type\":\"text\",\"text\":\"Hm\"}]},{\"type\":\"text\",\"text\":\"Yes\"}]}}]}\n\ndata: [DONE]\n\n";
    let given = hear(&custom, stream(events)).await;
    assert_eq!((given.thinking.as_str(), given.text.as_str()), ("Hm", "Yes"));
}

#[tokio::test]
async fn servers_that_follow_the_protocol_loosely_are_understood() {
    let custom = all()
        .into_iter()
        .find(|adapter| adapter.id == ProviderId::Custom)
        .unwrap();
    let chunk = |calls: &str| format!("data: {{\"choices\":[{{\"delta\":{{\"tool_calls\":[{calls}]}}}}]}}\n\n");
    let whole = r#"{"index":0,"id":"a","function":{"name":"one","arguments":"{}"}}"#;
    let same_index = r#"{"index":0,"id":"b","function":{"name":"two","arguments":"{\"x\":1}"}}"#;
    let repeated = r#"{"index":1,"id":"c","function":{"name":"three","arguments":"{\"y\""}}"#;
    let repeated_more = r#"{"index":1,"id":"c","function":{"name":"three","arguments":":2}"}}"#;
    let as_object = r#"{"function":{"name":"four","arguments":{"z":3}}}"#;
    let events = [whole, same_index, repeated, repeated_more, as_object]
        .map(chunk)
        .concat();
    let ends = [
        "data: [DONE]\n\n",
        "data: [DONE]",
        "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n",
        "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"\"}]}\n\ndata: [DONE]\n\n",
    ];
    for end in ends {
        let given = hear(&custom, stream(&format!("{events}{end}"))).await;
        let (stop, turn) = given.end.unwrap_or_else(|| panic!("{end:?}: {:?}", given.error));
        assert_eq!(stop, StopReason::ToolUse);
        let calls: Vec<(&str, &str)> = turn
            .tool_calls()
            .iter()
            .map(|call| (call.name.as_str(), call.arguments.as_str()))
            .collect();
        assert_eq!(
            calls,
            [
                ("one", "{}"),
                ("two", "{\"x\":1}"),
                ("three", "{\"y\":2}"),
                ("four", "{\"z\":3}")
            ]
        );
        let mut ids: Vec<&str> = turn.tool_calls().iter().map(|call| call.id.as_str()).collect();
        ids.dedup();
        assert!(ids.len() == 4 && ids.iter().all(|id| !id.is_empty()), "{ids:?}");
    }
}
