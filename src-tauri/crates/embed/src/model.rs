use std::panic::resume_unwind;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use rten_gemm::GemmExecutor;

use crate::encoder::Encoder;
use crate::files::{TOKENIZER, Tensors, WEIGHTS};
use crate::lanes::{BackgroundLanes, Lane};
use crate::tokens::Tokens;
use crate::weights::Weights;
use crate::{EmbedError, Embedding};

/// Texts that a background lane takes at a time.
const CHUNK: usize = 16;
/// Tokens computed at once: enough rows for the matrix kernels, few enough that the numbers stay in the cache.
const GROUP_TOKENS: usize = 256;

/// The loaded model: some 50 MB, ready for any number of threads at once. Share it in an `Arc`.
pub struct Model {
    tokens: Tokens,
    encoder: Encoder,
    query: Lane,
    background: BackgroundLanes,
}

impl Model {
    /// Whether both files are in `dir`. What they contain is checked by [`Model::load`].
    pub fn files_present(dir: &Path) -> bool {
        [WEIGHTS, TOKENIZER].iter().all(|file| dir.join(file.name).is_file())
    }

    /// Reads `model.safetensors` and `tokenizer.json` from `dir` and checks them against their published hashes.
    ///
    /// # Errors
    /// A file is missing, differs from the published one, or cannot be read; the message says what to do.
    pub fn load(dir: &Path) -> Result<Self, EmbedError> {
        let weights_file = WEIGHTS.open(dir)?;
        let tokenizer_file = TOKENIZER.open(dir)?;
        TOKENIZER.verify(&tokenizer_file)?;
        let tokens = Tokens::read(&tokenizer_file)?;
        WEIGHTS.verify(&weights_file)?;
        let tensors = Tensors::open(weights_file)?;
        let weights = Weights::read(tensors, &GemmExecutor::new())?;
        Ok(Self {
            tokens,
            encoder: Encoder::new(weights),
            query: Lane::foreground()?,
            background: BackgroundLanes::default(),
        })
    }

    /// Names model, precision and pooling. Vectors are comparable exactly when their ids are equal: store it with each.
    pub const ID: &str = "all-MiniLM-L6-v2/f32/1";

    /// [`Self::ID`].
    pub fn id(&self) -> &'static str {
        Self::ID
    }

    /// Whether a word is one that the model knows as a whole: a common word of English, or a name. A misspelt one is not.
    #[must_use]
    pub fn is_word(&self, word: &str) -> bool {
        self.tokens.is_word(word)
    }

    /// The vector of a text that a person waits for, on a thread of its own that no batch uses.
    ///
    /// Any text will do: what lies past 256 tokens is not read, and an empty text has a vector too (of little meaning).
    ///
    /// # Errors
    /// The model's file can no longer be read.
    pub fn embed_query(&self, text: &str) -> Result<Embedding, EmbedError> {
        let texts = [self.tokens.of(text)?];
        let mut embeddings = self.query.run(|| self.encoder.embed(&texts))?;
        embeddings
            .pop()
            .ok_or_else(|| EmbedError::Tokens("it made no vector".to_owned()))
    }

    /// The vectors of many texts, in their order, on up to `threads` background threads that give way to
    /// [`Model::embed_query`] and to the rest of the machine. It returns when all are done: to stop early or to show
    /// progress, call it with some 64 texts at a time.
    ///
    /// # Errors
    /// As [`Model::embed_query`]; the first failure ends the batch.
    pub fn embed_batch(&self, texts: &[&str], threads: usize) -> Result<Vec<Embedding>, EmbedError> {
        let chunks: Vec<&[&str]> = texts.chunks(CHUNK).collect();
        let lanes = self.background.take(threads.clamp(1, chunks.len().max(1)))?;
        let next = AtomicUsize::new(0);
        let work = || {
            let mut done = Vec::new();
            loop {
                let index = next.fetch_add(1, Ordering::Relaxed);
                match chunks.get(index) {
                    Some(chunk) => done.push((index, self.embed_chunk(chunk)?)),
                    None => return Ok::<_, EmbedError>(done),
                }
            }
        };
        let mut done = Vec::with_capacity(chunks.len());
        thread::scope(|scope| {
            let running: Vec<_> = lanes.iter().map(|lane| scope.spawn(|| lane.run(work))).collect();
            for lane in running {
                done.extend(lane.join().unwrap_or_else(|panic| resume_unwind(panic))?);
            }
            Ok::<_, EmbedError>(())
        })?;
        done.sort_unstable_by_key(|(index, _)| *index);
        Ok(done.into_iter().flat_map(|(_, embeddings)| embeddings).collect())
    }

    /// Tokenises a chunk and computes it in groups of at most [`GROUP_TOKENS`].
    fn embed_chunk(&self, texts: &[&str]) -> Result<Vec<Embedding>, EmbedError> {
        let tokens = texts
            .iter()
            .map(|text| self.tokens.of(text))
            .collect::<Result<Vec<_>, _>>()?;
        let mut embeddings = Vec::with_capacity(texts.len());
        let mut rest = tokens.as_slice();
        while !rest.is_empty() {
            let mut total = 0;
            let fitting = rest.iter().take_while(|text| {
                total += text.len();
                total <= GROUP_TOKENS
            });
            // One text alone always fits: it has at most MAX_TOKENS.
            let (group, later) = rest.split_at(fitting.count().max(1));
            embeddings.extend(self.encoder.embed(group)?);
            rest = later;
        }
        Ok(embeddings)
    }
}
