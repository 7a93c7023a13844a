//! What the confirmation window draws, made here from the canonical arguments and from a rehearsal. The digest that a
//! person approves is over all of it.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use serde_json::{Value as Json, json};
use ts_rs::TS;
use workestra_core::{Actor, ChangeOp, Digest, EntityRef, Schema};
use workestra_store::{Effect, comparable};

use crate::canonical;
use crate::plan::Plan;
use crate::session::Session;
use crate::taint::Copied;

/// Arguments that say how and why it is asked, not what; the window shows them by themselves or not at all.
const ABOUT: [&str; 3] = ["idempotency_key", "reason", "revision"];

/// Arguments that name what is changed. To change another thing is another wish.
const TARGETS: [&str; 5] = ["entity", "keep", "gone", "kind", "field"];

/// All that a person is shown.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Shown {
    /// The tool.
    pub tool: String,
    /// What is to be done, in a plain sentence.
    pub sentence: String,
    /// Why, in the words of who asks.
    pub reason: String,
    /// Whether one undo takes it back.
    pub reversible: bool,
    /// Whether it takes something away.
    pub destructive: bool,
    /// What the person types before it can be approved, so that they know what it is about: the reference of what is taken
    /// away, or of how many it is. Absent where a click is enough.
    #[serde(default)]
    pub type_first: Option<String>,
    /// The parts of it; those with a path can be left out.
    pub steps: Vec<ShownStep>,
    /// What it changes, found out by doing it and taking it back.
    pub changes: Vec<ShownChange>,
    /// What can be edited, and what has to be typed.
    pub arguments: Vec<ShownArgument>,
    /// The changes in the form in which they are compared when it is carried out.
    #[ts(type = "unknown[]")]
    pub expected: Vec<Json>,
}

/// A part of what is to be done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ShownStep {
    /// Where in the arguments it stands; absent when it cannot be left out by itself.
    pub path: Option<String>,
    /// In a plain sentence.
    pub sentence: String,
}

/// One change.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ShownChange {
    /// The entity; of one that is being made, a reference that it may not get.
    pub reference: EntityRef,
    /// Its title.
    pub title: String,
    /// What happens.
    pub op: ChangeOp,
    /// The field's key.
    pub field: Option<String>,
    /// The field's label.
    pub label: Option<String>,
    /// Before.
    #[ts(type = "unknown")]
    pub old: Option<Json>,
    /// After.
    #[ts(type = "unknown")]
    pub new: Option<Json>,
    /// Whether no argument names it: it follows from the others by the workspace's own rules.
    pub follows: bool,
}

/// One argument.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ShownArgument {
    /// JSON pointer into the arguments.
    pub path: String,
    /// What to call it.
    pub label: String,
    /// Its value.
    #[ts(type = "unknown")]
    pub value: Json,
    /// Whether it can be edited.
    pub editable: bool,
    /// Whether it was copied from a text that anybody may have written.
    pub tainted: bool,
    /// Whether the person has to type it before it can be approved.
    pub must_type: bool,
    /// Whether a placeholder stood for it, or for a part of it, where the model wrote it.
    #[serde(default)]
    pub masked: bool,
}

/// What is known of arguments beside their values.
#[derive(Debug, Clone, Default)]
pub(crate) struct Marks {
    tainted: BTreeSet<String>,
    must_type: BTreeSet<String>,
    masked: BTreeSet<String>,
}

impl Marks {
    /// Looks where each argument came from; placeholders stood for those in `masked`.
    pub(crate) fn of(arguments: &Json, session: &Session, masked: BTreeSet<String>) -> Self {
        let mut marks = Self {
            masked,
            ..Self::default()
        };
        for (path, value) in leaves(arguments) {
            let text = match &value {
                Json::String(text) => text.clone(),
                Json::Number(number) => number.to_string(),
                _ => continue,
            };
            match session.copied(&text) {
                Some(Copied::Text) => {
                    marks.tainted.insert(path);
                }
                Some(Copied::Telling) => {
                    marks.tainted.insert(path.clone());
                    if is_editable(&path) {
                        marks.must_type.insert(path);
                    }
                }
                None => {}
            }
        }
        marks
    }

    /// The marks that were shown, each where its argument stands now; none for one that is gone or was written anew.
    pub(crate) fn kept(shown: &Shown, now: impl Fn(&str) -> Option<String>) -> Self {
        let kept = |wanted: fn(&ShownArgument) -> bool| {
            let marked = shown.arguments.iter().filter(|argument| wanted(argument));
            marked.filter_map(|argument| now(&argument.path)).collect()
        };
        Self {
            tainted: kept(|argument| argument.tainted),
            must_type: kept(|argument| argument.must_type),
            masked: kept(|argument| argument.masked),
        }
    }
}

