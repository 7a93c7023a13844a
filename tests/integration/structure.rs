//! The layout's invariants, read from the manifests and the sources.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("tests/ is in the repository")
}

/// The text of each package's manifest under src-tauri, without its dev-dependencies, by package name.
fn manifests() -> BTreeMap<String, String> {
    let crates = repository().join("src-tauri/crates");
    let folders = fs::read_dir(&crates).unwrap().map(|entry| entry.unwrap().path());
    folders
        .chain([repository().join("src-tauri")])
        .map(|folder| {
            let name = folder.file_name().unwrap().to_string_lossy().into_owned();
            let text = fs::read_to_string(folder.join("Cargo.toml")).unwrap();
            let shipped = text.split("[dev-dependencies]").next().unwrap().to_owned();
            (name, shipped)
        })
        .collect()
}

/// Packages whose manifest names a dependency that starts like this.
fn naming(dependency: &str) -> Vec<String> {
    manifests()
        .into_iter()
        .filter(|(_, text)| text.lines().any(|line| line.starts_with(dependency)))
        .map(|(name, _)| name)
        .collect()
}

#[test]
fn each_outside_world_is_named_by_one_package_only() {
    let owned: [(&str, &[&str]); 10] = [
        ("tauri", &["src-tauri"]),
        // The benchmark fills a SQLite file of its own, to measure what SQLite alone would take. It opens no workspace
        // with it, and nothing depends on the benchmark.
        ("sqlx", &["bench", "store"]),
        ("keyring", &["store"]),
        ("tantivy", &["search"]),
        ("rten", &["embed"]),
        ("hyper", &["llm"]),
        ("lettre", &["mail"]),
        ("pdf-extract", &["extract"]),
        ("notify-rust", &["src-tauri"]),
        ("workestra-bench", &[]),
    ];
    for (dependency, owners) in owned {
        assert_eq!(naming(dependency), owners, "who depends on {dependency}");
    }
}

#[test]
fn only_the_engine_can_reach_a_mail_server_and_it_and_the_assistant_a_provider() {
    assert_eq!(naming("workestra-mail"), ["engine"], "who depends on mail");
    // The engine tries a provider before it is used, and holds its key; conversations are the assistant's.
    let askers = naming("workestra-llm");
    assert!(
        askers.iter().all(|name| name == "assistant" || name == "engine"),
        "who depends on llm: {askers:?}"
    );
    for client in ["reqwest", "ureq", "curl", "isahc", "surf"] {
        assert_eq!(naming(client), Vec::<String>::new(), "who depends on {client}");
    }
}

#[test]
fn dependencies_point_down_only() {
    let order = [
        "core",
        "embed",
        "extract",
        "mail",
        "llm",
        "transfer",
        "sample",
        "store",
        "search",
        "assistant",
        "engine",
        "cli",
        "bench",
    ];
    let manifests = manifests();
    for (at, name) in order.iter().enumerate() {
        for above in &order[at..] {
            let named = manifests[*name]
                .lines()
                .any(|line| line.starts_with(&format!("workestra-{above}.")));
            assert!(!named, "{name} must not depend on {above}");
        }
    }
}

#[test]
fn only_the_policy_makes_grants() {
    let mut makers = Vec::new();
    for_each_source(&repository().join("src-tauri"), &mut |path, text| {
        let builds = |line: &&str| line.contains("Grant {") && !line.contains("-> Grant {");
        if !path.ends_with("core/src/policy.rs") && text.lines().any(|line| builds(&line)) {
            makers.push(path.to_owned());
        }
    });
    assert_eq!(
        makers,
        Vec::<PathBuf>::new(),
        "a grant's fields are private to core::policy; nothing else may build one"
    );
}

/// Files of the shipped sources in which a word stands, by their path under `src-tauri/crates`.
fn saying(word: &str) -> Vec<String> {
    let crates = repository().join("src-tauri/crates");
    let mut found = Vec::new();
    for_each_source(&crates, &mut |path, text| {
        let path = path.strip_prefix(&crates).unwrap().to_string_lossy().replace('\\', "/");
        let is_test = path.contains("/tests/") || path.ends_with("/tests.rs");
        let says = |line: &str| line.contains(word) && !line.trim_start().starts_with("//");
        if !is_test && text.lines().any(says) {
            found.push(path);
        }
    });
    found.sort();
    found
}

#[test]
fn an_approval_is_given_in_one_place_and_taken_in_another() {
    let core = "core/src/confirming.rs";
    assert_eq!(
        saying(" confirmation_desk()")
            .iter()
            .chain(&saying("::confirmation_desk()"))
            .filter(|path| *path != core)
            .collect::<Vec<_>>(),
        ["store/src/open.rs"],
        "a desk is made when a workspace is opened, and nowhere else"
    );
    assert_eq!(
        saying("take_confirmation_desk()"),
        ["engine/src/open.rs"],
        "who takes the desk"
    );
    assert_eq!(
        saying("Policy::confirmed("),
        [core, "store/src/write/confirmed.rs"],
        "who makes a grant of an approval"
    );
}

#[test]
fn the_assistant_mints_no_grants_and_writes_no_changes() {
    let in_assistant = |word: &str| -> Vec<String> {
        let files = saying(word);
        files
            .into_iter()
            .filter(|path| path.starts_with("assistant/"))
            .collect()
    };
    for word in [
        "Policy::grant(",
        "Policy::system(",
        "Policy::confirmed(",
        "store.write(",
        "store.begin(",
        "store.undo",
        "store.redo",
        "store.save_view(",
        "confirmation_desk",
        ".person(",
    ] {
        assert_eq!(in_assistant(word), Vec::<String>::new(), "{word}");
    }
    assert_eq!(
        in_assistant("store.execute("),
        ["assistant/src/gate/answer.rs"],
        "where approvals are carried out"
    );
    assert_eq!(
        in_assistant(".stream("),
        ["assistant/src/departing.rs"],
        "from where requests leave"
    );
}

#[test]
fn only_the_ipc_folder_of_the_window_touches_tauri() {
    let mut found = Vec::new();
    for_each_source(&repository().join("ui/src"), &mut |path, text| {
        let in_ipc = path
            .components()
            .any(|part| part.as_os_str() == "ipc" || part.as_os_str() == "test");
        if !in_ipc && text.contains("@tauri-apps/") {
            found.push(path.to_owned());
        }
    });
    assert_eq!(found, Vec::<PathBuf>::new());
}

#[test]
fn features_of_the_window_never_import_each_other() {
    let features = repository().join("ui/src/features");
    let names: Vec<String> = fs::read_dir(&features)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    assert!(names.len() > 2, "the features are where this test looks for them");
    for name in &names {
        for_each_source(&features.join(name), &mut |path, text| {
            for other in names.iter().filter(|other| *other != name) {
                let imports = text.lines().any(|line| {
                    line.contains("from ")
                        && (line.contains(&format!("features/{other}")) || line.contains(&format!("../{other}/")))
                });
                assert!(!imports, "{} imports the feature {other}", path.display());
            }
        });
    }
}

fn for_each_source(folder: &Path, each: &mut impl FnMut(&Path, &str)) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            for_each_source(&path, each);
        } else if path
            .extension()
            .is_some_and(|extension| ["rs", "ts", "tsx"].iter().any(|known| extension == *known))
        {
            each(&path, &fs::read_to_string(&path).unwrap());
        }
    }
}
