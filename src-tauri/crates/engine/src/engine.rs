//! The engine: which workspace is open, and the commands that need none.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::tz::TimeZone;
use parking_lot::{Mutex, RwLock};
use tokio::sync::broadcast;
use workestra_core::{Date, Policy, Verb};
use workestra_store::{Custody, Op, OpenError, Opening, Store, Unlock, WorkspaceInfo};

use crate::api::{
    ActionRun, AppState, BlockedReason, CommandError, EntityName, ErrorCode, Event, FilePick, FilePicked, Nothing,
    Phase, RecoveryCodeConfirm, RecoveryCodeConfirmed, RecoveryCodeSave, Settings, UrlOpen, WorkspaceCreate,
    WorkspaceCreated, WorkspaceEntry, WorkspaceOpen, WorkspaceRename,
};
use crate::registry::Known;
use crate::{Host, Open, Paths, registry, settings};

/// An application's engine: at most one open workspace, and the commands of the list.
pub struct Engine {
    paths: Paths,
    host: Arc<dyn Host>,
    opening: Opening,
    events: broadcast::Sender<Event>,
    settings: RwLock<Settings>,
    state: Mutex<State>,
    /// Held while a workspace is being opened, made or closed, so that two of these never cross.
    changing: tokio::sync::Mutex<()>,
}

/// What the main window shows, and the workspace behind it.
enum State {
    Closed,
    Opening {
        step: &'static str,
    },
    Open(Arc<Open>),
    Blocked {
        name: String,
        path: PathBuf,
        reason: BlockedReason,
        message: String,
    },
}

impl Engine {
    /// An engine that has nothing open yet; [`Engine::start`] opens the last workspace.
    #[must_use]
    pub fn new(paths: Paths, host: Arc<dyn Host>) -> Arc<Self> {
        let settings = settings::load(&paths.config);
        Arc::new(Self {
            paths,
            host,
            opening: Opening::with(Custody::Keychain),
            events: broadcast::channel(1024).0,
            settings: RwLock::new(settings),
            state: Mutex::new(State::Opening { step: "Starting" }),
            changing: tokio::sync::Mutex::new(()),
        })
    }

    /// Puts the settings to work and opens a workspace: the one named, the sample (made at the first time), or the
    /// last used. What fails becomes the phase that [`Engine::app_state`] answers.
    pub async fn start(self: &Arc<Self>, workspace: Option<PathBuf>, sample: bool) {
        let settings = self.settings.read().clone();
        self.settings.write().launcher_problem = self.host.apply_settings(&settings);
        let known = registry::load(&self.paths.config);
        let path = match workspace {
            Some(path) => Some(path),
            None if sample => known.iter().find(|known| known.sample).map(|known| known.path.clone()),
            None => known.first().map(|known| known.path.clone()),
        };
        match path {
            Some(path) => self.open_at(&path, None).await,
            None if sample => self.start_sample().await,
            None => self.become_state(State::Closed),
        }
    }

    async fn start_sample(self: &Arc<Self>) {
        let create = WorkspaceCreate {
            name: "Sample".to_owned(),
            member: "You".to_owned(),
            sample: true,
            folder: None,
        };
        if let Err(error) = self.workspace_create(create).await {
            tracing::error!("the sample workspace could not be made: {error}");
            self.become_state(State::Closed);
        }
    }

    /// Events from now on.
    #[must_use]
    pub fn subscribe(&self) -> broadcast::Receiver<Event> {
        self.events.subscribe()
    }

    /// The open workspace.
    ///
    /// # Errors
    /// [`ErrorCode::NoWorkspace`] when none is.
    pub fn open(&self) -> Result<Arc<Open>, CommandError> {
        match &*self.state.lock() {
            State::Open(open) => Ok(Arc::clone(open)),
            _ => Err(CommandError::new(
                ErrorCode::NoWorkspace,
                "no workspace is open: open or create one first",
            )),
        }
    }

    /// The shell has shown the launcher.
    pub fn launcher_shown(&self) {
        self.send(Event::LauncherShown);
    }

    /// Closes the workspace: jobs are stopped, the file is checkpointed and its lock released.
    pub async fn shut_down(&self) {
        let _changing = self.changing.lock().await;
        self.close_now().await;
    }

