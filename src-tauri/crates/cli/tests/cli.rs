//! The built command line on real workspaces: what a script, and a crash, can do to them.
#![expect(clippy::unwrap_used, reason = "tests")]

use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::Duration;

use serde_json::Value as Json;
use tempfile::TempDir;

/// A workspace that its recovery code opens.
struct Workspace {
    folder: TempDir,
}

impl Workspace {
    fn create() -> Self {
        let workspace = Self {
            folder: tempfile::tempdir().unwrap(),
        };
        workspace.done(&["create", "--name", "Test"]);
        workspace
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_workestra-cli"));
        command
            .args(["--workspace".as_ref(), self.path("workspace").as_os_str()])
            .args(["--recovery-code-file".as_ref(), self.path("code").as_os_str()])
            .args(args)
            // What is tested here needs no vectors, and loading the model for each start would take long.
            .env("WORKESTRA_MODEL_DIR", self.path("no-model"))
            .current_dir(self.folder.path())
            .stdin(Stdio::null());
        command
    }

    fn run(&self, args: &[&str]) -> Output {
        self.command(args).output().unwrap()
    }

    /// Standard output of a command that has to succeed.
    fn done(&self, args: &[&str]) -> String {
        let output = self.run(args);
        assert!(
            output.status.success(),
            "{args:?}: {}",
            String::from_utf8_lossy(&output.stderr)
        );
        String::from_utf8(output.stdout).unwrap()
    }

    fn json(&self, args: &[&str]) -> Json {
        serde_json::from_str(self.done(args).trim()).unwrap()
    }

    fn write(&self, name: &str, text: &str) -> String {
        let path = self.path(name);
        fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    }

    fn import(&self, file: &str, kind: &str) -> Vec<Json> {
        let lines = self.done(&["import", file, "--kind", kind, "--json"]);
        lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }
}

fn people(count: usize) -> String {
    let mut text = String::from("First name,Last name,Email,Company\n");
    for number in 0..count {
        text.push_str(&format!(
            "Ana{number},Castellane{number},ana{number}@lumen.example,Lumen {}\n",
            number % 50
        ));
    }
    text
}

#[test]
fn rows_that_fail_a_check_are_left_out_and_the_others_are_written() {
    let workspace = Workspace::create();
    let file = workspace.write(
        "people.csv",
        "First name,Email\nAnna,anna@lumen.example\nBert,not an address\n<img onerror=x>,c@lumen.example\n",
    );
    let lines = workspace.import(&file, "contact");
    let outcomes: Vec<&str> = lines.iter().filter_map(|line| line["outcome"].as_str()).collect();
    assert_eq!(outcomes, ["created", "rejected", "created"]);
    assert!(
        lines[1]["error"].as_str().unwrap().contains("Email"),
        "the reason names the field: {}",
        lines[1]
    );
    assert_eq!(lines[3]["totals"]["rejected"], 1);
    let detail = workspace.json(&["get", "CON-2", "--json"]);
    assert_eq!(detail["entity"]["title"], "<img onerror=x>", "markup is text");
    assert_eq!(workspace.json(&["verify", "--json"])["clean"], true);
}

#[test]
fn an_export_imports_back_as_it_was() {
    let workspace = Workspace::create();
    let file = workspace.write("people.csv", "First name,Last name,Email,Phone,About\n=cmd,O'Neil,a@b.example,+1 212 555 0123,\"two\nlines\"\nЮлия,Орлова,yu@b.example,,'quoted\n");
    workspace.import(&file, "contact");
    let first = workspace.path("first.csv");
    workspace.done(&["export", first.to_str().unwrap(), "--kind", "contact"]);
    let other = Workspace::create();
    other.import(first.to_str().unwrap(), "contact");
    let second = workspace.path("second.csv");
    other.done(&["export", second.to_str().unwrap(), "--kind", "contact"]);
    let (first, second) = (fs::read_to_string(first).unwrap(), fs::read_to_string(second).unwrap());
    assert_eq!(first.replace(",You,", ",,"), second.replace(",You,", ",,"));
    assert!(
        !first
            .lines()
            .any(|line| line.split(',').any(|cell| cell.starts_with('='))),
        "no cell runs as a formula"
    );
}

