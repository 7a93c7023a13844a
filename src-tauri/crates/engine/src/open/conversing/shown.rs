//! Kept messages as the windows show them: all that follows one message of the person is one answer.

use std::collections::BTreeSet;

use serde_json::Value as Json;
use workestra_assistant::claims::Evidence;
use workestra_assistant::{CallResult, Content, Departure as Left, Enclosed};
use workestra_core::{EntityRef, Masking};
use workestra_store::{Message, MessageId};

use crate::api::{
    ChatFeedback, ChatFileName, ChatMessage, ChatPart, ChatUsage, ContextChip, ConversationView, Departure, Part,
    Speaker,
};

/// Entities that are offered for opening beside one call.
const MOST_ENTITIES: usize = 12;

/// The messages of a conversation.
pub(super) fn messages(kept: &[Message], masking: &Masking) -> Vec<ChatMessage> {
    let mut shown: Vec<ChatMessage> = Vec::new();
    let mut evidence: Vec<(MessageId, Evidence)> = Vec::new();
    for message in kept {
        let Some(content) = Content::of(message) else {
            continue;
        };
        let mut known = message
            .parent
            .and_then(|parent| evidence.iter().find(|(id, _)| *id == parent))
            .map_or_else(Evidence::default, |(_, known)| known.clone());
        match &content {
            Content::Said(said) => {
                known.add(&said.text);
                let seen = said.context.iter().map(|seen| &seen.masked);
                for kept in seen.chain(said.files.iter().map(|file| &file.masked)) {
                    known.add(&masking.restore(kept));
                }
                shown.push(ChatMessage {
                    id: message.id,
                    parent: message.parent,
                    at: message.at,
                    from: Speaker::Person,
                    parts: vec![ChatPart::Text {
                        text: said.text.clone(),
                        unsupported: Vec::new(),
                    }],
                    context: serde_json::from_value::<Vec<ContextChip>>(message.chips.clone()).unwrap_or_default(),
                    files: said.files.iter().map(file_name).collect(),
                    profile: Some(said.profile),
                    sent: Some(Vec::new()),
                    usage: None,
                    ended: None,
                    feedback: None,
                });
            }
            Content::Results { results } => {
                for result in results {
                    known.add(&masking.restore(&result.masked));
                }
                if let Some(answer) = answer_of(&mut shown, message) {
                    results.iter().for_each(|result| answered(answer, result, masking));
                }
            }
            Content::Answered { turn } => {
                let answer = answer_of_or_new(&mut shown, message);
                if !turn.thinking().is_empty() {
                    answer.parts.push(ChatPart::Thinking {
                        text: masking.restore(turn.thinking()),
                    });
                }
                if !turn.text().is_empty() {
                    let text = masking.restore(turn.text());
                    answer.parts.push(ChatPart::Text {
                        unsupported: known.unsupported(&text),
                        text,
                    });
                }
                for call in turn.tool_calls() {
                    let arguments: Json = serde_json::from_str(&call.arguments).unwrap_or(Json::Null);
                    let arguments = masking.restore_json(&arguments);
                    answer.parts.push(ChatPart::Tool {
                        call: call.id.clone(),
                        tool: call.name.clone(),
                        sentence: sentence_of(&call.name, &arguments),
                        arguments,
                        result: None,
                        failed: false,
                        confirmation: None,
                        entities: Vec::new(),
                        at: None,
                        took: None,
                    });
                }
                count(answer, message);
            }
            Content::Ended { sentence, .. } => {
                let answer = answer_of_or_new(&mut shown, message);
                if !sentence.is_empty() {
                    answer.ended = Some(sentence.clone());
                }
                count(answer, message);
            }
        }
        if let Some(sent) = message.sent.clone().and_then(|sent| serde_json::from_value(sent).ok()) {
            left(&mut shown, message, sent);
        }
        evidence.push((message.id, known));
    }
    shown
}

/// The answer that a message goes on with; its id moves along, so that what follows hangs on its end.
fn answer_of<'a>(shown: &'a mut [ChatMessage], message: &Message) -> Option<&'a mut ChatMessage> {
    let parent = message.parent?;
    let answer = shown
        .iter_mut()
        .find(|shown| shown.id == parent && shown.from == Speaker::Assistant)?;
    answer.id = message.id;
    Some(answer)
}

fn answer_of_or_new<'a>(shown: &'a mut Vec<ChatMessage>, message: &Message) -> &'a mut ChatMessage {
    let goes_on = message.parent.and_then(|parent| {
        shown
            .iter()
            .position(|shown| shown.id == parent && shown.from == Speaker::Assistant)
    });
    let at = goes_on.unwrap_or_else(|| {
        shown.push(ChatMessage {
            id: message.id,
            parent: message.parent,
            at: message.at,
            from: Speaker::Assistant,
            parts: Vec::new(),
            context: Vec::new(),
            files: Vec::new(),
            profile: None,
            sent: None,
            usage: None,
            ended: None,
            feedback: None,
        });
        shown.len() - 1
    });
    let answer = &mut shown[at];
    answer.id = message.id;
    if let Some(feedback) = &message.feedback {
        answer.feedback = feedback_of(feedback);
    }
    answer
}

fn file_name(file: &Enclosed) -> ChatFileName {
    ChatFileName {
        name: file.name.clone(),
        characters: file.characters,
        cut: file.cut,
    }
}

fn feedback_of(feedback: &Json) -> Option<ChatFeedback> {
    Some(ChatFeedback {
        up: feedback.get("up")?.as_bool()?,
        comment: feedback
            .get("comment")
            .and_then(Json::as_str)
            .unwrap_or_default()
            .to_owned(),
    })
}