impl Shown {
    pub(crate) fn new(
        tool: &str,
        arguments: &Json,
        plan: &Plan,
        effects: &[Effect],
        schema: &Schema,
        marks: &Marks,
        typed: &BTreeMap<String, Json>,
    ) -> Self {
        let named = named_fields(arguments);
        let changes = effects
            .iter()
            .map(|effect| {
                let def = schema.kind(effect.reference.kind);
                let field = effect.field.as_deref().and_then(|key| def.field(key));
                ShownChange {
                    reference: effect.reference,
                    title: effect.title.clone(),
                    op: effect.op,
                    label: field.map(|field| field.label.to_string()),
                    follows: effect.op == ChangeOp::Update
                        && effect.field.as_ref().is_some_and(|key| !named.contains(key.as_str())),
                    field: effect.field.clone(),
                    old: effect.old.clone(),
                    new: effect.new.clone(),
                }
            })
            .collect();
        let mut shown_arguments: Vec<ShownArgument> = leaves(arguments)
            .into_iter()
            .filter(|(path, _)| !is_about(path))
            .map(|(path, value)| ShownArgument {
                label: label_of(&path, arguments),
                editable: is_editable(&path),
                tainted: marks.tainted.contains(&path),
                masked: marks.masked.contains(&path),
                must_type: (marks.must_type.contains(&path) || plan.to_retype.contains(&path))
                    && !typed.contains_key(&path),
                path,
                value,
            })
            .collect();
        for (path, label) in &plan.to_type {
            shown_arguments.retain(|argument| argument.path != *path);
            shown_arguments.push(ShownArgument {
                path: path.clone(),
                label: label.clone(),
                value: arguments.pointer(path).cloned().unwrap_or(Json::Null),
                editable: true,
                tainted: false,
                masked: false,
                must_type: !typed.contains_key(path),
            });
        }
        Self {
            tool: tool.to_owned(),
            sentence: plan.sentence.clone(),
            reason: arguments["reason"].as_str().unwrap_or_default().to_owned(),
            reversible: !plan.lasting,
            destructive: plan.destructive,
            type_first: plan.type_first(),
            steps: plan
                .steps
                .iter()
                .map(|step| ShownStep {
                    path: step.path.clone(),
                    sentence: step.sentence.clone(),
                })
                .collect(),
            changes,
            arguments: shown_arguments,
            expected: comparable(effects, schema),
        }
    }

    /// Over who asks, for what, and all that is shown.
    pub(crate) fn digest(&self, actor: Actor, arguments: &Json) -> Digest {
        let shown = json!({ "actor": actor.to_string(), "arguments": arguments, "shown": self });
        canonical::digest("workestra confirmation", &shown)
    }

    /// What has to be typed first, unless it was. Case and spaces around it do not matter.
    pub(crate) fn not_typed(&self, typed: &str) -> Option<&str> {
        let word = self.type_first.as_deref()?;
        (!typed.trim().eq_ignore_ascii_case(word)).then_some(word)
    }

    /// What can be edited or left out.
    pub(crate) fn may_edit(&self, path: &str) -> bool {
        self.arguments
            .iter()
            .any(|argument| argument.editable && argument.path == path)
    }

    /// What can be left out: steps, and arguments that can be edited.
    pub(crate) fn may_drop(&self, path: &str) -> bool {
        self.may_edit(path) || self.steps.iter().any(|step| step.path.as_deref() == Some(path))
    }

    /// What has still to be typed.
    pub(crate) fn to_type(&self) -> Vec<(String, String)> {
        let open = self.arguments.iter().filter(|argument| argument.must_type);
        open.map(|argument| (argument.path.clone(), argument.label.clone()))
            .collect()
    }
}

/// The values that are no lists or objects, by JSON pointer.
pub(crate) fn leaves(value: &Json) -> Vec<(String, Json)> {
    let mut found = Vec::new();
    gather(value, String::new(), &mut found);
    found
}

fn gather(value: &Json, path: String, found: &mut Vec<(String, Json)>) {
    match value {
        Json::Object(members) => {
            for (name, value) in members {
                gather(
                    value,
                    format!("{path}/{}", name.replace('~', "~0").replace('/', "~1")),
                    found,
                );
            }
        }
        Json::Array(elements) => {
            for (at, value) in elements.iter().enumerate() {
                gather(value, format!("{path}/{at}"), found);
            }
        }
        Json::Null => {}
        scalar => found.push((path, scalar.clone())),
    }
}

fn is_about(path: &str) -> bool {
    ABOUT.iter().any(|name| path == format!("/{name}"))
}

fn is_editable(path: &str) -> bool {
    let last = path.rsplit('/').next().unwrap_or_default();
    let names_an_entity = path.starts_with("/entities/");
    !is_about(path) && !TARGETS.contains(&last) && !names_an_entity
}

/// The keys of the fields that the arguments set.
fn named_fields(arguments: &Json) -> BTreeSet<&str> {
    let mut named: BTreeSet<&str> = arguments
        .as_object()
        .into_iter()
        .flat_map(|members| members.keys().map(String::as_str))
        .collect();
    for change in arguments["changes"].as_array().into_iter().flatten() {
        named.extend(change["field"].as_str());
    }
    if named.contains("assignee") {
        named.insert("owner");
    }
    named
}

/// A written value is called by its field.
fn label_of(path: &str, arguments: &Json) -> String {
    let (parent, last) = path.rsplit_once('/').unwrap_or(("", path));
    let field = arguments.pointer(parent).and_then(|parent| parent["field"].as_str());
    let name = match (last, field) {
        ("value", Some(field)) => field,
        // One of a list is called as the list is.
        (last, _) if last.parse::<usize>().is_ok() => parent.rsplit('/').next().unwrap_or(last),
        (last, _) => last,
    };
    name.replace('_', " ")
}
