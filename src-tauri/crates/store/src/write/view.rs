//! Views that are kept with a change set, where a person approved one for the assistant.

use workestra_core::View;

use super::Writing;
use super::apply::Failure;
use crate::error::OpError;
use crate::op::Applied;
use crate::view;

impl Writing<'_> {
    pub(super) async fn view_add(&mut self, added: &View) -> Result<Applied, Failure> {
        let member = self.grant.actor().member().ok_or(OpError::Denied("keep views"))?;
        self.allow(workestra_core::Verb::Write, added.kind)?;
        let put = view::put(self.connection().await?, member, added).await;
        put.map_err(Failure::of)?;
        self.elsewhere = true;
        self.lasting = true;
        Ok(Applied::View(added.id))
    }
}
