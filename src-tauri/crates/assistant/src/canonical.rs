//! JSON in one form only, and digests over it.

use serde_json::Value as Json;
use sha2::{Digest as _, Sha256};
use workestra_core::Digest;

/// Members sorted by name, no spaces. Whatever order a map keeps, the text is the same.
#[must_use]
pub(crate) fn text(value: &Json) -> String {
    let mut out = String::new();
    write(value, &mut out);
    out
}

fn write(value: &Json, out: &mut String) {
    match value {
        Json::Object(members) => {
            let mut names: Vec<&String> = members.keys().collect();
            names.sort_unstable();
            out.push('{');
            for (at, name) in names.into_iter().enumerate() {
                if at > 0 {
                    out.push(',');
                }
                out.push_str(&Json::from(name.as_str()).to_string());
                out.push(':');
                write(&members[name], out);
            }
            out.push('}');
        }
        Json::Array(elements) => {
            out.push('[');
            for (at, element) in elements.iter().enumerate() {
                if at > 0 {
                    out.push(',');
                }
                write(element, out);
            }
            out.push(']');
        }
        scalar => out.push_str(&scalar.to_string()),
    }
}

/// SHA-256 over the canonical text, for one purpose.
#[must_use]
pub(crate) fn digest(purpose: &str, value: &Json) -> Digest {
    let mut hash = Sha256::new();
    hash.update(purpose.as_bytes());
    hash.update([0]);
    hash.update(text(value).as_bytes());
    hash.finalize().into()
}

/// A digest in hexadecimal.
#[must_use]
pub(crate) fn hex(digest: &[u8]) -> String {
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn the_order_of_members_does_not_matter_and_their_values_do() {
        let one = json!({"b": [1, {"y": null, "x": "é\""}], "a": true});
        assert_eq!(text(&one), "{\"a\":true,\"b\":[1,{\"x\":\"é\\\"\",\"y\":null}]}");
        assert_ne!(digest("t", &one), digest("t", &json!({"b": [1], "a": true})));
        assert_ne!(digest("t", &one), digest("u", &one), "another purpose");
    }
}
