//! Whole answers, however they are cut up on the way.

use serde_json::{Value, json};
use workestra_llm::{
    CancellationToken, Effort, Message, Options, ProviderId, StopReason, ToolCall, ToolChoice, ToolResult,
};

use crate::script::{Adapter, all};
use crate::setup::{Given, ask, client, client_with, hear, read, request, settings, text};
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
async fn a_turn_goes_back_as_it_came_even_after_storage() {
    for adapter in all() {
        let stub = Stub::saying(stream(&adapter.tools.concat())).await;
        let client = client(&adapter, &stub);
        let (_, turn) = read(ask(&client)).await.end.unwrap();
        let stored = serde_json::to_string(&turn).unwrap();
        let mut next = request();
        let result = |id: &str, is_error| ToolResult {
            call_id: id.to_owned(),
            content: text("nothing found"),
            is_error,
        };
        next.messages
            .push(Message::Assistant(serde_json::from_str(&stored).unwrap()));
        next.messages.push(Message::ToolResults(vec![
            result("call_a", false),
            result("call_b", true),
        ]));
        let call = client.chat(&next).unwrap();
        let body: Value = serde_json::from_str(call.body()).unwrap();
        let who = adapter.model;
        match adapter.path {
            "/v1/messages" => {
                assert_eq!(Some(&body["messages"][1]["content"]), adapter.replay.as_ref(), "{who}");
                assert_eq!(body["messages"][2]["content"][1]["is_error"], true, "{who}");
            }
            "/responses" => {
                let items = Value::Array(body["input"].as_array().unwrap()[1..5].to_vec());
                assert_eq!(Some(&items), adapter.replay.as_ref(), "{who}");
                assert_eq!(body["input"][5]["call_id"], "call_a", "{who}");
                assert_eq!(body["store"], false, "{who}");
            }
            _ => {
                let message = &body["messages"][2];
                assert_eq!(message.get("reasoning_content"), adapter.replay.as_ref(), "{who}");
                assert_eq!(
                    message["tool_calls"][0]["function"]["arguments"], "{\"query\":\"Ünï\"}",
                    "{who}"
                );
                assert_eq!(body["messages"][4]["tool_call_id"], "call_b", "{who}");
            }
        }
        // What is shown beforehand is what is sent.
        read(client.stream(call.clone(), CancellationToken::new())).await;
        let seen = stub.seen().await;
        assert_eq!(
            (seen[1].path.as_str(), seen[1].body.as_str()),
            (adapter.path, call.body()),
            "{who}"
        );
    }
}

#[tokio::test]
async fn another_model_gets_the_words_without_the_signatures() {
    for adapter in all() {
        let given = hear(&adapter, stream(&adapter.tools.concat())).await;
        let (_, turn) = given.end.unwrap();
        for other in all() {
            if other.model == adapter.model {
                continue;
            }
            let client = client_with(&other, "http://127.0.0.1:9", &settings()).unwrap();
            let mut next = request();
            next.messages.push(Message::Assistant(turn.clone()));
            next.messages.push(Message::ToolResults(
                ["call_b", "call_a"]
                    .map(|id| ToolResult {
                        call_id: id.to_owned(),
                        content: text("x"),
                        is_error: false,
                    })
                    .to_vec(),
            ));
            let call = client.chat(&next).unwrap();
            assert!(
                call.body().contains("Looking.") && call.body().contains("call_a"),
                "{}",
                other.model
            );
            for sealed in ["c2lnbmVk", "c2VhbGVk", "b3BhcXVl", "Let me look"] {
                assert!(!call.body().contains(sealed), "{} to {}", adapter.model, other.model);
            }
        }
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
async fn each_request_is_what_its_provider_takes() {
    let mut wanted = request();
    wanted.options = Options {
        max_output_tokens: Some(900),
        temperature: Some(0.2),
        effort: Some(Effort::High),
        show_thinking: true,
        tool_choice: ToolChoice::Required,
    };
    for adapter in all() {
        let stub = Stub::saying(stream(&adapter.text.concat())).await;
        let client = client(&adapter, &stub);
        read(client.stream(client.chat(&wanted).unwrap(), CancellationToken::new())).await;
        let seen = &stub.seen().await[0];
        let (who, body) = (adapter.model, seen.json());
        assert_eq!(
            (seen.method.as_str(), seen.path.as_str()),
            ("POST", adapter.path),
            "{who}"
        );
        assert_eq!((&body["stream"], &body["model"]), (&json!(true), &json!(who)), "{who}");
        let expected: [(&str, Value); 4] = match who {
            "claude-opus-5-5" => {
                assert_eq!(seen.header("anthropic-version"), Some("2026-10-21"));
                assert_eq!(seen.header("authorization"), None);
                [
                    ("max_tokens", json!(900)),
                    ("temperature", Value::Null),
                    ("tool_choice", json!({"type": "auto"})),
                    ("output_config", json!({"effort": "high"})),
                ]
            }
            "gpt-6.1-sol" => [
                ("max_output_tokens", json!(900)),
                ("temperature", Value::Null),
                ("tool_choice", json!("required")),
                ("reasoning", json!({"effort": "high", "summary": "auto"})),
            ],
            "gpt-4.1" => [
                ("max_completion_tokens", json!(900)),
                ("temperature", json!(0.2)),
                ("tool_choice", json!("required")),
                ("stream_options", json!({"include_usage": true})),
            ],
            "kimi-k3" => [
                ("max_tokens", json!(900)),
                ("temperature", Value::Null),
                ("tool_choice", json!("auto")),
                ("reasoning", Value::Null),
            ],
            "deepseek-v4-pro" => [
                ("max_tokens", json!(900)),
                ("temperature", json!(0.2)),
                ("tool_choice", json!("auto")),
                ("store", Value::Null),
            ],
            "grok-4.7" => {
                let schema = &body["tools"][0]["function"]["parameters"];
                assert_eq!(schema.get("additionalProperties"), None);
                [
                    ("max_completion_tokens", json!(900)),
                    ("temperature", json!(0.2)),
                    ("tool_choice", json!("required")),
                    ("store", Value::Null),
                ]
            }
            _ => [
                ("max_tokens", json!(900)),
                ("temperature", json!(0.2)),
                ("tool_choice", json!("auto")),
                ("reasoning", Value::Null),
            ],
        };
        for (name, value) in expected {
            assert_eq!(body[name], value, "{name} of {who}");
        }
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

#[tokio::test]
async fn what_no_provider_would_take_is_found_before_it_is_sent() {
    let adapter = &all()[0];
    let client = client_with(adapter, "http://127.0.0.1:9", &settings()).unwrap();
    let turn = hear(adapter, stream(&adapter.tools.concat())).await.end.unwrap().1;
    let mut missing = request();
    missing.messages.push(Message::Assistant(turn));
    let mut misnamed = request();
    misnamed.tools[0].name = "search workspace".to_owned();
    let mut twice = request();
    twice.tools[1].name = "search_workspace".to_owned();
    let mut empty = request();
    empty.messages.clear();
    let mut stray = request();
    stray.messages.push(Message::ToolResults(vec![ToolResult {
        call_id: "nobody".to_owned(),
        content: text("x"),
        is_error: false,
    }]));
    for wrong in [missing, misnamed, twice, empty, stray] {
        assert_eq!(client.chat(&wrong).unwrap_err().code(), "unsendable");
    }
}
