//! Where providers and model families differ, as data. Adapters read these columns and know no provider's name.

use crate::provider::ProviderId;

/// The protocol spoken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wire {
    /// Anthropic Messages.
    Messages,
    /// OpenAI Responses.
    Responses,
    /// OpenAI Chat Completions, and those that follow it.
    Chat,
}

/// The header that carries the key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum KeyHeader {
    Bearer,
    XApiKey,
}

/// Which earlier assistant messages carry their `reasoning_content` back, in Chat Completions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ThinkingBack {
    /// None: servers refuse fields that they do not know.
    Never,
    /// Those that call tools.
    WithToolCalls,
    /// All, once one of them calls a tool.
    OnceToolsAreUsed,
}

/// How the depth of thinking is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum EffortField {
    /// Not at all.
    None,
    /// `output_config.effort` beside adaptive thinking.
    OutputConfig,
    /// `reasoning.effort`.
    Reasoning,
}

/// One row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Quirks {
    pub(crate) wire: Wire,
    pub(crate) key_header: KeyHeader,
    pub(crate) headers: &'static [(&'static str, &'static str)],
    pub(crate) chat_path: &'static str,
    pub(crate) models_path: &'static str,
    pub(crate) embeddings_path: Option<&'static str>,
    /// The field that limits the answer's length.
    pub(crate) output_limit: &'static str,
    /// Sent when the request sets no limit, where one must be there.
    pub(crate) default_output: Option<u32>,
    /// Whether a temperature may be sent.
    pub(crate) temperature: bool,
    /// Whether a tool call may be forced; asked for softly otherwise.
    pub(crate) forced_tools: bool,
    pub(crate) thinking_back: ThinkingBack,
    pub(crate) effort: EffortField,
    /// Whether it can be told to keep nothing, and so is.
    pub(crate) store_field: bool,
    /// Whether usage in the stream has to be asked for.
    pub(crate) usage_option: bool,
    /// Whether the count of output tokens includes those of thinking.
    pub(crate) thinking_in_output: bool,
    /// Members of a tool's schema that are refused.
    pub(crate) schema_without: &'static [&'static str],
    /// Whether `additionalProperties: false` is refused in a tool's schema.
    pub(crate) open_objects: bool,
    /// Whether a stream is whole only with `[DONE]`; a finish reason is enough otherwise.
    pub(crate) done_marker: bool,
}

const CHAT: Quirks = Quirks {
    wire: Wire::Chat,
    key_header: KeyHeader::Bearer,
    headers: &[],
    chat_path: "/chat/completions",
    models_path: "/models",
    embeddings_path: None,
    output_limit: "max_tokens",
    default_output: None,
    temperature: true,
    forced_tools: true,
    thinking_back: ThinkingBack::Never,
    effort: EffortField::None,
    store_field: false,
    usage_option: true,
    thinking_in_output: true,
    schema_without: &[],
    open_objects: false,
    done_marker: true,
};

const MESSAGES: Quirks = Quirks {
    wire: Wire::Messages,
    key_header: KeyHeader::XApiKey,
    // This version refuses temperature, top_p and top_k on every model.
    headers: &[("anthropic-version", "2026-10-21")],
    chat_path: "/v1/messages",
    models_path: "/v1/models",
    default_output: Some(8_192),
    temperature: false,
    // The newest models answer a forced call with 400.
    forced_tools: false,
    ..CHAT
};

const RESPONSES: Quirks = Quirks {
    wire: Wire::Responses,
    chat_path: "/responses",
    embeddings_path: Some("/embeddings"),
    store_field: true,
    output_limit: "max_output_tokens",
    temperature: false,
    effort: EffortField::Reasoning,
    ..CHAT
};

/// Keywords of a schema that Moonshot AI's subset leaves out.
const MOONSHOT_SCHEMA: &[&str] = &[
    "title",
    "format",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "minLength",
    "maxLength",
    "minItems",
    "maxItems",
    "minProperties",
    "maxProperties",
];

