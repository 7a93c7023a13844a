//! By which index the rows of a filter are found, where the database would choose badly: it keeps no statistics, takes
//! every equality for rare, and without one walks whichever index is smallest and reads every row from somewhere else.

use workestra_core::query::{Comparison, Condition, Filter, Has, Operand, Query, Stamp, State};
use workestra_core::{FieldDef, FieldType, KindDef};

use crate::condition::{deadline, field_of};
use crate::table::{Layout, is_indexed};

/// How the live entities of a kind are reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Access {
    /// As the database thinks best.
    Free,
    /// Along this index, which holds most of what is asked for.
    Index(String),
    /// Row by row as they lie: no index holds enough.
    Rows,
}

impl Access {
    /// The way to what a query asks for.
    pub(crate) fn of(def: &KindDef, query: &Query, words_in_title: bool) -> Self {
        let title = || format!("{}_by_display_title", def.kind);
        let words = query
            .terms
            .iter()
            .filter(|_| words_in_title)
            .map(|word| match word.excluded {
                true => Way::Whole(title()),
                false => Way::Texts(title()),
            });
        let mut ways: Vec<Way> = query
            .filters
            .iter()
            .filter_map(|filter| way(def, filter))
            .chain(words)
            .collect();
        ways.sort();
        ways.dedup();
        match &ways[..] {
            [] | [Way::Few | Way::Equal | Way::Range, ..] => Self::Free,
            [Way::Days(index) | Way::Texts(index) | Way::Owner(index), ..] => Self::Index(index.clone()),
            // It pays only where the row is not needed as well.
            [Way::Whole(index)] => Self::Index(index.clone()),
            [Way::Whole(_) | Way::Row, ..] => Self::Rows,
        }
    }

    /// What stands behind the name of the table.
    pub(crate) fn clause(&self) -> String {
        match self {
            Self::Free => String::new(),
            Self::Index(index) => format!(" INDEXED BY \"{index}\""),
            Self::Rows => " NOT INDEXED".to_owned(),
        }
    }
}

/// What a condition is found by, the sharpest first.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Way {
    /// A list of the few that it names.
    Few,
    /// A part of an index of days, which holds stage and owner too.
    Days(String),
    /// All texts of an index, few of which fit.
    Texts(String),
    /// A part of the index of owners, which holds the stage too.
    Owner(String),
    /// A value that an index knows.
    Equal,
    /// A part of an index.
    Range,
    /// All of an index, most of which fits.
    Whole(String),
    /// Every row.
    Row,
}

/// None for what asks nothing of a row.
fn way(def: &KindDef, filter: &Filter) -> Option<Way> {
    let index = |key: &str| format!("{}_by_{key}", def.kind);
    let asked = match &filter.condition {
        Condition::Kind { .. }
        | Condition::Is {
            state: State::Archived | State::Trashed,
        } => return None,
        Condition::Has {
            what: Has::Notes | Has::Links,
        } if filter.negated => return None,
        Condition::Reference { .. }
        | Condition::Has {
            what: Has::Notes | Has::Links,
        } => Way::Few,
        Condition::Is { .. } if filter.negated => return Some(Way::Whole(index("stage"))),
        Condition::Is { .. } => Way::Equal,
        Condition::Has { what: Has::Overdue } => Way::Days(deadline(def.kind)?.index.to_owned()),
        Condition::Stamp { stamp, .. } if filter.negated => {
            return Some(Way::Whole(index(match stamp {
                Stamp::Created => "created_at",
                Stamp::Updated => "updated_at",
            })));
        }
        Condition::Stamp { .. } => Way::Range,
        Condition::HasField { fields } => {
            let field = field_of(def, fields)?;
            return Some(if is_indexed(field) && Layout::of(field) != Layout::Money {
                Way::Whole(index(&field.key))
            } else {
                Way::Row
            });
        }
        Condition::Field { fields, op, values } => {
            let field = field_of(def, fields)?;
            let asked = of_field(def, field, *op, values);
            // Who has a tag is listed beside the rows.
            if filter.negated && asked == Way::Few && !is_indexed(field) {
                return None;
            }
            if filter.negated && is_indexed(field) && Layout::of(field) != Layout::Money {
                return Some(Way::Whole(index(&field.key)));
            }
            asked
        }
    };
    Some(match asked {
        Way::Days(index) if filter.negated => Way::Whole(index),
        _ if filter.negated => Way::Row,
        asked => asked,
    })
}

fn of_field(def: &KindDef, field: &FieldDef, op: Comparison, values: &[Operand]) -> Way {
    if field.key == "tags" && !field.custom {
        return Way::Few;
    }
    if !is_indexed(field) {
        return Way::Row;
    }
    let index = format!("{}_by_{}", def.kind, field.key);
    let is_contained = matches!(
        field.ty,
        FieldType::Text | FieldType::Email | FieldType::Phone | FieldType::Url
    );
    let asks_nothing = values.contains(&Operand::Nothing);
    match (Layout::of(field), op) {
        (Layout::Id, _) if field.key == "owner" => Way::Owner(index),
        (Layout::Id, _) if !asks_nothing => Way::Few,
        // What was never said is false, and no index knows it as such.
        (Layout::Bool, _) => Way::Whole(index),
        (_, Comparison::Is) if is_contained && !asks_nothing => Way::Texts(index),
        _ if deadline(def.kind).is_some_and(|deadline| deadline.index == index) => Way::Days(index),
        (_, Comparison::Is) => Way::Equal,
        _ => Way::Range,
    }
}

#[cfg(test)]
mod tests;
