//! A throw-away PostgreSQL cluster: made, started and ended by its user's own programs, on a Unix socket, as somebody
//! who is not root.

use std::ffi::OsStr;
use std::os::unix::fs::{PermissionsExt as _, chown};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context as _, bail};
use tempfile::TempDir;

use super::session::Session;

/// How long a server may take to start.
const PATIENCE: Duration = Duration::from_secs(30);

/// What a server with the machine to itself would be given; nothing has to outlive the run.
const SETTINGS: [&str; 11] = [
    "listen_addresses=",
    "shared_buffers=1GB",
    "effective_cache_size=4GB",
    "work_mem=64MB",
    "random_page_cost=1.1",
    "max_wal_size=4GB",
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "autovacuum=off",
    "jit=off",
];

/// A running server that ends with this value.
pub struct Cluster {
    server: Child,
    user: Option<User>,
    programs: PathBuf,
    folder: TempDir,
}

/// Whom the server runs as, where we are root.
#[derive(Debug, Clone, Copy)]
struct User {
    id: u32,
    group: u32,
}

impl Cluster {
    /// Makes and starts one.
    ///
    /// # Errors
    /// There is no PostgreSQL on this machine, or it does not start.
    pub fn start() -> anyhow::Result<Self> {
        let programs =
            programs().context("there is no PostgreSQL here: run `cargo xtask bench --postgres` to install it")?;
        let user = unprivileged()?;
        let folder = tempfile::tempdir()?;
        std::fs::set_permissions(folder.path(), std::fs::Permissions::from_mode(0o700))?;
        if let Some(user) = user {
            chown(folder.path(), Some(user.id), Some(user.group))?;
        }
        let data = folder.path().join("data");
        let made = command(&programs, "initdb", user)
            .arg("--pgdata")
            .arg(&data)
            .args([
                "--username=bench",
                "--auth=trust",
                "--encoding=UTF8",
                "--locale=C.UTF-8",
                "--no-sync",
            ])
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .current_dir(folder.path())
            .output()
            .context("initdb does not start")?;
        if !made.status.success() {
            bail!("initdb failed: {}", String::from_utf8_lossy(&made.stderr).trim());
        }
        let mut server = command(&programs, "postgres", user);
        server.arg("-D").arg(&data).arg("-k").arg(folder.path());
        for setting in SETTINGS {
            server.args(["-c", setting]);
        }
        let server = server
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .current_dir(folder.path())
            .spawn()
            .context("the server does not start")?;
        Ok(Self {
            server,
            user,
            programs,
            folder,
        })
    }

    /// Connects as soon as the server answers.
    ///
    /// # Errors
    /// It does not within half a minute.
    pub fn connect(&self) -> anyhow::Result<Session> {
        let end = Instant::now() + PATIENCE;
        loop {
            let ready = command(&self.programs, "pg_isready", self.user)
                .arg("--host")
                .arg(self.folder.path())
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .status();
            if ready.is_ok_and(|status| status.success()) {
                break;
            }
            if Instant::now() > end {
                bail!("the server has not answered within {} s", PATIENCE.as_secs());
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        let mut psql = command(&self.programs, "psql", self.user);
        psql.arg("--host").arg(self.folder.path());
        Session::start(psql)
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        // There is nothing to save: at once.
        let stopped = command(&self.programs, "pg_ctl", self.user)
            .args(["stop", "--mode=immediate", "--silent", "--pgdata"])
            .arg(self.folder.path().join("data"))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status();
        if !stopped.is_ok_and(|status| status.success()) {
            let _ = self.server.kill();
        }
        let _ = self.server.wait();
    }
}

fn command(programs: &Path, name: &str, user: Option<User>) -> Command {
    let mut command = Command::new(programs.join(name));
    command.stdin(Stdio::null()).env("LC_ALL", "C.UTF-8");
    if let Some(user) = user {
        command.uid(user.id).gid(user.group);
    }
    command
}

/// The folder with the server's programs: on the path, or where Debian keeps them, the newest.
fn programs() -> Option<PathBuf> {
    let on_path = std::env::var_os("PATH").into_iter().flat_map(|path| {
        let folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
        folders
    });
    let debian = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let mut debian: Vec<PathBuf> = debian.map(|entry| entry.path()).collect();
    debian.sort_by_key(|folder| {
        folder
            .file_name()
            .and_then(OsStr::to_str)
            .and_then(|name| name.parse::<u32>().ok())
    });
    let debian = debian.into_iter().rev().map(|folder| folder.join("bin"));
    let all = ["initdb", "postgres", "pg_ctl", "pg_isready", "psql"];
    on_path
        .chain(debian)
        .find(|folder| all.iter().all(|name| folder.join(name).is_file()))
}

/// Somebody to run the server as, where we are root: PostgreSQL refuses root.
fn unprivileged() -> anyhow::Result<Option<User>> {
    if number("-u", None)? != 0 {
        return Ok(None);
    }
    for name in ["postgres", "nobody"] {
        if let (Ok(id), Ok(group)) = (number("-u", Some(name)), number("-g", Some(name))) {
            return Ok(Some(User { id, group }));
        }
    }
    bail!("root may not run PostgreSQL, and there is no user to run it as: run the benchmark as somebody else")
}

/// A number that `id` knows.
fn number(what: &str, of: Option<&str>) -> anyhow::Result<u32> {
    let asked = Command::new("id")
        .arg(what)
        .args(of)
        .output()
        .context("`id` does not start")?;
    let text = String::from_utf8_lossy(&asked.stdout);
    text.trim()
        .parse()
        .with_context(|| format!("`id {what}` said “{}”", text.trim()))
}
