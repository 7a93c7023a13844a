//! Checks of the whole file, and of everything in it that is kept twice.

use std::collections::BTreeSet;

use sqlx::{AssertSqlSafe, Row as _, SqliteConnection};
use workestra_core::Kind;

use crate::api::{Problem, StoredEntity};
use crate::error::StoreError;
use crate::identifier;
use crate::sql::{self, Cell, json_numbers};
use crate::store::Store;
use crate::table::{COMMON, Table};
use crate::vectors::text_hash;

/// Entities read at once.
const PAGE: usize = 1_000;

/// Problems of one check that are named; more are only counted.
const NAMED: usize = 20;

/// Gathers problems of one check.
struct Findings<'a> {
    check: &'static str,
    problems: &'a mut Vec<Problem>,
    found: usize,
}

impl<'a> Findings<'a> {
    fn new(check: &'static str, problems: &'a mut Vec<Problem>) -> Self {
        Self {
            check,
            problems,
            found: 0,
        }
    }

    fn add(&mut self, message: impl Into<String>) {
        self.found += 1;
        if self.found <= NAMED {
            self.problems.push(Problem {
                check: self.check,
                message: message.into(),
            });
        }
    }
}

impl Drop for Findings<'_> {
    fn drop(&mut self) {
        if self.found > NAMED {
            self.problems.push(Problem {
                check: self.check,
                message: format!("and {} more", self.found - NAMED),
            });
        }
    }
}

impl Store {
    /// Checks the file, and everything in it that is kept twice, against each other. Slow: it reads all of it.
    ///
    /// # Errors
    /// [`StoreError`] when the file cannot be read at all.
    pub async fn verify(&self) -> Result<Vec<Problem>, StoreError> {
        let mut problems = Vec::new();
        let mut connection = self.reader().await?;
        check_file(&mut connection, &mut problems).await?;
        check_columns(&mut connection, &mut problems).await?;
        check_states(&mut connection, &mut problems).await?;
        check_changes(&mut connection, &mut problems).await?;
        check_vectors(&mut connection, &mut problems).await?;
        drop(connection);
        self.check_entities(&mut problems).await?;
        Ok(problems)
    }

    /// Identifiers, tags and names of texts against the fields that they are made from.
    async fn check_entities(&self, problems: &mut Vec<Problem>) -> Result<(), StoreError> {
        let mut findings = Findings::new("identifiers", problems);
        let schema = self.schema();
        let (mut after, mut identifiers, mut tags) = (0, 0, 0);
        loop {
            let page = self.scan(after, PAGE).await?;
            let Some(last) = page.last() else {
                break;
            };
            after = last.num;
            let mut connection = self.reader().await?;
            let nums: Vec<i64> = page.iter().map(|stored| stored.num).collect();
            let hashes =
                "SELECT num, text_hash FROM entities WHERE num IN (SELECT value FROM json_each(?)) ORDER BY num";
            let hashes = sql::rows(&mut connection, hashes, [json_numbers(&nums)]).await?;
            for (StoredEntity { num, entity }, row) in page.iter().zip(hashes) {
                let def = schema.kind(entity.kind);
                if row.try_get::<i64, _>(0)? != *num || row.try_get::<i64, _>(1)? != text_hash(def, &entity.fields) {
                    findings.add(format!("the text of {} goes by another name", entity.reference));
                }
                if def.title_of(&entity.fields) != entity.title {
                    findings.add(format!("the title of {} is not made from its fields", entity.reference));
                }
                for (kind, value) in identifier::of_fields(def, &entity.fields) {
                    identifiers += 1;
                    let there = "SELECT count(*) FROM identifiers WHERE type = ? AND value = ? AND num = ?";
                    if sql::number(&mut connection, there, identifier::cells(kind, value, *num)).await? != Some(1) {
                        findings.add(format!("{} is not found by one of its identifiers", entity.reference));
                    }
                }
                let distinct: BTreeSet<String> = entity.tags().iter().map(|tag| crate::fold::folded(tag)).collect();
                tags += i64::try_from(distinct.len()).unwrap_or(0);
            }
        }
        let mut connection = self.reader().await?;
        for (what, table, expected) in [
            ("identifiers", "identifiers", identifiers),
            ("tags", "entity_tags", tags),
        ] {
            let count = sql::number(
                &mut connection,
                AssertSqlSafe(format!("SELECT count(*) FROM {table}")),
                [],
            )
            .await?;
            if count != Some(expected) {
                findings.add(format!(
                    "{} {what} are kept, {expected} belong to entities",
                    count.unwrap_or(0)
                ));
            }
        }
        let uses = "SELECT count(*) FROM tags t WHERE uses <> (SELECT count(*) FROM entity_tags e WHERE e.tag = t.tag)";
        if sql::number(&mut connection, uses, []).await? != Some(0) {
            findings.add("a tag counts its uses wrong");
        }
        Ok(())
    }
}

async fn check_file(connection: &mut SqliteConnection, problems: &mut Vec<Problem>) -> Result<(), StoreError> {
    let mut findings = Findings::new("file", problems);
    for row in sql::rows(connection, "PRAGMA cipher_integrity_check", []).await? {
        findings.add(row.try_get::<String, _>(0)?);
    }
    for row in sql::rows(connection, "PRAGMA integrity_check(20)", []).await? {
        let message: String = row.try_get(0)?;
        if message != "ok" {
            findings.add(message);
        }
    }
    drop(findings);
    let mut findings = Findings::new("references", problems);
    for row in sql::rows(connection, "PRAGMA foreign_key_check", []).await? {
        let (from, to): (String, String) = (row.try_get(0)?, row.try_get(2)?);
        findings.add(format!("a row of {from} refers to none of {to}"));
    }
    Ok(())
}

