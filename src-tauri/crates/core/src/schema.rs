//! The declarations as one workspace sees them: those of `kinds/` and the custom fields it added.

use std::borrow::Cow;

use serde::Serialize;
use ts_rs::TS;

use crate::field::FieldDef;
use crate::kind::{Kind, KindDef};

/// All kinds with all their fields. Checks, forms, columns and filters ask this, never [`Kind::def`], so that
/// a custom field is everywhere a declared one is.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct Schema {
    kinds: Vec<KindDef>,
}

impl Schema {
    /// The declarations alone.
    #[must_use]
    pub fn declared() -> Self {
        Self {
            kinds: Kind::ALL.into_iter().map(|kind| kind.def().clone()).collect(),
        }
    }

    /// Adds a custom field; one with a key that the kind already has is left out.
    #[must_use]
    pub fn with_custom(mut self, kind: Kind, mut field: FieldDef) -> Self {
        field.custom = true;
        let def = &mut self.kinds[kind as usize];
        if def.field(&field.key).is_none() {
            def.fields.push(field);
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
    /// `_`, `-` and spaces alike. Keys win over labels, labels over aliases.
    #[must_use]
    pub fn fields_called(&self, word: &str, kind: Option<Kind>) -> Vec<(Kind, &FieldDef)> {
        let wanted = fold_name(word);
        let defs = || self.kinds.iter().filter(|def| kind.is_none_or(|kind| def.kind == kind));
        for names in [by_key, by_label, by_alias] {
            let found: Vec<_> = defs()
                .flat_map(|def| def.fields.iter().map(move |field| (def.kind, field)))
                .filter(|(_, field)| names(field).iter().any(|name| fold_name(name) == wanted))
                .collect();
            if !found.is_empty() {
                return found;
            }
        }
        Vec::new()
    }
}

fn by_key(field: &FieldDef) -> &[Cow<'static, str>] {
    std::slice::from_ref(&field.key)
}

fn by_label(field: &FieldDef) -> &[Cow<'static, str>] {
    std::slice::from_ref(&field.label)
}

fn by_alias(field: &FieldDef) -> &[Cow<'static, str>] {
    &field.aliases
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
