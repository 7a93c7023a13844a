//! The declarations as one workspace sees them: those of `kinds/` and the custom fields it added.

use std::collections::HashMap;

use serde::Serialize;
use ts_rs::TS;

use crate::field::FieldDef;
use crate::kind::{Kind, KindDef, Stage};

/// All kinds with all their fields. Checks, forms, columns and filters ask this, never [`Kind::def`], so that
/// a custom field is everywhere a declared one is.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct Schema {
    kinds: Vec<KindDef>,
    /// For each kind, the places of the fields that a folded name may mean, best first.
    #[serde(skip)]
    names: Vec<HashMap<String, Vec<Called>>>,
}

/// A field that goes by a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Called {
    as_what: Name,
    field: usize,
}

/// What a name is to a field. Earlier ones win.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Name {
    Key,
    Label,
    Alias,
}

impl Schema {
    /// The declarations alone.
    #[must_use]
    pub fn declared() -> Self {
        Self::of(Kind::ALL.into_iter().map(|kind| kind.def().clone()).collect())
    }

    fn of(kinds: Vec<KindDef>) -> Self {
        let names = kinds.iter().map(names_of).collect();
        Self { kinds, names }
    }

    /// Adds a custom field; one with a key that the kind already has is left out.
    #[must_use]
    pub fn with_custom(mut self, kind: Kind, mut field: FieldDef) -> Self {
        field.custom = true;
        let def = &mut self.kinds[kind as usize];
        if def.field(&field.key).is_none() {
            def.fields.push(field);
        }
        self.names[kind as usize] = names_of(def);
        self
    }

    /// Puts a workspace's own stages in the place of the declared ones. Left as declared when there are none.
    #[must_use]
    pub fn with_stages(mut self, kind: Kind, stages: Vec<Stage>) -> Self {
        if !stages.is_empty() {
            self.kinds[kind as usize].stages = stages;
        }
        self
    }

    /// The schema with only some of its fields: to whoever asks it, the others do not exist.
    #[must_use]
    pub fn keeping(mut self, keep: impl Fn(Kind, &FieldDef) -> bool) -> Self {
        for def in &mut self.kinds {
            let kind = def.kind;
            def.fields.retain(|field| keep(kind, field));
        }
        Self::of(self.kinds)
    }

    /// The schema with each field as `change` leaves it. Its key, label and aliases stay: fields are found by them.
    pub(crate) fn with_each(mut self, change: impl Fn(Kind, &mut FieldDef)) -> Self {
        for def in &mut self.kinds {
            for field in &mut def.fields {
                change(def.kind, field);
            }
        }
        self
    }

    /// The declaration of a kind.
    #[must_use]
    pub fn kind(&self, kind: Kind) -> &KindDef {
        &self.kinds[kind as usize]
    }

    /// All kinds, in order.
    #[must_use]
    pub fn kinds(&self) -> &[KindDef] {
        &self.kinds
    }

    /// The fields, of all kinds or one, that a person means by a word: key, label or alias, in any case and with
    /// `_`, `-` and spaces alike. Within a kind, keys win over labels and labels over aliases.
    #[must_use]
    pub fn fields_called(&self, word: &str, kind: Option<Kind>) -> Vec<(Kind, &FieldDef)> {
        let wanted = fold_name(word);
        let mut found = Vec::new();
        for (def, names) in self.kinds.iter().zip(&self.names) {
            let Some(called) = names.get(&wanted).filter(|_| kind.is_none_or(|kind| def.kind == kind)) else {
                continue;
            };
            let best = called.first().map(|called| called.as_what);
            let of_the_best = called.iter().filter(|called| Some(called.as_what) == best);
            found.extend(of_the_best.filter_map(|called| Some((def.kind, def.fields.get(called.field)?))));
        }
        found
    }
}

fn names_of(def: &KindDef) -> HashMap<String, Vec<Called>> {
    let mut names: HashMap<String, Vec<Called>> = HashMap::new();
    for (place, field) in def.fields.iter().enumerate() {
        let own = [(Name::Key, &field.key), (Name::Label, &field.label)];
        let others = field.aliases.iter().map(|alias| (Name::Alias, alias));
        for (as_what, name) in own.into_iter().chain(others) {
            let called = names.entry(fold_name(name)).or_default();
            if !called.iter().any(|known| known.field == place) {
                called.push(Called { as_what, field: place });
            }
        }
    }
    for called in names.values_mut() {
        called.sort_unstable();
    }
    names
}

/// Lower case, with runs of spaces, `_` and `-` as one space: how names of fields are compared.
#[must_use]
pub fn fold_name(name: &str) -> String {
    name.split(|c: char| c.is_whitespace() || c == '_' || c == '-')
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
        .to_lowercase()
}
