//! Files that go with a message: their text is read here, once, by a process that can open nothing, and the person sees
//! it among what leaves before it does.

use std::path::{Path, PathBuf};

use workestra_assistant::NewFile;
use workestra_core::Grant;
use workestra_extract::{ExtractError, Extracted, Extractor, Limits};

use super::super::transfers::on_thread;
use crate::api::{ChatFile, ChatFileRead, CommandError, ErrorCode};
use crate::open::Open;

/// Largest file, in bytes.
const LARGEST: usize = 20 << 20;

/// Longest text of a file, in characters; what goes beyond stays here.
const LONGEST: usize = 100_000;

/// The most files of one message.
const MOST: usize = 5;

/// Longest name, in characters.
const LONGEST_NAME: usize = 255;

impl Open {
    /// The text of a file, to go with a message. Nothing of it is kept.
    ///
    /// # Errors
    /// It cannot be opened, is too large, or no text can be read from it.
    pub async fn chat_file_read(&self, _: &Grant, file: ChatFileRead) -> Result<ChatFile, CommandError> {
        let path = PathBuf::from(file.path);
        on_thread(move || read(&path)).await
    }
}

fn read(path: &Path) -> Result<ChatFile, CommandError> {
    let name = path
        .file_name()
        .map_or_else(|| "file".to_owned(), |name| name.to_string_lossy().into_owned());
    let cannot = |why: &dyn std::fmt::Display| {
        CommandError::new(ErrorCode::Failed, format!("{name} cannot go with the message: {why}"))
    };
    let about = std::fs::metadata(path).map_err(|error| cannot(&error))?;
    if !about.is_file() {
        return Err(cannot(&"it is no file; choose one in the folder"));
    }
    if about.len() > LARGEST as u64 {
        return Err(cannot(&too_large()));
    }
    let bytes = std::fs::read(path).map_err(|error| cannot(&error))?;
    let limits = Limits {
        input: LARGEST,
        text: LONGEST,
        ..Limits::default()
    };
    let extracted = Extractor::this_program()
        .map_err(|error| ExtractError::Unavailable(error.to_string()))
        .and_then(|extractor| extractor.extract(&name, &bytes, &limits, &|| false))
        .map_err(|error| cannot(&words(&error)))?;
    let Extracted { text, truncated, .. } = extracted;
    if text.trim().is_empty() {
        return Err(cannot(
            &"it holds no text, as a page that was scanned; choose a copy whose text can be marked",
        ));
    }
    Ok(ChatFile {
        name,
        text,
        cut: truncated,
    })
}

/// As the conversation says it: nothing is searched here.
fn words(error: &ExtractError) -> String {
    match error {
        ExtractError::Unsupported(media_type) => {
            format!("no text can be read from {media_type}; choose a PDF, a DOCX or plain text")
        }
        ExtractError::Encrypted => "it is protected by a password; choose a copy without one".to_owned(),
        ExtractError::Damaged => "it is damaged; save it anew in the program that made it".to_owned(),
        ExtractError::TooLarge => too_large(),
        ExtractError::TooSlow => "it takes too long to read; choose a simpler copy".to_owned(),
        ExtractError::Cancelled => "reading it was stopped".to_owned(),
        ExtractError::Unavailable(why) => format!("no file can be read; install Workestra anew ({why})"),
    }
}

fn too_large() -> String {
    format!(
        "it is larger than {} MB; choose a smaller one, or a part of it",
        LARGEST >> 20
    )
}

/// The files of a message, within their bounds.
pub(super) fn enclosed(files: &[ChatFile]) -> Result<Vec<NewFile>, CommandError> {
    let refused = |message: String| Err(CommandError::new(ErrorCode::InvalidArguments, message));
    if files.len() > MOST {
        return refused(format!("at most {MOST} files go with a message: leave some out"));
    }
    let too_long = |file: &&ChatFile| file.text.chars().count() > LONGEST || file.name.chars().count() > LONGEST_NAME;
    if let Some(file) = files.iter().find(too_long) {
        let name: String = file.name.chars().take(LONGEST_NAME).collect();
        return refused(format!("{name} is longer than {LONGEST} characters: leave it out"));
    }
    let files = files.iter().map(|file| NewFile {
        name: file.name.clone(),
        text: file.text.clone(),
        cut: file.cut,
    });
    Ok(files.collect())
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]
    use super::*;

    #[test]
    fn the_text_of_a_file_is_read_up_to_its_bound() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("Offer.md");
        std::fs::write(&path, "# Offer\n\nGrüße").unwrap();
        let file = read(&path).unwrap();
        assert_eq!((file.name.as_str(), file.cut), ("Offer.md", false));
        assert_eq!(file.text, "# Offer\n\nGrüße");
        std::fs::write(&path, "ä".repeat(LONGEST + 1)).unwrap();
        let file = read(&path).unwrap();
        assert_eq!((file.text.chars().count(), file.cut), (LONGEST, true));
    }

    #[test]
    fn what_cannot_go_along_says_why_and_what_to_do() {
        let dir = tempfile::tempdir().unwrap();
        let at = |name: &str, bytes: &[u8]| {
            let path = dir.path().join(name);
            std::fs::write(&path, bytes).unwrap();
            read(&path).unwrap_err().message
        };
        let large = dir.path().join("large.txt");
        std::fs::File::create(&large)
            .unwrap()
            .set_len(LARGEST as u64 + 1)
            .unwrap();
        for (message, why) in [
            (at("empty.txt", b" \n"), "holds no text"),
            (
                at("shot.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
                "choose a PDF, a DOCX or plain text",
            ),
            (read(&large).unwrap_err().message, "larger than 20 MB"),
            (read(dir.path()).unwrap_err().message, "no file"),
            (
                read(&dir.path().join("gone.txt")).unwrap_err().message,
                "gone.txt cannot go",
            ),
        ] {
            assert!(message.contains(why), "{message}");
        }
    }

    #[test]
    fn no_message_carries_more_than_it_may() {
        let file = |text: String| ChatFile {
            name: "a.txt".to_owned(),
            text,
            cut: false,
        };
        assert!(enclosed(&vec![file("a".to_owned()); MOST]).is_ok());
        assert!(enclosed(&vec![file("a".to_owned()); MOST + 1]).is_err());
        assert!(enclosed(&[file("a".repeat(LONGEST + 1))]).is_err());
    }
}
