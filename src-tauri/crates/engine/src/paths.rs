//! Where things are on this machine.

use std::path::{Path, PathBuf};

/// The folders that the engine uses.
#[derive(Debug, Clone)]
pub struct Paths {
    /// Settings and the list of known workspaces; nothing of any workspace's content.
    pub config: PathBuf,
    /// Where new workspaces are made.
    pub workspaces: PathBuf,
    /// The embedding model's folder, when there is one.
    pub model: Option<PathBuf>,
}

/// Name of the model's folder wherever models are kept.
const MODEL: &str = "all-MiniLM-L6-v2";

impl Paths {
    /// The desktop's own folders for this user. None when there is no home folder.
    #[must_use]
    pub fn of_user(resources: Option<&Path>) -> Option<Self> {
        let config = dirs::config_dir()?.join("workestra");
        let workspaces = dirs::data_dir()?.join("workestra").join("workspaces");
        Some(Self {
            config,
            workspaces,
            model: Self::find_model(resources),
        })
    }

    /// The model's folder: where `WORKESTRA_MODEL_DIR` says, beside the installed program's resources, or in the
    /// checkout that the program was built in.
    #[must_use]
    pub fn find_model(resources: Option<&Path>) -> Option<PathBuf> {
        let named = std::env::var_os("WORKESTRA_MODEL_DIR").map(PathBuf::from);
        let bundled = resources.map(|folder| folder.join("models").join(MODEL));
        let program = std::env::current_exe().ok();
        let built = program
            .iter()
            .flat_map(|program| program.ancestors().skip(1).take(5))
            .map(|folder| folder.join("models").join(MODEL));
        named
            .into_iter()
            .chain(bundled)
            .chain(built)
            .find(|folder| workestra_embed::Model::files_present(folder))
    }
}
