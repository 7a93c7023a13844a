//! What a field declaration says. One declaration drives storage, forms, columns, filters, search,
//! masking and import.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::kind::Kind;

/// A value that a select field may take.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Choice {
    /// Stored and typed in queries.
    pub key: Cow<'static, str>,
    /// Shown to people.
    pub label: Cow<'static, str>,
}

/// The type of a field's value; see [`crate::value::Value`] for how each is held.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "type")]
pub enum FieldType {
    /// One line, at most 1,000 characters.
    Text,
    /// Many lines, at most 1,000,000 characters.
    LongText,
    /// A finite number, within the bounds given.
    Number {
        /// Smallest value allowed.
        min: Option<i32>,
        /// Largest value allowed.
        max: Option<i32>,
    },
    /// Integer minor units and an ISO 4217 currency.
    Money,
    /// A calendar day.
    Date,
    /// An instant, kept in UTC to the second.
    DateTime,
    /// Yes or no.
    Bool,
    /// One of the choices.
    Select {
        /// In the order of menus.
        choices: Vec<Choice>,
    },
    /// One of the stages of the kind's pipeline.
    Stage,
    /// An email address.
    Email,
    /// A phone number, kept in E.164.
    Phone,
    /// An http or https address.
    Url,
    /// A member of the workspace, by id.
    Member,
    /// Another entity, by id.
    Entity {
        /// The kinds that may be referred to.
        kinds: Vec<Kind>,
    },
}

/// How delicate a field's content is. Later ones include the cautions of earlier ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Sensitivity {
    /// Could be printed on a poster.
    Public,
    /// For people of the workspace.
    Internal,
    /// Personal or commercial; masked before it leaves the machine.
    Confidential,
    /// For managers and administrators only.
    Restricted,
    /// Never reachable by AI, never searched, never embedded: equal-opportunity data.
    Protected,
}

/// What the masker does to a field before text leaves the machine.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Mask {
    /// Sent as it is.
    None,
    /// Replaced by a typed placeholder that is stable within a conversation.
    Placeholder,
    /// Left out.
    Drop,
}

/// The declaration of one field.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct FieldDef {
    /// Stored, typed in queries, and the column's name: `close_date`.
    pub key: Cow<'static, str>,
    /// Shown to people: `Close date`.
    pub label: Cow<'static, str>,
    /// The type of one value.
    pub ty: FieldType,
    /// Whether the field holds a list of such values.
    pub many: bool,
    /// Whether an entity must have a value.
    pub required: bool,
    /// Whether no two entities of the kind, trash aside, may share a value.
    pub unique: bool,
    /// Weight in text search against the title's 4.0; none when the field is not searched.
    pub search_weight: Option<f32>,
    /// Whether the text is part of what is embedded.
    pub embedded: bool,
    /// How delicate it is.
    pub sensitivity: Sensitivity,
    /// What the masker does to it.
    pub mask: Mask,
    /// Kept by the system from other data; people and imports cannot write it.
    pub derived: bool,
    /// Defined by the workspace, not declared here.
    pub custom: bool,
    /// Other words for the field: filter words people type, and the headers that other products' exports use.
    pub aliases: Vec<Cow<'static, str>>,
}

impl FieldDef {
    /// A plain optional internal field: not searched, not embedded, not masked.
    #[must_use]
    pub fn new(key: &'static str, label: &'static str, ty: FieldType) -> Self {
        Self {
            key: Cow::Borrowed(key),
            label: Cow::Borrowed(label),
            ty,
            many: false,
            required: false,
            unique: false,
            search_weight: None,
            embedded: false,
            sensitivity: Sensitivity::Internal,
            mask: Mask::None,
            derived: false,
            custom: false,
            aliases: Vec::new(),
        }
    }

    /// A select field with `(key, label)` choices.
    pub(crate) fn select(key: &'static str, label: &'static str, choices: &[(&'static str, &'static str)]) -> Self {
        let choices = choices
            .iter()
            .map(|&(key, label)| Choice {
                key: Cow::Borrowed(key),
                label: Cow::Borrowed(label),
            })
            .collect();
        Self::new(key, label, FieldType::Select { choices })
    }

    pub(crate) const fn many(mut self) -> Self {
        self.many = true;
        self
    }

    pub(crate) const fn required(mut self) -> Self {
        self.required = true;
        self
    }

    pub(crate) const fn searched(mut self, weight: f32) -> Self {
        self.search_weight = Some(weight);
        self
    }

    pub(crate) const fn embedded(mut self) -> Self {
        self.embedded = true;
        self
    }

    pub(crate) const fn derived(mut self) -> Self {
        self.derived = true;
        self
    }

    /// Confidential and replaced by a placeholder before it leaves the machine.
    pub(crate) const fn confidential(mut self) -> Self {
        self.sensitivity = Sensitivity::Confidential;
        self.mask = Mask::Placeholder;
        self
    }

    /// For managers only, and left out of what leaves the machine.
    pub(crate) const fn restricted(mut self) -> Self {
        self.sensitivity = Sensitivity::Restricted;
        self.mask = Mask::Drop;
        self
    }

    /// Unreachable to AI, search and embedding.
    pub(crate) const fn protected(mut self) -> Self {
        self.sensitivity = Sensitivity::Protected;
        self.mask = Mask::Drop;
        self
    }

    pub(crate) fn aliases(mut self, words: &[&'static str]) -> Self {
        self.aliases = words.iter().map(|&word| Cow::Borrowed(word)).collect();
        self
    }

    /// Whether text search, snippets and embeddings may contain it.
    #[must_use]
    pub fn reaches_search(&self) -> bool {
        self.search_weight.is_some() && self.sensitivity < Sensitivity::Restricted
    }

    /// Whether lists can sort by it: one short value per entity.
    #[must_use]
    pub fn sortable(&self) -> bool {
        !self.many && self.ty != FieldType::LongText && self.sensitivity < Sensitivity::Restricted
    }
}
