//! The model's two files: where they are, what they must hash to, and reads at an offset.

use std::fs::File;
use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};

use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::EmbedError;

pub(crate) const WEIGHTS: Pinned = Pinned {
    name: "model.safetensors",
    sha256: "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
};
pub(crate) const TOKENIZER: Pinned = Pinned {
    name: "tokenizer.json",
    sha256: "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
};

/// A file whose bytes are known beforehand.
pub(crate) struct Pinned {
    pub name: &'static str,
    sha256: &'static str,
}

impl Pinned {
    /// Opens the file in `dir`.
    pub fn open(&self, dir: &Path) -> Result<ModelFile, EmbedError> {
        let path = dir.join(self.name);
        match File::open(&path).and_then(|file| Ok((file.metadata()?.len(), file))) {
            Ok((len, file)) => Ok(ModelFile { path, file, len }),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Err(EmbedError::Missing { path }),
            Err(source) => Err(EmbedError::Read { path, source }),
        }
    }

    /// Checks the whole of `file` against the pinned hash.
    pub fn verify(&self, file: &ModelFile) -> Result<(), EmbedError> {
        let mut hash = Sha256::new();
        let mut buffer = vec![0; 1 << 20];
        let mut offset = 0;
        while offset < file.len {
            let wanted = buffer
                .len()
                .min(usize::try_from(file.len - offset).unwrap_or(usize::MAX));
            let chunk = &mut buffer[..wanted];
            file.read_at(chunk, offset)?;
            hash.update(&*chunk);
            offset += wanted as u64;
        }
        let found: String = hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
        if found == self.sha256 {
            Ok(())
        } else {
            Err(EmbedError::WrongHash {
                path: file.path.clone(),
                found,
                expected: self.sha256,
            })
        }
    }
}

/// An open model file. It is read at offsets rather than mapped: a read that fails is an error, where a mapped file
/// that somebody truncates kills the process, and what was read once counts in nobody's memory.
pub(crate) struct ModelFile {
    path: PathBuf,
    file: File,
    len: u64,
}

impl ModelFile {
    /// Fills `buffer` from `offset` (in bytes). Threads may read at once.
    pub fn read_at(&self, buffer: &mut [u8], offset: u64) -> Result<(), EmbedError> {
        read_exact_at(&self.file, buffer, offset).map_err(|source| EmbedError::Read {
            path: self.path.clone(),
            source,
        })
    }

    /// The whole file.
    pub fn read_all(&self) -> Result<Vec<u8>, EmbedError> {
        let len = usize::try_from(self.len).map_err(|_| self.damaged("too large"))?;
        let mut bytes = vec![0; len];
        self.read_at(&mut bytes, 0)?;
        Ok(bytes)
    }

    pub fn damaged(&self, what: impl Into<String>) -> EmbedError {
        EmbedError::Damaged {
            path: self.path.clone(),
            what: what.into(),
        }
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
        match file.seek_read(buffer, offset)? {
            0 => return Err(io::ErrorKind::UnexpectedEof.into()),
            read => {
                buffer = &mut buffer[read..];
                offset += read as u64;
            }
        }
    }
    Ok(())
}

/// A safetensors file: a length, a JSON header of names, shapes and ranges, then little-endian numbers.
pub(crate) struct Tensors {
    file: ModelFile,
    header: Value,
    data_start: u64,
}

impl Tensors {
    pub fn open(file: ModelFile) -> Result<Self, EmbedError> {
        let mut prefix = [0; 8];
        file.read_at(&mut prefix, 0)?;
        let header_len = u64::from_le_bytes(prefix);
        if header_len > file.len.min(1 << 20) {
            return Err(file.damaged("its header is too long"));
        }
        let mut header = vec![0; usize::try_from(header_len).unwrap_or_default()];
        file.read_at(&mut header, 8)?;
        let header = serde_json::from_slice(&header).map_err(|error| file.damaged(error.to_string()))?;
        Ok(Self {
            file,
            header,
            data_start: 8 + header_len,
        })
    }

    /// Byte range, from the file's start, of the f32 tensor `name`, which must have exactly `shape`.
    pub fn locate(&self, name: &str, shape: &[usize]) -> Result<Range<u64>, EmbedError> {
        let entry = &self.header[name];
        let numbers = |key: &str| -> Vec<u64> {
            let values = entry[key].as_array().map(Vec::as_slice).unwrap_or_default();
            values.iter().filter_map(Value::as_u64).collect()
        };
        let elements: usize = shape.iter().product();
        match numbers("data_offsets")[..] {
            [start, end]
                if entry["dtype"] == "F32"
                    && numbers("shape")
                        .iter()
                        .eq(shape.iter().map(|&n| n as u64).collect::<Vec<_>>().iter())
                    && start <= end
                    && end - start == 4 * elements as u64 =>
            {
                Ok(self.data_start + start..self.data_start + end)
            }
            _ => Err(self.file.damaged(format!("no f32 tensor {name} of shape {shape:?}"))),
        }
    }

    /// The numbers of the f32 tensor `name`, row by row.
    pub fn read(&self, name: &str, shape: &[usize]) -> Result<Vec<f32>, EmbedError> {
        let range = self.locate(name, shape)?;
        let mut numbers = vec![0.0; shape.iter().product()];
        self.read_numbers(&mut numbers, range.start)?;
        Ok(numbers)
    }

    /// Fills `numbers` from byte `offset` of the file.
    pub fn read_numbers(&self, numbers: &mut [f32], offset: u64) -> Result<(), EmbedError> {
        let mut bytes = vec![0; 4 * numbers.len()];
        self.file.read_at(&mut bytes, offset)?;
        for (number, bytes) in numbers.iter_mut().zip(bytes.as_chunks::<4>().0) {
            *number = f32::from_le_bytes(*bytes);
        }
        Ok(())
    }
}
