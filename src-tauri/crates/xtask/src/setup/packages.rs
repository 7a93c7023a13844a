//! The Debian packages that building and testing need.

use std::collections::HashSet;
use std::process::Command;

use anyhow::{Context, Result, bail};

use super::Purpose;
use crate::job::Job;
use crate::report::Outcome;

/// To build the window and open it.
const BUILD: &[&str] = &[
    "build-essential",
    "file",
    "libayatana-appindicator3-dev",
    "librsvg2-dev",
    "libssl-dev",
    "libwebkit2gtk-4.1-dev",
    "libxdo-dev",
    "pkg-config",
];

/// To open it on a screen of its own, drive it there and see every script without boxes.
const TEST: &[&str] = &[
    "dbus",
    "dbus-x11",
    "fonts-dejavu-core",
    "fonts-noto-cjk",
    "fonts-noto-core",
    "gnome-keyring",
    "imagemagick",
    "libsecret-tools",
    "openbox",
    "webkit2gtk-driver",
    "wmctrl",
    "x11-utils",
    "xauth",
    "xdotool",
    "xvfb",
];

/// To make an installer.
const BUNDLE: &[&str] = &["dpkg-dev", "fakeroot"];

/// Installs what is missing.
///
/// # Errors
/// When something is missing and apt is not there or does not succeed.
pub fn install(purpose: Purpose) -> Result<Outcome> {
    let wanted = match purpose {
        Purpose::Run => BUILD.to_vec(),
        Purpose::RunHeadless => [BUILD, TEST].concat(),
        Purpose::Test => [BUILD, TEST, BUNDLE].concat(),
    };
    if !cfg!(target_os = "linux") {
        return Ok(Outcome::LeftOut(String::from(
            "only Linux needs packages to build (see Tauri's page of prerequisites for a compiler)",
        )));
    }
    let missing = missing(&wanted)?;
    if missing.is_empty() {
        return Ok(Outcome::Already);
    }
    apt_get(&["update"], &missing)?;
    apt_get(&[&["install", "--yes"], missing.as_slice()].concat(), &missing)?;
    Ok(Outcome::Done)
}

/// Installs one package that only some machines turn out to need.
///
/// # Errors
/// As [`install`].
pub fn install_one(package: &str) -> Result<()> {
    apt_get(&["update"], &[package])?;
    apt_get(&["install", "--yes", package], &[package])
}

fn missing<'a>(wanted: &[&'a str]) -> Result<Vec<&'a str>> {
    let asked = Command::new("dpkg-query")
        .args(["--show", "--showformat=${Package} ${db:Status-Status}\n"])
        .args(wanted)
        .output();
    let Ok(asked) = asked else {
        bail!(
            "this is not Debian, so install by hand what Debian calls {}, and try again",
            wanted.join(" ")
        );
    };
    // It fails when it has never heard of one, and lists the others all the same.
    let listed = String::from_utf8(asked.stdout).context("dpkg-query wrote what is not UTF-8")?;
    Ok(not_installed(wanted, &listed))
}

fn not_installed<'a>(wanted: &[&'a str], listed: &str) -> Vec<&'a str> {
    let there: HashSet<&str> = listed
        .lines()
        .filter_map(|line| line.strip_suffix(" installed"))
        .collect();
    wanted
        .iter()
        .copied()
        .filter(|package| !there.contains(package))
        .collect()
}

fn apt_get(arguments: &[&str], missing: &[&str]) -> Result<()> {
    let by_hand = format!("install these packages by hand and try again: {}", missing.join(" "));
    let job = if is_root() {
        Job::new("apt-get")
    } else {
        // Through `env`, because sudo drops variables.
        Job::new("sudo").args(["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"])
    };
    job.env("DEBIAN_FRONTEND", "noninteractive")
        // A fresh machine often runs its own upgrade at that moment.
        .args(["--option", "DPkg::Lock::Timeout=300"])
        .args(arguments)
        .advice(by_hand)
        .run()
}

fn is_root() -> bool {
    Job::new("id").arg("-u").output().is_ok_and(|user| user.trim() == "0")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn removed_and_unknown_packages_are_missing() {
        let listed = "file installed\nxvfb config-files\n";
        assert_eq!(
            not_installed(&["file", "xvfb", "openbox"], listed),
            ["xvfb", "openbox"],
            "a package of which only the configuration is left is not there"
        );
    }
}
