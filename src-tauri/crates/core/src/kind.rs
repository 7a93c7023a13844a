//! The five kinds of entity and the shape of their declarations. The declarations themselves are in `kinds/`.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::entity::Fields;
use crate::field::FieldDef;
use crate::kinds;
use crate::value::Value;

/// A kind of entity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A person outside the workspace.
    Contact,
    /// A sale in progress.
    Deal,
    /// A request for help.
    Ticket,
    /// A person who applied.
    Candidate,
    /// Something to do.
    Task,
}

impl Kind {
    /// All kinds, in the order people see them.
    pub const ALL: [Self; 5] = [Self::Contact, Self::Deal, Self::Ticket, Self::Candidate, Self::Task];

    /// The word used in queries, commands, file names and tables: `deal`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Contact => "contact",
            Self::Deal => "deal",
            Self::Ticket => "ticket",
            Self::Candidate => "candidate",
            Self::Task => "task",
        }
    }

    /// The prefix of references: `DEAL`.
    #[must_use]
    pub const fn prefix(self) -> &'static str {
        match self {
            Self::Contact => "CON",
            Self::Deal => "DEAL",
            Self::Ticket => "TIC",
            Self::Candidate => "CAN",
            Self::Task => "TASK",
        }
    }

    /// The declaration that everything about this kind derives from.
    #[must_use]
    pub fn def(self) -> &'static KindDef {
        static DEFS: LazyLock<[KindDef; 5]> = LazyLock::new(|| {
            [
                kinds::contact::declare(),
                kinds::deal::declare(),
                kinds::ticket::declare(),
                kinds::candidate::declare(),
                kinds::task::declare(),
            ]
        });
        &DEFS[self as usize]
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A word that names no kind.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is no kind: use contact, deal, ticket, candidate or task")]
pub struct NotAKind(pub String);

impl FromStr for Kind {
    type Err = NotAKind;

    /// Accepts the singular and the plural in any case.
    fn from_str(s: &str) -> Result<Self, Self::Err> {
        let word = s.trim().to_lowercase();
        Self::ALL
            .into_iter()
            .find(|kind| word == kind.name() || word.strip_suffix('s') == Some(kind.name()))
            .ok_or_else(|| NotAKind(s.to_owned()))
    }
}

/// What a stage means for counting and for the rules: is the work going on, done well, or ended otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum StageClass {
    /// Work goes on.
    Open,
    /// Ended as hoped: won, resolved, hired, done.
    Won,
    /// Ended otherwise: lost, rejected, withdrawn, cancelled.
    Lost,
}

/// One step of a pipeline.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Stage {
    /// Stored and typed in queries: `on_hold`.
    pub key: Cow<'static, str>,
    /// Shown to people: `On hold`.
    pub label: Cow<'static, str>,
    /// Open, won or lost.
    pub class: StageClass,
    /// Chance of success in percent, for deals.
    pub probability: Option<u8>,
    /// Keys of the fields that must have a value before an entity may enter this stage.
    pub requires: Vec<Cow<'static, str>>,
}

impl Stage {
    pub(crate) const fn new(key: &'static str, label: &'static str, class: StageClass) -> Self {
        Self {
            key: Cow::Borrowed(key),
            label: Cow::Borrowed(label),
            class,
            probability: None,
            requires: Vec::new(),
        }
    }

    pub(crate) const fn probability(mut self, percent: u8) -> Self {
        self.probability = Some(percent);
        self
    }

    pub(crate) fn requires(mut self, key: &'static str) -> Self {
        self.requires.push(Cow::Borrowed(key));
        self
    }
}

