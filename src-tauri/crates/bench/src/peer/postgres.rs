//! PostgreSQL: tsvector, pg_trgm and pgvector's HNSW, where this machine has them.

mod cluster;
mod session;

use std::fmt::Write as _;

use anyhow::Context as _;

use super::{CANDIDATES, Peer, Question, ROWS, Row, SOFTENING};
use crate::document::Document;
use cluster::Cluster;
use session::Session;

/// Between the columns of an answer.
const COLUMN: char = '\u{1f}';

/// A cluster of its own in a folder that goes away, reached by `psql` over a Unix socket: its time is from handing over
/// the statement to having its last row.
pub struct Postgres {
    session: Session,
    version: String,
    meaning: bool,
    _cluster: Cluster,
}

impl Postgres {
    /// An empty one.
    ///
    /// # Errors
    /// What is missing on this machine, to be said where the figure would be.
    pub fn start() -> anyhow::Result<Self> {
        let cluster = Cluster::start()?;
        let mut session = cluster.connect()?;
        session
            .run("CREATE EXTENSION pg_trgm;")
            .context("its extension pg_trgm cannot be had")?;
        let vector =
            session.run("SELECT name || ' ' || default_version FROM pg_available_extensions WHERE name = 'vector';")?;
        let meaning = !vector.is_empty();
        let column = if meaning {
            session
                .run("CREATE EXTENSION vector; CREATE TABLE questions (id int PRIMARY KEY, embedding vector(384));")?;
            ", embedding vector(384)"
        } else {
            ""
        };
        session.run(&format!(
            "CREATE TABLE docs (num bigint PRIMARY KEY, kind text, reference text, title text, context text, owner text,
                updated_at bigint, short text, long text{column});"
        ))?;
        let version = session.run("SHOW server_version;")?;
        let version = version
            .first()
            .and_then(|line| line.split(' ').next())
            .unwrap_or("")
            .to_owned();
        let with = if meaning { "pgvector HNSW" } else { "no pgvector here" };
        Ok(Self {
            session,
            version: format!("PostgreSQL {version}: tsvector, pg_trgm, {with}"),
            meaning,
            _cluster: cluster,
        })
    }

    /// Whether it can compare meanings.
    pub const fn has_meaning(&self) -> bool {
        self.meaning
    }
}

impl Peer for Postgres {
    fn name(&self) -> String {
        self.version.clone()
    }

    async fn fill(&mut self, page: &[Document]) -> anyhow::Result<()> {
        let mut rows = String::new();
        for document in page {
            // Writing to a text does not fail.
            let _ = write!(rows, "{}", document.num);
            for text in [
                &document.kind,
                &document.reference,
                &document.title,
                &document.context,
                &document.owner,
                &document.updated_at.to_string(),
                &document.short,
                &document.long,
            ] {
                rows.push('\t');
                rows.push_str(&escaped(text));
            }
            if self.meaning {
                rows.push('\t');
                match &document.vector {
                    Some(vector) => push_vector(&mut rows, vector),
                    None => rows.push_str("\\N"),
                }
            }
            rows.push('\n');
        }
        self.session.run(&format!("COPY docs FROM STDIN;\n{rows}\\.\n"))?;
        Ok(())
    }

    async fn settle(&mut self, questions: &[Question]) -> anyhow::Result<()> {
        self.session.run(
            "SET maintenance_work_mem = '1GB';
             ALTER TABLE docs ADD COLUMN words tsvector;
             UPDATE docs SET words = setweight(to_tsvector('simple', short), 'A') || to_tsvector('simple', long);
             CREATE INDEX ON docs USING gin (words);
             CREATE INDEX ON docs USING gin (short gin_trgm_ops);",
        )?;
        if self.meaning {
            let mut rows = String::new();
            for (id, question) in questions.iter().enumerate() {
                if let Some(vector) = &question.vector {
                    let _ = write!(rows, "{id}\t");
                    push_vector(&mut rows, vector);
                    rows.push('\n');
                }
            }
            self.session.run(&format!(
                "CREATE INDEX ON docs USING hnsw (embedding vector_cosine_ops);
                 SET hnsw.ef_search = {CANDIDATES};
                 COPY questions FROM STDIN;\n{rows}\\.\n"
            ))?;
            self.session.run(&statement("with_meaning", true))?;
        }
        self.session.run(&statement("without_meaning", false))?;
        self.session.run("VACUUM (FREEZE, ANALYZE) docs;\nCHECKPOINT;")?;
        Ok(())
    }

