//! All tools, in one list that the chat, the panel, the palette and MCP share.

use workestra_core::Digest;

use crate::canonical;
use crate::error::{Fault, ToolError};
use crate::profile::Profile;
use crate::tool::Tool;
use crate::tools;

/// The tools.
pub struct Registry {
    tools: Vec<Tool>,
    version: String,
    reading: String,
}

impl Default for Registry {
    fn default() -> Self {
        Self::new()
    }
}

impl Registry {
    /// Every tool there is. The same in every workspace.
    #[must_use]
    pub fn new() -> Self {
        let tools = tools::all();
        let version = |profile: Profile| {
            let described: serde_json::Value = tools
                .iter()
                .filter(|tool| profile.shows(tool.access()))
                .map(|tool| serde_json::json!([tool.name(), tool.description(), tool.schema(), tool.brief()]))
                .collect();
            let digest: Digest = canonical::digest("workestra tools", &described);
            canonical::hex(&digest[..8])
        };
        Self {
            version: version(Profile::Write),
            reading: version(Profile::Ask),
            tools,
        }
    }

    /// In the order in which models are shown them.
    #[must_use]
    pub fn tools(&self) -> &[Tool] {
        &self.tools
    }

    /// Those that a turn shows, in the same order.
    pub fn shown(&self, profile: Profile) -> impl Iterator<Item = &Tool> {
        self.tools.iter().filter(move |tool| profile.shows(tool.access()))
    }

    /// Names the tools that a turn shows, with their descriptions and schemas.
    #[must_use]
    pub fn version(&self, profile: Profile) -> &str {
        match profile {
            Profile::Ask => &self.reading,
            Profile::Write => &self.version,
        }
    }

    /// The tool of a name.
    ///
    /// # Errors
    /// There is none; names those that there are.
    pub fn tool(&self, name: &str) -> Result<&Tool, ToolError> {
        let found = self.tools.iter().find(|tool| tool.name() == name);
        found.ok_or_else(|| ToolError::unknown("tool", name, self.tools.iter().map(Tool::name)))
    }

    /// The tool of a name among those that a turn shows.
    ///
    /// # Errors
    /// There is none, or the turn does not show it: then it says why.
    pub fn tool_shown(&self, name: &str, profile: Profile) -> Result<&Tool, ToolError> {
        let tool = self.tool(name)?;
        if profile.shows(tool.access()) {
            return Ok(tool);
        }
        let message = format!(
            "there is no tool “{name}” in this turn: the person chose Ask, so nothing can be changed; tell them that they \
             can choose Write and send it again"
        );
        Err(ToolError {
            valid: self.shown(profile).map(|tool| tool.name().to_owned()).collect(),
            ..ToolError::new(Fault::Invalid, message)
        })
    }
}

#[cfg(test)]
mod tests {
    use workestra_core::Access;

    use super::*;
    use crate::schema::complaints;

    #[test]
    fn every_schema_is_in_the_words_that_all_providers_take() {
        for tool in Registry::new().tools() {
            assert_eq!(complaints(tool.schema()), Vec::<String>::new(), "{}", tool.name());
            let legal = |c: char| c.is_ascii_lowercase() || c == '_';
            assert!(tool.name().len() <= 64 && tool.name().chars().all(legal));
            assert!(tool.description().len() > 20, "{} says when to use it", tool.name());
        }
    }

    /// Everything in a schema but what the brief one may lack.
    fn essence(schema: &serde_json::Value) -> serde_json::Value {
        match schema {
            serde_json::Value::Object(members) => {
                let beside = ["additionalProperties", "description"];
                let kept = members.iter().filter(|(name, value)| {
                    // An argument may be called so, too.
                    value.get("type").is_some() || !beside.contains(&name.as_str())
                });
                kept.map(|(name, value)| (name.clone(), essence(value))).collect()
            }
            serde_json::Value::Array(list) => list.iter().map(essence).collect(),
            scalar => scalar.clone(),
        }
    }

