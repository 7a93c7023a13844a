//! Fills a new workspace with the sample's made-up people.

use workestra_core::{Date, Grant, Member, MemberId, Policy, Role, Verb};
use workestra_sample::{COLLEAGUES, Generator, Sampled, sample_workspace};
use workestra_store::{Op, Store};

use crate::api::CommandError;

/// Writes the sample as of a day: one change set, so that nothing half-made is left when it fails.
pub(crate) async fn fill_sample(store: &Store, grant: &Grant, today: Date) -> Result<(), CommandError> {
    let mut members: Vec<MemberId> = store.members().iter().map(|member| member.id).collect();
    let colleagues: Vec<Op> = COLLEAGUES
        .iter()
        .map(|colleague| Op::MemberAdd {
            member: Member {
                id: MemberId::generate(),
                name: colleague.name.to_owned(),
                email: Some(colleague.email.to_owned()),
                role: Role::Member,
                created_at: store.now(),
                active: true,
            },
        })
        .collect();
    members.extend(colleagues.iter().filter_map(|op| match op {
        Op::MemberAdd { member } => Some(member.id),
        _ => None,
    }));
    store.write(&Policy::system(Verb::Configure), colleagues).await?;
    let plan = sample_workspace(today, &members);
    let ops = plan.entities.into_iter().flat_map(ops_of).collect();
    store.write(grant, ops).await?;
    Ok(())
}

/// An entity with what hangs on it. What it refers to comes before it.
pub(crate) fn ops_of(sampled: Sampled) -> Vec<Op> {
    let Sampled {
        id,
        draft,
        timeline,
        links,
    } = sampled;
    let mut ops = vec![Op::Create { id: Some(id), draft }];
    ops.extend(timeline.into_iter().map(|spec| Op::NoteAdd {
        id: None,
        on: std::iter::once(id).chain(spec.also_on).collect(),
        entry: spec.entry,
        text: spec.text,
        at: Some(spec.at),
    }));
    ops.extend(links.into_iter().map(|link| Op::LinkAdd {
        from: id,
        to: link.to,
        role: link.role,
    }));
    ops
}

/// Writes made-up entities, the same for the same seed: for benchmarks.
///
/// # Errors
/// When the workspace cannot be written; nothing of them is then.
pub async fn write_made_up(store: &Store, seed: u64, count: u64) -> Result<(), CommandError> {
    /// Entities written at once.
    const BATCH: usize = 500;
    let grant = Policy::system(Verb::Write);
    let members: Vec<MemberId> = store.members().iter().map(|member| member.id).collect();
    let mut writing = store.begin(&grant).await?;
    let mut sampled = Generator::new(seed, crate::engine::today(), &members);
    let mut left = count;
    while left > 0 {
        let now = usize::try_from(left).unwrap_or(BATCH).min(BATCH);
        let ops: Vec<Op> = sampled.by_ref().take(now).flat_map(ops_of).collect();
        for applied in writing.apply(ops).await? {
            applied?;
        }
        left -= now as u64;
    }
    writing.commit().await?;
    Ok(())
}
