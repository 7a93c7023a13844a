//! The commands on files that hang on entities.

use std::path::{Path, PathBuf};

use workestra_core::Grant;
use workestra_extract::{ExtractError, Extracted, Extractor, Limits};
use workestra_store::{NewFile, Op};

use super::Open;
use super::transfers::on_thread;
use crate::api::{
    Attached, Attachment, AttachmentAdd, AttachmentName, AttachmentSave, Attachments, CommandError, EntityName,
    ErrorCode, Nothing, Written,
};
use crate::settings;

/// Largest file, in bytes.
const LARGEST: u64 = 100 << 20;

/// A file that was read from the disk.
struct Read {
    file: NewFile,
    unread: Option<ExtractError>,
}

impl Open {
    /// Attaches a file and reads its text for search.
    ///
    /// # Errors
    /// When the file cannot be read or is too large, or there is no such entity. A file whose text cannot be read is
    /// attached all the same.
    pub async fn attachment_add(&self, grant: &Grant, add: AttachmentAdd) -> Result<Attached, CommandError> {
        let entity = self.entity_named(&add.id.to_string()).await?;
        let path = PathBuf::from(add.path);
        let read = on_thread(move || read(&path)).await?;
        let name = read.file.name.clone();
        let op = Op::FileAdd {
            on: entity.id,
            file: read.file,
        };
        self.store.write(grant, vec![op]).await?;
        Ok(Attached {
            summary: format!("attached {name} to {}", entity.reference),
            unread: read.unread.map(|error| error.to_string()),
        })
    }

    pub(crate) async fn attachment_list(&self, _: &Grant, name: EntityName) -> Result<Attachments, CommandError> {
        let entity = self.entity_named(&name.entity).await?;
        let files = self.store.files(entity.id).await?;
        Ok(Attachments {
            attachments: files
                .into_iter()
                .map(|file| Attachment {
                    id: file.id,
                    name: file.name,
                    media_type: file.media_type,
                    size: file.size,
                    has_text: file.has_text,
                    actor: file.actor,
                    at: file.at,
                })
                .collect(),
        })
    }

    pub(crate) async fn attachment_save(&self, _: &Grant, save: AttachmentSave) -> Result<Nothing, CommandError> {
        let (_, bytes) = self
            .store
            .file(save.id)
            .await?
            .ok_or_else(|| CommandError::not_found("that file is not there any more"))?;
        on_thread(move || {
            settings::write_whole(Path::new(&save.path), &bytes).map_err(|error| {
                CommandError::new(ErrorCode::Failed, format!("{} cannot be written: {error}", save.path))
            })
        })
        .await?;
        Ok(Nothing {})
    }

    pub(crate) async fn attachment_remove(&self, grant: &Grant, file: AttachmentName) -> Result<Written, CommandError> {
        let name = self.store.file(file.id).await?.map(|(file, _)| file.name);
        self.write(grant, vec![Op::FileRemove { id: file.id }], |entities| {
            let from = entities
                .first()
                .map_or_else(String::new, |entity| format!(" from {}", entity.reference));
            format!("removed {}{from}", name.as_deref().unwrap_or("a file"))
        })
        .await
    }
}

fn read(path: &Path) -> Result<Read, CommandError> {
    let cannot = |error: &dyn std::fmt::Display| {
        CommandError::new(ErrorCode::Failed, format!("{} cannot be read: {error}", path.display()))
    };
    let about = std::fs::metadata(path).map_err(|error| cannot(&error))?;
    if !about.is_file() {
        return Err(cannot(&"it is no file; choose one in the folder"));
    }
    if about.len() > LARGEST {
        return Err(cannot(&format!(
            "it is larger than {} MB; keep it elsewhere",
            LARGEST >> 20
        )));
    }
    let bytes = std::fs::read(path).map_err(|error| cannot(&error))?;
    let name = path
        .file_name()
        .map_or_else(|| "file".to_owned(), |name| name.to_string_lossy().into_owned());
    let extracted = Extractor::this_program()
        .map_err(|error| ExtractError::Unavailable(error.to_string()))
        .and_then(|extractor| extractor.extract(&name, &bytes, &Limits::default(), &|| false));
    let (media_type, text, unread) = match extracted {
        Ok(Extracted { text, media_type, .. }) => (media_type, Some(text).filter(|text| !text.is_empty()), None),
        Err(ExtractError::Unsupported(media_type)) => {
            let unread = ExtractError::Unsupported(media_type.clone());
            (media_type, None, Some(unread))
        }
        Err(error) => ("application/octet-stream".to_owned(), None, Some(error)),
    };
    Ok(Read {
        file: NewFile {
            name,
            media_type,
            bytes,
            text,
        },
        unread,
    })
}