    fn undescribed(schema: &serde_json::Value, found: &mut Vec<String>) {
        for (name, field) in schema["properties"].as_object().into_iter().flatten() {
            if field.get("description").is_none() {
                found.push(name.clone());
            }
            undescribed(field, found);
            undescribed(&field["items"], found);
        }
    }

    #[test]
    fn a_brief_schema_takes_the_same_and_leaves_out_only_what_the_instructions_say() {
        for tool in Registry::new().tools() {
            assert_eq!(essence(tool.brief()), essence(tool.schema()), "{}", tool.name());
            let instructions = crate::prompt::instructions(match tool.access() {
                Access::Read => Profile::Ask,
                Access::Write => Profile::Write,
            });
            let mut left = Vec::new();
            undescribed(tool.brief(), &mut left);
            for name in left {
                let said = instructions.split(|c: char| !c.is_ascii_lowercase() && c != '_');
                assert!(said.into_iter().any(|word| word == name), "{} of {}", name, tool.name());
            }
        }
    }

    /// Every request carries them.
    #[test]
    fn the_tools_and_the_instructions_stay_within_their_tokens() {
        let registry = Registry::new();
        for (profile, most) in [(Profile::Ask, 2_300), (Profile::Write, 6_000)] {
            let tokens = |tool: &Tool, schema: &serde_json::Value| {
                let said =
                    serde_json::json!({"name": tool.name(), "description": tool.description(), "parameters": schema});
                workestra_llm::estimate(&said.to_string())
            };
            let each = registry
                .shown(profile)
                .map(|tool| (tokens(tool, tool.brief()), tool.name()));
            let each: Vec<(u64, &str)> = each.collect();
            let tools: u64 = each.iter().map(|(tokens, _)| tokens).sum();
            let whole: u64 = registry.shown(profile).map(|tool| tokens(tool, tool.schema())).sum();
            let all = tools + workestra_llm::estimate(&crate::prompt::instructions(profile));
            assert!(
                all <= most,
                "{profile:?}: {all} tokens, tools {tools}, {whole} with whole schemas: {each:?}"
            );
        }
    }

    #[test]
    fn names_are_unique_and_the_version_is_the_same_everywhere() {
        let registry = Registry::new();
        let mut names: Vec<&str> = registry.tools().iter().map(Tool::name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), registry.tools().len());
        for profile in [Profile::Ask, Profile::Write] {
            assert_eq!(registry.version(profile), Registry::new().version(profile));
        }
        assert_ne!(registry.version(Profile::Ask), registry.version(Profile::Write));
    }

    #[test]
    fn every_write_takes_an_idempotency_key_and_a_reason() {
        for tool in Registry::new().tools() {
            let required: Vec<&str> = tool.schema()["required"]
                .as_array()
                .map(|names| names.iter().filter_map(|name| name.as_str()).collect())
                .unwrap_or_default();
            for name in ["idempotency_key", "reason"] {
                let wanted = tool.access() == Access::Write;
                assert_eq!(required.contains(&name), wanted, "{} and {name}", tool.name());
            }
        }
    }

    #[test]
    fn a_turn_in_which_the_person_only_asks_shows_no_tool_that_writes() {
        let registry = Registry::new();
        assert!(registry.shown(Profile::Ask).all(|tool| tool.access() == Access::Read));
        for tool in registry.tools() {
            let refused = registry.tool_shown(tool.name(), Profile::Ask).err();
            assert_eq!(refused.is_some(), tool.access() == Access::Write, "{}", tool.name());
            if let Some(refused) = refused {
                assert!(refused.message.contains("chose Ask"), "{refused}");
                assert!(!refused.valid.iter().any(|name| name == tool.name()));
            }
            assert!(registry.tool_shown(tool.name(), Profile::Write).is_ok());
        }
    }

    #[test]
    fn an_unknown_tool_is_refused_with_the_nearest_one() {
        let error = Registry::new().tool("get_entitty").err();
        assert_eq!(error.and_then(|error| error.nearest).as_deref(), Some("get_entity"));
    }
}
