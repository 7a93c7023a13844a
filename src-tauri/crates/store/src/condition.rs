//! From the filters of a query to SQL conditions on one kind's table. Values are bound, never written into the text.

use workestra_core::query::{Comparison, Condition, FieldOf, Filter, Has, Operand, Query, Stamp, State};
use workestra_core::{Date, EntityRef, FieldDef, FieldType, Kind, KindDef, Schema, StageClass, UtcMillis};

use crate::access::Access;
use crate::clock::Clock;
use crate::field_condition;
use crate::fold::folded;
use crate::sql::Cell;
use crate::table::LIVE;

/// A condition and its values.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Part {
    pub(crate) text: String,
    pub(crate) cells: Vec<Cell>,
}

impl Part {
    pub(crate) fn new(text: impl Into<String>, cells: impl IntoIterator<Item = Cell>) -> Self {
        Self {
            text: text.into(),
            cells: cells.into_iter().collect(),
        }
    }

    pub(crate) fn never() -> Self {
        Self::new("0", [])
    }

    pub(crate) fn any(parts: Vec<Self>) -> Self {
        if parts.is_empty() {
            return Self::never();
        }
        let mut cells = Vec::new();
        let mut texts = Vec::new();
        for part in parts {
            texts.push(part.text);
            cells.extend(part.cells);
        }
        Self::new(format!("({})", texts.join(" OR ")), cells)
    }
}

/// What the rows of one kind must fulfil.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Conditions {
    /// Whether only live entities are asked for, which the lists' indexes hold.
    pub(crate) live: bool,
    /// Whether there is no other condition.
    pub(crate) plain: bool,
    /// How the rows are reached.
    pub(crate) access: Access,
    /// Everything after WHERE.
    pub(crate) text: String,
    /// Its values.
    pub(crate) cells: Vec<Cell>,
}

/// What names and days mean in conditions.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Meaning<'a> {
    pub(crate) schema: &'a Schema,
    pub(crate) clock: &'a Clock,
}

impl Meaning<'_> {
    /// What the query asks of a kind; none when nothing of the kind can match.
    pub(crate) fn conditions(&self, query: &Query, kind: Kind, words_in_title: bool) -> Option<Conditions> {
        let def = self.schema.kind(kind);
        let asked = |state| {
            let is_state = |filter: &&Filter| filter.condition == Condition::Is { state };
            query
                .filters
                .iter()
                .filter(|filter| !filter.negated)
                .any(|filter| is_state(&filter))
        };
        let (archived, trashed) = (asked(State::Archived), asked(State::Trashed));
        let mut texts = vec![match (archived, trashed) {
            (_, true) => "deleted_at IS NOT NULL".to_owned(),
            (true, false) => "deleted_at IS NULL AND archived_at IS NOT NULL".to_owned(),
            (false, false) => LIVE.to_owned(),
        }];
        let mut cells = Vec::new();
        for filter in &query.filters {
            let part = match self.condition(def, &filter.condition) {
                Outcome::Always if filter.negated => return None,
                Outcome::Never if !filter.negated => return None,
                Outcome::Always | Outcome::Never => continue,
                Outcome::Part(part) => part,
            };
            texts.push(if filter.negated {
                format!("NOT coalesce({}, 0)", part.text)
            } else {
                part.text
            });
            cells.extend(part.cells);
        }
        if words_in_title {
            for term in &query.terms {
                let not = if term.excluded { "NOT " } else { "" };
                let reference = term.text.parse().ok().filter(|named: &EntityRef| named.kind == kind);
                // Titles speak of other entities: “Follow up on DEAL-24” is found by that, too. The number is looked up
                // once: compared, it would be read from every row.
                let named = match reference {
                    Some(_) => format!("num IN (SELECT num FROM {kind} WHERE number = ?) OR "),
                    None => String::new(),
                };
                texts.push(format!("{not}({named}instr(folded(display_title), ?) > 0)"));
                cells.extend(reference.map(|named| Cell::from(named.number)));
                cells.push(folded(term.text.trim()).into());
            }
        }
        let live = !archived && !trashed;
        Some(Conditions {
            live,
            plain: texts.len() == 1,
            access: if live {
                Access::of(def, query, words_in_title)
            } else {
                Access::Free
            },
            text: texts.join(" AND "),
            cells,
        })
    }

    fn condition(&self, def: &KindDef, condition: &Condition) -> Outcome {
        match condition {
            Condition::Kind { kinds } => Outcome::of(kinds.contains(&def.kind)),
            Condition::Reference { reference } if reference.kind == def.kind => {
                Outcome::Part(Part::new("number = ?", [reference.number.into()]))
            }
            Condition::Reference { .. } => Outcome::Never,
            Condition::Is { state } => self.state(def, *state),
            Condition::Has { what } => self.has(def, *what),
            Condition::HasField { fields } => match field_of(def, fields) {
                Some(field) => Outcome::Part(field_condition::has(field)),
                None => Outcome::Never,
            },
            Condition::Field { fields, op, values } => match field_of(def, fields) {
                Some(field) => Outcome::Part(Part::any(
                    values
                        .iter()
                        .map(|value| self.compare(def, field, *op, value))
                        .collect(),
                )),
                None => Outcome::Never,
            },
            Condition::Stamp { stamp, op, date } => {
                let column = match stamp {
                    Stamp::Created => "created_at",
                    Stamp::Updated => "updated_at",
                };
                Outcome::Part(date.parse().map_or_else(
                    |_| Part::never(),
                    |day| {
                        let bound = |day: Date| Cell::Int(self.clock.start_of(day).as_millisecond());
                        days(column, *op, day, bound)
                    },
                ))
            }
        }
    }

    fn compare(&self, def: &KindDef, field: &FieldDef, op: Comparison, value: &Operand) -> Part {
        if let (FieldType::DateTime, Operand::Date(day)) = (&field.ty, value) {
            let instant = |day: Date| Cell::Text(self.clock.start_of(day).to_string());
            let column = field_condition::expression(field);
            return day
                .parse()
                .map_or_else(|_| Part::never(), |day| days(&column, op, day, instant));
        }
        field_condition::compare(def, field, op, value)
    }

    fn state(&self, def: &KindDef, state: State) -> Outcome {
        let classes: &[StageClass] = match state {
            State::Open => &[StageClass::Open],
            State::Won => &[StageClass::Won],
            State::Lost => &[StageClass::Lost],
            State::Closed => &[StageClass::Won, StageClass::Lost],
            State::Archived => return Outcome::Part(Part::new("archived_at IS NOT NULL", [])),
            State::Trashed => return Outcome::Part(Part::new("deleted_at IS NOT NULL", [])),
        };
        Outcome::Part(stage_in(def, classes))
    }

    fn has(&self, def: &KindDef, what: Has) -> Outcome {
        Outcome::Part(match what {
            Has::Overdue => match self.overdue(def) {
                Some(part) => part,
                None => return Outcome::Never,
            },
            Has::Notes => Part::new("num IN (SELECT num FROM note_entities)", []),
            Has::Links => Part::new("num IN (SELECT source FROM links UNION SELECT target FROM links)", []),
        })
    }

    /// Open, and past the day or instant by which it was to be done. None for kinds that have none.
    pub(crate) fn overdue(&self, def: &KindDef) -> Option<Part> {
        let deadline = deadline(def.kind)?;
        let now = match deadline.unit {
            Unit::Instant => instant_text(self.clock.now()),
            Unit::Day => self.clock.today().to_string(),
        };
        let stages = stage_in(def, &[StageClass::Open]);
        let mut cells = vec![Cell::Text(now)];
        cells.extend(stages.cells);
        let text = format!("({} < ? AND {})", deadline.expression, stages.text);
        Some(Part::new(text, cells))
    }
}

