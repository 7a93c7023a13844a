//! A desktop of our own to test on: a bus, an unlocked key ring, a screen and a window manager, all thrown
//! away afterwards, so that a test can neither see nor change the keys and files of whoever runs it.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::PathBuf;
use std::process::{self, Child, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::job::Job;

const ADVICE: &str = "install the test packages with `cargo xtask setup`";
/// Each part is up within a fraction of a second; this is for a machine that is busy building.
const LIMIT: Duration = Duration::from_secs(30);

/// For a part to clean up after itself before it is ended by force.
const GRACE: Duration = Duration::from_secs(3);

/// The running desktop. Dropping it ends its processes and removes its files.
pub struct Session {
    parts: Vec<Part>,
    folder: PathBuf,
    variables: Vec<(&'static str, String)>,
}

struct Part {
    name: &'static str,
    child: Child,
}

impl Part {
    /// Asks it to end, so that it removes its own locks and sockets, and insists when it does not.
    fn end(&mut self) {
        let pid = self.child.id().to_string();
        // The standard library can only insist; the shell has `kill` built in.
        if Job::new("sh").args(["-c", "kill \"$0\"", &pid]).succeeds() {
            let deadline = Instant::now() + GRACE;
            while Instant::now() < deadline {
                if !matches!(self.child.try_wait(), Ok(None)) {
                    return;
                }
                thread::sleep(Duration::from_millis(10));
            }
        }
        if let Err(error) = self.child.kill().and_then(|()| self.child.wait()) {
            eprintln!("{} could not be ended: {error}", self.name);
        }
    }
}

impl Session {
    /// # Errors
    /// When a part cannot be started or does not answer in time; the message names it.
    pub fn start() -> Result<Self> {
        if !cfg!(target_os = "linux") {
            bail!("the window is tested on Linux only: there is no private desktop to be had here");
        }
        let folder = std::env::temp_dir().join(format!("workestra-session-{}", process::id()));
        let mut session = Self {
            parts: Vec::new(),
            folder,
            variables: Vec::new(),
        };
        session.make_folders()?;
        session.start_bus()?;
        session.start_keyring()?;
        session.start_screen()?;
        Ok(session)
    }

    /// The job with this desktop around it instead of the user's.
    pub fn inside(&self, job: Job) -> Job {
        let job = self
            .variables
            .iter()
            .fold(job, |job, (name, value)| job.env(name, value));
        // With either of the WebKit switches, a screenshot through WebDriver never returns.
        [
            "WAYLAND_DISPLAY",
            "WEBKIT_DISABLE_DMABUF_RENDERER",
            "WEBKIT_DISABLE_COMPOSITING_MODE",
        ]
        .into_iter()
        .fold(job, Job::env_remove)
    }

    fn make_folders(&mut self) -> Result<()> {
        for (variable, name) in [
            ("XDG_RUNTIME_DIR", "run"),
            ("XDG_DATA_HOME", "data"),
            ("XDG_CONFIG_HOME", "config"),
            ("XDG_STATE_HOME", "state"),
            ("XDG_CACHE_HOME", "cache"),
        ] {
            let folder = self.folder.join(name);
            fs::create_dir_all(&folder).with_context(|| format!("{} cannot be made", folder.display()))?;
            private(&folder)?;
            self.variables.push((variable, folder.to_string_lossy().into_owned()));
        }
        for (variable, value) in [
            // No accessibility bus, no Wayland, and no graphics card that the next machine may not have.
            ("NO_AT_BRIDGE", "1"),
            ("GDK_BACKEND", "x11"),
            ("LIBGL_ALWAYS_SOFTWARE", "1"),
            // It would still be written to while the folder goes, and each file that fails is a line of output.
            ("MESA_SHADER_CACHE_DISABLE", "true"),
        ] {
            self.variables.push((variable, value.to_owned()));
        }
        Ok(())
    }

    fn start_bus(&mut self) -> Result<()> {
        // In our folder, which goes away with us; by default its socket would stay behind among temporary files.
        let socket = format!("--address=unix:path={}", self.folder.join("run").join("bus").display());
        let job = Job::new("dbus-daemon").args(["--session", "--nofork", "--print-address=1", &socket]);
        let address = self.start_part("dbus-daemon", job)?;
        self.variables.push(("DBUS_SESSION_BUS_ADDRESS", address));
        Ok(())
    }

    fn start_keyring(&mut self) -> Result<()> {
        let job = Job::new("gnome-keyring-daemon").args(["--unlock", "--components=secrets", "--foreground"]);
        let mut child = self
            .inside(bound(job))
            .into_command()
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .with_context(|| format!("gnome-keyring-daemon cannot be started: {ADVICE}"))?;
        // It makes and opens the login collection with what it reads here; an empty password it would refuse.
        let password = child.stdin.take().context("no standard input")?;
        self.parts.push(Part {
            name: "gnome-keyring-daemon",
            child,
        });
        { password }
            .write_all(b"throw-away")
            .context("gnome-keyring-daemon does not take its password")?;
        // Asking the service itself too early would make the bus start a second daemon, one that nobody unlocks.
        self.wait_until("gnome-keyring-daemon", || {
            self.bus_says(
                "boolean true",
                &["--dest=org.freedesktop.DBus", "/org/freedesktop/DBus"],
                &["org.freedesktop.DBus.NameHasOwner", "string:org.freedesktop.secrets"],
            )
        })?;
        self.wait_until("gnome-keyring-daemon", || {
            let collection = "/org/freedesktop/secrets/aliases/default";
            self.bus_says(
                "boolean false",
                &["--dest=org.freedesktop.secrets", collection],
                &[
                    "org.freedesktop.DBus.Properties.Get",
                    "string:org.freedesktop.Secret.Collection",
                    "string:Locked",
                ],
            )
        })
    }

    /// Whether the bus answers a call with this.
    fn bus_says(&self, answer: &str, whom: &[&str], what: &[&str]) -> bool {
        let job = Job::new("dbus-send")
            .args(["--session", "--print-reply"])
            .args(whom)
            .args(what);
        self.inside(job).answer().is_some_and(|said| said.contains(answer))
    }

    fn start_screen(&mut self) -> Result<()> {
        // `-displayfd` lets the server choose a free number, so that two runs do not meet.
        let job = Job::new("Xvfb").args([
            "-displayfd",
            "1",
            "-screen",
            "0",
            "1280x900x24",
            "-nolisten",
            "tcp",
            "-noreset",
        ]);
        let number = self.start_part("Xvfb", job)?;
        self.variables.push(("DISPLAY", format!(":{number}")));
        let child = self
            .inside(bound(Job::new("openbox")))
            .into_command()
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .with_context(|| format!("openbox cannot be started: {ADVICE}"))?;
        self.parts.push(Part { name: "openbox", child });
        // `wmctrl -m` fails for as long as no window manager has announced itself.
        self.wait_until("openbox", || self.inside(Job::new("wmctrl").arg("-m")).succeeds())
    }

    /// Starts a part that says on its first line how to reach it.
    fn start_part(&mut self, name: &'static str, job: Job) -> Result<String> {
        let mut child = self
            .inside(bound(job))
            .into_command()
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .with_context(|| format!("{name} cannot be started: {ADVICE}"))?;
        let output = child.stdout.take().context("no standard output")?;
        self.parts.push(Part { name, child });
        let mut line = String::new();
        BufReader::new(output)
            .read_line(&mut line)
            .with_context(|| format!("{name} does not say how to reach it"))?;
        if line.trim().is_empty() {
            bail!("{name} ended before it was ready: {ADVICE}");
        }
        Ok(line.trim().to_owned())
    }

    fn wait_until(&self, name: &str, holds: impl Fn() -> bool) -> Result<()> {
        let deadline = Instant::now() + LIMIT;
        while !holds() {
            if Instant::now() >= deadline {
                bail!("{name} does not answer after {} s", LIMIT.as_secs());
            }
            thread::sleep(Duration::from_millis(20));
        }
        Ok(())
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        // In reverse, so that nothing loses its bus or screen while it runs.
        for part in self.parts.iter_mut().rev() {
            part.end();
        }
        if let Err(error) = fs::remove_dir_all(&self.folder) {
            eprintln!("{} could not be removed: {error}", self.folder.display());
        }
    }
}

/// The job, ended by the kernel should we be killed without a chance to clean up.
fn bound(job: Job) -> Job {
    let command = job.into_command();
    Job::new("setpriv")
        .args(["--pdeathsig", "TERM", "--"])
        .arg(command.get_program())
        .args(command.get_args())
}

#[cfg(unix)]
fn private(folder: &std::path::Path) -> Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(folder, fs::Permissions::from_mode(0o700))
        .with_context(|| format!("{} cannot be made private", folder.display()))
}

#[cfg(not(unix))]
fn private(_: &std::path::Path) -> Result<()> {
    Ok(())
}