async fn check_columns(connection: &mut SqliteConnection, problems: &mut Vec<Problem>) -> Result<(), StoreError> {
    let mut findings = Findings::new("columns", problems);
    for kind in Kind::ALL {
        let mut stored = BTreeSet::new();
        for row in sql::rows(
            connection,
            "SELECT name FROM pragma_table_info(?)",
            [kind.name().into()],
        )
        .await?
        {
            stored.insert(row.try_get::<String, _>(0)?);
        }
        let table = Table::of(kind);
        let declared: BTreeSet<String> = COMMON
            .into_iter()
            .map(str::to_owned)
            .chain(table.columns.iter().flat_map(|column| column.names.clone()))
            .collect();
        for column in stored.symmetric_difference(&declared) {
            findings.add(format!("the column {kind}.{column} is not both declared and there"));
        }
    }
    Ok(())
}

async fn check_states(connection: &mut SqliteConnection, problems: &mut Vec<Problem>) -> Result<(), StoreError> {
    let mut findings = Findings::new("counts", problems);
    for kind in Kind::ALL {
        let wrong = format!(
            "SELECT (SELECT count(*) FROM entities e LEFT JOIN {kind} k ON k.num = e.num
                     WHERE e.kind = ?1 AND e.state <> iif(k.num IS NULL, 3, iif(k.deleted_at IS NOT NULL, 2, k.archived_at IS NOT NULL)))
                  + (SELECT count(*) FROM {kind} k LEFT JOIN entities e ON e.num = k.num WHERE e.kind IS NOT ?1 OR e.id <> k.id)"
        );
        if sql::number(connection, AssertSqlSafe(wrong), [kind.name().into()]).await? != Some(0) {
            findings.add(format!("a {kind} is not in the state that its row says"));
        }
        let counted = "SELECT count(*) FROM kinds k WHERE kind = ?1 AND
             (live, present, embedded) IS NOT (SELECT coalesce(sum(state = 0), 0), coalesce(sum(state < 2), 0),
                 coalesce(sum(state < 2 AND embedded), 0) FROM entities WHERE kind = ?1)";
        if sql::number(connection, counted, [kind.name().into()]).await? != Some(0) {
            findings.add(format!("the {kind}s are counted wrong"));
        }
        let taken =
            format!("SELECT count(*) FROM {kind} WHERE number > (SELECT last_number FROM kinds WHERE kind = ?1)");
        if sql::number(connection, AssertSqlSafe(taken), [kind.name().into()]).await? != Some(0) {
            findings.add(format!("references of {kind}s would be given twice"));
        }
    }
    Ok(())
}

async fn check_changes(connection: &mut SqliteConnection, problems: &mut Vec<Problem>) -> Result<(), StoreError> {
    let mut findings = Findings::new("changes", problems);
    for kind in Kind::ALL {
        let wrong = format!(
            "SELECT k.number FROM {kind} k WHERE k.revision IS NOT
                 (SELECT max(c.revision) FROM changes c WHERE c.entity = k.num) LIMIT {}",
            NAMED + 1
        );
        for number in sql::numbers(connection, AssertSqlSafe(wrong), []).await? {
            findings.add(format!(
                "the history of {}-{number} does not lead to its revision",
                kind.prefix()
            ));
        }
    }
    let sets = "SELECT count(*) FROM change_sets WHERE last_seq IS NULL";
    if sql::number(connection, sets, []).await? != Some(0) {
        findings.add("a change set was never finished");
    }
    let strays = "SELECT count(*) FROM changes c LEFT JOIN change_sets s ON s.num = c.change_set
         WHERE s.num IS NULL OR c.seq < s.first_seq OR c.seq > s.last_seq";
    if sql::number(connection, strays, []).await? != Some(0) {
        findings.add("a change is outside its change set");
    }
    let content = "SELECT count(*) FROM changes c JOIN entities e ON e.num = c.entity
         WHERE e.state = 3 AND (c.old IS NOT NULL OR c.new IS NOT NULL)";
    if sql::number(connection, content, []).await? != Some(0) {
        findings.add("content of something that was deleted for good is still in the history");
    }
    Ok(())
}

async fn check_vectors(connection: &mut SqliteConnection, problems: &mut Vec<Problem>) -> Result<(), StoreError> {
    let mut findings = Findings::new("vectors", problems);
    let orphans = "SELECT count(*) FROM vectors_rowids v LEFT JOIN entities e ON e.num = v.rowid
         WHERE e.num IS NULL OR e.state = 3";
    if sql::number(connection, orphans, std::iter::empty::<Cell>()).await? != Some(0) {
        findings.add("a vector has no entity");
    }
    let missing = "SELECT count(*) FROM entities e LEFT JOIN vectors_rowids v ON v.rowid = e.num
         WHERE e.embedded = 1 AND v.rowid IS NULL";
    if sql::number(connection, missing, std::iter::empty::<Cell>()).await? != Some(0) {
        findings.add("an entity is said to have a vector and has none");
    }
    Ok(())
}

#[cfg(test)]
mod tests;
