//! A tool: a name, an input type, and one of two things to do. What reads gets a [`Reader`] and answers; what writes gets
//! the same reader and answers a [`Plan`]. Neither is ever handed a store or a grant, so a tool cannot write.

use std::pin::Pin;
use std::sync::Arc;

use schemars::JsonSchema;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value as Json;
use workestra_core::Access;

use crate::error::ToolError;
use crate::node::Node;
use crate::plan::Plan;
use crate::reader::Reader;
use crate::schema;

type Run<T> =
    Box<dyn Fn(Json, Arc<Reader>) -> Pin<Box<dyn Future<Output = Result<T, ToolError>> + Send>> + Send + Sync>;

pub(crate) enum Body {
    Read(Run<Node>),
    Write(Run<Plan>),
}

/// A tool.
pub struct Tool {
    name: &'static str,
    description: &'static str,
    schema: Json,
    brief: Json,
    check: fn(Json) -> Result<Json, ToolError>,
    body: Body,
}

impl Tool {
    pub(crate) fn read<I, F, Fut>(name: &'static str, description: &'static str, run: F) -> Self
    where
        I: DeserializeOwned + Serialize + JsonSchema + Send + 'static,
        F: Fn(I, Arc<Reader>) -> Fut + Send + Sync + 'static,
        Fut: Future<Output = Result<Node, ToolError>> + Send + 'static,
    {
        Self::new::<I>(name, description, Body::Read(erased(run)))
    }

    pub(crate) fn write<I, F, Fut>(name: &'static str, description: &'static str, plan: F) -> Self
    where
        I: DeserializeOwned + Serialize + JsonSchema + Send + 'static,
        F: Fn(I, Arc<Reader>) -> Fut + Send + Sync + 'static,
        Fut: Future<Output = Result<Plan, ToolError>> + Send + 'static,
    {
        Self::new::<I>(name, description, Body::Write(erased(plan)))
    }

    fn new<I>(name: &'static str, description: &'static str, body: Body) -> Self
    where
        I: DeserializeOwned + Serialize + JsonSchema,
    {
        let schema = schema::of::<I>();
        Self {
            name,
            description,
            brief: schema::brief(&schema),
            schema,
            check: check::<I>,
            body,
        }
    }

    /// What it is called.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// When to use it. Workestra's own words, the same in every workspace.
    #[must_use]
    pub const fn description(&self) -> &'static str {
        self.description
    }

    /// JSON schema of its arguments.
    #[must_use]
    pub const fn schema(&self) -> &Json {
        &self.schema
    }

    /// The schema for a model that has read the instructions: without what they say once for all tools, and without what
    /// the gate refuses anyway.
    #[must_use]
    pub const fn brief(&self) -> &Json {
        &self.brief
    }

    /// What it does.
    #[must_use]
    pub const fn access(&self) -> Access {
        match self.body {
            Body::Read(_) => Access::Read,
            Body::Write(_) => Access::Write,
        }
    }

    pub(crate) const fn body(&self) -> &Body {
        &self.body
    }

    /// The arguments as the input type writes them, so that the same wish always looks the same.
    pub(crate) fn check(&self, arguments: Json) -> Result<Json, ToolError> {
        (self.check)(arguments).map_err(|error| self.with_names(error))
    }

    /// An unknown argument's refusal names those that there are.
    fn with_names(&self, mut error: ToolError) -> ToolError {
        if error.message.contains("unknown field")
            && let Some(names) = self.schema["properties"].as_object()
        {
            let given = error.message.split('`').nth(1).unwrap_or_default().to_owned();
            error = ToolError::unknown("argument", &given, names.keys().map(String::as_str));
        }
        error
    }
}

fn check<I: DeserializeOwned + Serialize>(arguments: Json) -> Result<Json, ToolError> {
    let input: I = serde_json::from_value(arguments).map_err(|error| ToolError::invalid(error.to_string()))?;
    serde_json::to_value(&input).map_err(|error| ToolError::invalid(error.to_string()))
}

fn erased<I, T, F, Fut>(run: F) -> Run<T>
where
    I: DeserializeOwned + Send + 'static,
    T: Send + 'static,
    F: Fn(I, Arc<Reader>) -> Fut + Send + Sync + 'static,
    Fut: Future<Output = Result<T, ToolError>> + Send + 'static,
{
    Box::new(move |arguments, reader| match serde_json::from_value(arguments) {
        Ok(input) => Box::pin(run(input, reader)),
        Err(error) => {
            let error = ToolError::invalid(error.to_string());
            Box::pin(std::future::ready(Err(error)))
        }
    })
}
