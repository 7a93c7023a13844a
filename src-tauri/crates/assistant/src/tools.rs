//! The tools: one file each, named by verb and noun, with its input type and a test beside it.

macro_rules! tools {
    ($($name:ident),* $(,)?) => {
        $(mod $name;)*

        /// All of them, in the order in which models are shown them.
        pub(crate) fn all() -> Vec<Tool> {
            vec![$($name::tool()),*]
        }
    };
}

mod field_value;

use crate::tool::Tool;

tools! {
    search_workspace,
    get_entity,
    list_entities,
    aggregate_entities,
    get_timeline,
    get_related,
    get_entity_history,
    find_similar,
    find_duplicates,
    resolve_reference,
    summarize_entity,
    describe_kind,
    list_pipelines,
    list_members,
    run_view,
    my_work,
    get_attachment_text,
    get_capabilities,
    get_confirmation,
    create_contact,
    create_deal,
    create_ticket,
    create_candidate,
    create_task,
    update_entity,
    move_stage,
    assign_entity,
    add_note,
    log_activity,
    link_entities,
    tag_entities,
    reply_ticket,
    resolve_ticket,
    reject_candidate,
    merge_entities,
    bulk_update,
    trash_entities,
    restore_entities,
    complete_task,
    send_email,
    save_view,
    undo_change_set,
}
