//! What is asked of search and what it answers; the window sees these as they are.

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use workestra_core::query::complete::Completion;
use workestra_core::query::parse::QueryIssue;
use workestra_core::{EntityId, EntityRef, Kind, UtcMillis};

/// A leg of the search.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Leg {
    /// An identifier: reference, email, phone, full name, domain. Always first, never fused away.
    Exact,
    /// BM25 over words, the last one as a prefix.
    Text,
    /// Words the index does not know, expanded to near ones.
    Fuzzy,
    /// Nearness of meaning.
    Vector,
}

/// A search.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SearchRequest {
    /// As typed: words, filters and all.
    pub text: String,
    /// Counts up with every key; comes back in the response so that late answers are dropped.
    #[ts(type = "number")]
    pub seq: i64,
    /// Which legs to run; the exact tier runs whatever is said here. The window asks for text and fuzzy first,
    /// then for all.
    pub legs: Vec<Leg>,
    /// At most this many hits, 1 to 200.
    pub limit: usize,
    /// Only this kind, beside what the text says.
    pub kind: Option<Kind>,
    /// Whether hits carry their [`Explanation`].
    pub explain: bool,
}

/// A stretch of a text, in UTF-16 code units, from and to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(type = "[number, number]")]
#[serde(transparent)]
pub struct Span(pub (usize, usize));

/// A piece of a field around what matched.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Snippet {
    /// The field's label.
    pub field: String,
    /// At most about 120 characters, cut at words.
    pub text: String,
    /// What matched in it.
    pub marks: Vec<Span>,
}

/// One found entity, with all that its row shows.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Hit {
    /// Identity; the selection is kept by it.
    pub id: EntityId,
    /// Its kind.
    pub kind: Kind,
    /// `DEAL-7`.
    pub reference: EntityRef,
    /// Its title.
    pub title: String,
    /// What matched in the title.
    pub title_marks: Vec<Span>,
    /// The kind's context fields as texts for people: `Acme`, `Proposal`, `EUR 12,000`.
    pub context: Vec<String>,
    /// Where else it matched.
    pub snippet: Option<Snippet>,
    /// The leg that ranked it best.
    pub leg: Leg,
    /// The owner's name.
    pub owner: Option<String>,
    /// When it was last written.
    pub updated_at: UtcMillis,
    /// Set when it is archived.
    pub archived: bool,
    /// Set when it is in the trash.
    pub trashed: bool,
    /// Orders the hits; comparable within one response only.
    pub score: f32,
    /// Why it ranks here, when asked for.
    pub why: Option<Explanation>,
}

/// Why a hit ranks where it does.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Explanation {
    /// Its rank (from 1) and score in each leg that found it.
    pub legs: Vec<LegRank>,
    /// The identifier that matched exactly: `email dana@acme.example`.
    pub exact: Option<String>,
    /// For each query word, what it matched: itself, a prefix, or near words.
    pub words: Vec<WordMatch>,
    /// Opened how often and how lately, 0 to 1; breaks ties only.
    pub frecency: f32,
}

/// A hit's place in one leg.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct LegRank {
    /// The leg.
    pub leg: Leg,
    /// From 1.
    pub rank: usize,
    /// The leg's own score: BM25, or cosine for vectors.
    pub score: f32,
}

/// What a query word became.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct WordMatch {
    /// As typed.
    pub word: String,
    /// The words of the index that stood in for it.
    pub matched: Vec<String>,
}

/// The answer to a [`SearchRequest`].
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SearchResponse {
    /// That of the request.
    #[ts(type = "number")]
    pub seq: i64,
    /// Best first.
    pub hits: Vec<Hit>,
    /// How many of the first hits are of the exact tier.
    pub exact: usize,
    /// Parts of the text that were no valid filter.
    pub issues: Vec<QueryIssue>,
    /// The legs that ran; a leg that could not run is missing here and said in the status.
    pub legs: Vec<Leg>,
    /// Microseconds that the engine took.
    #[ts(type = "number")]
    pub micros: u64,
}

/// The answer to a request for completions.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Completions {
    /// Best first.
    pub completions: Vec<Completion>,
}

/// The state of the text index and of the vectors, for the bottom line and the palette.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SearchStatus {
    /// The text index.
    pub text: TextStatus,
    /// The vectors.
    pub vectors: VectorStatus,
}

/// The state of the text index.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "state")]
pub enum TextStatus {
    /// Up to date with the workspace.
    Ready,
    /// Behind, or being built from nothing; searches answer from what is there.
    Building {
        /// Entities indexed so far.
        #[ts(type = "number")]
        done: u64,
        /// Entities there are.
        #[ts(type = "number")]
        total: u64,
    },
    /// Could not be written; says why. Search goes on with the other legs.
    Failed {
        /// What happened and what to do.
        message: String,
    },
}

/// The state of the vectors.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "state")]
pub enum VectorStatus {
    /// The model, or the way to the provider, is being made ready.
    Loading,
    /// Every entity with text has its vector.
    Ready {
        /// Vectors held.
        #[ts(type = "number")]
        total: u64,
    },
    /// Embedding goes on in the background; what is embedded is found.
    Embedding {
        /// Entities embedded.
        #[ts(type = "number")]
        done: u64,
        /// Entities to embed in all.
        #[ts(type = "number")]
        total: u64,
        /// Whether a person paused it.
        paused: bool,
    },
    /// Nothing makes vectors now: there is no model on this machine, or the provider that is to make them may not be asked
    /// or does not answer. Search by text and fuzzy goes on.
    NoModel {
        /// Why, and what to do.
        message: String,
    },
}
