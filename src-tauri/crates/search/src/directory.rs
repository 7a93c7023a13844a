//! The folder that holds the search index, with every file sealed.
//!
//! The index has the words of the workspace in it, so it may not lie in the clear beside an encrypted workspace file.
//! Each file is a row of AES-256-GCM chunks of 64 KiB whose associated data are the file's name, the chunk's number and
//! whether it is the last: nothing can be flipped, cut, reordered or moved between files unseen. What can happen unseen is
//! that a whole older folder is put back; the cursor that the indexer keeps in the commit shows that.
//!
//! Nothing here is synchronised to disk. The index derives from the workspace: what a crash tears fails its check, and
//! the owner, told so by [`IndexDamaged`], builds it again.

mod cache;
mod damage;
mod key;
mod layout;
mod reader;
#[cfg(test)]
mod tests;
mod writer;

use std::collections::HashMap;
use std::fmt;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Weak};

use parking_lot::Mutex;
use tantivy::Directory;
use tantivy::directory::error::{DeleteError, LockError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    DirectoryLock, FileHandle, Lock, OwnedBytes, WatchCallback, WatchCallbackList, WatchHandle, WritePtr,
};

pub use damage::IndexDamaged;
pub use key::IndexKey;

use cache::PlainCache;
use reader::{ChunkedFile, SealedFile};
use writer::SealingWriter;

const META: &str = "meta.json";
/// What a crash between writing and renaming leaves; cleared at the next opening.
const UNFINISHED: &str = ".unfinished-";

/// A tantivy [`Directory`] whose files are encrypted on disk. Clones share everything.
#[derive(Clone)]
pub struct EncryptedDirectory {
    inner: Arc<Inner>,
}

struct Inner {
    folder: PathBuf,
    key: IndexKey,
    cache: Arc<PlainCache>,
    /// tantivy opens every file again at each reload, while the searcher before still has it.
    open: Mutex<HashMap<String, Weak<dyn FileHandle>>>,
    /// Numbers open files in the cache.
    counter: AtomicU64,
    watchers: WatchCallbackList,
}

impl EncryptedDirectory {
    /// Opens the folder, making it if it is missing, and clears what an earlier crash left half-written.
    ///
    /// `cache_bytes` bounds the decrypted postings kept in memory. The dictionaries, fast fields and
    /// lengths of the searched segments are in memory beside it, as tantivy has them.
    pub fn open(folder: &Path, key: IndexKey, cache_bytes: usize) -> io::Result<Self> {
        fs::create_dir_all(folder)?;
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            if entry.file_name().to_string_lossy().starts_with(UNFINISHED) {
                fs::remove_file(entry.path())?;
            }
        }
        Ok(Self {
            inner: Arc::new(Inner {
                folder: folder.to_owned(),
                key,
                cache: Arc::new(PlainCache::new(cache_bytes)),
                open: Mutex::new(HashMap::new()),
                counter: AtomicU64::new(0),
                watchers: WatchCallbackList::default(),
            }),
        })
    }

    /// Bytes of decrypted postings held now.
    pub fn cached_bytes(&self) -> usize {
        self.inner.cache.held()
    }

    fn unseal(&self, name: &str) -> io::Result<SealedFile> {
        SealedFile::open(File::open(self.inner.folder.join(name))?, &self.inner.key, name)
    }

    fn handle(&self, name: &str) -> io::Result<Arc<dyn FileHandle>> {
        if let Some(handle) = self.inner.open.lock().get(name).and_then(Weak::upgrade) {
            return Ok(handle);
        }
        let sealed = self.unseal(name)?;
        let handle: Arc<dyn FileHandle> = if is_read_whole(name) {
            Arc::new(OwnedBytes::new(sealed.read_all()?))
        } else {
            let id = self.inner.counter.fetch_add(1, Ordering::Relaxed);
            Arc::new(ChunkedFile::new(sealed, id, Arc::clone(&self.inner.cache))?)
        };
        let mut open = self.inner.open.lock();
        open.retain(|_, handle| handle.strong_count() > 0);
        open.insert(name.to_owned(), Arc::downgrade(&handle));
        Ok(handle)
    }

    fn replace(&self, name: &str, content: &[u8]) -> io::Result<()> {
        // A name that no other opening of the same folder uses at the same time.
        let unfinished = self
            .inner
            .folder
            .join(format!("{UNFINISHED}{:016x}", rand::random::<u64>()));
        let file = File::create(&unfinished)?;
        let written = SealingWriter::new(file, &self.inner.key, name)
            .and_then(|mut writer| {
                writer.write_all(content)?;
                writer.finish()
            })
            .and_then(|()| fs::rename(&unfinished, self.inner.folder.join(name)));
        if written.is_err() {
            // The first error is the one to report; what stays behind is cleared at the next opening.
            let _ = fs::remove_file(&unfinished);
        }
        written
    }
}

