//! Who may do what. Every command passes through [`Policy`], and nothing is written without the [`Grant`]
//! that only it can mint.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::actor::Actor;
use crate::confirming::Resolution;
use crate::id::MemberId;
use crate::kind::Kind;
use crate::time::UtcMillis;

/// What a member may do. On a file of one's own this binds the window, the assistant and MCP; whoever holds the
/// account and the key of the machine is administrator of it all the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Everything, settings and providers included.
    Administrator,
    /// All entities, import, export and deletion for good.
    Manager,
    /// Reads and writes entities.
    Member,
    /// Reads.
    Viewer,
}

impl Role {
    /// The stored word.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Administrator => "administrator",
            Self::Manager => "manager",
            Self::Member => "member",
            Self::Viewer => "viewer",
        }
    }

    /// The role of a stored word.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Administrator, Self::Manager, Self::Member, Self::Viewer]
            .into_iter()
            .find(|role| role.name() == name)
    }
}

/// A person of the workspace.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Member {
    /// Identity.
    pub id: MemberId,
    /// Shown beside what they own and did.
    pub name: String,
    /// Their address; `@` completion matches it too.
    pub email: Option<String>,
    /// What they may do.
    pub role: Role,
    /// Since when.
    pub created_at: UtcMillis,
    /// Whether they still work here. What others did keeps their name; nothing new is given to them, and they may
    /// nothing.
    pub active: bool,
}

/// What is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Verb {
    /// See entities.
    Read,
    /// Create, change, trash and restore entities, notes and links; undo and redo.
    Write,
    /// Write many entities in one act from a file.
    Import,
    /// Write many entities to a file.
    Export,
    /// Delete for good.
    Erase,
    /// Change members, fields, settings and keys.
    Configure,
}

/// Leave to do one kind of thing, for one actor. Only [`Policy`] makes one, it cannot be copied, and the store's
/// write path takes one by reference.
#[derive(Debug)]
pub struct Grant {
    actor: Actor,
    verb: Verb,
    kind: Option<Kind>,
    /// What a person approved, where the actor is the assistant or an MCP client.
    resolution: Option<Resolution>,
}

impl Grant {
    /// In whose name.
    #[must_use]
    pub const fn actor(&self) -> Actor {
        self.actor
    }

    /// Whether it allows this on entities of this kind.
    #[must_use]
    pub fn covers(&self, verb: Verb, kind: Kind) -> bool {
        let verb_covered =
            self.verb == verb || (verb == Verb::Write && matches!(self.verb, Verb::Import | Verb::Erase));
        verb_covered && self.kind.is_none_or(|granted| granted == kind)
    }

    /// The approval that it rests on; always there for the assistant and MCP, never for others.
    #[must_use]
    pub const fn resolution(&self) -> Option<&Resolution> {
        self.resolution.as_ref()
    }

    /// Whether it allows changing what belongs to the workspace as a whole.
    #[must_use]
    pub fn covers_settings(&self) -> bool {
        self.verb == Verb::Configure
    }
}

/// A refusal, with the way out.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the role {role} may not {act}: ask an administrator of this workspace")]
pub struct Denied {
    /// The role that asked.
    pub role: &'static str,
    /// What it asked for.
    pub act: &'static str,
}

/// The rules. Deny is the default: a verb that a role's row does not name is refused.
#[derive(Debug, Clone, Copy, Default)]
pub struct Policy;

impl Policy {
    /// Whether the role may do this.
    #[must_use]
    pub const fn allows(role: Role, verb: Verb) -> bool {
        match role {
            Role::Administrator => true,
            Role::Manager => matches!(
                verb,
                Verb::Read | Verb::Write | Verb::Import | Verb::Export | Verb::Erase
            ),
            Role::Member => matches!(verb, Verb::Read | Verb::Write | Verb::Export),
            Role::Viewer => matches!(verb, Verb::Read),
        }
    }

    /// Leave for the member to do this, on one kind or on all.
    ///
    /// # Errors
    /// [`Denied`] when the member's role may not.
    pub fn grant(member: &Member, verb: Verb, kind: Option<Kind>) -> Result<Grant, Denied> {
        if !member.active || !Self::allows(member.role, verb) {
            return Err(Denied {
                role: member.role.name(),
                act: act(verb),
            });
        }
        let actor = match verb {
            Verb::Import => Actor::Import { member: member.id },
            Verb::Read | Verb::Write | Verb::Export | Verb::Erase | Verb::Configure => {
                Actor::Member { member: member.id }
            }
        };
        Ok(Grant {
            actor,
            verb,
            kind,
            resolution: None,
        })
    }

    /// Leave to write what a person approved, in the name of who asked. The store takes it in the one place that
    /// looks whether the approval was given at its own desk, and refuses it everywhere else.
    #[must_use]
    pub const fn confirmed(resolution: Resolution) -> Grant {
        Grant {
            actor: resolution.actor(),
            verb: Verb::Write,
            kind: None,
            resolution: Some(resolution),
        }
    }

    /// Leave for Workestra itself: the sample workspace, derived fields, the first member of a new workspace.
    #[must_use]
    pub const fn system(verb: Verb) -> Grant {
        Grant {
            actor: Actor::System,
            verb,
            kind: None,
            resolution: None,
        }
    }
}

const fn act(verb: Verb) -> &'static str {
    match verb {
        Verb::Read => "read entities",
        Verb::Write => "change entities",
        Verb::Import => "import",
        Verb::Export => "export",
        Verb::Erase => "delete for good",
        Verb::Configure => "change the workspace's settings",
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]
    use super::*;

    const VERBS: [Verb; 6] = [
        Verb::Read,
        Verb::Write,
        Verb::Import,
        Verb::Export,
        Verb::Erase,
        Verb::Configure,
    ];

    fn member(role: Role) -> Member {
        Member {
            id: MemberId::generate(),
            name: "Dana".into(),
            email: None,
            role,
            created_at: UtcMillis(0),
            active: true,
        }
    }

    #[test]
    fn a_viewer_is_granted_nothing_but_reading() {
        for verb in VERBS {
            let granted = Policy::grant(&member(Role::Viewer), verb, None);
            assert_eq!(granted.is_ok(), verb == Verb::Read, "{verb:?}");
        }
    }

    #[test]
    fn somebody_who_left_is_granted_nothing() {
        let gone = Member {
            active: false,
            ..member(Role::Administrator)
        };
        for verb in VERBS {
            assert!(Policy::grant(&gone, verb, None).is_err(), "{verb:?}");
        }
    }

    #[test]
    fn a_grant_covers_only_its_verb_and_kind() {
        let grant = Policy::grant(&member(Role::Administrator), Verb::Write, Some(Kind::Deal)).unwrap();
        assert!(grant.covers(Verb::Write, Kind::Deal));
        assert!(!grant.covers(Verb::Write, Kind::Task), "another kind");
        assert!(!grant.covers(Verb::Erase, Kind::Deal), "a stronger verb");
        assert!(!grant.covers_settings());
    }
}