/// By when the work of a kind is to be done.
pub(crate) struct Deadline {
    /// What is compared with now, word for word as the index has it.
    expression: &'static str,
    /// The index that holds the live entities in this order, with their stages.
    pub(crate) index: &'static str,
    unit: Unit,
}

enum Unit {
    Day,
    Instant,
}

/// What was promised next of a ticket: its resolution, or its first answer while nobody gave one. `~` is after all times.
const NEXT_TARGET: &str =
    "min(coalesce(due_at, '~'), iif(first_responded_at IS NULL, coalesce(first_response_due, '~'), '~'))";

/// By when the work of a kind is to be done; none for kinds without.
pub(crate) const fn deadline(kind: Kind) -> Option<Deadline> {
    let (expression, index, unit) = match kind {
        Kind::Deal => ("close_date", "deal_by_close_date", Unit::Day),
        Kind::Ticket => (NEXT_TARGET, "ticket_by_next_target", Unit::Instant),
        Kind::Task => ("due", "task_by_due", Unit::Day),
        Kind::Contact | Kind::Candidate => return None,
    };
    Some(Deadline {
        expression,
        index,
        unit,
    })
}

enum Outcome {
    Always,
    Never,
    Part(Part),
}

impl Outcome {
    const fn of(truth: bool) -> Self {
        if truth { Self::Always } else { Self::Never }
    }
}

pub(crate) fn field_of<'a>(def: &'a KindDef, fields: &[FieldOf]) -> Option<&'a FieldDef> {
    let named = fields.iter().find(|field| field.kind == def.kind)?;
    def.field(&named.key)
}

pub(crate) fn stage_in(def: &KindDef, classes: &[StageClass]) -> Part {
    let keys: Vec<Cell> = def
        .stages
        .iter()
        .filter(|stage| classes.contains(&stage.class))
        .map(|stage| stage.key.as_ref().into())
        .collect();
    Part::new(format!("stage IN ({})", vec!["?"; keys.len()].join(", ")), keys)
}

/// A comparison of instants with a whole day: it is the day, or it is before or after its bounds.
fn days(column: &str, op: Comparison, day: Date, bound: impl Fn(Date) -> Cell) -> Part {
    let start = bound(day);
    let end = day.tomorrow().map_or(Cell::Null, bound);
    match op {
        Comparison::Is => Part::new(format!("({column} >= ? AND {column} < ?)"), [start, end]),
        Comparison::Less => Part::new(format!("{column} < ?"), [start]),
        Comparison::AtMost => Part::new(format!("{column} < ?"), [end]),
        Comparison::Greater => Part::new(format!("{column} >= ?"), [end]),
        Comparison::AtLeast => Part::new(format!("{column} >= ?"), [start]),
    }
}

/// An instant as date-times are stored, to the second.
pub(crate) fn instant_text(at: UtcMillis) -> String {
    let seconds = at.0.div_euclid(1000);
    jiff::Timestamp::from_second(seconds).unwrap_or_default().to_string()
}