/// The longest prefix of the model's name wins; the empty one is the provider's rule for models not known here.
const TABLE: &[(ProviderId, &[&str], Quirks)] = &[
    (ProviderId::Anthropic, &[""], MESSAGES),
    (
        ProviderId::Anthropic,
        // Adaptive thinking is the only kind they have.
        &[
            "claude-opus-4-6",
            "claude-opus-4-7",
            "claude-opus-4-8",
            "claude-sonnet-4-6",
            "claude-opus-5",
            "claude-sonnet-5",
            "claude-haiku-5",
            "claude-fable-5",
            "claude-mythos-5",
        ],
        Quirks {
            default_output: Some(16_000),
            effort: EffortField::OutputConfig,
            ..MESSAGES
        },
    ),
    (ProviderId::OpenAi, &[""], RESPONSES),
    (
        ProviderId::OpenAi,
        // Without thinking, so that asking for it is an error; function tools work in the older protocol.
        &["gpt-4", "gpt-3.5", "chatgpt-4o"],
        Quirks {
            embeddings_path: Some("/embeddings"),
            store_field: true,
            output_limit: "max_completion_tokens",
            ..CHAT
        },
    ),
    (
        ProviderId::MoonshotAi,
        &[""],
        Quirks {
            temperature: false,
            forced_tools: false,
            thinking_back: ThinkingBack::WithToolCalls,
            schema_without: MOONSHOT_SCHEMA,
            ..CHAT
        },
    ),
    (
        ProviderId::XAi,
        &[""],
        Quirks {
            output_limit: "max_completion_tokens",
            thinking_in_output: false,
            open_objects: true,
            ..CHAT
        },
    ),
    (
        ProviderId::DeepSeek,
        &[""],
        Quirks {
            forced_tools: false,
            thinking_back: ThinkingBack::OnceToolsAreUsed,
            ..CHAT
        },
    ),
    (
        ProviderId::Custom,
        &[""],
        Quirks {
            embeddings_path: Some("/embeddings"),
            // Whatever model is behind it may refuse a forced call.
            forced_tools: false,
            // Some servers end without the marker.
            done_marker: false,
            ..CHAT
        },
    ),
];

impl Quirks {
    /// The row of a provider's model.
    pub(crate) fn of(provider: ProviderId, model: &str) -> Self {
        let rows = TABLE.iter().filter(|(id, ..)| *id == provider);
        rows.flat_map(|(_, families, quirks)| families.iter().map(move |family| (family, quirks)))
            .filter(|(family, _)| model.starts_with(**family))
            .max_by_key(|(family, _)| family.len())
            .map_or(CHAT, |(_, quirks)| *quirks)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_provider_has_a_rule_for_models_not_known_yet() {
        for provider in ProviderId::ALL {
            assert!(
                TABLE
                    .iter()
                    .any(|(id, families, _)| *id == provider && families.contains(&"")),
                "{provider:?}"
            );
        }
    }

    #[test]
    fn the_table_has_embeddings_where_the_provider_is_said_to_make_them() {
        for (provider, families, quirks) in TABLE {
            assert_eq!(
                quirks.embeddings_path.is_some(),
                provider.makes_embeddings(),
                "{provider:?} {families:?}"
            );
        }
    }

    #[test]
    fn the_longest_family_wins() {
        assert_eq!(Quirks::of(ProviderId::OpenAi, "gpt-4.1").wire, Wire::Chat);
        assert_eq!(Quirks::of(ProviderId::OpenAi, "gpt-6.1-sol").wire, Wire::Responses);
        assert_eq!(
            Quirks::of(ProviderId::Anthropic, "claude-opus-5-5").effort,
            EffortField::OutputConfig
        );
        assert_eq!(
            Quirks::of(ProviderId::Anthropic, "claude-haiku-4-5").effort,
            EffortField::None
        );
    }
}
