//! Texts put together from templates.

use std::fmt::Write as _;

use rand::RngExt;
use rand::rngs::Xoshiro256PlusPlus;

use crate::person::pick;
use crate::tongue::Tongue;
use crate::topics::{ASKS, IMPACTS, OPENINGS, TOPICS, Topic};

/// What the blanks of a template are filled with.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Blanks<'a> {
    pub(crate) thing: &'a str,
    pub(crate) city: &'a str,
    pub(crate) firm: &'a str,
    pub(crate) who: &'a str,
    pub(crate) skill: &'a str,
    pub(crate) n: u32,
    pub(crate) code: u32,
}

/// Appends a template with its blanks filled.
pub(crate) fn fill(text: &mut String, template: &str, blanks: &Blanks<'_>) {
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        text.push_str(before);
        let Some((name, after)) = after.split_once('}') else {
            break;
        };
        // Writing to a text does not fail.
        let _ = match name {
            "thing" => text.write_str(blanks.thing),
            "city" => text.write_str(blanks.city),
            "firm" => text.write_str(blanks.firm),
            "who" => text.write_str(blanks.who),
            "skill" => text.write_str(blanks.skill),
            "n" => write!(text, "{}", blanks.n),
            "code" => write!(text, "E-{}", blanks.code),
            _ => Ok(()),
        };
        rest = after;
    }
    text.push_str(rest);
}

/// A template on its own.
pub(crate) fn filled(template: &str, blanks: &Blanks<'_>) -> String {
    let mut text = String::with_capacity(template.len() + 32);
    fill(&mut text, template, blanks);
    text
}

/// What somebody wrote to support.
#[derive(Debug)]
pub(crate) struct Request {
    pub(crate) subject: String,
    pub(crate) body: String,
    /// For requests in English.
    pub(crate) topic: Option<&'static Topic>,
}

/// A request in a person's language, or in English.
pub(crate) fn request(spoken: &'static Tongue, name: &str, rng: &mut Xoshiro256PlusPlus) -> Request {
    let mut blanks = Blanks {
        thing: pick(spoken.things, rng),
        city: pick(spoken.places, rng).0,
        n: rng.random_range(2..60),
        code: rng.random_range(100..1000),
        ..Blanks::default()
    };
    if !spoken.requests.is_empty() && rng.random_range(0..10) < 7 {
        let (subject, body) = pick(spoken.requests, rng);
        let mut text = filled(body, &blanks);
        text.push_str("\n\n");
        text.push_str(name);
        return Request {
            subject: filled(subject, &blanks),
            body: text,
            topic: None,
        };
    }
    blanks.thing = pick(crate::tongues::english::TONGUE.things, rng);
    let topic = &TOPICS[rng.random_range(0..TOPICS.len())];
    let mut body = String::with_capacity(400);
    fill(&mut body, pick(OPENINGS, rng), &blanks);
    if !body.is_empty() {
        body.push_str("\n\n");
    }
    fill(&mut body, pick(topic.problems, rng), &blanks);
    let first = rng.random_range(0..topic.details.len());
    for step in 0..rng.random_range(1..3) {
        body.push(' ');
        fill(&mut body, topic.details[(first + step) % topic.details.len()], &blanks);
    }
    body.push(' ');
    fill(&mut body, pick(IMPACTS, rng), &blanks);
    body.push(' ');
    body.push_str(pick(ASKS, rng));
    body.push_str("\n\n");
    body.push_str(name);
    Request {
        subject: filled(pick(topic.subjects, rng), &blanks),
        body,
        topic: Some(topic),
    }
}