    async fn close_now(&self) {
        let state = std::mem::replace(&mut *self.state.lock(), State::Closed);
        if let State::Open(open) = state {
            open.close().await;
        }
    }

    fn send(&self, event: Event) {
        // Without a window nobody listens.
        let _ = self.events.send(event);
    }

    fn changed(&self) {
        self.send(Event::AppStateChanged);
    }

    fn become_state(&self, state: State) {
        *self.state.lock() = state;
        self.changed();
    }

    /// Opens a workspace in place of the open one.
    async fn open_at(self: &Arc<Self>, path: &Path, recovery_code: Option<&str>) {
        let _changing = self.changing.lock().await;
        self.close_now().await;
        self.become_state(State::Opening {
            step: "Opening the workspace",
        });
        let unlock = recovery_code.map_or(Unlock::Keychain, Unlock::RecoveryCode);
        let state = match Store::open(path, unlock, &self.opening).await {
            Ok(store) => {
                if recovery_code.is_some()
                    && let Err(error) = store.rewrap_keychain().await
                {
                    tracing::warn!(%error, "the key could not be put back into the keychain");
                }
                self.opened(store).await
            }
            Err(error) => self.blocked(path, &error),
        };
        self.become_state(state);
    }

    async fn opened(&self, store: Store) -> State {
        let WorkspaceInfo { path, name, .. } = store.info();
        let sample = registry::load(&self.paths.config)
            .iter()
            .any(|known| known.path == path && known.sample);
        let settings = self.settings.read().clone();
        let (model, events, host) = (self.paths.model.clone(), self.events.clone(), Arc::clone(&self.host));
        match Open::start(store, model, events, host, settings, sample).await {
            Ok(mut open) => {
                open.attend();
                self.remember(&open, sample);
                State::Open(Arc::new(open))
            }
            Err(error) => State::Blocked {
                name,
                path,
                reason: BlockedReason::Unreadable,
                message: error.message,
            },
        }
    }

    fn remember(&self, open: &Open, sample: bool) {
        let info = open.store().info();
        let known = Known {
            id: info.id,
            name: info.name,
            path: info.path,
            sample,
        };
        if let Err(error) = registry::remember(&self.paths.config, known) {
            tracing::warn!(%error, "the list of workspaces could not be written");
        }
    }

    fn blocked(&self, path: &Path, error: &OpenError) -> State {
        let known = registry::load(&self.paths.config);
        let name = known.iter().find(|known| known.path == path).map_or_else(
            || {
                path.file_name().map_or_else(
                    || path.display().to_string(),
                    |name| name.to_string_lossy().into_owned(),
                )
            },
            |known| known.name.clone(),
        );
        State::Blocked {
            name,
            path: path.to_owned(),
            reason: crate::error::blocked_reason(error),
            message: error.to_string(),
        }
    }

    /// A folder for a new workspace: its name in plain letters, and a number where that is taken.
    fn folder_for(&self, name: &str) -> PathBuf {
        let mut plain: String = name
            .to_lowercase()
            .chars()
            .map(|c| if c.is_alphanumeric() { c } else { '-' })
            .take(40)
            .collect();
        if plain.trim_matches('-').is_empty() {
            plain = "workspace".to_owned();
        }
        let plain = plain.trim_matches('-').to_owned();
        let first = self.paths.workspaces.join(&plain);
        std::iter::once(first)
            .chain((2..).map(|n| self.paths.workspaces.join(format!("{plain}-{n}"))))
            .find(|folder| !folder.exists())
            .unwrap_or_else(|| self.paths.workspaces.join(plain))
    }

    fn entries(&self) -> Vec<WorkspaceEntry> {
        let open = self.open().ok().map(|open| open.store().info().path);
        registry::load(&self.paths.config)
            .into_iter()
            .map(|known| WorkspaceEntry {
                id: known.path.exists().then_some(known.id),
                open: open.as_deref() == Some(&known.path),
                name: known.name,
                path: known.path.display().to_string(),
                sample: known.sample,
            })
            .collect()
    }
}

