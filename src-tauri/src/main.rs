//! The desktop shell: windows, the global shortcut, the tray, and the two commands through which the windows reach the
//! engine. Nothing of the domain is here.
#![cfg_attr(all(windows, not(debug_assertions)), windows_subsystem = "windows")]

mod args;
mod check;
mod confirmation;
mod host;
mod ipc;
mod launcher;
mod notifications;
mod opener;
mod tray;
mod windows;

use std::process::ExitCode;
use std::sync::Arc;

use anyhow::Context as _;
use tauri::{AppHandle, Manager as _, RunEvent};
use workestra_engine::{Engine, Paths};

use crate::args::Args;

fn main() -> ExitCode {
    // Attachments are read by a process of this same program that can open nothing.
    if let Some(code) = workestra_engine::serve_extraction() {
        return code;
    }
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tracing::error!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> anyhow::Result<()> {
    // Nothing below warnings by default: what the libraries log at lower levels can hold content.
    let filter = tracing_subscriber::EnvFilter::try_from_env("WORKESTRA_LOG").unwrap_or_else(|_| "warn".into());
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .init();
    let args = Args::read(std::env::args().skip(1)).context("workestra could not start")?;

    let builder = tauri::Builder::default()
        // First, so that a second start is handed over before anything is opened.
        .plugin(tauri_plugin_single_instance::init(|app, argv, _| {
            second_start(app, argv)
        }))
        .plugin(tauri_plugin_dialog::init())
        .plugin(launcher::shortcut_plugin())
        .invoke_handler(tauri::generate_handler![ipc::rpc, ipc::subscribe]);

    let app = builder
        .setup(move |app| {
            start(app.handle(), &args)?;
            Ok(())
        })
        .build(tauri::generate_context!())
        .context("the window system could not be reached")?;
    app.run(|app, event| match event {
        RunEvent::WindowEvent { label, event, .. } => windows::on_event(app, &label, &event),
        RunEvent::Exit => {
            let engine = Arc::clone(&app.state::<Arc<Engine>>());
            tauri::async_runtime::block_on(engine.shut_down());
        }
        _ => {}
    });
    Ok(())
}

fn start(app: &AppHandle, args: &Args) -> anyhow::Result<()> {
    let resources = app.path().resource_dir().ok();
    let paths = Paths::of_user(resources.as_deref()).context("this user has no home folder to keep a workspace in")?;
    let engine = Engine::new(paths, Arc::new(host::Shell::new(app.clone())));
    app.manage(Arc::clone(&engine));
    app.manage(check::Check::new(args.check));
    windows::create_main(app)?;
    launcher::create(app)?;
    if let Err(error) = tray::create(app) {
        tracing::warn!(%error, "no tray icon on this desktop");
    }
    let (sample, workspace, toggle) = (args.sample, args.workspace.clone(), args.toggle);
    if args.check {
        check::watch(app.clone());
    }
    let handle = app.clone();
    tauri::async_runtime::spawn(async move {
        engine.start(workspace, sample).await;
        if toggle {
            launcher::toggle(&handle);
        }
    });
    Ok(())
}

/// Another start of the program hands its arguments over.
fn second_start(app: &AppHandle, argv: Vec<String>) {
    match Args::read(argv.into_iter().skip(1)) {
        Ok(args) if args.toggle => launcher::toggle(app),
        _ => windows::show_main(app),
    }
}
