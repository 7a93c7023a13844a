//! What the assistant and MCP clients may do at all: the rules of a workspace, and the decision about one tool call.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::actor::Actor;
use crate::kind::Kind;
use crate::masks::Masks;
use crate::policy::{Member, Policy, Role, Verb};

/// What a tool does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Access {
    /// It reads.
    Read,
    /// It changes the workspace.
    Write,
}

/// The setting under which the rules are kept.
pub const ASSISTANT_RULES: &str = "assistant.rules";

/// Where AI may be used. Everything is off until an administrator switches it on.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields, default)]
pub struct AssistantRules {
    /// The one switch.
    pub on: bool,
    /// Whether MCP clients are let in beside the app's own assistant.
    pub mcp: bool,
    /// Kinds that AI may neither read nor write.
    #[ts(as = "Vec<Kind>")]
    pub closed_kinds: BTreeSet<Kind>,
    /// Kinds that AI may read and not write.
    #[ts(as = "Vec<Kind>")]
    pub read_only_kinds: BTreeSet<Kind>,
    /// Roles that may not use AI.
    pub closed_roles: Vec<Role>,
    /// Whether the panel has summaries written without a click. Each costs what a request costs.
    pub summaries_unasked: bool,
    /// What leaves of a field, by kind and by the field's key, where it is not what the declaration says.
    pub masks: Masks,
}

impl AssistantRules {
    /// All kinds and roles, in the app.
    #[must_use]
    pub fn open() -> Self {
        Self {
            on: true,
            mcp: true,
            ..Self::default()
        }
    }
}

/// What becomes of a tool call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decision {
    /// It runs at once.
    Allow,
    /// A person is asked.
    Confirm,
    /// It does not run.
    Deny(Refused),
}

