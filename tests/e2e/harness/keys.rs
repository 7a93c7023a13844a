//! Keys by the names that the shortcut sheet uses: `Ctrl+K`, `Enter`, `ArrowDown`.

use anyhow::{Context, Result};
use fantoccini::actions::{InputSource as _, KeyAction, KeyActions};
use fantoccini::key::Key;

/// Holds the keys down in the order of the chord and lets them go in reverse.
///
/// # Errors
/// When a key has no such name.
pub fn chord(chord: &str) -> Result<KeyActions> {
    let keys = chord.split('+').map(key).collect::<Result<Vec<char>>>()?;
    let down = keys.iter().map(|&value| KeyAction::Down { value });
    let up = keys.iter().rev().map(|&value| KeyAction::Up { value });
    Ok(sequence(down.chain(up)))
}

/// One key after the other, as a person types.
pub fn text(text: &str) -> KeyActions {
    sequence(
        text.chars()
            .flat_map(|value| [KeyAction::Down { value }, KeyAction::Up { value }]),
    )
}

fn sequence(actions: impl Iterator<Item = KeyAction>) -> KeyActions {
    actions.fold(KeyActions::new("keyboard".to_owned()), |keys, action| keys.then(action))
}

fn key(name: &str) -> Result<char> {
    let named = match name {
        "Ctrl" => Key::Control,
        "Shift" => Key::Shift,
        "Alt" => Key::Alt,
        "Enter" => Key::Enter,
        "Esc" => Key::Escape,
        "Tab" => Key::Tab,
        "Space" => Key::Space,
        "Backspace" => Key::Backspace,
        "Delete" => Key::Delete,
        "Home" => Key::Home,
        "End" => Key::End,
        "F10" => Key::F10,
        "ArrowUp" => Key::Up,
        "ArrowDown" => Key::Down,
        "ArrowLeft" => Key::Left,
        "ArrowRight" => Key::Right,
        _ => {
            let mut letters = name.chars();
            let letter = letters.next().filter(|_| letters.next().is_none());
            return letter
                .map(|letter| letter.to_ascii_lowercase())
                .with_context(|| format!("no key is called {name}"));
        }
    };
    Ok(named.into())
}