    async fn ask(&mut self, (at, question): (usize, &Question), meaning: bool) -> anyhow::Result<Vec<Row>> {
        let words = typed(&question.words()).replace('\'', "''");
        let text = question.text.replace('\'', "''");
        let lines = if meaning && self.meaning && question.vector.is_some() {
            self.session
                .run(&format!("EXECUTE with_meaning('{words}', '{text}', {at});"))?
        } else {
            self.session
                .run(&format!("EXECUTE without_meaning('{words}', '{text}');"))?
        };
        lines
            .iter()
            .filter(|line| !line.is_empty())
            .map(|line| read(line))
            .collect()
    }
}

fn read(line: &str) -> anyhow::Result<Row> {
    let mut columns = line.split(COLUMN);
    let num = columns.next().unwrap_or_default();
    Ok(Row {
        num: num.parse().with_context(|| format!("“{num}” is no entity's number"))?,
        title: columns.nth(2).unwrap_or_default().to_owned(),
    })
}

/// The words as tsquery wants them: all of them, the last one as the beginning that it is.
fn typed(words: &[String]) -> String {
    let quoted: Vec<String> = words.iter().map(|word| format!("'{word}'")).collect();
    match quoted.is_empty() {
        true => String::new(),
        false => format!("{}:*", quoted.join(" & ")),
    }
}

fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\")
        .replace('\t', "\\t")
        .replace('\n', "\\n")
        .replace('\r', "\\r")
}

fn push_vector(row: &mut String, vector: &[f32]) {
    let numbers: Vec<String> = vector.iter().map(ToString::to_string).collect();
    let _ = write!(row, "[{}]", numbers.join(","));
}

fn statement(name: &str, meaning: bool) -> String {
    let (types, leg, fused) = if meaning {
        (
            "text, text, int",
            format!(
                ", by_meaning AS (SELECT num, row_number() OVER () AS place FROM (SELECT num FROM docs
                    ORDER BY embedding <=> (SELECT embedding FROM questions WHERE id = $3) LIMIT {CANDIDATES}) leg)"
            ),
            format!("UNION ALL SELECT num, 1.0 / ({SOFTENING} + place) FROM by_meaning"),
        )
    } else {
        ("text, text", String::new(), String::new())
    };
    // Snippets of one line, so that a row is a line.
    format!(
        "PREPARE {name}({types}) AS
         WITH by_words AS (SELECT num, row_number() OVER () AS place FROM (SELECT num FROM docs
                WHERE words @@ to_tsquery('simple', $1)
                ORDER BY ts_rank(words, to_tsquery('simple', $1)) DESC LIMIT {CANDIDATES}) leg),
            by_pieces AS (SELECT num, row_number() OVER () AS place FROM (SELECT num FROM docs
                WHERE $2 <% short ORDER BY $2 <<-> short LIMIT {CANDIDATES}) leg)
            {leg},
            fused AS (SELECT num, sum(score) AS score FROM (
                SELECT num, 1.0 / ({SOFTENING} + place) AS score FROM by_words
                UNION ALL SELECT num, 1.0 / ({SOFTENING} + place) FROM by_pieces
                {fused}) legs GROUP BY num ORDER BY score DESC LIMIT {ROWS})
         SELECT num, kind, reference, title, context, owner, updated_at,
            translate(ts_headline('simple', long, to_tsquery('simple', $1), 'MaxWords=16, MinWords=5'), E'\\n\\r', '  ')
         FROM fused JOIN docs USING (num) ORDER BY score DESC;"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::peer::tests::first_by_each_leg;

    #[tokio::test]
    async fn each_leg_finds_what_the_others_do_not_and_without_a_server_it_says_what_to_run() {
        match Postgres::start() {
            Ok(mut peer) => {
                let by_meaning = peer.has_meaning().then_some(3);
                assert_eq!(first_by_each_leg(&mut peer).await, [Some(1), Some(2), by_meaning]);
            }
            Err(error) => assert!(format!("{error:#}").contains("--postgres"), "{error:#}"),
        }
    }

    #[test]
    fn the_last_word_is_a_beginning() {
        assert_eq!(typed(&["over".to_owned(), "inv".to_owned()]), "'over' & 'inv':*");
        assert_eq!(typed(&[]), "");
    }

    #[test]
    fn a_row_stays_one_line() {
        assert_eq!(escaped("a\tb\nc\\"), "a\\tb\\nc\\\\");
    }

    #[test]
    fn a_line_is_read_as_its_row() -> anyhow::Result<()> {
        let row = read("7\u{1f}ticket\u{1f}TIC-1\u{1f}Refund\u{1f}")?;
        assert_eq!((row.num, row.title.as_str()), (7, "Refund"));
        Ok(())
    }
}