/// The commands that need no open workspace.
impl Engine {
    pub(crate) async fn app_state(&self, _: Nothing) -> Result<AppState, CommandError> {
        let workspaces = self.entries();
        let keychain_problem = match &*self.state.lock() {
            State::Closed => Some(()),
            _ => None,
        };
        let keychain_problem = match keychain_problem {
            Some(()) => self.opening.custody.problem().await.map(|problem| problem.to_string()),
            None => None,
        };
        let phase = match &*self.state.lock() {
            State::Closed => Phase::FirstRun {
                folder: self.paths.workspaces.display().to_string(),
                keychain_problem,
            },
            State::Opening { step } => Phase::Opening {
                step: (*step).to_owned(),
            },
            State::Open(open) if open.recovery_code_waits() => Phase::ConfirmRecoveryCode {
                name: open.store().info().name,
            },
            State::Open(open) => {
                let entry = workspaces.iter().find(|entry| entry.open).cloned();
                let info = open.store().info();
                let workspace = entry.unwrap_or_else(|| WorkspaceEntry {
                    id: Some(info.id),
                    name: info.name.clone(),
                    path: info.path.display().to_string(),
                    open: true,
                    sample: false,
                });
                Phase::Ready {
                    workspace,
                    me: open.me(),
                }
            }
            State::Blocked {
                name,
                path,
                reason,
                message,
            } => Phase::Blocked {
                name: name.clone(),
                path: path.display().to_string(),
                reason: *reason,
                message: message.clone(),
            },
        };
        Ok(AppState {
            phase,
            workspaces,
            version: env!("CARGO_PKG_VERSION").to_owned(),
        })
    }

    pub(crate) async fn settings_get(&self, _: Nothing) -> Result<Settings, CommandError> {
        Ok(self.settings.read().clone())
    }

    pub(crate) async fn settings_set(&self, mut wanted: Settings) -> Result<Settings, CommandError> {
        wanted.launcher_problem = self.host.apply_settings(&wanted);
        settings::save(&self.paths.config, &wanted).map_err(|error| {
            CommandError::new(ErrorCode::Failed, format!("the settings could not be saved: {error}"))
        })?;
        *self.settings.write() = wanted.clone();
        if let Ok(open) = self.open() {
            open.settings_changed(wanted.clone());
        }
        self.send(Event::SettingsChanged {
            settings: wanted.clone(),
        });
        Ok(wanted)
    }

    pub(crate) async fn workspace_create(
        self: &Arc<Self>,
        create: WorkspaceCreate,
    ) -> Result<WorkspaceCreated, CommandError> {
        let (name, member) = (create.name.trim(), create.member.trim());
        if name.is_empty() || member.is_empty() {
            return Err(CommandError::new(
                ErrorCode::InvalidArguments,
                "a workspace needs a name, and so do you: it stands beside what you write",
            ));
        }
        let _changing = self.changing.lock().await;
        let folder = create.folder.map_or_else(|| self.folder_for(name), PathBuf::from);
        self.close_now().await;
        self.become_state(State::Opening {
            step: "Making the encrypted file",
        });
        let made = async {
            let (store, code) = Store::create(&folder, name, member, &self.opening).await?;
            if create.sample {
                self.become_state(State::Opening {
                    step: "Filling the sample",
                });
                let grant = Policy::system(Verb::Write);
                crate::import::fill_sample(&store, &grant, today()).await?;
            }
            Ok::<_, CommandError>((store, code))
        }
        .await;
        let (store, code) = match made {
            Ok(made) => made,
            Err(error) => {
                self.become_state(State::Closed);
                return Err(error);
            }
        };
        let info = store.info();
        let known = Known {
            id: info.id,
            name: info.name,
            path: info.path,
            sample: create.sample,
        };
        if let Err(error) = registry::remember(&self.paths.config, known) {
            tracing::warn!(%error, "the list of workspaces could not be written");
        }
        let state = self.opened(store).await;
        self.become_state(state);
        Ok(WorkspaceCreated {
            recovery_code: code.expose().to_owned(),
        })
    }

    pub(crate) async fn workspace_open(self: &Arc<Self>, open: WorkspaceOpen) -> Result<AppState, CommandError> {
        self.open_at(Path::new(&open.path), open.recovery_code.as_deref()).await;
        self.app_state(Nothing {}).await
    }

    pub(crate) async fn workspace_close(&self, _: Nothing) -> Result<AppState, CommandError> {
        self.shut_down().await;
        self.changed();
        self.app_state(Nothing {}).await
    }

