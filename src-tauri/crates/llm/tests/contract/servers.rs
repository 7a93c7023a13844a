//! Streams as servers behind a custom address write them: llama.cpp, LiteLLM, and those that take liberties.

use workestra_llm::{ProviderId, StopReason};

use crate::script::{Adapter, all};
use crate::setup::{Given, hear};
use crate::stub::{byte_by_byte, stream};

fn custom() -> Adapter {
    all()
        .into_iter()
        .find(|adapter| adapter.id == ProviderId::Custom)
        .unwrap()
}

/// Heard whole and byte by byte, with both ways to end a line.
async fn heard(events: &[&str]) -> Given {
    let text: String = events.iter().map(|event| format!("{event}\n\n")).collect();
    let adapter = custom();
    let whole = hear(&adapter, stream(&text)).await;
    for other in [text.clone(), text.replace('\n', "\r\n")] {
        let cut = hear(&adapter, byte_by_byte(&other)).await;
        // Its words name the port, which is another one each time.
        assert_eq!(
            (cut.code(), &cut.text, &cut.usage),
            (whole.code(), &whole.text, &whole.usage)
        );
        let calls = |given: &Given| given.end.as_ref().map(|(_, turn)| turn.tool_calls().to_vec());
        assert_eq!(calls(&cut), calls(&whole));
    }
    whole
}

fn calls(given: &Given) -> Vec<(&str, &str)> {
    let (stop, turn) = given.end.as_ref().unwrap_or_else(|| panic!("{:?}", given.error));
    assert_eq!(*stop, StopReason::ToolUse);
    let ids: std::collections::BTreeSet<&str> = turn.tool_calls().iter().map(|call| call.id.as_str()).collect();
    assert_eq!(ids.len(), turn.tool_calls().len(), "each has an id of its own");
    assert!(!ids.contains(""));
    turn.tool_calls()
        .iter()
        .map(|call| (call.name.as_str(), call.arguments.as_str()))
        .collect()
}

#[tokio::test]
async fn llama_cpp_answers_with_a_role_alone_first_and_timings_last() {
    let given = heard(&[
        ": ping",
        r#"data: {"choices":[{"finish_reason":null,"index":0,"delta":{"role":"assistant","content":null}}],"created":1763791800,"id":"chatcmpl-9Xw","model":"gpt-oss-20b","system_fingerprint":"b7120-a1b2","object":"chat.completion.chunk"}"#,
        r#"data: {"choices":[{"finish_reason":null,"index":0,"delta":{"reasoning_content":"Hm"}}],"created":1763791800,"id":"chatcmpl-9Xw","model":"gpt-oss-20b","object":"chat.completion.chunk"}"#,
        r#"data: {"choices":[{"finish_reason":null,"index":0,"delta":{"content":"Two deals"}}],"created":1763791801,"id":"chatcmpl-9Xw","model":"gpt-oss-20b","object":"chat.completion.chunk"}"#,
        r#"data: {"choices":[{"finish_reason":null,"index":0,"delta":{"content":" close."}}],"created":1763791801,"id":"chatcmpl-9Xw","model":"gpt-oss-20b","object":"chat.completion.chunk"}"#,
        r#"data: {"choices":[{"finish_reason":"stop","index":0,"delta":{}}],"created":1763791801,"id":"chatcmpl-9Xw","model":"gpt-oss-20b","object":"chat.completion.chunk"}"#,
        r#"data: {"choices":[],"created":1763791801,"id":"chatcmpl-9Xw","model":"gpt-oss-20b","object":"chat.completion.chunk","usage":{"completion_tokens":12,"prompt_tokens":2113,"total_tokens":2125},"timings":{"cache_n":1987,"prompt_n":126,"prompt_ms":801.3,"predicted_n":12,"predicted_ms":402.9}}"#,
        "data: [DONE]",
    ])
    .await;
    assert_eq!((given.error, given.text.as_str()), (None, "Two deals close."));
    assert_eq!(given.thinking, "Hm");
    assert_eq!((given.usage.input, given.usage.output), (2113, 12));
    assert_eq!(given.end.unwrap().0, StopReason::Finished);
}

