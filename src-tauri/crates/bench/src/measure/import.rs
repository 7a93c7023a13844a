//! A CSV file through the whole import, as a window runs it, and taking it back.

use std::path::Path;
use std::time::Instant;

use anyhow::Context as _;
use workestra_core::{Kind, Value, Verb};
use workestra_engine::api::{DuplicatePolicy, ImportInspect, ImportStart};
use workestra_engine::headless::{self, Key};
use workestra_engine::{Cancel, Importing};
use workestra_sample::Generator;

use crate::chance::SEED;
use crate::figure::{Figure, Unit};
use crate::report::Report;
use crate::world::{grant, new_store};

/// The columns of the file, by the contact's fields.
const COLUMNS: [&str; 11] = [
    "first_name",
    "last_name",
    "emails",
    "phones",
    "company",
    "job_title",
    "city",
    "country",
    "website",
    "about",
    "stage",
];

/// Measures it with a file of so many rows.
///
/// # Errors
/// The file cannot be written or the import fails.
pub async fn measure(rows: u64, report: Report) -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("contacts.csv");
    let bytes = write(&file, rows)?;
    let workspace = folder.path().join("workspace");
    let (store, code) = new_store(&workspace).await?;
    store.close().await?;
    let open = headless::open(&workspace, Key::RecoveryCode(&code), None).await?;
    open.search_engine().wait_idle(true, false).await?;
    let leave = grant(&open, Verb::Import)?;
    let path = file
        .to_str()
        .context("the temporary folder's name is not Unicode")?
        .to_owned();

    let began = Instant::now();
    let look = ImportInspect {
        path: path.clone(),
        kind: Some(Kind::Contact),
        options: None,
    };
    let found = open.import_inspect(&leave, look).await?;
    let start = ImportStart {
        path,
        kind: Kind::Contact,
        options: found.options,
        mapping: found.mapping,
        duplicates: DuplicatePolicy::Skip,
        dry_run: false,
    };
    let importing = Importing {
        store: open.store(),
        grant: &leave,
        cancel: Cancel::default(),
        progress: &|_, _, _| {},
        on_row: &mut |_| {},
    };
    let summary = importing.run(&start).await?.summary;
    let stored = began.elapsed().as_secs_f64();
    open.search_engine().wait_idle(true, false).await?;
    let searchable = began.elapsed().as_secs_f64();
    let note = format!(
        "{:.1} MB of CSV: {} stored, {} duplicates, {} left out",
        bytes as f64 / 1e6,
        summary.created,
        summary.skipped,
        summary.rejected
    );
    let figure = Figure::new(
        "import: rows checked, compared and stored",
        rows,
        Unit::Seconds,
        vec![stored],
    );
    report.figure(&figure.note(note))?;
    let figure = Figure::new(
        "import: the same until all are found by text",
        rows,
        Unit::Seconds,
        vec![searchable],
    );
    report.figure(&figure)?;

    let began = Instant::now();
    let undone = open.store().undo(&grant(&open, Verb::Write)?).await?;
    let taken_back = began.elapsed().as_secs_f64();
    undone.context("there was nothing to undo after an import")?;
    report.figure(&Figure::new(
        "undo of that import",
        rows,
        Unit::Seconds,
        vec![taken_back],
    ))?;
    open.close().await;
    Ok(())
}

/// Writes made-up contacts; returns how many bytes.
fn write(file: &Path, rows: u64) -> anyhow::Result<u64> {
    let def = Kind::Contact.def();
    let mut csv = csv::Writer::from_path(file)?;
    csv.write_record(COLUMNS.map(|key| def.field(key).map_or(key, |field| field.label.as_ref())))?;
    let today = jiff::civil::date(2026, 5, 1);
    let contacts = Generator::new(SEED, today, &[]).filter(|made| made.draft.kind == Kind::Contact);
    for contact in contacts.take(usize::try_from(rows)?) {
        let fields = &contact.draft.fields;
        csv.write_record(COLUMNS.map(|key| fields.get(key).map_or(&[][..], Value::texts).join("; ")))?;
    }
    csv.flush()?;
    Ok(std::fs::metadata(file)?.len())
}
