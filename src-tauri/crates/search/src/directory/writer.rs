//! Writes a sealed file from front to back.

use std::io::{self, Write};

use rand::Rng;
use tantivy::directory::{AntiCallToken, TerminatingWrite};

use super::key::{FileCipher, IndexKey, SALT_LEN};
use super::layout::{CHUNK, HEADER, MAGIC, SEALED_CHUNK};

/// Seals what is written in chunks. The file counts only once it was terminated: until then its last chunk is missing,
/// and a reader takes it for damaged.
pub(super) struct SealingWriter<W> {
    file: W,
    cipher: FileCipher,
    /// The chunk being filled, still readable.
    chunk: Vec<u8>,
    number: u32,
    state: State,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Open,
    Terminated,
    /// A chunk could not be written whole. Sealing its number a second time would give away its content.
    Failed,
}

impl<W: Write> SealingWriter<W> {
    /// Starts a file called `name` in the index folder, in an empty `file`.
    pub(super) fn new(mut file: W, key: &IndexKey, name: &str) -> io::Result<Self> {
        // Not handed in from outside as other randomness is: a salt that repeats breaks the encryption.
        let mut salt = [0; SALT_LEN];
        rand::rng().fill_bytes(&mut salt);
        let mut header = [0; HEADER];
        header[..MAGIC.len()].copy_from_slice(&MAGIC);
        header[MAGIC.len()..].copy_from_slice(&salt);
        file.write_all(&header)?;
        Ok(Self {
            file,
            cipher: FileCipher::new(key, &salt, name)?,
            chunk: Vec::with_capacity(SEALED_CHUNK),
            number: 0,
            state: State::Open,
        })
    }

    /// Seals the last chunk.
    pub(super) fn finish(&mut self) -> io::Result<()> {
        self.seal(true)?;
        self.state = State::Terminated;
        Ok(())
    }

    fn seal(&mut self, last: bool) -> io::Result<()> {
        self.check_open()?;
        self.state = State::Failed;
        let next = self
            .number
            .checked_add(1)
            .ok_or_else(|| io::Error::from(io::ErrorKind::FileTooLarge))?;
        let tag = self
            .cipher
            .seal(self.number, last, &mut self.chunk)
            .map_err(|_| io::Error::from(io::ErrorKind::FileTooLarge))?;
        self.chunk.extend_from_slice(&tag);
        self.file.write_all(&self.chunk)?;
        self.chunk.clear();
        self.number = next;
        self.state = State::Open;
        Ok(())
    }

    fn check_open(&self) -> io::Result<()> {
        if self.state == State::Open {
            Ok(())
        } else {
            Err(io::Error::other("this index file was ended or failed; write a new one"))
        }
    }
}

impl<W: Write> Write for SealingWriter<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.check_open()?;
        // A full chunk waits for the next byte: only then is it known not to be the last.
        if self.chunk.len() == CHUNK && !bytes.is_empty() {
            self.seal(false)?;
        }
        let taken = bytes.len().min(CHUNK - self.chunk.len());
        self.chunk.extend_from_slice(&bytes[..taken]);
        Ok(taken)
    }

    fn flush(&mut self) -> io::Result<()> {
        // A chunk cannot be sealed in parts, and the index promises nothing before a file's end.
        Ok(())
    }
}

impl<W: Write> TerminatingWrite for SealingWriter<W> {
    fn terminate_ref(&mut self, _: AntiCallToken) -> io::Result<()> {
        self.finish()
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a failed set-up should fail the test")]

    use super::*;

    /// A disk that is full after so many bytes.
    struct FullAfter(usize, Vec<u8>);

    impl Write for FullAfter {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            let room = self.0 - self.1.len();
            if room == 0 {
                return Err(io::ErrorKind::StorageFull.into());
            }
            let taken = bytes.len().min(room);
            self.1.extend_from_slice(&bytes[..taken]);
            Ok(taken)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_writer_that_failed_never_seals_the_same_chunk_again() {
        let mut disk = FullAfter(HEADER + 1000, Vec::new());
        let key = IndexKey::new([3; 32]);
        let mut writer = SealingWriter::new(&mut disk, &key, "a.idx").unwrap();
        writer.write_all(&[1; CHUNK]).unwrap();
        let first = writer.write_all(&[1]).unwrap_err();
        assert_eq!(first.kind(), io::ErrorKind::StorageFull);
        // Room again: a second sealing under the same nonce would undo the first.
        writer.file.0 = usize::MAX;
        assert!(writer.write_all(&[1]).is_err());
        assert!(writer.finish().is_err());
        assert_eq!(disk.1.len(), HEADER + 1000);
    }

    #[test]
    fn a_terminated_file_takes_no_more() {
        let mut writer = SealingWriter::new(Vec::new(), &IndexKey::new([3; 32]), "a.idx").unwrap();
        writer.write_all(b"content").unwrap();
        writer.finish().unwrap();
        assert!(writer.write_all(b"more").is_err());
        assert!(writer.finish().is_err());
    }
}
