//! The same answers in each provider's own words.

use workestra_llm::{ProviderId, Usage};

/// One provider and model, with what its streams look like.
pub struct Adapter {
    pub id: ProviderId,
    pub model: &'static str,
    pub path: &'static str,
    /// Thinking "Hm, yes", text "Héllo 😀 world".
    pub text: Vec<String>,
    pub usage: Usage,
    /// Thinking, text "Looking.", and two calls at once: `search_workspace` and `get_entity`, the latter without
    /// arguments.
    pub tools: Vec<String>,
    /// Part of the body that carries the thinking back unchanged; none where it must not go back.
    pub replay: Option<serde_json::Value>,
    /// A refusal.
    pub refusal: Vec<String>,
    /// An error inside the stream that may pass, without content before it.
    pub overloaded: Vec<String>,
}

pub fn all() -> Vec<Adapter> {
    vec![
        messages(),
        responses(),
        chat(ProviderId::OpenAi, "gpt-4.1", 7, None),
        chat(ProviderId::MoonshotAi, "kimi-k3", 7, Some("Let me look")),
        // Its count of output leaves thinking out.
        chat(ProviderId::XAi, "grok-4.7", 4, None),
        chat(ProviderId::DeepSeek, "deepseek-v4-pro", 7, Some("Let me look")),
        chat(ProviderId::Custom, "local", 7, None),
    ]
}

fn named(data: &str) -> String {
    let value: serde_json::Value = serde_json::from_str(data).unwrap();
    format!("event: {}\ndata: {data}\n\n", value["type"].as_str().unwrap())
}

fn frames(lines: &[&str]) -> Vec<String> {
    lines.iter().map(|line| named(line)).collect()
}

fn messages() -> Adapter {
    let start = r#"{"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant","model":"claude-opus-5-5","content":[],"stop_reason":null,"usage":{"input_tokens":10,"cache_read_input_tokens":20,"cache_creation_input_tokens":0,"output_tokens":1}}}"#;
    Adapter {
        id: ProviderId::Anthropic,
        model: "claude-opus-5-5",
        path: "/v1/messages",
        text: frames(&[
            start,
            r#"{"type":"content_block_start","index":0,"content_block":{"type":"thinking","thinking":"","signature":""}}"#,
            r#"{"type":"ping"}"#,
            r#"{"type":"content_block_delta","index":0,"delta":{"type":"thinking_delta","thinking":"Hm, "}}"#,
            r#"{"type":"content_block_delta","index":0,"delta":{"type":"thinking_delta","thinking":"yes"}}"#,
            r#"{"type":"content_block_delta","index":0,"delta":{"type":"signature_delta","signature":"c2ln"}}"#,
            r#"{"type":"content_block_stop","index":0}"#,
            r#"{"type":"content_block_start","index":1,"content_block":{"type":"text","text":""}}"#,
            r#"{"type":"content_block_delta","index":1,"delta":{"type":"text_delta","text":"Héllo 😀"}}"#,
            r#"{"type":"something_new","x":1}"#,
            r#"{"type":"content_block_delta","index":1,"delta":{"type":"text_delta","text":" world"}}"#,
            r#"{"type":"content_block_stop","index":1}"#,
            r#"{"type":"message_delta","delta":{"stop_reason":"end_turn","stop_sequence":null},"usage":{"output_tokens":7}}"#,
            r#"{"type":"message_stop"}"#,
        ]),
        usage: Usage {
            input: 30,
            cache_read: 20,
            output: 7,
            ..Usage::default()
        },
        tools: frames(&[
            start,
            r#"{"type":"content_block_start","index":0,"content_block":{"type":"thinking","thinking":"","signature":""}}"#,
            r#"{"type":"content_block_delta","index":0,"delta":{"type":"thinking_delta","thinking":"Let me look"}}"#,
            r#"{"type":"content_block_delta","index":0,"delta":{"type":"signature_delta","signature":"c2lnbmVk"}}"#,
            r#"{"type":"content_block_stop","index":0}"#,
            r#"{"type":"content_block_start","index":1,"content_block":{"type":"redacted_thinking","data":"b3BhcXVl"}}"#,
            r#"{"type":"content_block_stop","index":1}"#,
            r#"{"type":"content_block_start","index":2,"content_block":{"type":"text","text":""}}"#,
            r#"{"type":"content_block_delta","index":2,"delta":{"type":"text_delta","text":"Looking."}}"#,
            r#"{"type":"content_block_stop","index":2}"#,
            r#"{"type":"content_block_start","index":3,"content_block":{"type":"tool_use","id":"call_a","name":"search_workspace","input":{}}}"#,
            r#"{"type":"content_block_start","index":4,"content_block":{"type":"tool_use","id":"call_b","name":"get_entity","input":{}}}"#,
            r#"{"type":"content_block_delta","index":3,"delta":{"type":"input_json_delta","partial_json":""}}"#,
            r#"{"type":"content_block_delta","index":3,"delta":{"type":"input_json_delta","partial_json":"{\"query\":\"Ün"}}"#,
            r#"{"type":"content_block_stop","index":4}"#,
            r#"{"type":"content_block_delta","index":3,"delta":{"type":"input_json_delta","partial_json":"ï\"}"}}"#,
            r#"{"type":"content_block_stop","index":3}"#,
            r#"{"type":"message_delta","delta":{"stop_reason":"tool_use"},"usage":{"output_tokens":7}}"#,
            r#"{"type":"message_stop"}"#,
        ]),
        replay: Some(serde_json::json!([
            {"type": "thinking", "thinking": "Let me look", "signature": "c2lnbmVk"},
            {"type": "redacted_thinking", "data": "b3BhcXVl"},
            {"type": "text", "text": "Looking."},
            {"type": "tool_use", "id": "call_a", "name": "search_workspace", "input": {"query": "Ünï"}},
            {"type": "tool_use", "id": "call_b", "name": "get_entity", "input": {}},
        ])),
        refusal: frames(&[
            start,
            r#"{"type":"message_delta","delta":{"stop_reason":"refusal","stop_details":{"explanation":"No."}},"usage":{"output_tokens":1}}"#,
            r#"{"type":"message_stop"}"#,
        ]),
        overloaded: frames(&[
            start,
            r#"{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}"#,
        ]),
    }
}

