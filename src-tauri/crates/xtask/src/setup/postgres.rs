//! PostgreSQL with pgvector, as a peer to measure against.

use std::fs;

use anyhow::Result;

use super::packages;
use crate::job::Job;
use crate::report::Outcome;

/// Where Debian keeps the servers, a folder for each version.
const SERVERS: &str = "/usr/lib/postgresql";

/// Installs what is missing of it.
///
/// # Errors
/// When apt is not there or does not succeed.
pub fn install() -> Result<Outcome> {
    let already = newest(&servers()).is_some();
    if !already {
        packages::install_one("postgresql")?;
    }
    let Some(version) = newest(&servers()) else {
        return Ok(Outcome::LeftOut(format!("its package put no server into {SERVERS}")));
    };
    if fs::exists(format!("/usr/share/postgresql/{version}/extension/vector.control"))? {
        return Ok(if already { Outcome::Already } else { Outcome::Done });
    }
    let package = format!("postgresql-{version}-pgvector");
    let offered = Job::new("apt-cache").args(["show", package.as_str()]).succeeds();
    if !offered {
        return Ok(Outcome::LeftOut(format!(
            "this system offers no {package}: PostgreSQL is measured without meaning"
        )));
    }
    packages::install_one(&package)?;
    Ok(Outcome::Done)
}

fn servers() -> Vec<String> {
    let folders = fs::read_dir(SERVERS).into_iter().flatten().flatten();
    folders
        .filter_map(|folder| folder.file_name().into_string().ok())
        .collect()
}

fn newest(versions: &[String]) -> Option<u32> {
    versions.iter().filter_map(|version| version.parse().ok()).max()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_version_is_so_by_number() {
        let versions = ["9", "15", "common"].map(str::to_owned);
        assert_eq!(newest(&versions), Some(15));
        assert_eq!(newest(&[]), None);
    }
}
