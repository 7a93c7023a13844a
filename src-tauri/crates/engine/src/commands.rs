//! The one list of commands. A command is added here, as one line, and as a method of that name on [`crate::Engine`]
//! (those that need no open workspace) or [`crate::Open`] (those that do, which get the [`Grant`] that the line's
//! verb was minted for). The dispatcher, the windows that may call it and the window's TypeScript follow from the line.
//!
//! [`Grant`]: workestra_core::Grant

pub mod bindings;
pub mod dispatch;

/// A window of the application.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Window {
    /// Lists, pages, settings.
    Main,
    /// The palette on the global shortcut.
    Launcher,
    /// Where a person answers what the assistant asks. Nothing else can.
    Confirm,
}

impl Window {
    /// The window of a label, as the shell names it.
    #[must_use]
    pub fn from_label(label: &str) -> Option<Self> {
        match label {
            "main" => Some(Self::Main),
            "launcher" => Some(Self::Launcher),
            "confirm" => Some(Self::Confirm),
            _ => None,
        }
    }
}

/// Calls the macro named with the whole list: first the commands of the application, then those of the open workspace.
macro_rules! command_list {
    ($callback:ident) => {
        $callback! {
            application {
                app_state(Nothing) -> AppState, [Main, Launcher];
                settings_get(Nothing) -> Settings, [Main, Launcher, Confirm];
                settings_set(Settings) -> Settings, [Main];
                workspace_create(WorkspaceCreate) -> WorkspaceCreated, [Main];
                workspace_open(WorkspaceOpen) -> AppState, [Main];
                workspace_close(Nothing) -> AppState, [Main];
                workspace_rename(WorkspaceRename) -> AppState, [Main];
                url_open(UrlOpen) -> Nothing, [Main];
                recovery_code_confirm(RecoveryCodeConfirm) -> RecoveryCodeConfirmed, [Main];
                recovery_code_save(RecoveryCodeSave) -> Nothing, [Main];
                file_pick(FilePick) -> FilePicked, [Main];
                launcher_hide(Nothing) -> Nothing, [Launcher];
                entity_open(EntityName) -> Nothing, [Launcher];
                action_run(ActionRun) -> Nothing, [Launcher];
            }
            workspace {
                schema_get(Nothing) -> SchemaAnswer, Read, [Main, Launcher];
                kind_counts(Nothing) -> KindCounts, Read, [Main];
                entity_list(EntityList) -> EntityPage, Read, [Main];
                entity_get(EntityName) -> EntityDetail, Read, [Main, Launcher];
                entity_history(EntityName) -> History, Read, [Main];
                entity_create(EntityCreate) -> Written, Write, [Main];
                entity_update(EntityUpdate) -> Written, Write, [Main];
                entity_archive(EntityArchive) -> Written, Write, [Main];
                entity_trash(EntityIds) -> Written, Write, [Main];
                entity_restore(EntityIds) -> Written, Write, [Main];
                entity_erase(EntityIds) -> Written, Erase, [Main];
                entity_duplicates(EntityName) -> Duplicates, Read, [Main];
                entity_merge(EntityMerge) -> Written, Write, [Main];
                duplicate_groups(DuplicateSearch) -> DuplicateGroups, Read, [Main];
                duplicates_dismiss(DuplicatesDismiss) -> Nothing, Write, [Main];
                suggestion_list(EntityName) -> Suggestions, Read, [Main];
                suggestion_run(SuggestionName) -> SuggestionAsked, Write, [Main];
                suggestion_dismiss(SuggestionDismiss) -> Nothing, Write, [Main];
                similar_records(EntityName) -> SimilarRecords, Read, [Main];
                summary_get(EntityName) -> SummaryView, Read, [Main];
                summary_preview(SummaryAsk) -> Departure, Read, [Main];
                summary_write(SummaryAsk) -> SummaryView, Read, [Main];
                summary_stop(EntityName) -> SummaryView, Read, [Main];
                summary_remove(EntityName) -> SummaryView, Read, [Main];
                answer_pin(AnswerPin) -> SuggestionAsked, Write, [Main];
                bulk_start(BulkStart) -> Job, Write, [Main];
                board_totals(BoardAsk) -> Board, Read, [Main];
                view_list(Nothing) -> Views, Read, [Main, Launcher];
                view_save(ViewSave) -> Views, Read, [Main];
                view_remove(ViewName) -> Views, Read, [Main];
                view_order(ViewOrder) -> Views, Read, [Main];
                recovery_code_renew(Nothing) -> RecoveryCodeRenewed, Configure, [Main];
                member_add(MemberAdd) -> SchemaAnswer, Configure, [Main];
                member_update(MemberUpdate) -> SchemaAnswer, Configure, [Main];
                member_remove(MemberRemove) -> SchemaAnswer, Configure, [Main];
                member_restore(MemberName) -> SchemaAnswer, Configure, [Main];
                custom_field_add(CustomFieldAdd) -> SchemaAnswer, Configure, [Main];
                custom_field_update(CustomFieldUpdate) -> SchemaAnswer, Configure, [Main];
                custom_field_remove(CustomFieldName) -> SchemaAnswer, Configure, [Main];
                stages_set(StagesSet) -> SchemaAnswer, Configure, [Main];
                ticket_targets(Nothing) -> TicketTargets, Read, [Main];
                ticket_targets_set(TicketTargets) -> TicketTargets, Configure, [Main];
                attachment_add(AttachmentAdd) -> Attached, Write, [Main];
                attachment_list(EntityName) -> Attachments, Read, [Main];
                attachment_save(AttachmentSave) -> Nothing, Export, [Main];
                attachment_remove(AttachmentName) -> Written, Write, [Main];
                note_add(NoteAdd) -> Written, Write, [Main];
                note_update(NoteUpdate) -> Written, Write, [Main];
                scorecard_add(ScorecardAdd) -> Written, Write, [Main];
                note_remove(NoteRemove) -> Written, Write, [Main];
                draft_save(DraftText) -> Nothing, Read, [Main];
                draft_list(Nothing) -> Drafts, Read, [Main];
                mail_setup_get(Nothing) -> MailSetup, Read, [Main];
                mail_setup_set(MailSetupSet) -> MailSetup, Configure, [Main];
                mail_setup_remove(Nothing) -> MailSetup, Configure, [Main];
                mail_setup_test(MailSetupTest) -> MailTrial, Configure, [Main];
                email_write(EmailWrite) -> Email, Write, [Main];
                email_cancel(EmailName) -> Email, Write, [Main];
                email_send_now(EmailName) -> Email, Write, [Main];
                email_list(EmailAsk) -> Emails, Read, [Main];
                email_draft_open(EmailWrite) -> EmailDraftOpened, Write, [Main];
                template_list(Nothing) -> Templates, Read, [Main];
                template_save(TemplateSave) -> Templates, Write, [Main];
                template_remove(TemplateName) -> Templates, Write, [Main];
                template_fill(TemplateFill) -> TemplateFilled, Read, [Main];
                template_preview(TemplatePreview) -> TemplateFilled, Read, [Main];
                link_add(LinkAdd) -> Written, Write, [Main];
                link_remove(LinkRemove) -> Written, Write, [Main];
                undo(Nothing) -> Undone, Write, [Main];
                redo(Nothing) -> Undone, Write, [Main];
                change_set_undo(ChangeSetName) -> Undone, Write, [Main];
                search(SearchRequest) -> SearchResponse, Read, [Main, Launcher];
                search_picked(EntityName) -> Nothing, Read, [Main, Launcher];
                search_status(Nothing) -> SearchStatusAnswer, Read, [Main, Launcher];
                query_complete(QueryComplete) -> Completions, Read, [Main, Launcher];
                embedding_pause(EmbeddingPause) -> SearchStatusAnswer, Read, [Main];
                embedding_state(Nothing) -> EmbeddingState, Read, [Main];
                embedding_notice(EmbeddingChoice) -> EmbeddingNotice, Configure, [Main];
                embedding_set(EmbeddingSet) -> EmbeddingState, Configure, [Main];
                ai_state(Nothing) -> AiState, Read, [Main, Launcher];
                provider_offers(Nothing) -> ProviderOffers, Read, [Main];
                provider_models(ProviderSet) -> ProviderModels, Configure, [Main];
                provider_check(ProviderSet) -> ProviderChecked, Configure, [Main];
                provider_set(ProviderSet) -> ProviderUsed, Configure, [Main];
                provider_remove(Nothing) -> AiState, Configure, [Main];
                ai_switch(AiSwitch) -> AiState, Configure, [Main];
                ai_rules_set(AiRules) -> AiState, Configure, [Main];
                masking_fields(Nothing) -> MaskingFields, Read, [Main];
                masking_preview(MaskingAsk) -> MaskingPreview, Read, [Main];
                conversation_list(ConversationSearch) -> Conversations, Read, [Main];
                conversation_get(ConversationName) -> ConversationView, Read, [Main];
                conversation_rename(ConversationRename) -> Nothing, Read, [Main];
                conversation_draft(ConversationDraft) -> Nothing, Read, [Main];
                conversation_delete(ConversationName) -> Nothing, Read, [Main];
                conversation_export(ConversationExport) -> Nothing, Export, [Main];
                message_preview(MessageSend) -> Departure, Read, [Main];
                chat_file_read(ChatFileRead) -> ChatFile, Read, [Main];
                message_send(MessageSend) -> ConversationView, Read, [Main];
                message_feedback(MessageFeedback) -> Nothing, Read, [Main];
                turn_retry(MessageName) -> ConversationView, Read, [Main];
                turn_stop(ConversationName) -> ConversationView, Read, [Main];
                confirmation_list(Nothing) -> Confirmations, Read, [Main, Confirm];
                confirmation_show(ConfirmationName) -> Nothing, Read, [Main];
                confirmation_hide(Nothing) -> Nothing, Read, [Confirm];
                confirmation_look(ConfirmationLook) -> ConfirmationView, Read, [Confirm];
                confirmation_resolve(ConfirmationResolve) -> ConfirmationCard, Write, [Confirm];
                audit_page(AuditAsk) -> AuditPage, Read, [Main];
                audit_content(AuditName) -> AuditContent, Read, [Main];
                audit_verify(Nothing) -> AuditVerified, Read, [Main];
                import_inspect(ImportInspect) -> ImportInspected, Import, [Main];
                import_start(ImportStart) -> Job, Import, [Main];
                rejects_save(RejectsSave) -> Nothing, Import, [Main];
                export_start(ExportStart) -> Job, Export, [Main];
                job_cancel(JobName) -> Nothing, Read, [Main];
                job_list(Nothing) -> Jobs, Read, [Main];
            }
        }
    };
}
pub(crate) use command_list;