    pub(crate) async fn workspace_rename(&self, rename: WorkspaceRename) -> Result<AppState, CommandError> {
        let open = self.open()?;
        let grant = Policy::grant(&open.me(), Verb::Configure, None)?;
        open.store()
            .write(&grant, vec![Op::Rename { name: rename.name }])
            .await?;
        let id = open.store().info().id;
        let sample = registry::load(&self.paths.config)
            .iter()
            .any(|known| known.id == id && known.sample);
        self.remember(&open, sample);
        self.changed();
        self.app_state(Nothing {}).await
    }

    /// Has the system open an address. Only what leads out of the machine by a program that people know is let through:
    /// a `file:` or a scheme of some installed program could start anything.
    pub(crate) async fn url_open(&self, open: UrlOpen) -> Result<Nothing, CommandError> {
        let refused = |why: &str| CommandError::new(ErrorCode::InvalidArguments, format!("{} {why}", open.url));
        let url = url::Url::parse(&open.url).map_err(|error| refused(&format!("is no address: {error}")))?;
        match url.scheme() {
            "http" | "https" if url.has_host() => {}
            "mailto" | "tel" => {}
            _ => return Err(refused("is not opened: only http, https, mailto and tel addresses are")),
        }
        let (host, url) = (Arc::clone(&self.host), String::from(url));
        let opened = tokio::task::spawn_blocking(move || host.open_url(&url)).await;
        opened
            .map_err(|error| error.to_string())
            .and_then(|opened| opened)
            .map_err(|error| CommandError::new(ErrorCode::Failed, error))?;
        Ok(Nothing {})
    }

    pub(crate) async fn recovery_code_confirm(
        &self,
        confirm: RecoveryCodeConfirm,
    ) -> Result<RecoveryCodeConfirmed, CommandError> {
        let open = self.open()?;
        let matches = match &confirm.recovery_code {
            Some(code) => open.store().confirm_recovery_code(code).await?,
            None => true,
        };
        if matches {
            open.recovery_code_seen();
            self.changed();
        }
        Ok(RecoveryCodeConfirmed { matches })
    }

    pub(crate) async fn recovery_code_save(&self, save: RecoveryCodeSave) -> Result<Nothing, CommandError> {
        let path = PathBuf::from(&save.path);
        let folder = self.open()?.store().info().path;
        let beside = path.parent().and_then(|parent| parent.canonicalize().ok());
        if beside.is_some_and(|beside| beside.starts_with(folder.canonicalize().unwrap_or(folder))) {
            return Err(CommandError::new(
                ErrorCode::InvalidArguments,
                "the code opens this workspace, so it does not belong in the workspace's folder: choose another one",
            ));
        }
        write_secret(&path, &save.recovery_code).map_err(|error| {
            CommandError::new(
                ErrorCode::Failed,
                format!("{} cannot be written: {error}", path.display()),
            )
        })?;
        Ok(Nothing {})
    }

    pub(crate) async fn file_pick(&self, pick: FilePick) -> Result<FilePicked, CommandError> {
        let path = self.host.pick_file(pick).await;
        Ok(FilePicked {
            path: path.map(|path| path.display().to_string()),
        })
    }

    pub(crate) async fn launcher_hide(&self, _: Nothing) -> Result<Nothing, CommandError> {
        self.host.hide_launcher();
        Ok(Nothing {})
    }

    pub(crate) async fn entity_open(&self, name: EntityName) -> Result<Nothing, CommandError> {
        let reference = self.open()?.entity_named(&name.entity).await?.reference;
        self.host.hide_launcher();
        self.host.show_main();
        self.send(Event::OpenEntity { reference });
        Ok(Nothing {})
    }

    pub(crate) async fn action_run(&self, run: ActionRun) -> Result<Nothing, CommandError> {
        self.host.hide_launcher();
        self.host.show_main();
        self.send(Event::RunAction {
            action: run.action,
            text: run.text,
        });
        Ok(Nothing {})
    }
}

/// The day it is here.
pub(crate) fn today() -> Date {
    jiff::Timestamp::now().to_zoned(TimeZone::system()).date()
}

/// Writes a text to a new file that only its owner may read.
fn write_secret(path: &Path, text: &str) -> std::io::Result<()> {
    use std::io::Write as _;
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    writeln!(file, "{text}")?;
    file.sync_all()
}
