//! No row in the log, no request: what is sent is an [`AuditedCall`], and only writing the row makes one.

use workestra_llm::{CancellationToken, ChatCall, Client, ProviderStream};
use workestra_store::{AuditAction, AuditEntry, AuditPayload, Audited, Store, WriteError};

use crate::gate::Caller;

/// What of a request its row tells beside the request itself.
#[derive(Debug, Clone)]
pub(crate) struct Versions {
    /// Of the instructions.
    pub(crate) prompt: String,
    /// Of the tools.
    pub(crate) tools: String,
    /// Of the masking.
    pub(crate) mask: String,
}

/// A request whose row is on disk.
pub(crate) struct AuditedCall {
    call: ChatCall,
    row: Audited,
}

impl AuditedCall {
    /// Writes the row of a request.
    ///
    /// # Errors
    /// It could not be written: there is nothing to send then.
    pub(crate) async fn write(
        store: &Store,
        client: &Client,
        caller: &Caller,
        versions: &Versions,
        call: ChatCall,
    ) -> Result<Self, WriteError> {
        let mut entry = AuditEntry::new(caller.actor(), caller.origin(), AuditAction::Request);
        entry.provider = Some(client.provider().id.name().to_owned());
        entry.host = Some(call.host().to_owned());
        entry.model = Some(call.model().to_owned());
        entry.prompt_version = Some(versions.prompt.clone());
        entry.tools_version = Some(versions.tools.clone());
        entry.mask_version = Some(versions.mask.clone());
        entry.input = Some(call.body().to_owned());
        entry.payload = caller.conversation.map(|conversation| AuditPayload {
            subjects: vec![conversation],
            content: call.body().to_owned(),
        });
        let row = store.audit_append(entry).await?;
        Ok(Self { call, row })
    }

    /// The row.
    pub(crate) const fn seq(&self) -> i64 {
        self.row.seq()
    }

    /// Sends it.
    pub(crate) fn send(self, client: &Client, cancel: CancellationToken) -> ProviderStream {
        client.stream(self.call, cancel)
    }
}