/// Why a tool call does not run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// AI is switched off.
    #[error("AI is switched off in this workspace: an administrator can switch it on in the settings")]
    Off,
    /// MCP is switched off.
    #[error("MCP clients are switched off in this workspace: an administrator can let them in")]
    NoMcp,
    /// The member's role may not use AI.
    #[error("the role {0} may not use AI here: ask an administrator of this workspace")]
    ClosedRole(&'static str),
    /// The member's role may not do it at all.
    #[error("the role {0} may not do this: ask an administrator of this workspace")]
    Role(&'static str),
    /// The member does not work here any more.
    #[error("this member does not work here any more")]
    Gone,
    /// The kind is closed to AI.
    #[error("{0}s are closed to AI in this workspace")]
    ClosedKind(Kind),
    /// The kind is only to be read.
    #[error("AI may read {0}s in this workspace and not change them")]
    ReadOnlyKind(Kind),
    /// The actor calls no tools.
    #[error("imports and Workestra itself call no tools")]
    NoTools,
}

impl Policy {
    /// Whether a tool may be called for this member. What writes is never simply allowed, whoever asks: a person
    /// confirms it. In order: the switch, the way in, the member, the role, the kind; the first that refuses decides.
    /// The rules bind AI. Of what a person asks for themselves, with no model in between, the role alone decides.
    #[must_use]
    pub fn decide(
        rules: &AssistantRules,
        actor: Actor,
        member: &Member,
        access: Access,
        kind: Option<Kind>,
    ) -> Decision {
        let is_ai = !matches!(actor, Actor::Member { .. });
        if is_ai && !rules.on {
            return Decision::Deny(Refused::Off);
        }
        match actor {
            Actor::Mcp { .. } if !rules.mcp => return Decision::Deny(Refused::NoMcp),
            Actor::Import { .. } | Actor::System => return Decision::Deny(Refused::NoTools),
            Actor::Member { .. } | Actor::Assistant { .. } | Actor::Mcp { .. } => {}
        }
        if !member.active || actor.member() != Some(member.id) {
            return Decision::Deny(Refused::Gone);
        }
        let role = member.role;
        if is_ai && rules.closed_roles.contains(&role) {
            return Decision::Deny(Refused::ClosedRole(role.name()));
        }
        let verb = match access {
            Access::Read => Verb::Read,
            Access::Write => Verb::Write,
        };
        if !Self::allows(role, verb) {
            return Decision::Deny(Refused::Role(role.name()));
        }
        if let Some(kind) = kind.filter(|_| is_ai) {
            if rules.closed_kinds.contains(&kind) {
                return Decision::Deny(Refused::ClosedKind(kind));
            }
            if access == Access::Write && rules.read_only_kinds.contains(&kind) {
                return Decision::Deny(Refused::ReadOnlyKind(kind));
            }
        }
        match access {
            Access::Read => Decision::Allow,
            Access::Write => Decision::Confirm,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::MemberId;
    use crate::time::UtcMillis;

    const ROLES: [Role; 4] = [Role::Administrator, Role::Manager, Role::Member, Role::Viewer];

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

    fn actors(member: &Member) -> [Actor; 3] {
        let member = member.id;
        [
            Actor::Member { member },
            Actor::Assistant { member },
            Actor::Mcp { member },
        ]
    }

    #[test]
    fn nothing_of_ai_is_allowed_until_it_is_switched_on() {
        for role in ROLES {
            let member = member(role);
            let [_, assistant, mcp] = actors(&member);
            for actor in [assistant, mcp] {
                for access in [Access::Read, Access::Write] {
                    let decision = Policy::decide(&AssistantRules::default(), actor, &member, access, None);
                    assert_eq!(decision, Decision::Deny(Refused::Off));
                }
            }
        }
    }

    #[test]
    fn what_a_person_asks_for_themselves_is_bound_by_their_role_and_confirmed_and_not_by_the_rules_of_ai() {
        let rules = AssistantRules {
            closed_kinds: BTreeSet::from([Kind::Deal]),
            closed_roles: ROLES.to_vec(),
            ..AssistantRules::default()
        };
        for role in ROLES {
            let member = member(role);
            let [person, ..] = actors(&member);
            let decision = Policy::decide(&rules, person, &member, Access::Write, Some(Kind::Deal));
            let wanted = match role {
                Role::Viewer => Decision::Deny(Refused::Role("viewer")),
                _ => Decision::Confirm,
            };
            assert_eq!(decision, wanted, "{role:?}");
        }
    }

    #[test]
    fn no_write_is_ever_allowed_without_a_person() {
        for role in ROLES {
            let member = member(role);
            for actor in actors(&member) {
                for kind in [None, Some(Kind::Deal), Some(Kind::Candidate)] {
                    let decision = Policy::decide(&AssistantRules::open(), actor, &member, Access::Write, kind);
                    let wanted = match role {
                        Role::Viewer => Decision::Deny(Refused::Role("viewer")),
                        _ => Decision::Confirm,
                    };
                    assert_eq!(decision, wanted, "{role:?} {actor:?}");
                }
            }
        }
    }

    #[test]
    fn a_closed_kind_is_closed_and_a_read_only_one_is_read() {
        let dana = member(Role::Administrator);
        let rules = AssistantRules {
            closed_kinds: BTreeSet::from([Kind::Candidate]),
            read_only_kinds: BTreeSet::from([Kind::Deal]),
            ..AssistantRules::open()
        };
        let [_, assistant, _] = actors(&dana);
        let decide = |access, kind| Policy::decide(&rules, assistant, &dana, access, Some(kind));
        assert_eq!(
            decide(Access::Read, Kind::Candidate),
            Decision::Deny(Refused::ClosedKind(Kind::Candidate))
        );
        assert_eq!(decide(Access::Read, Kind::Deal), Decision::Allow);
        assert_eq!(
            decide(Access::Write, Kind::Deal),
            Decision::Deny(Refused::ReadOnlyKind(Kind::Deal))
        );
        assert_eq!(decide(Access::Write, Kind::Task), Decision::Confirm);
    }

    #[test]
    fn an_actor_of_another_member_and_one_who_left_are_refused() {
        let (dana, kim) = (member(Role::Administrator), member(Role::Administrator));
        let gone = Member {
            active: false,
            ..kim.clone()
        };
        let for_kim = Actor::Assistant { member: kim.id };
        let decide = |member| Policy::decide(&AssistantRules::open(), for_kim, member, Access::Read, None);
        assert_eq!(decide(&kim), Decision::Allow);
        assert_eq!(decide(&gone), Decision::Deny(Refused::Gone));
        assert_eq!(decide(&dana), Decision::Deny(Refused::Gone));
    }

    #[test]
    fn mcp_has_a_switch_of_its_own() {
        let dana = member(Role::Administrator);
        let rules = AssistantRules {
            mcp: false,
            ..AssistantRules::open()
        };
        let [_, assistant, mcp] = actors(&dana);
        assert_eq!(
            Policy::decide(&rules, mcp, &dana, Access::Read, None),
            Decision::Deny(Refused::NoMcp)
        );
        assert_eq!(
            Policy::decide(&rules, assistant, &dana, Access::Read, None),
            Decision::Allow
        );
    }
}