#[test]
fn searches_read_from_standard_input_answer_one_line_each() {
    let workspace = Workspace::create();
    let file = workspace.write("people.csv", &people(30));
    workspace.import(&file, "contact");
    let mut child = workspace
        .command(&["search", "--legs", "text,fuzzy", "--limit", "5"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all("ana7@lumen.example\ncastelane7\n\nkind:nonsense\n".as_bytes())
        .unwrap();
    let output = child.wait_with_output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let answers: Vec<Json> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(answers.len(), 4);
    assert_eq!(
        answers[0]["hits"][0]["title"], "Ana7 Castellane7",
        "an address is found exactly"
    );
    assert_eq!(answers[0]["exact"], 1);
    assert_eq!(
        answers[1]["hits"][0]["title"], "Ana7 Castellane7",
        "a missing letter is forgiven"
    );
    assert!(
        answers[3]["issues"][0]["message"].as_str().unwrap().contains("contact"),
        "valid kinds are named"
    );
    assert!(answers.iter().all(|answer| answer["micros"].as_u64().is_some()));
}

#[test]
fn nothing_of_an_entity_is_in_the_clear_in_the_folder() {
    let workspace = Workspace::create();
    let canary = "Quixomundo";
    let file = workspace.write(
        "people.csv",
        &format!("First name,Email,About\n{canary},zanzibarra@b.example,{canary} likes {canary}\n"),
    );
    workspace.import(&file, "contact");
    let mut scanned = 0;
    for_each_file(&workspace.path("workspace"), &mut |path, bytes| {
        scanned += 1;
        for needle in [canary, "zanzibarra", "SQLite format 3"] {
            for needle in [needle.to_owned(), needle.to_lowercase()] {
                let found = bytes.windows(needle.len()).any(|window| window == needle.as_bytes());
                assert!(!found, "{needle} is in the clear in {}", path.display());
            }
        }
    });
    assert!(scanned >= 3, "database, keys and index are there: {scanned} files");
}

#[test]
fn a_second_process_is_told_who_holds_the_workspace() {
    let workspace = Workspace::create();
    let mut holder = workspace
        .command(&["search"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    // Once it has answered, it has the workspace open, and keeps it until its input ends.
    holder.stdin.as_mut().unwrap().write_all(b"anything\n").unwrap();
    let mut answer = String::new();
    BufReader::new(holder.stdout.take().unwrap())
        .read_line(&mut answer)
        .unwrap();
    let output = workspace.run(&["verify"]);
    assert!(!output.status.success(), "two processes had the workspace at once");
    let refusal = String::from_utf8_lossy(&output.stderr).into_owned();
    let pid = holder.id().to_string();
    end(&mut holder);
    assert!(
        refusal.contains(&pid),
        "the holder's process id {pid} is named: {refusal}"
    );
}

#[test]
fn an_import_killed_at_any_point_is_whole_or_not_there() {
    let rows = 4_000;
    let workspace = Workspace::create();
    let file = workspace.write("people.csv", &people(rows));
    let mut whole = false;
    for round in 0..12 {
        let mut child = workspace
            .command(&["import", &file, "--kind", "contact", "--json"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(Duration::from_millis(90 * round));
        let _ = child.kill();
        child.wait().unwrap();
        let checked = workspace.json(&["verify", "--json"]);
        assert_eq!(checked["clean"], true, "round {round}: {checked}");
        let out = workspace.path("all.csv");
        let exported = workspace.json(&["export", out.to_str().unwrap(), "--kind", "contact", "--json"]);
        let count = exported["exported"].as_u64().unwrap();
        assert!(
            count == 0 || count == rows as u64,
            "round {round}: {count} of {rows} contacts"
        );
        assert!(
            !whole || count == rows as u64,
            "round {round}: what was there is there still"
        );
        whole = count > 0;
    }
}

#[test]
fn a_deleted_or_damaged_index_is_built_again_with_the_same_answers() {
    let workspace = Workspace::create();
    let file = workspace.write("people.csv", &people(200));
    workspace.import(&file, "contact");
    let ask = || workspace.json(&["search", "castellane12 lumen", "--legs", "text,fuzzy", "--json"])["hits"].clone();
    let before = ask();
    assert!(!before.as_array().unwrap().is_empty());
    for_each_file(&workspace.path("workspace/index"), &mut |path, bytes| {
        let mut bytes = bytes.to_vec();
        if let Some(middle) = bytes.len().checked_div(2).filter(|middle| *middle > 0) {
            bytes[middle] ^= 0x55;
            fs::write(path, bytes).unwrap();
        }
    });
    assert_eq!(ask(), before, "after flipped bits");
    fs::remove_dir_all(workspace.path("workspace/index")).unwrap();
    assert_eq!(ask(), before, "after the folder was deleted");
    assert_eq!(workspace.json(&["verify", "--json"])["clean"], true);
}

#[test]
fn a_workspace_is_never_made_over_another() {
    let workspace = Workspace::create();
    let code = fs::read_to_string(workspace.path("code")).unwrap();
    fs::rename(workspace.path("code"), workspace.path("kept")).unwrap();
    let output = workspace.run(&["create"]);
    assert!(!output.status.success());
    assert!(
        !workspace.path("code").exists(),
        "no code of a workspace that was not made"
    );
    fs::rename(workspace.path("kept"), workspace.path("code")).unwrap();
    assert_eq!(fs::read_to_string(workspace.path("code")).unwrap(), code);
    assert_eq!(workspace.json(&["verify", "--json"])["clean"], true);
}

fn end(child: &mut Child) {
    drop(child.stdin.take());
    child.wait().unwrap();
}

fn for_each_file(folder: &Path, each: &mut impl FnMut(&Path, &[u8])) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            for_each_file(&path, each);
        } else {
            each(&path, &fs::read(&path).unwrap());
        }
    }
}
