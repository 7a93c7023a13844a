//! The one way to a write in the name of the assistant or of an MCP client: a person, in the confirmation window,
//! approves one confirmation of one open workspace. What a rule suggested and the person asked for themselves goes the
//! same way, in their own name. Each step hands a value that only the step before can make.
//!
//! ```text
//! Store::open ── made together ──► ConfirmationSeal   kept by the store, which compares
//!                              └─► ConfirmationDesk   given out once, to who dispatches the window's commands
//! ConfirmationDesk::person(member)            ──► PersonAtConfirmation   for one answer
//! PersonAtConfirmation::approves(id, digest)  ──► Resolution             for one confirmation and what it showed
//! Policy::confirmed(resolution)               ──► Grant                  which the store takes in one place only
//! ```
//!
//! None of these can be copied, and all carry the seal of the workspace that they were made for. Anybody may call
//! [`confirmation_desk`]; what comes of it is worth nothing to a store that holds another seal.

use std::sync::Arc;

use uuid::Uuid;

use crate::actor::Actor;
use crate::id::MemberId;
use crate::policy::{Denied, Member, Policy, Verb};

/// Identity of a confirmation.
pub type ConfirmationId = Uuid;

/// SHA-256 over all that a confirmation shows.
pub type Digest = [u8; 32];

/// Two seals are one only when they came from one call of [`confirmation_desk`]: what is compared is the place in
/// memory, which nothing outside can name.
#[derive(Debug, Clone)]
struct Seal(Arc<()>);

impl Seal {
    fn is(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

/// What a store keeps to tell the answers given at its own desk from all others.
#[derive(Debug)]
pub struct ConfirmationSeal(Seal);

/// The place where people answer confirmations. There is one for each open workspace.
#[derive(Debug)]
pub struct ConfirmationDesk(Seal);

/// A person who is about to answer one confirmation.
#[derive(Debug)]
pub struct PersonAtConfirmation {
    seal: Seal,
    member: Member,
}

/// A person's approval of one confirmation, as it was shown.
#[derive(Debug)]
pub struct Resolution {
    seal: Seal,
    member: MemberId,
    actor: Actor,
    confirmation: ConfirmationId,
    digest: Digest,
}

/// A desk and the seal that knows what comes from it.
#[must_use]
pub fn confirmation_desk() -> (ConfirmationDesk, ConfirmationSeal) {
    let seal = Seal(Arc::new(()));
    (ConfirmationDesk(seal.clone()), ConfirmationSeal(seal))
}

impl ConfirmationDesk {
    /// The member answers. To be called by the commands of the confirmation window and by nothing else.
    #[must_use]
    pub fn person(&self, member: &Member) -> PersonAtConfirmation {
        PersonAtConfirmation {
            seal: self.0.clone(),
            member: member.clone(),
        }
    }
}

impl PersonAtConfirmation {
    /// Who.
    #[must_use]
    pub const fn member(&self) -> &Member {
        &self.member
    }

    /// Approves what was shown under this digest. `actor` is who asked.
    ///
    /// # Errors
    /// [`Denied`] when the person's role may not write, or the actor is or works for somebody else, or asks nobody.
    pub fn approves(self, actor: Actor, confirmation: ConfirmationId, digest: Digest) -> Result<Resolution, Denied> {
        let asks_for_this_person = match actor {
            Actor::Assistant { member } | Actor::Mcp { member } | Actor::Member { member } => member == self.member.id,
            Actor::Import { .. } | Actor::System => false,
        };
        if !asks_for_this_person {
            return Err(Denied {
                role: self.member.role.name(),
                act: "confirm what was asked in somebody else's name",
            });
        }
        Policy::grant(&self.member, Verb::Write, None)?;
        Ok(Resolution {
            seal: self.seal,
            member: self.member.id,
            actor,
            confirmation,
            digest,
        })
    }
}

impl Resolution {
    /// Who approved.
    #[must_use]
    pub const fn member(&self) -> MemberId {
        self.member
    }

    /// Who asked.
    #[must_use]
    pub const fn actor(&self) -> Actor {
        self.actor
    }

    /// What was approved.
    #[must_use]
    pub const fn confirmation(&self) -> ConfirmationId {
        self.confirmation
    }

    /// What was shown.
    #[must_use]
    pub const fn digest(&self) -> &Digest {
        &self.digest
    }
}

impl ConfirmationSeal {
    /// Whether the approval was given at this seal's desk.
    #[must_use]
    pub fn knows(&self, resolution: &Resolution) -> bool {
        self.0.is(&resolution.seal)
    }

    /// Whether the person stands at this seal's desk.
    #[must_use]
    pub fn knows_person(&self, person: &PersonAtConfirmation) -> bool {
        self.0.is(&person.seal)
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]
    use super::*;
    use crate::kind::Kind;
    use crate::policy::Role;
    use crate::time::UtcMillis;

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
    fn an_approval_from_another_desk_is_told_apart() {
        let dana = member(Role::Member);
        let actor = Actor::Assistant { member: dana.id };
        let (desk, seal) = confirmation_desk();
        let (forged, _) = confirmation_desk();
        let id = Uuid::now_v7();
        assert!(seal.knows(&desk.person(&dana).approves(actor, id, [1; 32]).unwrap()));
        assert!(!seal.knows(&forged.person(&dana).approves(actor, id, [1; 32]).unwrap()));
        assert!(!seal.knows_person(&forged.person(&dana)));
    }

    #[test]
    fn only_the_member_in_whose_name_it_was_asked_can_approve() {
        let (dana, boss) = (member(Role::Member), member(Role::Administrator));
        let (desk, _seal) = confirmation_desk();
        let asked = |actor| desk.person(&boss).approves(actor, Uuid::now_v7(), [0; 32]);
        assert!(asked(Actor::Assistant { member: dana.id }).is_err());
        assert!(asked(Actor::Mcp { member: dana.id }).is_err());
        assert!(asked(Actor::Member { member: dana.id }).is_err());
        assert!(asked(Actor::System).is_err());
        assert!(asked(Actor::Mcp { member: boss.id }).is_ok());
        assert!(
            asked(Actor::Member { member: boss.id }).is_ok(),
            "what they asked themselves"
        );
    }

    #[test]
    fn a_viewer_and_somebody_who_left_approve_nothing() {
        let (desk, _seal) = confirmation_desk();
        let gone = Member {
            active: false,
            ..member(Role::Administrator)
        };
        for person in [member(Role::Viewer), gone] {
            let actor = Actor::Assistant { member: person.id };
            assert!(desk.person(&person).approves(actor, Uuid::now_v7(), [0; 32]).is_err());
        }
    }

    #[test]
    fn the_grant_of_an_approval_is_in_the_name_of_who_asked_and_says_so() {
        let dana = member(Role::Member);
        let actor = Actor::Assistant { member: dana.id };
        let (desk, seal) = confirmation_desk();
        let resolution = desk.person(&dana).approves(actor, Uuid::now_v7(), [7; 32]).unwrap();
        let grant = Policy::confirmed(resolution);
        assert_eq!(grant.actor(), actor);
        assert!(grant.covers(Verb::Write, Kind::Deal));
        assert!(
            !grant.covers(Verb::Erase, Kind::Deal),
            "nothing is deleted for good by the assistant"
        );
        assert!(!grant.covers_settings());
        assert!(grant.resolution().is_some_and(|resolution| seal.knows(resolution)));
    }
}
