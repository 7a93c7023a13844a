//! From the moment a person saves a change to the moment a search finds it.

use std::time::{Duration, Instant};

use anyhow::bail;
use workestra_core::{Draft, Fields, Kind, Verb};
use workestra_engine::api::Leg;
use workestra_store::Op;

use super::ms;
use crate::figure::{Figure, Unit};
use crate::report::Report;
use crate::world::{World, grant};

const CHANGES: usize = 60;
/// Between two looks.
const PAUSE: Duration = Duration::from_millis(1);
/// When a change counts as lost.
const PATIENCE: Duration = Duration::from_secs(30);

/// Measures it.
///
/// # Errors
/// The workspace cannot be written, or a change is never found.
pub async fn measure(world: &World, report: Report) -> anyhow::Result<()> {
    let write = grant(&world.open, Verb::Write)?;
    let mut times = Vec::with_capacity(CHANGES);
    for number in 0..CHANGES {
        // A body's word: names would be found by the exact tier, which reads the file itself.
        let word = format!("zyxwabcdefgh{}", letters(number));
        let mut fields = Fields::new();
        fields.insert("subject".to_owned(), "Changed just now".into());
        fields.insert("body".to_owned(), format!("It says {word} on the display.").into());
        let draft = Draft {
            kind: Kind::Ticket,
            fields,
        };
        let began = Instant::now();
        world
            .open
            .store()
            .write(&write, vec![Op::Create { id: None, draft }])
            .await?;
        while world.ask(&word, &[Leg::Text]).await?.hits.is_empty() {
            if began.elapsed() > PATIENCE {
                bail!("a change was not found within {} s", PATIENCE.as_secs());
            }
            tokio::time::sleep(PAUSE).await;
        }
        times.push(ms(began));
    }
    let figure = Figure::new("change to found", world.entities, Unit::Ms, times);
    report.figure(&figure.note("written, on the disk, indexed and found by its words"))
}

/// A word for a number: no digits, which would make it look like a reference.
fn letters(number: usize) -> String {
    let letter = |digit: char| char::from(b'a' + u8::try_from(digit.to_digit(10).unwrap_or(0)).unwrap_or(0));
    number.to_string().chars().map(letter).collect()
}
