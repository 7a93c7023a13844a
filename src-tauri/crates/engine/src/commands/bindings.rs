//! The window's TypeScript, made from the command list and the types it names.

use std::any::TypeId;
use std::collections::{BTreeMap, HashSet};
use std::fmt::Write as _;

use ts_rs::{Config, TS, TypeVisitor};

use super::command_list;
// The command list names most of the types.
use crate::api::*;

/// Declarations by name, each with its documentation.
struct Declarations<'a> {
    config: &'a Config,
    seen: HashSet<TypeId>,
    by_name: BTreeMap<String, String>,
}

impl TypeVisitor for Declarations<'_> {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        if !self.seen.insert(TypeId::of::<T>()) {
            return;
        }
        // Only types that ts-rs would give a file of their own are declared by name.
        if T::output_path().is_some() {
            let docs = T::docs().unwrap_or_default();
            self.by_name.insert(
                T::ident(self.config),
                format!("{docs}export {}\n", T::decl(self.config)),
            );
        }
        T::visit_dependencies(self);
        T::visit_generics(self);
    }
}

/// The text of `ui/src/ipc/bindings.ts`.
#[must_use]
pub fn bindings() -> String {
    let config = Config::new().with_large_int("number");
    let mut declarations = Declarations {
        config: &config,
        seen: HashSet::new(),
        by_name: BTreeMap::new(),
    };
    let mut commands = String::new();
    macro_rules! write_bindings {
        (application { $($a:ident($a_in:ty) -> $a_out:ty, [$($a_w:ident),*];)* }
         workspace { $($w:ident($w_in:ty) -> $w_out:ty, $verb:ident, [$($w_w:ident),*];)* }) => {
            $(write_command::<$a_in, $a_out>(&mut declarations, &mut commands, stringify!($a));)*
            $(write_command::<$w_in, $w_out>(&mut declarations, &mut commands, stringify!($w));)*
        };
    }
    command_list!(write_bindings);
    declarations.visit::<Event>();
    declarations.visit::<CommandError>();

    let mut text = String::from(
        "// Generated from the command list in src-tauri/crates/engine; `cargo xtask bindings` writes it again.\n\n",
    );
    for declaration in declarations.by_name.values() {
        text.push_str(declaration);
        text.push('\n');
    }
    let _ = write!(
        text,
        "/** Every command, with what it takes and what it answers. */\nexport type Commands = {{\n{commands}}};\n"
    );
    text
}

fn write_command<I: TS + 'static, O: TS + 'static>(
    declarations: &mut Declarations<'_>,
    commands: &mut String,
    name: &str,
) {
    declarations.visit::<I>();
    declarations.visit::<O>();
    let _ = writeln!(
        commands,
        "  {name}: {{ input: {}; output: {} }};",
        I::name(declarations.config),
        O::name(declarations.config)
    );
}