fn responses() -> Adapter {
    let created = r#"{"type":"response.created","sequence_number":0,"response":{"id":"resp_1","model":"gpt-6.1-sol","status":"in_progress","output":[]}}"#;
    let usage = r#""usage":{"input_tokens":30,"input_tokens_details":{"cached_tokens":20},"output_tokens":7,"output_tokens_details":{"reasoning_tokens":3},"total_tokens":37}"#;
    let completed = format!(
        r#"{{"type":"response.completed","response":{{"id":"resp_1","status":"completed","error":null,"incomplete_details":null,"output":[],{usage}}}}}"#
    );
    let reasoning = r#"{"id":"rs_1","type":"reasoning","summary":[{"type":"summary_text","text":"Let me look"}],"encrypted_content":"c2VhbGVk"}"#;
    let message = r#"{"id":"m_1","type":"message","role":"assistant","status":"completed","phase":"commentary","content":[{"type":"output_text","text":"Looking.","annotations":[]}]}"#;
    let search = r#"{"id":"fc_1","type":"function_call","call_id":"call_a","name":"search_workspace","arguments":"{\"query\":\"Ünï\"}","status":"completed"}"#;
    let get = r#"{"id":"fc_2","type":"function_call","call_id":"call_b","name":"get_entity","arguments":"","status":"completed"}"#;
    let parsed = |items: &[&str]| -> serde_json::Value {
        let parsed = items
            .iter()
            .map(|item| serde_json::from_str::<serde_json::Value>(item).unwrap());
        parsed.collect()
    };
    Adapter {
        id: ProviderId::OpenAi,
        model: "gpt-6.1-sol",
        path: "/responses",
        text: frames(&[
            created,
            r#"{"type":"response.in_progress","response":{"id":"resp_1"}}"#,
            r#"{"type":"response.output_item.added","output_index":0,"item":{"id":"rs_1","type":"reasoning","summary":[]}}"#,
            r#"{"type":"response.reasoning_summary_part.added","output_index":0,"summary_index":0,"part":{"type":"summary_text","text":""}}"#,
            r#"{"type":"response.reasoning_summary_text.delta","output_index":0,"summary_index":0,"delta":"Hm, yes"}"#,
            r#"{"type":"response.output_item.done","output_index":0,"item":{"id":"rs_1","type":"reasoning","summary":[],"encrypted_content":"eA=="}}"#,
            r#"{"type":"response.output_item.added","output_index":1,"item":{"id":"m_1","type":"message","role":"assistant","content":[]}}"#,
            r#"{"type":"response.content_part.added","output_index":1,"content_index":0,"part":{"type":"output_text","text":""}}"#,
            r#"{"type":"response.output_text.delta","output_index":1,"content_index":0,"delta":"Héllo 😀"}"#,
            r#"{"type":"response.output_text.delta","output_index":1,"content_index":0,"delta":" world"}"#,
            r#"{"type":"response.output_text.done","output_index":1,"content_index":0,"text":"Héllo 😀 world"}"#,
            r#"{"type":"response.output_item.done","output_index":1,"item":{"id":"m_1","type":"message","role":"assistant","status":"completed","content":[{"type":"output_text","text":"Héllo 😀 world","annotations":[]}]}}"#,
            &completed,
        ]),
        usage: Usage {
            input: 30,
            cache_read: 20,
            output: 7,
            thinking: 3,
            ..Usage::default()
        },
        tools: frames(&[
            created,
            r#"{"type":"response.output_item.added","output_index":0,"item":{"id":"rs_1","type":"reasoning","summary":[]}}"#,
            r#"{"type":"response.reasoning_summary_text.delta","output_index":0,"summary_index":0,"delta":"Let me look"}"#,
            &format!(r#"{{"type":"response.output_item.done","output_index":0,"item":{reasoning}}}"#),
            r#"{"type":"response.output_item.added","output_index":1,"item":{"id":"m_1","type":"message","role":"assistant","content":[]}}"#,
            r#"{"type":"response.output_text.delta","output_index":1,"content_index":0,"delta":"Looking."}"#,
            &format!(r#"{{"type":"response.output_item.done","output_index":1,"item":{message}}}"#),
            r#"{"type":"response.output_item.added","output_index":2,"item":{"id":"fc_1","type":"function_call","call_id":"call_a","name":"search_workspace","arguments":""}}"#,
            r#"{"type":"response.output_item.added","output_index":3,"item":{"id":"fc_2","type":"function_call","call_id":"call_b","name":"get_entity","arguments":""}}"#,
            r#"{"type":"response.function_call_arguments.delta","output_index":2,"item_id":"fc_1","delta":"{\"query\":\"Ün"}"#,
            r#"{"type":"response.function_call_arguments.delta","output_index":2,"item_id":"fc_1","delta":"ï\"}"}"#,
            r#"{"type":"response.function_call_arguments.done","output_index":2,"item_id":"fc_1","arguments":"{\"query\":\"Ünï\"}"}"#,
            &format!(r#"{{"type":"response.output_item.done","output_index":2,"item":{search}}}"#),
            &format!(r#"{{"type":"response.output_item.done","output_index":3,"item":{get}}}"#),
            &completed,
        ]),
        replay: Some(parsed(&[reasoning, message, search, get])),
        refusal: frames(&[
            created,
            r#"{"type":"response.output_item.added","output_index":0,"item":{"id":"m_1","type":"message","role":"assistant","content":[]}}"#,
            r#"{"type":"response.refusal.delta","output_index":0,"content_index":0,"delta":"No."}"#,
            &completed,
        ]),
        overloaded: frames(&[
            created,
            r#"{"type":"response.failed","response":{"id":"resp_1","status":"failed","error":{"code":"server_error","message":"Try again"}}}"#,
        ]),
    }
}

fn chat(id: ProviderId, model: &'static str, written: u64, thinking_back: Option<&str>) -> Adapter {
    let chunk = |delta: &str, finish: &str| {
        format!(
            "data: {{\"id\":\"c-1\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"{model}\",\"choices\":[{{\"index\":0,\"delta\":{delta},\"finish_reason\":{finish}}}]}}\n\n"
        )
    };
    let usage = format!(
        "data: {{\"id\":\"c-1\",\"choices\":[],\"usage\":{{\"prompt_tokens\":30,\"completion_tokens\":{written},\"prompt_tokens_details\":{{\"cached_tokens\":20}},\"completion_tokens_details\":{{\"reasoning_tokens\":3}}}}}}\n\n"
    );
    let done = "data: [DONE]\n\n".to_owned();
    Adapter {
        id,
        model,
        path: "/chat/completions",
        text: vec![
            ": keep-alive\n\n".to_owned(),
            chunk(
                r#"{"role":"assistant","content":null,"reasoning_content":"Hm, "}"#,
                "null",
            ),
            chunk(r#"{"content":null,"reasoning_content":"yes"}"#, "null"),
            ": keep-alive\n\n".to_owned(),
            chunk(r#"{"content":"Héllo 😀","tool_calls":null}"#, "null"),
            chunk(r#"{"content":" world"}"#, "null"),
            chunk("{}", "\"stop\""),
            usage.clone(),
            done.clone(),
        ],
        usage: Usage {
            input: 30,
            cache_read: 20,
            output: 7,
            thinking: 3,
            ..Usage::default()
        },
        tools: vec![
            chunk(
                r#"{"role":"assistant","content":"","reasoning_content":"Let me look"}"#,
                "null",
            ),
            chunk(r#"{"content":"Looking."}"#, "null"),
            chunk(
                r#"{"tool_calls":[{"index":0,"id":"call_a","type":"function","function":{"name":"search_workspace","arguments":""}}]}"#,
                "null",
            ),
            chunk(
                r#"{"tool_calls":[{"index":1,"id":"call_b","type":"function","function":{"name":"get_entity","arguments":""}},{"index":0,"function":{"arguments":"{\"query\":\"Ün"}}]}"#,
                "null",
            ),
            chunk(
                r#"{"tool_calls":[{"index":0,"id":null,"type":null,"function":{"name":null,"arguments":"ï\"}"}}]}"#,
                "null",
            ),
            chunk("{}", "\"tool_calls\""),
            usage,
            done.clone(),
        ],
        replay: thinking_back.map(serde_json::Value::from),
        refusal: vec![
            chunk(r#"{"role":"assistant","refusal":"No."}"#, "null"),
            chunk("{}", "\"stop\""),
            done,
        ],
        overloaded: vec![
            "data: {\"error\":{\"message\":\"Server overloaded\",\"type\":\"overloaded_error\",\"code\":503}}\n\n"
                .to_owned(),
        ],
    }
}
