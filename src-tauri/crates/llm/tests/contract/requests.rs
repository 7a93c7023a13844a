//! Requests as they leave: in each provider's words, with what it wants back.

use serde_json::{Value, json};
use workestra_llm::{CancellationToken, Effort, Message, Options, ProviderId, ToolChoice, ToolResult};

use crate::script::all;
use crate::setup::{ask, client, client_with, hear, read, request, settings, text};
use crate::stub::{Stub, stream};

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
                ("store", json!(false)),
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
async fn what_a_model_made_up_goes_back_in_a_form_that_is_taken() {
    let custom = all()
        .into_iter()
        .find(|adapter| adapter.id == ProviderId::Custom)
        .unwrap();
    let call = r#"{"id":"functions.find:0","function":{"name":"multi.find","arguments":"{\"x\":"}}"#;
    let events = format!("data: {{\"choices\":[{{\"delta\":{{\"tool_calls\":[{call}]}}}}]}}\n\ndata: [DONE]\n\n");
    let turn = hear(&custom, stream(&events)).await.end.unwrap().1;
    assert_eq!(
        turn.tool_calls()[0].arguments,
        "{\"x\":",
        "the tool says what is wrong with it"
    );
    for adapter in all() {
        let client = client_with(&adapter, "http://127.0.0.1:9", &settings()).unwrap();
        let mut next = request();
        next.messages.push(Message::Assistant(turn.clone()));
        next.messages.push(Message::ToolResults(vec![ToolResult {
            call_id: "functions.find:0".to_owned(),
            content: text("these are no arguments"),
            is_error: true,
        }]));
        let body = client.chat(&next).unwrap().body().to_owned();
        assert!(
            body.contains("multi_find") && !body.contains("multi.find"),
            "{}",
            adapter.model
        );
        assert!(!body.contains("{\\\"x\\\":"), "{}", adapter.model);
        let ids = body.matches("functions.find:0").count() + body.matches("functions_find_0").count();
        assert!(
            ids == 2 && (body.contains("functions_find_0") == (adapter.path == "/v1/messages")),
            "{body}"
        );
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
