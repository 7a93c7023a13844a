//! Email addresses: the shape that real mailboxes have, in lower case so that one mailbox is one address.

use super::text::{line, plain_digits, trimmed};
use super::{Refusal, quoted};

/// # Errors
/// When the text is no address; it may be written `Dana <dana@example.com>` or `mailto:dana@example.com`.
pub(crate) fn read(text: &str) -> Result<String, Refusal> {
    let text = line(text)?;
    let mut bare = text.as_str();
    if let (Some(open), true) = (bare.rfind('<'), bare.ends_with('>')) {
        bare = &bare[open + 1..bare.len() - 1];
    }
    if bare
        .get(..7)
        .is_some_and(|scheme| scheme.eq_ignore_ascii_case("mailto:"))
    {
        bare = bare[7..].split('?').next().unwrap_or_default();
    }
    let refuse = |why: &str| Refusal::new(format!("{} is no email address: {why}", quoted(&text)));
    // Full-width signs are how some keyboards write an address in Latin letters.
    let address = if bare.is_ascii() {
        bare.to_owned()
    } else {
        plain_digits(bare).replace('。', ".")
    };
    let address = trimmed(&address).to_lowercase();
    let Some((local, domain)) = address.rsplit_once('@') else {
        return Err(refuse("write it like dana@example.com"));
    };
    if address.chars().any(char::is_whitespace) {
        return Err(refuse("leave out the spaces"));
    }
    if local.is_empty() || domain.is_empty() {
        return Err(refuse("write it like dana@example.com"));
    }
    if local.len() > 64 || address.len() > 254 {
        return Err(refuse("it is longer than an address can be"));
    }
    if !local.chars().all(in_local_part) || local.starts_with('.') || local.ends_with('.') {
        return Err(refuse(
            "the part before the @ may hold letters, digits and . _ - + only",
        ));
    }
    if !is_domain(domain) {
        return Err(refuse("the part after the @ must be a domain like example.com"));
    }
    Ok(address)
}

fn in_local_part(c: char) -> bool {
    c.is_ascii_alphanumeric()
        || matches!(
            c,
            '!' | '#'
                | '$'
                | '%'
                | '&'
                | '\''
                | '*'
                | '+'
                | '-'
                | '/'
                | '='
                | '?'
                | '^'
                | '_'
                | '`'
                | '{'
                | '|'
                | '}'
                | '~'
                | '.'
        )
        || !c.is_ascii() && !c.is_control()
}

/// Whether the text is a domain name of two labels or more, in any script.
pub(super) fn is_domain(domain: &str) -> bool {
    let label = |label: &str| {
        !label.is_empty()
            && label.len() <= 63
            && !label.starts_with('-')
            && !label.ends_with('-')
            // Vowel signs of Indic scripts are no alphanumerics.
            && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || (!c.is_ascii() && !c.is_control()))
    };
    domain.contains('.')
        && domain.split('.').all(label)
        && !domain
            .rsplit('.')
            .next()
            .is_some_and(|last| last.bytes().all(|b| b.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_brought_to_one_form() {
        for (text, stored) in [
            ("dana@example.com", "dana@example.com"),
            (" Dana.Smith+crm@Example.COM ", "dana.smith+crm@example.com"),
            ("Dana Smith <dana@example.com>", "dana@example.com"),
            ("mailto:dana@example.com?subject=hi", "dana@example.com"),
            ("o'neil@example.co.uk", "o'neil@example.co.uk"),
            ("jörg@müller.example", "jörg@müller.example"),
            ("用户@例子.公司", "用户@例子.公司"),
            ("ｄａｎａ＠ｅｘａｍｐｌｅ．ｃｏｍ", "dana@example.com"),
            ("a..b@docomo.example", "a..b@docomo.example"),
        ] {
            assert_eq!(read(text), Ok(stored.to_owned()), "{text}");
        }
    }

    #[test]
    fn what_is_no_address_is_refused_with_the_reason() {
        for (text, why) in [
            ("dana", "write it like dana@example.com"),
            ("@example.com", "write it like dana@example.com"),
            ("dana@", "write it like dana@example.com"),
            ("dana smith@example.com", "leave out the spaces"),
            ("dana@example", "the part after the @ must be a domain like example.com"),
            (
                "dana@-example.com",
                "the part after the @ must be a domain like example.com",
            ),
            (
                "dana@example..com",
                "the part after the @ must be a domain like example.com",
            ),
            (
                "dana@127.0.0.1",
                "the part after the @ must be a domain like example.com",
            ),
            (
                "dana@exam_ple.com",
                "the part after the @ must be a domain like example.com",
            ),
            (
                "a@b@example.com",
                "the part before the @ may hold letters, digits and . _ - + only",
            ),
            ("<img onerror=x>@example.com", "leave out the spaces"),
        ] {
            assert_eq!(
                read(text).map_err(|refusal| refusal.to_string()),
                Err(format!("“{text}” is no email address: {why}")),
                "{text}"
            );
        }
    }
}
