//! Requests as they will leave, to be shown and recorded before they do.

use crate::tokens;

/// A request for an answer: exactly these bytes go to exactly this place.
#[derive(Clone, PartialEq, Eq)]
pub struct ChatCall(pub(crate) Outgoing);

/// A request for embeddings: exactly these bytes go to exactly this place.
#[derive(Clone, PartialEq, Eq)]
pub struct EmbedCall {
    pub(crate) outgoing: Outgoing,
    /// How many vectors come back.
    pub(crate) texts: usize,
}

#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Outgoing {
    pub(crate) host: String,
    pub(crate) path: &'static str,
    pub(crate) model: String,
    pub(crate) body: String,
}

macro_rules! outgoing {
    ($call:ty, $($field:tt)+) => {
        impl $call {
            /// The provider's host.
            #[must_use]
            pub fn host(&self) -> &str {
                &self.$($field)+.host
            }

            /// The endpoint, behind the base address.
            #[must_use]
            pub const fn path(&self) -> &'static str {
                self.$($field)+.path
            }

            /// The model asked.
            #[must_use]
            pub fn model(&self) -> &str {
                &self.$($field)+.model
            }

            /// The JSON that is sent. The key is not part of it.
            #[must_use]
            pub fn body(&self) -> &str {
                &self.$($field)+.body
            }

            /// About how many tokens the provider will read.
            #[must_use]
            pub fn estimated_tokens(&self) -> u64 {
                tokens::estimate(&self.$($field)+.body)
            }
        }

        /// Not the content, which belongs in no log.
        impl std::fmt::Debug for $call {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, "{} to {}{}", stringify!($call), self.host(), self.path())
            }
        }
    };
}

outgoing!(ChatCall, 0);
outgoing!(EmbedCall, outgoing);
