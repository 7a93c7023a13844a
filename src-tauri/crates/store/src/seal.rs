//! Wrapping of the data key.

use aes_gcm::aead::{Aead as _, KeyInit as _, Payload};
use aes_gcm::{Aes256Gcm, Nonce};
use rand::CryptoRng;
use serde::{Deserialize, Serialize};
use workestra_core::{Secret, WorkspaceId};
use zeroize::Zeroizing;

use crate::connect::DataKey;

const NONCE: usize = 12;

/// The data key under another key: AES-256-GCM with the workspace's id as associated data, in hexadecimal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Sealed {
    nonce: String,
    ciphertext: String,
}

impl Sealed {
    /// Wraps the key.
    pub(crate) fn seal(
        key: &DataKey,
        under: &[u8; 32],
        workspace: WorkspaceId,
        random: &mut impl CryptoRng,
    ) -> Option<Self> {
        let mut nonce = [0_u8; NONCE];
        random.fill_bytes(&mut nonce);
        let ciphertext = Aes256Gcm::new(under.into())
            .encrypt(
                &Nonce::from(nonce),
                Payload {
                    msg: key.expose(),
                    aad: workspace.0.as_bytes(),
                },
            )
            .ok()?;
        Some(Self {
            nonce: hex(&nonce),
            ciphertext: hex(&ciphertext),
        })
    }

    /// The wrapped key; none when the other key or the workspace is not the right one.
    pub(crate) fn open(&self, under: &[u8; 32], workspace: WorkspaceId) -> Option<DataKey> {
        let nonce: [u8; NONCE] = unhex(&self.nonce)?.try_into().ok()?;
        let ciphertext = unhex(&self.ciphertext)?;
        let plain = Zeroizing::new(
            Aes256Gcm::new(under.into())
                .decrypt(
                    &Nonce::from(nonce),
                    Payload {
                        msg: &ciphertext,
                        aad: workspace.0.as_bytes(),
                    },
                )
                .ok()?,
        );
        let key: [u8; 32] = plain.as_slice().try_into().ok()?;
        Some(Secret::new(key))
    }

    /// Whether it can be one at all, whatever the key.
    pub(crate) fn is_well_formed(&self) -> bool {
        unhex(&self.nonce).is_some_and(|nonce| nonce.len() == NONCE)
            && unhex(&self.ciphertext).is_some_and(|text| text.len() == 32 + 16)
    }
}

/// Bytes as hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes
        .iter()
        .flat_map(|byte| [byte >> 4, byte & 15])
        .map(digit)
        .collect()
}

fn digit(nibble: u8) -> char {
    char::from_digit(u32::from(nibble), 16).unwrap_or('0')
}

/// The bytes of hexadecimal digits.
pub(crate) fn unhex(text: &str) -> Option<Vec<u8>> {
    if !text.is_ascii() || text.len() % 2 == 1 {
        return None;
    }
    (0..text.len())
        .step_by(2)
        .map(|at| u8::from_str_radix(text.get(at..at + 2)?, 16).ok())
        .collect()
}
