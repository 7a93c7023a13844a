//! Embeddings over OpenAI's `/embeddings`.

use serde_json::{Value, json};
use workestra_core::Masked;

/// Texts of one request at most.
pub const EMBED_AT_ONCE: usize = 64;

/// The body of a request.
pub(crate) fn body(model: &str, texts: &[Masked<String>], dimensions: Option<u32>) -> Value {
    let input: Vec<&String> = texts.iter().map(Masked::get).collect();
    let mut body = json!({"model": model, "input": input, "encoding_format": "float"});
    if let (Some(dimensions), Some(members)) = (dimensions, body.as_object_mut()) {
        members.insert("dimensions".to_owned(), json!(dimensions));
    }
    body
}

/// The vectors in the order of the texts, all of one length and finite; else what is wrong with them.
pub(crate) fn read(response: &Value, texts: usize) -> Result<Vec<Vec<f32>>, &'static str> {
    let entries = response
        .get("data")
        .and_then(Value::as_array)
        .or_else(|| response.as_array())
        .ok_or("embeddings without data")?;
    let mut vectors: Vec<Option<Vec<f32>>> = vec![None; texts];
    for (place, entry) in entries.iter().enumerate() {
        let index = entry
            .get("index")
            .and_then(Value::as_u64)
            .map_or(place, |index| usize::try_from(index).unwrap_or(usize::MAX));
        let slot = vectors.get_mut(index).ok_or("more embeddings than texts")?;
        *slot = Some(vector(entry.get("embedding").unwrap_or(entry))?);
    }
    let vectors: Vec<Vec<f32>> = vectors
        .into_iter()
        .collect::<Option<_>>()
        .ok_or("fewer embeddings than texts")?;
    let length = vectors.first().map_or(0, Vec::len);
    if texts > 0 && length == 0 || vectors.iter().any(|vector| vector.len() != length) {
        return Err("embeddings of different lengths");
    }
    Ok(vectors)
}

fn vector(value: &Value) -> Result<Vec<f32>, &'static str> {
    let numbers = value.as_array().ok_or("an embedding that is no list")?;
    // llama.cpp nests the vector once more.
    if let [inner @ Value::Array(_)] = numbers.as_slice() {
        return vector(inner);
    }
    let finite = |number: &Value| {
        number
            .as_f64()
            .map(|number| number as f32)
            .filter(|number| number.is_finite())
    };
    numbers
        .iter()
        .map(finite)
        .collect::<Option<_>>()
        .ok_or("an embedding that is not all numbers")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vectors_come_in_the_order_of_the_texts() {
        let response = json!({"data": [
            {"index": 1, "embedding": [3.0, 4.0]},
            {"index": 0, "embedding": [[1.0, 2.0]]},
        ]});
        assert_eq!(read(&response, 2), Ok(vec![vec![1.0, 2.0], vec![3.0, 4.0]]));
    }

    #[test]
    fn vectors_that_do_not_fit_the_texts_are_refused() {
        for response in [
            json!({"data": [{"index": 0, "embedding": [1.0]}]}),
            json!({"data": [{"index": 0, "embedding": [1.0]}, {"index": 2, "embedding": [1.0]}]}),
            json!({"data": [{"embedding": [1.0]}, {"embedding": [1.0, 2.0]}]}),
            json!({"data": [{"embedding": []}, {"embedding": []}]}),
            json!({"data": [{"embedding": ["x"]}, {"embedding": [1e300]}]}),
            json!({"data": "none"}),
        ] {
            assert!(read(&response, 2).is_err(), "{response}");
        }
    }
}
