//! Chat and embedding providers over HTTP: one model of events over three protocols, with what distinguishes the
//! providers in one table.
//!
//! A [`Client`] belongs to one [`Provider`] and holds its key. Everything it sends is made from
//! [`Masked`](workestra_core::Masked) values; [`Client::chat`] gives the exact bytes before anything leaves, so that
//! they can be shown and recorded, and [`Client::stream`] sends them. Dropping the [`ProviderStream`], or cancelling
//! its token, closes the connection at once.

mod address;
mod answer;
mod call;
mod check;
mod client;
mod connect;
mod embeddings;
mod error;
mod event;
mod fault;
mod models;
mod price;
mod provider;
mod quirk;
mod request;
mod retry;
mod settings;
mod sse;
mod stream;
mod tokens;
mod transport;
mod turn;
mod wire;

pub use address::Lookup;
pub use call::{ChatCall, EmbedCall};
pub use check::{Outcome, Step, StepName};
pub use client::Client;
pub use embeddings::EMBED_AT_ONCE;
pub use error::{LlmError, Phase, Said};
pub use event::{ProviderEvent, StopReason, Usage};
pub use models::{Model, ModelUse};
pub use price::Price;
pub use provider::{Provider, ProviderId};
pub use request::{Effort, Message, Options, Request, Tool, ToolChoice, ToolResult};
pub use settings::{Limits, Settings};
pub use stream::ProviderStream;
pub use tokens::estimate;
pub use tokio_util::sync::CancellationToken;
pub use turn::{AssistantTurn, ToolCall};
