//! The live test of a configuration: what works with this address, key and model, and what does not, and why.

use serde::{Deserialize, Serialize};
use serde_json::json;
use tokio_util::sync::CancellationToken;
use ts_rs::TS;
use workestra_core::Masking;

use crate::client::Client;
use crate::error::{LlmError, Phase};
use crate::event::{ProviderEvent, StopReason};
use crate::request::{Message, Options, Request, Tool, ToolChoice};

/// One thing that was tried.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Step {
    /// What.
    pub name: StepName,
    /// How it went.
    pub outcome: Outcome,
}

/// What is tried, in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum StepName {
    /// The host answers, over a safe connection.
    Reach,
    /// It accepts the key.
    Key,
    /// It has the model.
    Model,
    /// The model answers in a stream.
    Streaming,
    /// The model calls a tool.
    Tools,
    /// The host makes embeddings.
    Embeddings,
}

/// How a step went.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "outcome", content = "reason")]
// The window knows the outcome of a row of an import, too.
#[ts(rename = "StepOutcome")]
pub enum Outcome {
    /// It works.
    Passed,
    /// It does not, and why.
    Failed(String),
    /// The provider has no such thing, or none was chosen.
    NotOffered(String),
    /// It was not tried, because of an earlier step.
    Skipped(String),
}

const ALL: [StepName; 6] = [
    StepName::Reach,
    StepName::Key,
    StepName::Model,
    StepName::Streaming,
    StepName::Tools,
    StepName::Embeddings,
];

/// The name of the tool that the model is asked to call.
const TOOL: &str = "report_ready";

impl Client {
    /// Tries everything with two short requests and, when an embedding model is given, one more. Each step is reported
    /// as soon as it is known, and all are given in the end. No data of the workspace is sent.
    pub async fn check(
        &self,
        embedding_model: Option<&str>,
        cancel: &CancellationToken,
        mut report: impl FnMut(&Step),
    ) -> Vec<Step> {
        let mut steps = Vec::new();
        let mut add = |name, outcome| {
            let step = Step { name, outcome };
            report(&step);
            steps.push(step);
        };
        let listed = self.models(cancel).await;
        if let Err(error) = &listed {
            // A server without a list, or one that is busy, may answer all the same.
            if matches!(Stage::of(error), Stage::Reach | Stage::Key) {
                for name in ALL {
                    add(name, verdict(name, error, false));
                }
                return steps;
            }
        }
        let answer = self.try_answer(cancel).await;
        for name in [StepName::Reach, StepName::Key, StepName::Model, StepName::Streaming] {
            add(
                name,
                match &answer {
                    Ok(()) => Outcome::Passed,
                    Err(error) => verdict(name, error, listed.is_ok()),
                },
            );
        }
        add(
            StepName::Tools,
            match &answer {
                Ok(()) => self.try_tool(cancel).await,
                Err(_) => skipped(),
            },
        );
        add(
            StepName::Embeddings,
            match embedding_model {
                Some(model) => self.try_embedding(model, cancel).await,
                None => Outcome::NotOffered("no embedding model is chosen".to_owned()),
            },
        );
        steps
    }

    async fn try_answer(&self, cancel: &CancellationToken) -> Result<(), LlmError> {
        let request = probe("Answer with the single word: ready", Vec::new());
        let mut stream = self.stream(self.chat(&request)?, cancel.clone());
        let mut ended = false;
        while let Some(event) = stream.next().await {
            ended |= matches!(event?, ProviderEvent::Ended { .. });
        }
        if ended { Ok(()) } else { Err(LlmError::Cancelled) }
    }

