//! Reads sealed files: whole, or chunk by chunk through the shared cache.

use std::fmt;
use std::fs::File;
use std::io;
use std::ops::Range;
use std::sync::Arc;

use tantivy::HasLen;
use tantivy::directory::{FileHandle, OwnedBytes};

use super::cache::{PlainCache, Run};
use super::damage::IndexDamaged;
use super::key::{FileCipher, IndexKey, SALT_LEN, TAG_LEN};
use super::layout::{CHUNK, HEADER, Layout, MAGIC};

/// A read this short that crosses into a second chunk is copied from both, rather than kept as a piece of its own.
const SHORT_READ: usize = 16 * 1024;

/// An open sealed file.
pub(super) struct SealedFile {
    name: String,
    file: File,
    cipher: FileCipher,
    layout: Layout,
}

impl SealedFile {
    /// Reads the header. Fails with [`IndexDamaged`] if the file cannot have been written by this directory.
    pub(super) fn open(file: File, key: &IndexKey, name: &str) -> io::Result<Self> {
        let layout = Layout::of_file(file.metadata()?.len()).ok_or_else(|| IndexDamaged::error(name))?;
        let mut header = [0; HEADER];
        read_exact_at(&file, &mut header, 0)?;
        let (magic, salt) = header.split_at(MAGIC.len());
        let salt: &[u8; SALT_LEN] = salt.try_into().map_err(io::Error::other)?;
        if magic != MAGIC {
            return Err(IndexDamaged::error(name));
        }
        Ok(Self {
            name: name.to_owned(),
            file,
            cipher: FileCipher::new(key, salt, name)?,
            layout,
        })
    }

    /// The whole content.
    pub(super) fn read_all(&self) -> io::Result<Vec<u8>> {
        self.read_run(0, self.layout.chunks)
    }

    /// The content of `count` chunks from `first` on, checked.
    fn read_run(&self, first: u32, count: u32) -> io::Result<Vec<u8>> {
        let last = first + count - 1;
        let len = (count as usize - 1) * CHUNK + self.layout.chunk_len(last);
        // Each chunk is read to where its content belongs and decrypted there. Its tag comes to lie where the next
        // chunk then goes, and the last one's in the room at the end.
        let mut content = vec![0; len + TAG_LEN];
        for number in first..=last {
            let start = (number - first) as usize * CHUNK;
            let chunk_len = self.layout.chunk_len(number);
            let sealed = &mut content[start..start + chunk_len + TAG_LEN];
            read_exact_at(&self.file, sealed, Layout::offset(number))?;
            let (chunk, tag) = sealed.split_at_mut(chunk_len);
            let tag: [u8; TAG_LEN] = (&*tag).try_into().map_err(io::Error::other)?;
            self.cipher
                .open(number, self.layout.is_last(number), chunk, &tag)
                .map_err(|_| IndexDamaged::error(&self.name))?;
        }
        content.truncate(len);
        Ok(content)
    }
}

/// A file that is read here and there: postings, positions, stored documents.
pub(super) struct ChunkedFile {
    sealed: SealedFile,
    /// Tells this file's pieces apart in the cache, also from those of an earlier file of the same name.
    id: u64,
    cache: Arc<PlainCache>,
}

impl ChunkedFile {
    /// Checks the last chunk, so that a missing end, a foreign file and a wrong key show at opening.
    pub(super) fn new(sealed: SealedFile, id: u64, cache: Arc<PlainCache>) -> io::Result<Self> {
        let file = Self { sealed, id, cache };
        file.run(file.sealed.layout.chunks - 1, 1)?;
        Ok(file)
    }

    fn run(&self, first: u32, count: u32) -> io::Result<OwnedBytes> {
        let run = Run {
            file: self.id,
            first,
            count,
        };
        if let Some(bytes) = self.cache.get(&run) {
            return Ok(bytes);
        }
        let bytes = OwnedBytes::new(self.sealed.read_run(first, count)?);
        self.cache.put(run, bytes.clone());
        Ok(bytes)
    }
}

impl FileHandle for ChunkedFile {
    fn read_bytes(&self, range: Range<usize>) -> io::Result<OwnedBytes> {
        if range.end > self.sealed.layout.len || range.start > range.end {
            return Err(io::Error::new(
                io::ErrorKind::UnexpectedEof,
                IndexDamaged {
                    file: self.sealed.name.clone(),
                },
            ));
        }
        if range.is_empty() {
            return Ok(OwnedBytes::empty());
        }
        let first = (range.start / CHUNK) as u32;
        let last = ((range.end - 1) / CHUNK) as u32;
        let start = range.start - first as usize * CHUNK;
        if last == first + 1 && range.len() <= SHORT_READ {
            let head = self.run(first, 1)?;
            let tail = self.run(last, 1)?;
            let mut joined = Vec::with_capacity(range.len());
            joined.extend_from_slice(&head[start..]);
            joined.extend_from_slice(&tail[..range.len() - joined.len()]);
            return Ok(OwnedBytes::new(joined));
        }
        let run = self.run(first, last - first + 1)?;
        Ok(run.slice(start..start + range.len()))
    }
}

impl HasLen for ChunkedFile {
    fn len(&self) -> usize {
        self.sealed.layout.len
    }
}

impl fmt::Debug for ChunkedFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ChunkedFile({})", self.sealed.name)
    }
}

impl Drop for ChunkedFile {
    fn drop(&mut self) {
        self.cache.forget(self.id);
    }
}

#[cfg(unix)]
fn read_exact_at(file: &File, buffer: &mut [u8], offset: u64) -> io::Result<()> {
    std::os::unix::fs::FileExt::read_exact_at(file, buffer, offset)
}

#[cfg(windows)]
fn read_exact_at(file: &File, mut buffer: &mut [u8], mut offset: u64) -> io::Result<()> {
    use std::os::windows::fs::FileExt;
    while !buffer.is_empty() {
        let read = file.seek_read(buffer, offset)?;
        if read == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        buffer = &mut buffer[read..];
        offset += read as u64;
    }
    Ok(())
}
