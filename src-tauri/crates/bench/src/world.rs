//! A workspace of made-up entities in a folder that goes away with it.

use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::Context as _;
use tempfile::TempDir;
use workestra_core::{Grant, Policy, Verb};
use workestra_embed::Model;
use workestra_engine::api::{Leg, SearchRequest, SearchResponse};
use workestra_engine::headless::{self, Key};
use workestra_engine::{Custody, Open, Paths, write_made_up};
use workestra_store::{Opening, RecoveryCost, Store};

use crate::args::{Args, Benchmark};
use crate::chance::SEED;
use crate::figure::{Figure, Unit};
use crate::report::Report;
use crate::vectors;

/// Where a workspace's vectors are from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Vectors {
    /// There is no model here: no vectors.
    None,
    /// The model made them from the entities' texts.
    Made,
    /// Drawn: they have no meaning but cost what they cost.
    Drawn,
}

impl Vectors {
    /// What to say beside a figure.
    pub const fn note(self) -> &'static str {
        match self {
            Self::None => "no model here, so no vectors",
            Self::Made => "vectors of the entities' texts",
            Self::Drawn => "vectors drawn near real ones, the same for all",
        }
    }
}

/// An open workspace that is complete: text index and vectors.
pub struct World {
    /// The workspace.
    pub open: Open,
    /// How many entities are in it.
    pub entities: u64,
    /// Where its vectors are from.
    pub vectors: Vectors,
    /// Opens it again.
    pub code: String,
    folder: TempDir,
}

impl World {
    /// Makes and fills it, printing how long that took when asked for.
    ///
    /// # Errors
    /// The disk or the model fails.
    pub async fn make(entities: u64, args: &Args, report: Report) -> anyhow::Result<Self> {
        let folder = tempfile::tempdir()?;
        let model = Paths::find_model(None);
        let (store, code) = new_store(folder.path()).await?;
        let wanted = args.wants(Benchmark::Index);
        let rate = |name: &str, began: Instant| {
            #[expect(clippy::cast_precision_loss, reason = "a figure for people")]
            let rate = entities as f64 / began.elapsed().as_secs_f64();
            let figure = Figure::new(name, entities, Unit::PerSecond, vec![rate]);
            if wanted { report.figure(&figure) } else { Ok(()) }
        };
        let began = Instant::now();
        write_made_up(&store, SEED, entities).await?;
        rate("entities stored, with notes and links", began)?;
        store.close().await?;
        // Without the model first, so that embedding does not take the time of indexing.
        let began = Instant::now();
        let open = headless::open(folder.path(), Key::RecoveryCode(&code), None).await?;
        open.search_engine().wait_idle(true, false).await?;
        rate("text index from nothing", began)?;
        let vectors = match &model {
            None => Vectors::None,
            Some(_) if entities <= args.embed_up_to => Vectors::Made,
            Some(folder) => {
                vectors::draw(open.store(), &Model::load(folder)?).await?;
                Vectors::Drawn
            }
        };
        open.close().await;
        let open = headless::open(folder.path(), Key::RecoveryCode(&code), model).await?;
        open.search_loaded().await;
        let began = Instant::now();
        open.search_engine().wait_idle(true, true).await?;
        if vectors == Vectors::Made {
            rate("entities embedded, on all processors", began)?;
        }
        Ok(Self {
            open,
            entities,
            vectors,
            code,
            folder,
        })
    }

    /// Where it is.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Asks as the palette does.
    ///
    /// # Errors
    /// The workspace cannot be read.
    pub async fn ask(&self, text: &str, legs: &[Leg]) -> anyhow::Result<SearchResponse> {
        ask(&self.open, text, legs).await
    }

    /// Closes it and throws it away.
    ///
    /// # Errors
    /// Its files cannot be removed.
    pub async fn end(self) -> anyhow::Result<()> {
        self.open.close().await;
        let path = self.folder.path().to_owned();
        self.folder
            .close()
            .with_context(|| format!("{} stays behind", path.display()))
    }
}

/// Asks a workspace as the palette does, for twenty rows.
///
/// # Errors
/// The workspace cannot be read.
pub async fn ask(open: &Open, text: &str, legs: &[Leg]) -> anyhow::Result<SearchResponse> {
    let request = SearchRequest {
        text: text.to_owned(),
        seq: 0,
        legs: legs.to_vec(),
        limit: 20,
        kind: None,
        explain: false,
    };
    Ok(open.search(&grant(open, Verb::Read)?, request).await?)
}

/// Leave for the workspace's member to do this.
///
/// # Errors
/// The member may not.
pub fn grant(open: &Open, verb: Verb) -> anyhow::Result<Grant> {
    Ok(Policy::grant(&open.me(), verb, None)?)
}

/// An empty workspace whose recovery code is quick to try: what a keychain's key takes no time for must not count.
///
/// # Errors
/// The disk fails.
pub async fn new_store(folder: &Path) -> anyhow::Result<(Store, String)> {
    let opening = Opening {
        recovery_cost: RecoveryCost {
            memory_kib: 8,
            passes: 1,
        },
        ..Opening::with(Custody::None)
    };
    let (store, code) = Store::create(folder, "Benchmark", "Bench", &opening).await?;
    let code = code.expose().to_owned();
    Ok((store, code))
}

/// The model's folder, where there is one.
pub fn model() -> Option<PathBuf> {
    Paths::find_model(None)
}
