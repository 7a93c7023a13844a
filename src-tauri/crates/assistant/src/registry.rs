//! All tools, in one list that the chat, the panel, the palette and MCP share.

use workestra_core::Digest;

use crate::canonical;
use crate::error::ToolError;
use crate::tool::Tool;
use crate::tools;

/// The tools.
pub struct Registry {
    tools: Vec<Tool>,
    version: String,
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
        let described: serde_json::Value = tools
            .iter()
            .map(|tool| serde_json::json!([tool.name(), tool.description(), tool.schema()]))
            .collect();
        let digest: Digest = canonical::digest("workestra tools", &described);
        let version = canonical::hex(&digest[..8]);
        Self { tools, version }
    }

    /// In the order in which models are shown them.
    #[must_use]
    pub fn tools(&self) -> &[Tool] {
        &self.tools
    }

    /// Names the tools with their descriptions and schemas.
    #[must_use]
    pub fn version(&self) -> &str {
        &self.version
    }

    /// The tool of a name.
    ///
    /// # Errors
    /// There is none; names those that there are.
    pub fn tool(&self, name: &str) -> Result<&Tool, ToolError> {
        let found = self.tools.iter().find(|tool| tool.name() == name);
        found.ok_or_else(|| ToolError::unknown("tool", name, self.tools.iter().map(Tool::name)))
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

    #[test]
    fn names_are_unique_and_the_version_is_the_same_everywhere() {
        let registry = Registry::new();
        let mut names: Vec<&str> = registry.tools().iter().map(Tool::name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), registry.tools().len());
        assert_eq!(registry.version(), Registry::new().version());
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
    fn an_unknown_tool_is_refused_with_the_nearest_one() {
        let error = Registry::new().tool("get_entitty").err();
        assert_eq!(error.and_then(|error| error.nearest).as_deref(), Some("get_entity"));
    }
}
