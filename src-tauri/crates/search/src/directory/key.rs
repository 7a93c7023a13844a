//! The index's key, and the key of each file that derives from it.

use std::io;

use aes_gcm::aead::{AeadInOut, KeyInit};
use aes_gcm::{Aes256Gcm, Nonce, Tag};
use hkdf::Hkdf;
use sha2::Sha256;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

pub(super) const SALT_LEN: usize = 16;
pub(super) const TAG_LEN: usize = 16;
const NONCE_LEN: usize = 12;
const PREFIX_LEN: usize = NONCE_LEN - size_of::<u32>();

/// The key under which a workspace's search index is sealed. Wiped when dropped, never printed.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct IndexKey([u8; 32]);

impl IndexKey {
    /// Takes a key of 32 random or derived bytes; they must serve nothing else.
    pub fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }
}

/// Seals and opens the chunks of one file.
///
/// Every file has a key and a nonce prefix of its own, derived from a random salt in its header: one commit writes about
/// ten files, so random nonces under a single key would come close to its safe number of uses within a workspace's life.
pub(super) struct FileCipher {
    cipher: Aes256Gcm,
    nonce_prefix: [u8; PREFIX_LEN],
    name: Vec<u8>,
}

/// The check of a chunk failed; the caller knows the file.
pub(super) struct ChunkRefused;

impl FileCipher {
    pub(super) fn new(key: &IndexKey, salt: &[u8; SALT_LEN], name: &str) -> io::Result<Self> {
        let mut derived = Zeroizing::new([0; 32 + PREFIX_LEN]);
        Hkdf::<Sha256>::new(Some(salt), &key.0)
            .expand(b"workestra search index file", derived.as_mut())
            .map_err(io::Error::other)?;
        let mut file_key = Zeroizing::new([0; 32]);
        file_key.copy_from_slice(&derived[..32]);
        let mut nonce_prefix = [0; PREFIX_LEN];
        nonce_prefix.copy_from_slice(&derived[32..]);
        Ok(Self {
            cipher: Aes256Gcm::new((&*file_key).into()),
            nonce_prefix,
            name: name.as_bytes().to_vec(),
        })
    }

    /// Encrypts a chunk in place and returns its tag. Each number may be sealed once only.
    pub(super) fn seal(&self, number: u32, last: bool, chunk: &mut [u8]) -> Result<[u8; TAG_LEN], ChunkRefused> {
        self.cipher
            .encrypt_inout_detached(&self.nonce(number), &self.associated_data(number, last), chunk.into())
            .map(Into::into)
            .map_err(|_| ChunkRefused)
    }

    /// Decrypts a chunk in place after its check.
    pub(super) fn open(
        &self,
        number: u32,
        last: bool,
        chunk: &mut [u8],
        tag: &[u8; TAG_LEN],
    ) -> Result<(), ChunkRefused> {
        self.cipher
            .decrypt_inout_detached(
                &self.nonce(number),
                &self.associated_data(number, last),
                chunk.into(),
                &Tag::from(*tag),
            )
            .map_err(|_| ChunkRefused)
    }

    fn nonce(&self, number: u32) -> Nonce<aes_gcm::aead::consts::U12> {
        let mut nonce = [0; NONCE_LEN];
        nonce[..PREFIX_LEN].copy_from_slice(&self.nonce_prefix);
        nonce[PREFIX_LEN..].copy_from_slice(&number.to_le_bytes());
        nonce.into()
    }

    /// Name ‖ number ‖ last-flag. The two at the end have fixed lengths, so no two chunks share their associated data.
    fn associated_data(&self, number: u32, last: bool) -> Vec<u8> {
        let mut data = Vec::with_capacity(self.name.len() + size_of::<u32>() + 1);
        data.extend_from_slice(&self.name);
        data.extend_from_slice(&number.to_le_bytes());
        data.push(u8::from(last));
        data
    }
}
