//! Web addresses: http and https only, so that no stored link can run anything.

use super::text::line;
use super::{Refusal, email, quoted};

/// # Errors
/// When the text is no web address. One without a scheme gets `https://`.
pub(crate) fn read(text: &str) -> Result<String, Refusal> {
    let text = line(text)?;
    let refuse = |why: &str| Refusal::new(format!("{} is no web address: {why}", quoted(&text)));
    let (scheme, rest) = match text.split_once(':') {
        Some((scheme, rest)) if is_scheme(scheme) && !is_port(rest) => {
            let scheme = scheme.to_ascii_lowercase();
            if scheme != "http" && scheme != "https" {
                return Err(refuse("it must begin with https:// or http://"));
            }
            let Some(rest) = rest.strip_prefix("//") else {
                return Err(refuse("write it like https://example.com"));
            };
            (scheme, rest)
        }
        _ => ("https".to_owned(), text.strip_prefix("//").unwrap_or(&text)),
    };
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (authority, path) = rest.split_at(end);
    if authority.contains('@') {
        return Err(refuse("leave out the name and password"));
    }
    if rest
        .chars()
        .any(|c| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '\\' | '`' | '{' | '}'))
    {
        return Err(refuse("leave out spaces, quotes and brackets"));
    }
    if !is_host(authority) {
        return Err(refuse("write it like https://example.com"));
    }
    Ok(format!("{scheme}://{}{path}", authority.to_lowercase()))
}

fn is_scheme(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-'))
}

/// `localhost:3000/x`: what looks like a scheme is a host when a port follows it.
fn is_port(text: &str) -> bool {
    let digits = text.split(['/', '?', '#']).next().unwrap_or_default();
    (1..=5).contains(&digits.len()) && digits.bytes().all(|digit| digit.is_ascii_digit())
}

fn is_host(authority: &str) -> bool {
    if let Some(inner) = authority.strip_prefix('[') {
        return inner.split_once(']').is_some_and(|(address, port)| {
            address.parse::<std::net::Ipv6Addr>().is_ok()
                && (port.is_empty() || port.strip_prefix(':').is_some_and(is_port))
        });
    }
    let host = match authority.split_once(':') {
        Some((host, port)) if is_port(port) => host,
        Some(_) => return false,
        None => authority,
    };
    let host = host.strip_suffix('.').unwrap_or(host);
    host.eq_ignore_ascii_case("localhost") || host.parse::<std::net::Ipv4Addr>().is_ok() || email::is_domain(host)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn web_addresses_get_a_scheme_and_a_host_in_lower_case() {
        for (text, stored) in [
            ("example.com", "https://example.com"),
            ("HTTP://Example.COM/Path?Q=1#F", "http://example.com/Path?Q=1#F"),
            ("//example.com", "https://example.com"),
            (
                "www.example.com/a b".replace(' ', "%20").as_str(),
                "https://www.example.com/a%20b",
            ),
            ("example.com:8080/x", "https://example.com:8080/x"),
            ("localhost:3000", "https://localhost:3000"),
            ("http://127.0.0.1:8080", "http://127.0.0.1:8080"),
            ("https://[::1]:80/", "https://[::1]:80/"),
            ("müller.example", "https://müller.example"),
            ("例子.公司/路径", "https://例子.公司/路径"),
        ] {
            assert_eq!(read(text), Ok(stored.to_owned()), "{text}");
        }
    }

    #[test]
    fn what_is_no_web_address_is_refused_with_the_reason() {
        for (text, why) in [
            ("javascript:alert(1)", "it must begin with https:// or http://"),
            ("ftp://example.com", "it must begin with https:// or http://"),
            ("data:text/html,x", "it must begin with https:// or http://"),
            ("mailto:dana@example.com", "it must begin with https:// or http://"),
            ("http:example.com", "write it like https://example.com"),
            ("https://", "write it like https://example.com"),
            ("example", "write it like https://example.com"),
            ("https://a:b@example.com", "leave out the name and password"),
            ("https://example.com/a b", "leave out spaces, quotes and brackets"),
            ("https://example.com/<img>", "leave out spaces, quotes and brackets"),
            ("https://example.com:99999999", "write it like https://example.com"),
        ] {
            assert_eq!(
                read(text).map_err(|refusal| refusal.to_string()),
                Err(format!("“{text}” is no web address: {why}")),
                "{text}"
            );
        }
    }
}