    async fn try_tool(&self, cancel: &CancellationToken) -> Outcome {
        let mut masking = Masking::new();
        let tool = Tool {
            name: TOOL.to_owned(),
            description: masking.text("Reports that the assistant is ready. Call it when asked to."),
            schema: masking.json(&json!({
                "type": "object",
                "properties": {"word": {"type": "string", "description": "The word: ready"}},
                "required": ["word"],
            })),
        };
        let mut request = probe("Call the tool report_ready with the word: ready", vec![tool]);
        request.options.tool_choice = ToolChoice::Required;
        let call = match self.chat(&request) {
            Ok(call) => call,
            Err(error) => return Outcome::Failed(error.to_string()),
        };
        let mut stream = self.stream(call, cancel.clone());
        while let Some(event) = stream.next().await {
            match event {
                Ok(ProviderEvent::Ended { stop, turn }) => {
                    let called = stop == StopReason::ToolUse && turn.tool_calls().iter().any(|call| call.name == TOOL);
                    return if called {
                        Outcome::Passed
                    } else {
                        Outcome::Failed("the model answered without calling the tool: choose one that can".to_owned())
                    };
                }
                Ok(_) => {}
                Err(error) => return Outcome::Failed(error.to_string()),
            }
        }
        Outcome::Failed(LlmError::Cancelled.to_string())
    }

    async fn try_embedding(&self, model: &str, cancel: &CancellationToken) -> Outcome {
        let text = Masking::new().text("ready");
        let call = match self.embeddings(model, &[text], None) {
            Ok(call) => call,
            Err(error @ LlmError::NotOffered { .. }) => return Outcome::NotOffered(error.to_string()),
            Err(error) => return Outcome::Failed(error.to_string()),
        };
        match self.embed(&call, cancel).await {
            Ok(_) => Outcome::Passed,
            Err(error @ LlmError::Endpoint { .. }) => Outcome::NotOffered(error.to_string()),
            Err(error) => Outcome::Failed(error.to_string()),
        }
    }
}

/// A short question. The limit leaves room for a model that thinks first.
fn probe(text: &str, tools: Vec<Tool>) -> Request {
    Request {
        messages: vec![Message::User(Masking::new().text(text))],
        tools,
        options: Options {
            max_output_tokens: Some(1_024),
            ..Options::default()
        },
        ..Request::default()
    }
}

/// How far a request came before it failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Stage {
    /// Not to the host.
    Reach,
    /// The key was looked at.
    Key,
    /// The model was looked for.
    Model,
    /// The host answered, but whether it looked at key and model is not known.
    Busy,
    /// The model answered.
    Answer,
}

impl Stage {
    const fn of(error: &LlmError) -> Self {
        match error {
            LlmError::Key { .. } | LlmError::KeyMissing { .. } | LlmError::Credit { .. } => Self::Key,
            LlmError::Model { .. } => Self::Model,
            LlmError::Truncated { .. } | LlmError::Malformed { .. } | LlmError::TooLarge { .. } => Self::Answer,
            LlmError::Request { .. }
            | LlmError::Forbidden { .. }
            | LlmError::TooLong { .. }
            | LlmError::RateLimit { .. }
            | LlmError::Overloaded { .. }
            | LlmError::Unavailable { .. }
            | LlmError::Endpoint { .. }
            | LlmError::Timeout {
                phase: Phase::Answer | Phase::Idle | Phase::Whole,
                ..
            } => Self::Busy,
            _ => Self::Reach,
        }
    }
}

/// What a failure says about a step. With `listed` the host has shown its models to the key already.
fn verdict(name: StepName, error: &LlmError, listed: bool) -> Outcome {
    let stage = Stage::of(error);
    let at_fault = match stage {
        Stage::Reach => StepName::Reach,
        Stage::Key => StepName::Key,
        Stage::Model => StepName::Model,
        Stage::Busy | Stage::Answer => StepName::Streaming,
    };
    let known = match name {
        StepName::Reach => stage > Stage::Reach,
        StepName::Key => stage > Stage::Key && (stage != Stage::Busy || listed),
        StepName::Model => stage == Stage::Answer,
        StepName::Streaming | StepName::Tools | StepName::Embeddings => false,
    };
    if name == at_fault {
        Outcome::Failed(error.to_string())
    } else if known {
        Outcome::Passed
    } else {
        skipped()
    }
}

fn skipped() -> Outcome {
    Outcome::Skipped("it was not tried, as an earlier step failed".to_owned())
}
