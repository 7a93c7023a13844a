//! The commands on views, boards and duplicates.

use workestra_core::Grant;
use workestra_store::Op;

use super::{Open, summary};
use crate::api::{
    Board, BoardAsk, CommandError, Duplicate, DuplicateGroup, DuplicateGroups, DuplicateSearch, Duplicates,
    DuplicatesDismiss, EntityMerge, EntityName, Nothing, ViewName, ViewOrder, ViewSave, Views, Written,
};

/// Groups of duplicates shown at once.
const GROUPS: usize = 100;

impl Open {
    pub(crate) async fn view_list(&self, _: &Grant, _: Nothing) -> Result<Views, CommandError> {
        Ok(Views {
            views: self.store.views(self.me.id).await?,
        })
    }

    pub(crate) async fn view_save(&self, grant: &Grant, save: ViewSave) -> Result<Views, CommandError> {
        self.store.save_view(grant, &save.view).await?;
        self.view_list(grant, Nothing {}).await
    }

    pub(crate) async fn view_remove(&self, grant: &Grant, view: ViewName) -> Result<Views, CommandError> {
        self.store.remove_view(grant, view.id).await?;
        self.view_list(grant, Nothing {}).await
    }

    pub(crate) async fn view_order(&self, grant: &Grant, order: ViewOrder) -> Result<Views, CommandError> {
        self.store.order_views(grant, &order.ids).await?;
        self.view_list(grant, Nothing {}).await
    }

    /// What the columns of a board hold.
    ///
    /// # Errors
    /// The workspace cannot be read.
    pub async fn board_totals(&self, _: &Grant, ask: BoardAsk) -> Result<Board, CommandError> {
        let parsed = self.parse_filter(&ask.filter, ask.kind);
        let totals = self.store.stage_totals(ask.kind, &parsed.query).await?;
        Ok(Board {
            totals: totals.into_iter().map(Into::into).collect(),
            issues: parsed.issues,
        })
    }

    /// Who may be the same as this one.
    ///
    /// # Errors
    /// There is no such entity, or the workspace cannot be read.
    pub async fn entity_duplicates(&self, _: &Grant, name: EntityName) -> Result<Duplicates, CommandError> {
        let entity = self.entity_named(&name.entity).await?;
        let found = self.store.duplicates_of(entity.id).await?;
        Ok(Duplicates {
            duplicates: found
                .into_iter()
                .map(|found| Duplicate {
                    entity: found.stored.entity,
                    alike: found.alike.into_iter().map(Into::into).collect(),
                })
                .collect(),
        })
    }

    /// Groups of entities that may be the same.
    ///
    /// # Errors
    /// The workspace cannot be read.
    pub async fn duplicate_groups(&self, _: &Grant, search: DuplicateSearch) -> Result<DuplicateGroups, CommandError> {
        let groups = self.store.duplicate_groups(search.kind, GROUPS).await?;
        Ok(DuplicateGroups {
            groups: groups
                .into_iter()
                .map(|group| DuplicateGroup {
                    entities: group.entities.into_iter().map(|stored| stored.entity).collect(),
                    alike: group.alike.into_iter().map(Into::into).collect(),
                })
                .collect(),
        })
    }

    pub(crate) async fn duplicates_dismiss(
        &self,
        grant: &Grant,
        dismiss: DuplicatesDismiss,
    ) -> Result<Nothing, CommandError> {
        self.store
            .tell_apart(grant, [dismiss.a, dismiss.b], !dismiss.same)
            .await?;
        Ok(Nothing {})
    }

    pub(crate) async fn entity_merge(&self, grant: &Grant, merge: EntityMerge) -> Result<Written, CommandError> {
        let gone = self.entity_named(&merge.gone.to_string()).await?;
        let op = Op::Merge {
            keep: merge.keep,
            gone: merge.gone,
            patch: merge.patch,
        };
        self.write(grant, vec![op], |entities| {
            let kept = entities.iter().find(|entity| entity.id == merge.keep);
            kept.map_or_else(
                || summary::of_entities("merged", entities),
                |kept| format!("merged {} {} into {}", gone.reference, gone.title, kept.reference),
            )
        })
        .await
    }
}
