//! What is kept of a failed test.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;
use std::{env, fs};

use super::Window;

/// Keeps the whole screen and the page in `target/e2e-screens`. It says what it cannot keep and fails nothing: the
/// test's own error matters more.
pub async fn keep(name: &str, window: &Window) {
    let folder = folder();
    if let Err(error) = fs::create_dir_all(&folder) {
        eprintln!("no evidence in {}: {error}", folder.display());
        return;
    }
    // Of the screen rather than through the driver, which may be what hangs, and sees one window at a time.
    let shot = folder.join(format!("{name}.png"));
    match Command::new("import").args(["-window", "root"]).arg(&shot).status() {
        Ok(status) if status.success() => eprintln!("the screen is in {}", shot.display()),
        Ok(status) => eprintln!("no picture of the screen: import ended with {status}"),
        Err(error) => eprintln!("no picture of the screen: {error}"),
    }
    let page = folder.join(format!("{name}.html"));
    let focus = window.execute("return document.activeElement?.cloneNode().outerHTML");
    if let Ok(Ok(focus)) = tokio::time::timeout(Duration::from_secs(5), focus).await {
        eprintln!("the focus is on {focus}");
    }
    match tokio::time::timeout(Duration::from_secs(5), window.source()).await {
        Ok(Ok(source)) => match fs::write(&page, source) {
            Ok(()) => eprintln!("the page is in {}", page.display()),
            Err(error) => eprintln!("the page cannot be kept: {error}"),
        },
        Ok(Err(error)) => eprintln!("the page cannot be read: {error:#}"),
        Err(_) => eprintln!("the page cannot be read: the driver does not answer"),
    }
}

/// Beside `debug` in cargo's output.
fn folder() -> PathBuf {
    let test = env::current_exe().unwrap_or_default();
    test.ancestors()
        .nth(3)
        .unwrap_or(Path::new("target"))
        .join("e2e-screens")
}
