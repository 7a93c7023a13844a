//! `create`

use std::io::Write as _;
use std::process::ExitCode;

use anyhow::Context as _;
use serde_json::json;
use workestra_engine::{Custody, Paths, headless};

use super::{print_json, print_line};
use crate::args::Create;
use crate::session::Session;

pub(crate) async fn run(session: &Session, args: Create) -> anyhow::Result<ExitCode> {
    // With a file for the code, the code is the only way in: that is what works where no keychain runs.
    let custody = if session.recovery_code_file.is_some() {
        Custody::None
    } else {
        Custody::Keychain
    };
    // Taken before anything is made: a code that cannot be kept would make a workspace that nobody can open.
    let code_file = match &session.recovery_code_file {
        Some(file) => Some(
            create_private(file)
                .with_context(|| format!("{} cannot be made: name a file that is not there yet", file.display()))?,
        ),
        None => None,
    };
    let model = Paths::find_model(None);
    let made = headless::create(
        &session.workspace,
        &args.name,
        &args.member,
        custody,
        args.sample,
        model,
    )
    .await;
    let (open, code) = match made {
        Ok(made) => made,
        Err(error) => {
            if let Some(file) = &session.recovery_code_file {
                let _ = std::fs::remove_file(file);
            }
            return Err(error.into());
        }
    };
    if let Some(mut file) = code_file {
        writeln!(file, "{}", code.expose())?;
        file.sync_all()?;
    }
    let info = open.store().info();
    open.close().await;
    if args.json {
        print_json(&json!({ "id": info.id, "name": info.name, "path": info.path }))?;
    } else {
        print_line(&format!("made the workspace {} in {}", info.name, info.path.display()))?;
        match &session.recovery_code_file {
            Some(file) => print_line(&format!("its recovery code, the only way in, is in {}", file.display()))?,
            None => print_line(&format!("recovery code, to be kept on paper: {}", code.expose()))?,
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// A new file that only its owner can read.
fn create_private(file: &std::path::Path) -> std::io::Result<std::fs::File> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(file)
}
