//! Models, embeddings and the live test.

use workestra_core::Masking;
use workestra_llm::{CancellationToken, Client, ModelUse, Outcome, ProviderId, Step, StepName};

use crate::script::{Adapter, all};
use crate::setup::{client, text};
use crate::stub::{Act, Stub, response, stream};

fn adapter(id: ProviderId) -> Adapter {
    all().into_iter().find(|adapter| adapter.id == id).unwrap()
}

fn replies(replies: Vec<Vec<u8>>) -> Vec<Vec<Act>> {
    replies.into_iter().map(|reply| vec![Act::Send(reply)]).collect()
}

#[tokio::test]
async fn the_provider_s_list_is_read_from_its_own_place() {
    for adapter in all() {
        let stub = Stub::saying(response(
            200,
            "",
            r#"{"data":[{"id":"whisper-1"},{"id":"b"},{"id":"a"}]}"#,
        ))
        .await;
        let models = client(&adapter, &stub).models(&CancellationToken::new()).await.unwrap();
        let names: Vec<(&str, ModelUse)> = models.iter().map(|model| (model.id.as_str(), model.used_for)).collect();
        let expected = [
            ("a", ModelUse::Chat),
            ("b", ModelUse::Chat),
            ("whisper-1", ModelUse::Other),
        ];
        assert_eq!(names, expected, "{}", adapter.model);
        let path = if adapter.id == ProviderId::Anthropic {
            "/v1/models"
        } else {
            "/models"
        };
        assert_eq!(stub.seen().await[0].path, path);
    }
}

#[tokio::test]
async fn embeddings_are_made_from_masked_texts() {
    let adapter = adapter(ProviderId::OpenAi);
    let body = r#"{"data":[{"index":1,"embedding":[0.5,1]},{"index":0,"embedding":[1,0]}]}"#;
    let stub = Stub::saying(response(200, "", body)).await;
    let client = client(&adapter, &stub);
    let mut masking = Masking::new();
    let texts = [masking.text("write to a@x.example"), masking.text("second")];
    let call = client.embeddings("text-embedding-3-small", &texts, Some(256)).unwrap();
    assert!(call.body().contains("⟨email_1⟩") && !call.body().contains("a@x"));
    let vectors = client.embed(&call, &CancellationToken::new()).await.unwrap();
    assert_eq!(vectors, [[1.0, 0.0], [0.5, 1.0]]);
    let seen = &stub.seen().await[0];
    assert_eq!((seen.path.as_str(), seen.body.as_str()), ("/embeddings", call.body()));
    assert_eq!(seen.json()["dimensions"], 256);
}

#[tokio::test]
async fn a_provider_without_embeddings_says_so_before_anything_is_sent() {
    for id in [
        ProviderId::Anthropic,
        ProviderId::MoonshotAi,
        ProviderId::XAi,
        ProviderId::DeepSeek,
    ] {
        let stub = Stub::saying("").await;
        let refused = client(&adapter(id), &stub).embeddings("m", &[text("x")], None);
        assert_eq!(refused.unwrap_err().code(), "not_offered", "{id:?}");
    }
}

#[tokio::test]
async fn embeddings_that_do_not_fit_are_refused() {
    let adapter = adapter(ProviderId::Custom);
    for (reply, code) in [
        (response(200, "", r#"{"data":[]}"#), "malformed"),
        (response(200, "", "<html>"), "malformed"),
        (
            response(200, "", r#"{"error":{"message":"model is overloaded"}}"#),
            "overloaded",
        ),
        (response(404, "", ""), "endpoint"),
        (b"HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\n{".to_vec(), "truncated"),
    ] {
        let stub = Stub::saying(reply).await;
        let client = client(&adapter, &stub);
        let call = client.embeddings("m", &[text("x")], None).unwrap();
        let error = client.embed(&call, &CancellationToken::new()).await.unwrap_err();
        assert_eq!(error.code(), code, "{error}");
    }
}

async fn check(client: &Client, embedding: Option<&str>) -> Vec<(StepName, &'static str)> {
    let mut reported = Vec::new();
    let steps = client
        .check(embedding, &CancellationToken::new(), |step: &Step| {
            reported.push(step.clone())
        })
        .await;
    assert_eq!(steps, reported, "each step is reported");
    let word = |outcome: &Outcome| match outcome {
        Outcome::Passed => "passed",
        Outcome::Failed(_) => "failed",
        Outcome::NotOffered(_) => "not offered",
        Outcome::Skipped(_) => "skipped",
    };
    steps.iter().map(|step| (step.name, word(&step.outcome))).collect()
}

const STEPS: [StepName; 6] = [
    StepName::Reach,
    StepName::Key,
    StepName::Model,
    StepName::Streaming,
    StepName::Tools,
    StepName::Embeddings,
];

fn steps(outcomes: [&'static str; 6]) -> Vec<(StepName, &'static str)> {
    STEPS.into_iter().zip(outcomes).collect()
}

#[tokio::test]
async fn the_live_test_tells_what_works_and_what_does_not() {
    let list = response(200, "", r#"{"data":[{"id":"m"}]}"#);
    let vectors = response(200, "", r#"{"data":[{"embedding":[1]}]}"#);
    let missing = response(404, "", "nothing here");
    let wrong_key = response(401, "", r#"{"error":{"message":"invalid"}}"#);
    let no_model = response(404, "", r#"{"error":{"message":"model: m","code":"model_not_found"}}"#);
    for adapter in all() {
        let said = stream(&adapter.text.concat());
        let called = stream(&adapter.tools.concat().replace("search_workspace", "report_ready"));
        let embeds = matches!(adapter.id, ProviderId::OpenAi | ProviderId::Custom);
        let embedding = if embeds { "passed" } else { "not offered" };
        let all_there = ["passed", "passed", "passed", "passed", "passed", embedding];
        for (said, expected) in [
            (
                vec![list.clone(), said.clone(), called.clone(), vectors.clone()],
                all_there,
            ),
            (vec![missing.clone(), said.clone(), called, vectors.clone()], all_there),
            (
                vec![list.clone(), said.clone(), said.clone(), vectors.clone()],
                ["passed", "passed", "passed", "passed", "failed", embedding],
            ),
            (
                vec![wrong_key.clone()],
                ["passed", "failed", "skipped", "skipped", "skipped", "skipped"],
            ),
            (
                vec![list.clone(), no_model.clone(), vectors.clone()],
                ["passed", "passed", "failed", "skipped", "skipped", embedding],
            ),
            (
                vec![list.clone(), response(500, "", ""), vectors.clone()],
                ["passed", "passed", "skipped", "failed", "skipped", embedding],
            ),
            (
                vec![response(500, "", ""), response(500, "", ""), vectors.clone()],
                ["passed", "skipped", "skipped", "failed", "skipped", embedding],
            ),
            (
                vec![list.clone(), stream(""), vectors.clone()],
                ["passed", "passed", "passed", "failed", "skipped", embedding],
            ),
        ] {
            let stub = Stub::replying(replies(said)).await;
            assert_eq!(
                check(&client(&adapter, &stub), Some("e")).await,
                steps(expected),
                "{}",
                adapter.model
            );
        }
    }
    let client = client(&adapter(ProviderId::Anthropic), &Stub::saying("").await);
    let nobody = ["failed", "skipped", "skipped", "skipped", "skipped", "skipped"];
    assert_eq!(check(&client, None).await, steps(nobody));
}
