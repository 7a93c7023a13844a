//! Members by id, address or name.

use uuid::Uuid;

use super::text::{fold, line};
use super::{Refusal, did_you_mean, either, nearest, quoted};
use crate::policy::Member;

/// The id of the member that a text means. Without the members only ids are read.
///
/// # Errors
/// When nobody or several people are meant.
pub(crate) fn read(text: &str, members: Option<&[Member]>) -> Result<String, Refusal> {
    let text = line(text)?;
    let id = Uuid::parse_str(&text).ok();
    let Some(members) = members else {
        return id
            .map(|id| id.to_string())
            .ok_or_else(|| Refusal::new(format!("{} is no member: choose one of the workspace", quoted(&text))));
    };
    match find(&text, members) {
        Found::One(member) => Ok(member.id.to_string()),
        Found::Several(people) => Err(several(&text, &people)),
        Found::Nobody => Err(nobody(&text, members)),
    }
}

/// Whom a text may mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Found<'a> {
    One(&'a Member),
    Several(Vec<&'a Member>),
    Nobody,
}

/// Whom a text means: by id, address, whole name in either order, then by a part of the name or address that only
/// one member has.
pub(crate) fn find<'a>(text: &str, members: &'a [Member]) -> Found<'a> {
    let text = text.trim();
    // As exports of one's own colleagues write them, thousands of times.
    let mut namesakes = members.iter().filter(|member| member.name == text);
    if let (Some(member), None) = (namesakes.next(), namesakes.next()) {
        return Found::One(member);
    }
    let wanted = fold(text);
    // `Smith, Dana` and `dana.smith` are names too.
    let words = words_of(&wanted);
    if words.is_empty() {
        return Found::Nobody;
    }
    let id = Uuid::parse_str(&wanted).ok();
    let by_id = |member: &Member| id == Some(member.id.0);
    let by_address = |member: &Member| member.email.as_deref().is_some_and(|email| fold(email) == wanted);
    let by_name = |member: &Member| {
        let mut name = words_of(&fold(&member.name));
        let mut words = words.clone();
        name.sort();
        words.sort();
        name == words
    };
    let by_part = |member: &Member| {
        let mut known = words_of(&fold(&member.name));
        known.extend(
            member
                .email
                .as_deref()
                .map(|email| fold(email.split('@').next().unwrap_or_default())),
        );
        words
            .iter()
            .all(|word| known.iter().any(|part| part.starts_with(word.as_str())))
    };
    let ways: [&dyn Fn(&Member) -> bool; 4] = [&by_id, &by_address, &by_name, &by_part];
    for way in ways {
        let found: Vec<&Member> = members.iter().filter(|member| way(member)).collect();
        match found.as_slice() {
            [] => {}
            [one] => return Found::One(one),
            _ => return Found::Several(found),
        }
    }
    Found::Nobody
}

fn words_of(name: &str) -> Vec<String> {
    name.split(|c: char| c.is_whitespace() || matches!(c, ',' | '.' | '_'))
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

pub(crate) fn several(text: &str, people: &[&Member]) -> Refusal {
    let names: Vec<String> = people
        .iter()
        .take(8)
        .map(|member| match &member.email {
            Some(email) => format!("{} ({email})", member.name),
            None => member.name.clone(),
        })
        .collect();
    Refusal::new(format!(
        "{} could be {}: write more of the name",
        quoted(text),
        either(&names)
    ))
}

pub(crate) fn nobody(text: &str, members: &[Member]) -> Refusal {
    let names: Vec<&str> = members.iter().map(|member| member.name.as_str()).collect();
    let near = near(text, members).map(|member| member.name.as_str());
    let who = if names.len() > 8 {
        format!("{} and {} more", names[..8].join(", "), names.len() - 8)
    } else {
        either(&names)
    };
    Refusal::new(format!(
        "{} is no member: use {who}{}",
        quoted(text),
        did_you_mean(near)
    ))
}

/// The member whose name, or a word of it, a mistyped text is closest to.
pub(crate) fn near<'a>(text: &str, members: &'a [Member]) -> Option<&'a Member> {
    let parts = members.iter().flat_map(|member| {
        std::iter::once((member, member.name.as_str()))
            .chain(member.name.split_whitespace().map(move |word| (member, word)))
    });
    let closest = nearest(text, parts.clone().map(|(_, part)| part))?;
    parts
        .into_iter()
        .find(|(_, part)| *part == closest)
        .map(|(member, _)| member)
}