/// Puts a request with the message of the person that it was made for.
fn left(shown: &mut [ChatMessage], message: &Message, sent: Left) {
    let answer = shown.iter().find(|shown| shown.id == message.id);
    let asked = answer.and_then(|answer| answer.parent);
    let asked = shown.iter_mut().find(|shown| Some(shown.id) == asked);
    if let Some(departures) = asked.and_then(|asked| asked.sent.as_mut()) {
        departures.push(departure(sent));
    }
}

pub(in super::super) fn departure(left: Left) -> Departure {
    Departure {
        host: left.host,
        model: left.model,
        parts: left
            .parts
            .into_iter()
            .map(|part| Part {
                from: part.from,
                text: part.text,
            })
            .collect(),
        body: left.body,
        tokens: left.tokens,
        masks: left.masks,
        audit: left.audit,
    }
}

fn answered(answer: &mut ChatMessage, result: &CallResult, masking: &Masking) {
    for part in &mut answer.parts {
        if let ChatPart::Tool {
            call,
            result: shown,
            failed,
            confirmation,
            entities,
            at,
            took,
            ..
        } = part
            && *call == result.call
            && shown.is_none()
        {
            let text = masking.restore(&result.masked);
            let value = serde_json::from_str(&text).unwrap_or(Json::String(text));
            *entities = references_in(&value);
            *shown = Some(value);
            *failed = result.is_error;
            *confirmation = result.confirmation;
            (*at, *took) = (result.at, result.took);
        }
    }
}

fn count(answer: &mut ChatMessage, message: &Message) {
    let Some(usage) = &message.usage else {
        return;
    };
    let of = |key: &str| usage.get(key).and_then(Json::as_u64);
    let before = answer.usage.unwrap_or(ChatUsage {
        input: 0,
        output: 0,
        cost: Some(0.0),
    });
    let cost = of("micro_dollars").map(dollars);
    answer.usage = Some(ChatUsage {
        input: before.input + of("input").unwrap_or(0),
        output: before.output + of("output").unwrap_or(0),
        cost: before.cost.zip(cost).map(|(before, more)| before + more),
    });
}

/// Of millionths.
#[expect(clippy::cast_precision_loss, reason = "some dollars")]
pub(in super::super) fn dollars(micros: u64) -> f64 {
    micros as f64 / 1e6
}

/// What a call does, in a few words.
pub(super) fn sentence_of(tool: &str, arguments: &Json) -> String {
    let named = ["query", "entity", "reference", "name", "title", "kind", "field"]
        .iter()
        .find_map(|key| {
            arguments
                .get(*key)
                .and_then(Json::as_str)
                .filter(|text| !text.is_empty())
        });
    let verb = verb_of(tool);
    match named {
        Some(named) => {
            let short: String = named.chars().take(60).collect();
            format!("{verb} {short}")
        }
        None => verb,
    }
}

/// What a tool does, for people.
fn verb_of(tool: &str) -> String {
    let words = tool.replace('_', " ");
    match tool {
        "search_workspace" => "search for".to_owned(),
        "get_entity" | "summarize_entity" => "read".to_owned(),
        "get_timeline" => "read the timeline of".to_owned(),
        "get_entity_history" => "read the history of".to_owned(),
        "get_related" => "read what is linked to".to_owned(),
        "list_entities" => "list".to_owned(),
        "aggregate_entities" => "count".to_owned(),
        "describe_kind" => "look up the fields of".to_owned(),
        "resolve_reference" => "look up".to_owned(),
        "get_attachment_text" => "read a file of".to_owned(),
        _ => words
            .strip_prefix("get ")
            .map_or_else(|| words.clone(), |rest| format!("read {rest}")),
    }
}

/// The entities that an answer names, each once, in their order.
pub(super) fn references_in(value: &Json) -> Vec<EntityRef> {
    let mut found = Vec::new();
    let mut known = BTreeSet::new();
    gather(value, &mut |text| {
        if let Ok(reference) = text.parse::<EntityRef>()
            && known.insert(reference.to_string())
            && found.len() < MOST_ENTITIES
        {
            found.push(reference);
        }
    });
    found
}

fn gather(value: &Json, take: &mut dyn FnMut(&str)) {
    match value {
        Json::String(text) => take(text),
        Json::Array(list) => list.iter().for_each(|value| gather(value, take)),
        Json::Object(members) => members.values().for_each(|value| gather(value, take)),
        Json::Null | Json::Bool(_) | Json::Number(_) => {}
    }
}

/// A conversation to take away.
pub(super) fn markdown(view: &ConversationView) -> String {
    let mut text = format!("# {}\n", view.head.title);
    for message in &view.messages {
        let who = match message.from {
            Speaker::Person => "You",
            Speaker::Assistant => "Assistant (AI)",
        };
        text.push_str(&format!("\n## {who}\n\n"));
        for file in &message.files {
            text.push_str(&format!("- file {}\n", file.name));
        }
        for part in &message.parts {
            match part {
                ChatPart::Text { text: said, .. } => {
                    text.push_str(said);
                    text.push_str("\n\n");
                }
                ChatPart::Tool { sentence, failed, .. } => {
                    let failed = if *failed { " (failed)" } else { "" };
                    text.push_str(&format!("- {sentence}{failed}\n"));
                }
                ChatPart::Thinking { .. } => {}
            }
        }
        if let Some(ended) = &message.ended {
            text.push_str(&format!("> {ended}\n"));
        }
    }
    text
}