/// How the title of an entity is made from its fields.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Title {
    /// First and last name; without both, the first of the other keys that has a value.
    PersonName(Vec<&'static str>),
    /// The field with this key.
    Field(&'static str),
}

/// The declaration of a kind: storage checks, list columns, forms, filters, search documents, masking,
/// CSV mapping and diffs derive from it.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct KindDef {
    /// Which kind this declares.
    pub kind: Kind,
    /// `Deal`.
    pub singular: &'static str,
    /// `Deals`.
    pub plural: &'static str,
    /// The prefix of references.
    pub prefix: &'static str,
    /// Fields in the order of forms; the common ones (stage, owner, tags) are among them.
    pub fields: Vec<FieldDef>,
    /// What the pipeline is called: `Lifecycle`, `Stage`, `Status`.
    pub pipeline: &'static str,
    /// Stages in order; the first is where a new entity starts.
    pub stages: Vec<Stage>,
    /// How the title is made.
    pub title: Title,
    /// Keys shown beside the title in results, in order.
    pub context: Vec<&'static str>,
    /// Keys shown as columns of a list until a person chooses others.
    pub columns: Vec<&'static str>,
}

impl KindDef {
    /// The field with this key.
    #[must_use]
    pub fn field(&self, key: &str) -> Option<&FieldDef> {
        self.fields.iter().find(|field| field.key == key)
    }

    /// The stage with this key.
    #[must_use]
    pub fn stage(&self, key: &str) -> Option<&Stage> {
        self.stages.iter().find(|stage| stage.key == key)
    }

    /// The keys of the fields that name an entity. Others stand in where these have no value.
    #[must_use]
    pub fn naming(&self) -> &[&'static str] {
        match &self.title {
            Title::PersonName(_) => &["first_name", "last_name"],
            Title::Field(key) => std::slice::from_ref(key),
        }
    }

    /// Whether moving a candidate into this stage turns a person down: it asks for a reason, and happens one at a time.
    #[must_use]
    pub fn is_rejection(&self, stage: &str) -> bool {
        let ends = |stage: &Stage| stage.class == StageClass::Lost && !stage.requires.is_empty();
        self.kind == Kind::Candidate && self.stage(stage).is_some_and(ends)
    }

    /// The title of an entity with these fields; never empty.
    #[must_use]
    pub fn title_of(&self, fields: &Fields) -> String {
        let text = |key: &str| {
            fields
                .get(key)
                .and_then(Value::first_text)
                .map(str::trim)
                .filter(|text| !text.is_empty())
        };
        let title = match &self.title {
            Title::Field(key) => text(key).map(str::to_owned),
            Title::PersonName(others) => {
                match (text("first_name"), text("last_name")) {
                    // Written without spaces, a name says the family first.
                    (Some(given), Some(family)) if is_unspaced(given) && is_unspaced(family) => {
                        Some(format!("{family}{given}"))
                    }
                    (Some(given), Some(family)) => Some(format!("{given} {family}")),
                    (Some(one), None) | (None, Some(one)) => Some(one.to_owned()),
                    (None, None) => others.iter().find_map(|key| text(key)).map(str::to_owned),
                }
            }
        };
        title.unwrap_or_else(|| format!("Untitled {}", self.kind))
    }
}

/// The text that stands for an entity's meaning: what is embedded, at most 2,000 characters. Empty when there is
/// nothing to embed. Restricted and protected fields never reach it.
#[must_use]
pub fn embedding_text(def: &KindDef, fields: &Fields) -> String {
    let mut text = def.title_of(fields);
    for field in &def.fields {
        let is_title = matches!(&def.title, Title::Field(key) if field.key == *key);
        if !field.embedded || is_title || field.sensitivity >= crate::field::Sensitivity::Restricted {
            continue;
        }
        for value in fields.get(field.key.as_ref()).map_or(&[][..], Value::texts) {
            text.push('\n');
            text.extend(value.chars().take(2000));
        }
    }
    text.chars().take(2000).collect()
}

/// Whether a name is written in Han, Kana or Hangul alone.
fn is_unspaced(name: &str) -> bool {
    name.chars().all(|c| {
        matches!(c,
            '\u{3040}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
            | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3134f}' | '々' | '〆')
    })
}
