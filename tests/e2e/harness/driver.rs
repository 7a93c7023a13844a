//! The program under WebKit's own driver, one driver for each start: the program inherits the driver's environment.

use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use std::{env, fs};

use anyhow::{Context, Result, bail};
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use rustix::process::{Pid, Signal, kill_process};
use serde_json::json;

use super::{Home, Window};

/// For the driver to listen, the program to open its first window, or either to end.
const PATIENCE: Duration = Duration::from_secs(30);
const PAUSE: Duration = Duration::from_millis(20);

/// The running program. Close it with [`App::close`]; dropping it only makes sure that nothing is left.
pub struct App {
    client: Client,
    driver: Driver,
    program: Pid,
}

impl App {
    /// Starts the program for this user and waits until its first window is there.
    ///
    /// # Errors
    /// When the driver or the program does not start in time.
    pub async fn start(home: &Home, arguments: &[&str]) -> Result<Self> {
        let program = program()?;
        bus_is_free().await?;
        let driver = Driver::start(home)?;
        let client = driver.open(&program, arguments).await?;
        let started = driver.only_child()?;
        Ok(Self {
            client,
            driver,
            program: started,
        })
    }

    /// Its windows.
    pub fn window(&self) -> Window {
        Window::new(self.client.clone())
    }

    /// Closes it as a person would, and waits until it is gone: the next start would be handed to it otherwise.
    ///
    /// # Errors
    /// When it does not end in time.
    pub async fn close(self) -> Result<()> {
        // The driver closes the program's windows with the session, and may be gone before it answers.
        let _ = tokio::time::timeout(PATIENCE, self.client.close()).await;
        if !gone_within(self.program, PATIENCE).await {
            bail!(
                "the program was asked to end and is still there after {} s",
                PATIENCE.as_secs()
            );
        }
        drop(self.driver);
        Ok(())
    }

    /// Ends it as a crash does: at once, with no word to it.
    ///
    /// # Errors
    /// When it cannot be ended.
    pub async fn kill(self) -> Result<()> {
        kill_process(self.program, Signal::KILL).context("the program cannot be killed")?;
        if !gone_within(self.program, PATIENCE).await {
            bail!(
                "the program was killed and is still there after {} s",
                PATIENCE.as_secs()
            );
        }
        drop(self.driver);
        Ok(())
    }
}

struct Driver {
    child: Child,
    address: String,
}

impl Driver {
    fn start(home: &Home) -> Result<Self> {
        // The number is free again at once, and nothing else on this machine opens ports at that pace.
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let child = Command::new("WebKitWebDriver")
            .arg("--host=127.0.0.1")
            .arg(format!("--port={port}"))
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            .envs(home.variables())
            .stdin(Stdio::null())
            .spawn()
            .context("WebKitWebDriver cannot be started: run `cargo xtask setup`")?;
        Ok(Self {
            child,
            address: format!("http://127.0.0.1:{port}"),
        })
    }

    async fn open(&self, program: &Path, arguments: &[&str]) -> Result<Client> {
        let wanted = json!({ "webkitgtk:browserOptions": { "binary": program, "args": arguments } });
        let wanted = wanted.as_object().cloned().unwrap_or_default();
        let deadline = Instant::now() + PATIENCE;
        // Until the driver listens, connecting fails at once; after that there is one try, since each starts the program.
        while tokio::net::TcpStream::connect(self.address.trim_start_matches("http://"))
            .await
            .is_err()
        {
            if Instant::now() > deadline {
                bail!("WebKitWebDriver does not listen after {} s", PATIENCE.as_secs());
            }
            tokio::time::sleep(PAUSE).await;
        }
        let mut builder = ClientBuilder::new(HttpConnector::new());
        let opening = builder.capabilities(wanted).connect(&self.address);
        tokio::time::timeout(PATIENCE, opening)
            .await
            .context("the program shows no window")?
            .with_context(|| format!("{} does not start under the driver", program.display()))
    }

    /// The program that the driver started, which the protocol does not tell.
    fn only_child(&self) -> Result<Pid> {
        let driver = self.child.id();
        let mut children = Vec::new();
        // A program may be started from any of the driver's threads.
        for thread in fs::read_dir(format!("/proc/{driver}/task"))? {
            let listed = fs::read_to_string(thread?.path().join("children"))?;
            children.extend(
                listed
                    .split_whitespace()
                    .filter_map(|number| number.parse().ok().and_then(Pid::from_raw)),
            );
        }
        match children[..] {
            [only] => Ok(only),
            _ => bail!(
                "the driver has {} children, the program should be the only one",
                children.len()
            ),
        }
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // Asked rather than killed: a killed driver leaves the program running, which then answers the next test.
        if let Ok(number) = i32::try_from(self.child.id())
            && let Some(driver) = Pid::from_raw(number)
        {
            let _ = kill_process(driver, Signal::TERM);
        }
        let deadline = Instant::now() + PATIENCE;
        while Instant::now() < deadline {
            if !matches!(self.child.try_wait(), Ok(None)) {
                return;
            }
            std::thread::sleep(PAUSE);
        }
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The program under test: the one that xtask names, or the one beside this test in cargo's output.
pub(super) fn program() -> Result<PathBuf> {
    let named = env::var_os("WORKESTRA_APP").map(PathBuf::from);
    let beside = env::current_exe()?
        .ancestors()
        .nth(2)
        .map(|folder| folder.join("workestra"));
    named
        .or(beside)
        .filter(|program| program.is_file())
        .context("the program is not built: run `cargo xtask test --only \"real window\"`")
}

/// Waits until no program holds the name by which a second start finds the first: a program that ends gives it up
/// last, and a start before that is handed to one that no longer answers.
async fn bus_is_free() -> Result<()> {
    let deadline = Instant::now() + PATIENCE;
    loop {
        let names = Command::new("dbus-send")
            .args([
                "--session",
                "--print-reply",
                "--dest=org.freedesktop.DBus",
                "/org/freedesktop/DBus",
            ])
            .arg("org.freedesktop.DBus.ListNames")
            .output()
            .context("dbus-send cannot be run: run `cargo xtask setup`")?;
        if !String::from_utf8_lossy(&names.stdout).contains("app.workestra.desktop") {
            return Ok(());
        }
        if Instant::now() > deadline {
            bail!("another Workestra runs in this session: end it first");
        }
        tokio::time::sleep(PAUSE).await;
    }
}

async fn gone_within(process: Pid, limit: Duration) -> bool {
    let deadline = Instant::now() + limit;
    while is_running(process) {
        if Instant::now() > deadline {
            return false;
        }
        tokio::time::sleep(PAUSE).await;
    }
    true
}

/// Whether it still does anything; one that ended and was not yet asked after does not.
fn is_running(process: Pid) -> bool {
    let about = fs::read_to_string(format!("/proc/{}/stat", process.as_raw_nonzero()));
    about.is_ok_and(|about| !about.rsplit(") ").next().is_some_and(|state| state.starts_with('Z')))
}
