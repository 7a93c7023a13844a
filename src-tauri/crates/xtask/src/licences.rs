//! Whether everything that is built in may be shipped, by the list in `deny.toml`. It needs nothing installed;
//! `cargo deny`, where it is there, reads the same list.

mod expression;

use std::fs;

use anyhow::{Context, Result, bail};
use serde_json::Value;
use toml::Table;

use crate::job::Job;
use crate::repository::Repository;

/// Checks the licence and the source of every crate and of every npm package that ends up in the window.
///
/// # Errors
/// When one is not allowed; the message names them all.
pub fn check(repository: &Repository) -> Result<()> {
    let allowed = allowed(repository)?;
    let mut faults = crates(repository, &allowed)?;
    faults.extend(npm_packages(repository, &allowed)?);
    if faults.is_empty() {
        return Ok(());
    }
    bail!(
        "{}: replace the dependency, or allow its licence in deny.toml",
        faults.join("; ")
    )
}

fn allowed(repository: &Repository) -> Result<Vec<String>> {
    let file = repository.root().join("deny.toml");
    let rules: Table = fs::read_to_string(&file)
        .with_context(|| format!("{} cannot be read", file.display()))?
        .parse()
        .with_context(|| format!("{} is not TOML", file.display()))?;
    let list = rules
        .get("licenses")
        .and_then(|licences| licences.get("allow"))
        .and_then(|allow| allow.as_array())
        .with_context(|| format!("{} has no list licenses.allow", file.display()))?;
    Ok(list
        .iter()
        .filter_map(|licence| licence.as_str().map(str::to_owned))
        .collect())
}

fn crates(repository: &Repository, allowed: &[String]) -> Result<Vec<String>> {
    let listed = Job::cargo(repository.root())
        .args(["metadata", "--format-version", "1", "--locked"])
        .advice("Cargo.lock may be out of date: run `cargo check` once")
        .output()?;
    let listed: Value = serde_json::from_str(&listed).context("cargo metadata wrote what is not JSON")?;
    let packages = listed["packages"]
        .as_array()
        .context("cargo metadata lists no packages")?;
    Ok(packages
        .iter()
        .filter_map(|package| {
            let name = format!(
                "{} {}",
                package["name"].as_str().unwrap_or("?"),
                package["version"].as_str().unwrap_or("?")
            );
            fault(&name, package["license"].as_str(), allowed).or_else(|| strange_source(&name, &package["source"]))
        })
        .collect())
}

fn npm_packages(repository: &Repository, allowed: &[String]) -> Result<Vec<String>> {
    let file = repository.ui().join("package-lock.json");
    let lock = fs::read_to_string(&file).with_context(|| format!("{} cannot be read", file.display()))?;
    let lock: Value = serde_json::from_str(&lock).with_context(|| format!("{} is not JSON", file.display()))?;
    let packages = lock["packages"]
        .as_object()
        .with_context(|| format!("{} lists no packages", file.display()))?;
    Ok(packages
        .iter()
        // The nameless one is ours; what only builds and tests is not shipped.
        .filter(|(path, about)| !path.is_empty() && about["dev"] != true && about["devOptional"] != true)
        .filter_map(|(path, about)| {
            let name = path
                .rsplit_once("node_modules/")
                .map_or(path.as_str(), |(_, name)| name);
            fault(name, about["license"].as_str(), allowed)
        })
        .collect())
}

fn fault(name: &str, licence: Option<&str>, allowed: &[String]) -> Option<String> {
    let Some(licence) = licence else {
        return Some(format!("{name} states no licence"));
    };
    match expression::is_allowed(licence, allowed) {
        Ok(true) => None,
        Ok(false) => Some(format!("{name} is under {licence}, which is not allowed")),
        Err(error) => Some(format!("{name}: {error:#}")),
    }
}

/// Only the registry and this checkout are sources: what lies in somebody's repository can change under its name.
fn strange_source(name: &str, source: &Value) -> Option<String> {
    let source = source.as_str()?;
    (!source.starts_with("registry+")).then(|| format!("{name} comes from {source}, which is no registry"))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_package_without_a_licence_is_a_fault() {
        assert!(fault("a", None, &[]).is_some_and(|fault| fault.contains("no licence")));
        assert_eq!(fault("a", Some("MIT"), &["MIT".to_owned()]), None);
    }

    #[test]
    fn a_crate_out_of_a_repository_is_a_fault() {
        assert!(strange_source("a", &json!("git+https://example.org/a")).is_some());
        assert_eq!(strange_source("a", &json!("registry+https://example.org/index")), None);
        assert_eq!(strange_source("ours", &Value::Null), None);
    }
}