/// Files of which tantivy takes every byte at opening a segment, or which it reads all over: term dictionaries, fast
/// fields, field lengths. The others go through the cache.
fn is_read_whole(name: &str) -> bool {
    Path::new(name)
        .extension()
        .and_then(|extension| extension.to_str())
        .is_some_and(|extension| matches!(extension, "term" | "fast" | "fieldnorm"))
}

/// The name of a file directly in the folder.
fn plain_name(path: &Path) -> io::Result<&str> {
    path.file_name()
        .filter(|name| Path::new(name) == path)
        .and_then(|name| name.to_str())
        .ok_or_else(|| io::Error::new(io::ErrorKind::InvalidInput, "an index file needs a plain name"))
}

fn open_read_error(error: io::Error, path: &Path) -> OpenReadError {
    if error.kind() == io::ErrorKind::NotFound {
        OpenReadError::FileDoesNotExist(path.to_owned())
    } else {
        OpenReadError::wrap_io_error(error, path.to_owned())
    }
}

impl Directory for EncryptedDirectory {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        plain_name(path)
            .and_then(|name| self.handle(name))
            .map_err(|error| open_read_error(error, path))
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        plain_name(path)
            .and_then(|name| {
                // Whoever has it open keeps it; a later file of that name is another one.
                self.inner.open.lock().remove(name);
                fs::remove_file(self.inner.folder.join(name))
            })
            .map_err(|error| {
                if error.kind() == io::ErrorKind::NotFound {
                    DeleteError::FileDoesNotExist(path.to_owned())
                } else {
                    DeleteError::IoError {
                        io_error: Arc::new(error),
                        filepath: path.to_owned(),
                    }
                }
            })
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        plain_name(path)
            .and_then(|name| self.inner.folder.join(name).try_exists())
            .map_err(|error| OpenReadError::wrap_io_error(error, path.to_owned()))
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        plain_name(path)
            .and_then(|name| {
                let file = OpenOptions::new()
                    .write(true)
                    .create_new(true)
                    .open(self.inner.folder.join(name))?;
                SealingWriter::new(file, &self.inner.key, name)
            })
            .map(|writer| BufWriter::new(Box::new(writer) as _))
            .map_err(|error| {
                if error.kind() == io::ErrorKind::AlreadyExists {
                    OpenWriteError::FileAlreadyExists(path.to_owned())
                } else {
                    OpenWriteError::wrap_io_error(error, path.to_owned())
                }
            })
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        plain_name(path)
            .and_then(|name| self.unseal(name)?.read_all())
            .map_err(|error| open_read_error(error, path))
    }

    fn atomic_write(&self, path: &Path, data: &[u8]) -> io::Result<()> {
        let name = plain_name(path)?;
        self.replace(name, data)?;
        if name == META {
            // The workspace's lock makes this process the only writer, so it need not watch the disk for others.
            drop(self.inner.watchers.broadcast());
        }
        Ok(())
    }

    fn sync_directory(&self) -> io::Result<()> {
        Ok(())
    }

    /// A lock of the operating system on an empty file: it ends with the process, however that ends.
    fn acquire_lock(&self, lock: &Lock) -> Result<DirectoryLock, LockError> {
        let file = plain_name(&lock.filepath)
            .and_then(|name| {
                OpenOptions::new()
                    .write(true)
                    .create(true)
                    .truncate(false)
                    .open(self.inner.folder.join(name))
            })
            .map_err(LockError::wrap_io_error)?;
        if lock.is_blocking {
            file.lock().map_err(LockError::wrap_io_error)?;
        } else {
            file.try_lock().map_err(|refused| match refused {
                TryLockError::WouldBlock => LockError::LockBusy,
                TryLockError::Error(error) => LockError::wrap_io_error(error),
            })?;
        }
        Ok(DirectoryLock::from(Box::new(file)))
    }

    fn watch(&self, callback: WatchCallback) -> tantivy::Result<WatchHandle> {
        Ok(self.inner.watchers.subscribe(callback))
    }
}

impl fmt::Debug for EncryptedDirectory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Not the path: it has the person's name in it on most machines, and debug output ends up in logs.
        f.write_str("EncryptedDirectory")
    }
}
