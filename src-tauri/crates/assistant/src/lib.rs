//! The assistant's core: the tools, the gate that every call passes, the confirmations that every write waits for, and
//! the turns of a conversation. Nothing here can write the workspace: a tool plans, a person approves, the store carries
//! out.

mod arguments;
mod canonical;
pub mod claims;
mod departing;
mod error;
mod gate;
mod hiring;
mod node;
mod plan;
mod profile;
pub mod prompt;
mod reader;
mod registry;
mod runner;
mod schema;
mod session;
mod shown;
mod summary;
mod taint;
mod tool;
mod tools;
mod transcript;
pub mod turn;

pub use departing::Counted;
pub use error::{Fault, ToolError};
pub use gate::{Answer, Call, Caller, Edits, Gate, GateError, Leaving, LeavingPart, MailWay, Outcome, Via};
pub use node::Node;
pub use profile::Profile;
pub use registry::Registry;
pub use runner::{NewFile, NewSaid, PreviewError, Runner, Told};
pub use session::Session;
pub use shown::{Shown, ShownArgument, ShownChange, ShownStep};
pub use summary::{
    SourceName, SourceState, Summaries, Summary, SummaryError, SummaryPart, SummaryRunning, SummarySentence,
    SummarySource, SummaryWish, Writing,
};
pub use tool::Tool;
pub use transcript::{CallResult, Content, Departure, Enclosed, InView, Part, Said, branch};