#[tokio::test]
async fn llama_cpp_calls_tools_piece_by_piece() {
    let given = heard(&[
        r#"data: {"choices":[{"finish_reason":null,"index":0,"delta":{"role":"assistant","content":null}}],"id":"chatcmpl-a","model":"qwen3","object":"chat.completion.chunk"}"#,
        r#"data: {"choices":[{"finish_reason":null,"index":0,"delta":{"tool_calls":[{"index":0,"id":"Zf3kQ9","type":"function","function":{"name":"get_entity","arguments":"{"}}]}}],"id":"chatcmpl-a","object":"chat.completion.chunk"}"#,
        r#"data: {"choices":[{"finish_reason":null,"index":0,"delta":{"tool_calls":[{"index":0,"function":{"arguments":"\"entity\":\"DEAL"}}]}}],"id":"chatcmpl-a","object":"chat.completion.chunk"}"#,
        r#"data: {"choices":[{"finish_reason":null,"index":0,"delta":{"tool_calls":[{"index":0,"function":{"arguments":"-7\"}"}}]}}],"id":"chatcmpl-a","object":"chat.completion.chunk"}"#,
        r#"data: {"choices":[{"finish_reason":null,"index":0,"delta":{"tool_calls":[{"index":1,"id":"p0aaLx","type":"function","function":{"name":"my_work","arguments":"{}"}}]}}],"id":"chatcmpl-a","object":"chat.completion.chunk"}"#,
        r#"data: {"choices":[{"finish_reason":"tool_calls","index":0,"delta":{}}],"id":"chatcmpl-a","object":"chat.completion.chunk","timings":{"prompt_n":1}}"#,
        "data: [DONE]",
    ])
    .await;
    assert_eq!(
        calls(&given),
        [("get_entity", r#"{"entity":"DEAL-7"}"#), ("my_work", "{}")]
    );
}

#[tokio::test]
async fn litellm_fills_every_member_with_null_and_names_thinking_twice() {
    let given = heard(&[
        r#"data: {"id":"chatcmpl-6e","created":1763791800,"model":"claude-sonnet-5-5","object":"chat.completion.chunk","choices":[{"index":0,"delta":{"reasoning_content":"Look","thinking_blocks":[{"type":"thinking","thinking":"Look","signature":null}],"provider_specific_fields":{"thinking_blocks":[{"type":"thinking","thinking":"Look"}]},"content":"","role":"assistant"}}]}"#,
        r#"data: {"id":"chatcmpl-6e","created":1763791800,"model":"claude-sonnet-5-5","object":"chat.completion.chunk","choices":[{"index":0,"delta":{"content":"Looking.","role":null,"function_call":null,"tool_calls":null,"audio":null}}]}"#,
        r#"data: {"id":"chatcmpl-6e","created":1763791800,"model":"claude-sonnet-5-5","object":"chat.completion.chunk","choices":[{"index":0,"delta":{"content":null,"tool_calls":[{"id":"toolu_01A","function":{"arguments":"","name":"get_entity"},"type":"function","index":0}]}}]}"#,
        r#"data: {"id":"chatcmpl-6e","created":1763791800,"model":"claude-sonnet-5-5","object":"chat.completion.chunk","choices":[{"index":0,"delta":{"tool_calls":[{"id":null,"function":{"arguments":"{\"entity\": \"CON-1\"}","name":null},"type":"function","index":0}]}}]}"#,
        r#"data: {"id":"chatcmpl-6e","created":1763791800,"model":"claude-sonnet-5-5","object":"chat.completion.chunk","choices":[{"finish_reason":"tool_calls","index":0,"delta":{}}]}"#,
        r#"data: {"id":"chatcmpl-6e","created":1763791800,"model":"claude-sonnet-5-5","object":"chat.completion.chunk","choices":[{"index":0,"delta":{}}],"usage":{"completion_tokens":40,"prompt_tokens":900,"total_tokens":940,"completion_tokens_details":null,"prompt_tokens_details":{"audio_tokens":null,"cached_tokens":800},"cache_creation_input_tokens":0,"cache_read_input_tokens":800}}"#,
        "data: [DONE]",
    ])
    .await;
    assert_eq!((given.thinking.as_str(), given.text.as_str()), ("Look", "Looking."));
    assert_eq!(calls(&given), [("get_entity", r#"{"entity": "CON-1"}"#)]);
    assert_eq!(
        (given.usage.input, given.usage.cache_read, given.usage.output),
        (900, 800, 40)
    );
}

#[tokio::test]
async fn calls_without_ids_that_share_an_index_are_told_apart_by_what_came() {
    let chunk = |call: &str| format!(r#"data: {{"choices":[{{"index":0,"delta":{{"tool_calls":[{call}]}}}}]}}"#);
    let events = [
        chunk(r#"{"index":0,"function":{"name":"get_entity","arguments":"{\"entity\":"}}"#),
        chunk(r#"{"index":0,"function":{"name":"get_entity","arguments":"\"DEAL-1\"}"}}"#),
        // The name again, with nothing behind it, begins nothing.
        chunk(r#"{"index":0,"function":{"name":"get_entity","arguments":""}}"#),
        chunk(r#"{"index":0,"function":{"name":"get_entity","arguments":"{\"entity\":\"DEAL-2\"}"}}"#),
        chunk(r#"{"index":0,"function":{"name":"my_work","arguments":""}}"#),
        chunk(r#"{"index":0,"function":{"name":"list_entities","arguments":{"kind":"deal"}}}"#),
        r#"data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}"#.to_owned(),
        "data: [DONE]".to_owned(),
    ];
    let events: Vec<&str> = events.iter().map(String::as_str).collect();
    assert_eq!(
        calls(&heard(&events).await),
        [
            ("get_entity", r#"{"entity":"DEAL-1"}"#),
            ("get_entity", r#"{"entity":"DEAL-2"}"#),
            ("my_work", "{}"),
            ("list_entities", r#"{"kind":"deal"}"#),
        ]
    );
}

#[tokio::test]
async fn an_answer_without_its_end_is_whole_only_where_it_says_why_it_stopped() {
    let said = r#"data: {"choices":[{"index":0,"delta":{"content":"Half"}}]}"#;
    let stopped = r#"data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}"#;
    let given = heard(&[said, stopped]).await;
    assert_eq!((given.error, given.text.as_str()), (None, "Half"));
    let given = heard(&[said]).await;
    assert!(given.end.is_none(), "nothing says that it is whole");
    assert!(given.error.is_some());
    for stop in ["null", "\"\""] {
        let unsaid = format!(r#"data: {{"choices":[{{"index":0,"delta":{{}},"finish_reason":{stop}}}]}}"#);
        let given = heard(&[said, &unsaid, "data: [DONE]"]).await;
        assert_eq!(given.end.unwrap().0, StopReason::Finished, "the mark says so");
    }
}

#[tokio::test]
async fn an_error_in_the_stream_is_said_in_the_servers_words() {
    for event in [
        r#"error: {"code":400,"message":"the request exceeds the available context size","type":"exceed_context_size_error"}"#,
        r#"data: {"error":{"code":400,"message":"the request exceeds the available context size","type":"exceed_context_size_error"}}"#,
        r#"data: {"error": {"message": "litellm.ContextWindowExceededError: the request exceeds the available context size", "type": null, "param": null, "code": "400"}}"#,
    ] {
        let given = heard(&[event]).await;
        assert!(given.end.is_none());
        let error = given.error.unwrap().to_string();
        assert!(!error.is_empty(), "{event}");
    }
}
