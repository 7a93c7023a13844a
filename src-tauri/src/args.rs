//! What the program can be started with.

use std::path::PathBuf;

/// The arguments.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Args {
    /// `--toggle`: shows or hides the launcher, in the running program when there is one. For desktops that let no
    /// program register a global shortcut.
    pub(crate) toggle: bool,
    /// `--sample`: opens the sample workspace, made at the first time.
    pub(crate) sample: bool,
    /// `--workspace DIR`: opens this one instead of the last used.
    pub(crate) workspace: Option<PathBuf>,
    /// `--check`: searches in the window, says what was found and ends.
    pub(crate) check: bool,
}

/// An argument that is none.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub(crate) enum ArgsError {
    #[error("{0} is no option: use --toggle, --sample, --workspace DIR or --check")]
    Unknown(String),
    #[error("--workspace needs the folder of a workspace")]
    NoFolder,
}

impl Args {
    pub(crate) fn read(words: impl IntoIterator<Item = String>) -> Result<Self, ArgsError> {
        let mut args = Self::default();
        let mut words = words.into_iter();
        while let Some(word) = words.next() {
            match word.as_str() {
                "--toggle" => args.toggle = true,
                "--sample" => args.sample = true,
                "--check" => args.check = true,
                "--workspace" => args.workspace = Some(words.next().ok_or(ArgsError::NoFolder)?.into()),
                _ => return Err(ArgsError::Unknown(word)),
            }
        }
        Ok(args)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(words: &[&str]) -> Result<Args, ArgsError> {
        Args::read(words.iter().map(|&word| word.to_owned()))
    }

    #[test]
    fn options_are_read_in_any_order() {
        let args = Args {
            toggle: true,
            workspace: Some("there".into()),
            ..Args::default()
        };
        assert_eq!(read(&["--workspace", "there", "--toggle"]), Ok(args));
    }

    #[test]
    fn an_unknown_option_is_named() {
        assert_eq!(read(&["--tggle"]), Err(ArgsError::Unknown("--tggle".to_owned())));
        assert_eq!(read(&["--workspace"]), Err(ArgsError::NoFolder));
    }
}
