//! A workspace's own masks: what leaves of a field, where that is not what its declaration says. Patterns that are
//! recognised in texts have no switch.

use std::collections::BTreeMap;

use crate::field::{FieldDef, Mask, Sensitivity};
use crate::kind::Kind;
use crate::schema::Schema;

/// Masks by kind and key of the field.
pub type Masks = BTreeMap<Kind, BTreeMap<String, Mask>>;

/// Why masks cannot be set.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WrongMask {
    /// There is no such field.
    #[error("{kind}s have no field “{key}” to mask: take it out, or name one of their fields")]
    NoSuchField {
        /// The kind.
        kind: Kind,
        /// What was named.
        key: String,
    },
    /// The field never leaves.
    #[error("{label} of {kind}s never leaves this machine, whatever is chosen: leave its mask as it is")]
    Fixed {
        /// The kind.
        kind: Kind,
        /// The field's label.
        label: String,
    },
}

impl FieldDef {
    /// Whether how delicate it is settles that nothing of it leaves, so that no mask can be chosen.
    #[must_use]
    pub fn mask_is_fixed(&self) -> bool {
        self.sensitivity >= Sensitivity::Restricted
    }
}

impl Schema {
    /// The declarations with these masks in the place of their own. What is guarded is left out whatever they say, so
    /// that masks that got into the file another way loosen nothing.
    #[must_use]
    pub fn masked_by(self, masks: &Masks) -> Self {
        self.with_each(|kind, field| {
            let chosen = masks.get(&kind).and_then(|fields| fields.get(field.key.as_ref()));
            field.mask = match chosen {
                _ if field.mask_is_fixed() => Mask::Drop,
                Some(mask) => *mask,
                None => field.mask,
            };
        })
    }

    /// Whether masks can be set.
    ///
    /// # Errors
    /// The first that cannot, with why.
    pub fn check_masks(&self, masks: &Masks) -> Result<(), WrongMask> {
        for (&kind, fields) in masks {
            for (key, mask) in fields {
                let Some(field) = self.kind(kind).field(key) else {
                    let key = key.clone();
                    return Err(WrongMask::NoSuchField { kind, key });
                };
                if field.mask_is_fixed() && *mask != Mask::Drop {
                    let label = field.label.clone().into_owned();
                    return Err(WrongMask::Fixed { kind, label });
                }
            }
        }
        Ok(())
    }

    /// The masks of fields that there are: one of a custom field may outlive it.
    #[must_use]
    pub fn known_masks(&self, mut masks: Masks) -> Masks {
        masks.retain(|&kind, fields| {
            fields.retain(|key, _| self.kind(kind).field(key).is_some());
            !fields.is_empty()
        });
        masks
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::field::FieldType;

    fn masks(kind: Kind, fields: &[(&str, Mask)]) -> Masks {
        let fields = fields.iter().map(|(key, mask)| ((*key).to_owned(), *mask));
        Masks::from([(kind, fields.collect())])
    }

    fn mask_of(schema: &Schema, kind: Kind, key: &str) -> Option<Mask> {
        schema.kind(kind).field(key).map(|field| field.mask)
    }

    #[test]
    fn a_chosen_mask_takes_the_place_of_the_declared_one_for_custom_fields_too() {
        let badge = FieldDef::new("badge", "Badge", FieldType::Text);
        let schema = Schema::declared().with_custom(Kind::Contact, badge);
        let chosen = masks(
            Kind::Contact,
            &[
                ("emails", Mask::None),
                ("company", Mask::Drop),
                ("badge", Mask::Placeholder),
            ],
        );
        assert_eq!(schema.check_masks(&chosen), Ok(()));
        let schema = schema.masked_by(&chosen);
        for (key, mask) in [
            ("emails", Mask::None),
            ("company", Mask::Drop),
            ("badge", Mask::Placeholder),
            ("phones", Mask::Placeholder),
            ("city", Mask::None),
        ] {
            assert_eq!(mask_of(&schema, Kind::Contact, key), Some(mask), "{key}");
        }
        assert_eq!(
            mask_of(&schema, Kind::Deal, "company"),
            Some(Mask::None),
            "of another kind"
        );
    }

    #[test]
    fn nothing_that_is_guarded_is_loosened_in_any_kind() {
        let mut loose = FieldDef::new("clearance", "Clearance", FieldType::Text).restricted();
        loose.mask = Mask::None;
        let schema = Schema::declared().with_custom(Kind::Deal, loose);
        let mut seen = 0;
        for kind in Kind::ALL {
            for field in schema.kind(kind).fields.iter().filter(|field| field.mask_is_fixed()) {
                seen += 1;
                for mask in [Mask::None, Mask::Placeholder] {
                    let chosen = masks(kind, &[(field.key.as_ref(), mask)]);
                    let refused = schema.check_masks(&chosen);
                    assert!(matches!(refused, Err(WrongMask::Fixed { .. })), "{kind} {}", field.key);
                    let masked = schema.clone().masked_by(&chosen);
                    assert_eq!(mask_of(&masked, kind, &field.key), Some(Mask::Drop), "{}", field.key);
                }
                let as_it_is = masks(kind, &[(field.key.as_ref(), Mask::Drop)]);
                assert_eq!(schema.check_masks(&as_it_is), Ok(()));
            }
        }
        assert!(seen > 5, "{seen} guarded fields");
        assert_eq!(
            mask_of(&schema.masked_by(&Masks::new()), Kind::Deal, "clearance"),
            Some(Mask::Drop),
            "with nothing chosen too"
        );
    }

    #[test]
    fn a_field_that_is_not_there_is_refused_and_forgotten() {
        let schema = Schema::declared();
        let chosen = masks(Kind::Task, &[("emails", Mask::Drop), ("body", Mask::Drop)]);
        let refused = schema.check_masks(&chosen).map_err(|error| error.to_string());
        assert_eq!(
            refused,
            Err("tasks have no field “emails” to mask: take it out, or name one of their fields".to_owned())
        );
        assert_eq!(schema.known_masks(chosen), masks(Kind::Task, &[("body", Mask::Drop)]));
        assert_eq!(
            schema.known_masks(masks(Kind::Deal, &[("gone", Mask::Drop)])),
            Masks::new()
        );
    }
}
