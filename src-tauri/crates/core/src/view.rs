//! How a person looks at the entities of a kind: filter, order, columns, list or board.

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use uuid::Uuid;

use crate::kind::Kind;

/// One column of a sort.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Sort {
    /// A sortable field's key, or `title`, `reference`, `created_at`, `updated_at`.
    pub key: String,
    /// Whether largest first. Entities without a value come last either way.
    pub descending: bool,
}

/// One column of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ViewColumn {
    /// A field's key, or `reference`, `created_at`, `updated_at`.
    pub key: String,
    /// In pixels at 100 %; absent for the column's own.
    pub width: Option<u16>,
}

/// The shape in which a view shows its entities.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ViewLayout {
    /// Rows.
    List,
    /// Cards by stage.
    Board,
}

impl ViewLayout {
    /// The stored word.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::List => "list",
            Self::Board => "board",
        }
    }

    /// The layout of a stored word.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::List, Self::Board]
            .into_iter()
            .find(|layout| layout.name() == name)
    }
}

/// A way of looking that a member keeps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct View {
    /// Identity.
    #[ts(type = "string")]
    pub id: Uuid,
    /// What it shows.
    pub kind: Kind,
    /// What the member calls it; absent for the way in which they last looked at the plain list of the kind.
    pub name: Option<String>,
    /// List or board.
    pub layout: ViewLayout,
    /// In the query language.
    pub filter: String,
    /// First first.
    pub sort: Vec<Sort>,
    /// In order; empty for the columns of the declaration.
    pub columns: Vec<ViewColumn>,
    /// Whether it stands in the sidebar.
    pub pinned: bool,
}
