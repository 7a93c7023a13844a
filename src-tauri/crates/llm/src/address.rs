//! Which addresses a provider may have.

use std::future::Future;
use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::pin::Pin;
use std::sync::Arc;

use url::{Host, Url};

use crate::error::LlmError;
use crate::provider::Provider;

/// Where an address leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reach {
    /// Anywhere on the internet.
    Public,
    /// This machine or its own network.
    Private,
    /// Where no provider is: a cloud's metadata service, link-local, multicast, reserved.
    Never,
}

/// Services of cloud machines that hand out credentials, outside the ranges that are refused anyway.
const METADATA: &[IpAddr] = &[
    IpAddr::V4(Ipv4Addr::new(168, 63, 129, 16)),
    IpAddr::V4(Ipv4Addr::new(100, 100, 100, 200)),
    IpAddr::V6(Ipv6Addr::new(0xfd00, 0xec2, 0, 0, 0, 0, 0, 0x254)),
    IpAddr::V6(Ipv6Addr::new(0xfd20, 0xce, 0, 0, 0, 0, 0, 0x254)),
];

impl Reach {
    pub(crate) fn of(address: IpAddr) -> Self {
        if METADATA.contains(&address) {
            return Self::Never;
        }
        match address {
            IpAddr::V4(address) => Self::of_v4(address),
            IpAddr::V6(address) => match embedded(address) {
                // What carries an IPv4 address leads where that one does; only the plain mapping is a way to write
                // an address of this network.
                Some(inner) => match (Self::of(IpAddr::V4(inner)), address.to_ipv4_mapped()) {
                    (Self::Private, None) => Self::Never,
                    (reach, _) => reach,
                },
                None => Self::of_v6(address),
            },
        }
    }

    const fn of_v4(address: Ipv4Addr) -> Self {
        match address.octets() {
            [127 | 10, ..] | [192, 168, ..] | [172, 16..=31, ..] => Self::Private,
            // Shared address space; private networks over the internet use it too.
            [100, 64..=127, ..] => Self::Private,
            [0, ..]
            | [169, 254, ..]
            | [192, 0, 0 | 2, _]
            | [192, 88, 99, _]
            | [198, 18 | 19, ..]
            | [198, 51, 100, _]
            | [203, 0, 113, _]
            | [224..=255, ..] => Self::Never,
            _ => Self::Public,
        }
    }

    const fn of_v6(address: Ipv6Addr) -> Self {
        let segments = address.segments();
        match segments {
            [0, 0, 0, 0, 0, 0, 0, 1] => Self::Private,
            [0xfc00..=0xfdff, ..] => Self::Private,
            // Teredo, documentation, and other special blocks lie inside global unicast.
            [0x2001, 0..=0x1ff | 0xdb8, ..] | [0x3fff, ..] => Self::Never,
            [0x2000..=0x3fff, ..] => Self::Public,
            _ => Self::Never,
        }
    }
}

/// The IPv4 address inside: mapped, compatible, translated (NAT64) or tunnelled (6to4).
const fn embedded(address: Ipv6Addr) -> Option<Ipv4Addr> {
    match address.segments() {
        [0, 0, 0, 0, 0, 0, 0, 0 | 1] => None,
        [0, 0, 0, 0, 0, 0xffff, high, low]
        | [0, 0, 0, 0, 0, 0, high, low]
        | [0, 0, 0, 0, 0xffff, 0, high, low]
        | [0x64, 0xff9b, 0 | 1, _, _, _, high, low]
        | [0x2002, high, low, ..] => Some(join(high, low)),
        // Interface identifiers of ISATAP.
        [_, _, _, _, 0 | 0x200, 0x5efe, high, low] => Some(join(high, low)),
        _ => None,
    }
}

const fn join(high: u16, low: u16) -> Ipv4Addr {
    let ([a, b], [c, d]) = (high.to_be_bytes(), low.to_be_bytes());
    Ipv4Addr::new(a, b, c, d)
}

/// What the configuration allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Rule {
    /// The internet.
    Public,
    /// The internet, this machine and its network.
    Any,
    /// This machine and its network: plain http goes nowhere else.
    Private,
}

impl Rule {
    pub(crate) fn check(self, address: IpAddr) -> Result<(), String> {
        match (self, Reach::of(address)) {
            (Self::Public | Self::Any, Reach::Public) | (Self::Any | Self::Private, Reach::Private) => Ok(()),
            (_, Reach::Never) => Err(format!("its address {address} is one where no provider can be")),
            (Self::Public, Reach::Private) => Err(format!(
                "its address {address} is on this machine or its network: allow that in the settings if it is meant"
            )),
            (Self::Private, Reach::Public) => Err(format!(
                "its address {address} is on the internet, where the connection has to be https"
            )),
        }
    }
}

/// A provider's base address, checked as far as it can be without the network.
#[derive(Debug, Clone)]
pub(crate) struct Endpoint {
    base: String,
    /// As it is shown and as it is vouched for.
    pub(crate) host: String,
    pub(crate) port: u16,
    /// The host when it is written as an address.
    pub(crate) literal: Option<IpAddr>,
    pub(crate) rule: Rule,
}

impl Endpoint {
    /// Reads the base address; an endpoint's path at its end is left off, as people paste it with one.
    pub(crate) fn of(provider: &Provider, chat_path: &str) -> Result<Self, LlmError> {
        let written = provider.base_url.trim();
        let refuse = |reason: &str| LlmError::Address {
            // Without what may be a password in it.
            address: written
                .rsplit('@')
                .next()
                .unwrap_or_default()
                .chars()
                .take(200)
                .collect(),
            reason: reason.to_owned(),
        };
        let url = Url::parse(written).map_err(|_| refuse("write it like https://api.example.com/v1"))?;
        if !url.username().is_empty() || url.password().is_some() {
            return Err(refuse(
                "leave out the name and password; the key goes into its own field",
            ));
        }
        if url.query().is_some() || url.fragment().is_some() {
            return Err(refuse("leave out what follows the ? or #"));
        }
        let rule = match (url.scheme(), provider.allow_private) {
            ("https", false) => Rule::Public,
            ("https", true) => Rule::Any,
            ("http", true) => Rule::Private,
            ("http", false) => {
                return Err(refuse("use https, or allow a server on this machine or its network"));
            }
            _ => return Err(refuse("it has to begin with https://")),
        };
        let Some(host) = url.host() else {
            return Err(refuse("write it like https://api.example.com/v1"));
        };
        let name = host.to_string();
        let literal = match host {
            Host::Ipv4(address) => Some(IpAddr::V4(address)),
            Host::Ipv6(address) => Some(IpAddr::V6(address)),
            Host::Domain(_) => None,
        };
        if let Some(address) = literal {
            rule.check(address).map_err(|reason| LlmError::Blocked {
                host: name.clone(),
                reason,
            })?;
        }
        let mut base = url.as_str().trim_end_matches('/');
        base = base.strip_suffix(chat_path).unwrap_or(base);
        if chat_path.starts_with("/v1/") {
            base = base.strip_suffix("/v1").unwrap_or(base);
        }
        Ok(Self {
            base: base.trim_end_matches('/').to_owned(),
            host: name,
            port: url.port_or_known_default().unwrap_or(443),
            literal,
            rule,
        })
    }

    /// The address of an endpoint.
    pub(crate) fn at(&self, path: &str) -> String {
        format!("{}{path}", self.base)
    }
}

/// Turns a name into addresses.
pub type Lookup = Arc<dyn Fn(String) -> Pin<Box<dyn Future<Output = io::Result<Vec<IpAddr>>> + Send>> + Send + Sync>;

/// The machine's own way.
pub(crate) fn system_lookup() -> Lookup {
    Arc::new(|name| {
        Box::pin(async move {
            let found = tokio::net::lookup_host((name, 0)).await?;
            Ok(found.map(|address| address.ip()).collect())
        })
    })
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::*;
    use crate::provider::ProviderId;

    fn reach(address: &str) -> Reach {
        Reach::of(address.parse().unwrap())
    }

    #[test]
    fn addresses_lead_where_they_lead_however_they_are_written() {
        for (address, expected) in [
            ("1.1.1.1", Reach::Public),
            ("2606:4700::1111", Reach::Public),
            ("127.0.0.1", Reach::Private),
            ("127.8.9.1", Reach::Private),
            ("10.1.2.3", Reach::Private),
            ("172.31.0.1", Reach::Private),
            ("172.32.0.1", Reach::Public),
            ("192.168.1.1", Reach::Private),
            ("100.64.0.1", Reach::Private),
            ("100.100.100.200", Reach::Never),
            ("0.0.0.0", Reach::Never),
            ("169.254.169.254", Reach::Never),
            ("168.63.129.16", Reach::Never),
            ("192.0.0.192", Reach::Never),
            ("224.0.0.1", Reach::Never),
            ("255.255.255.255", Reach::Never),
            ("::", Reach::Never),
            ("::1", Reach::Private),
            ("fd00:ec2::254", Reach::Never),
            ("fd20:ce::254", Reach::Never),
            ("fd12::1", Reach::Private),
            ("fe80::1", Reach::Never),
            ("ff02::1", Reach::Never),
            ("::ffff:127.0.0.1", Reach::Private),
            ("::ffff:169.254.169.254", Reach::Never),
            ("::ffff:8.8.8.8", Reach::Public),
            ("::127.0.0.1", Reach::Never),
            ("64:ff9b::10.0.0.1", Reach::Never),
            ("64:ff9b::8.8.8.8", Reach::Public),
            ("2002:7f00:1::", Reach::Never),
            ("2002:a9fe:a9fe::1", Reach::Never),
            ("2001::1", Reach::Never),
            ("2600::5efe:a00:1", Reach::Never),
        ] {
            assert_eq!(reach(address), expected, "{address}");
        }
    }

    fn endpoint(base: &str, allow_private: bool) -> Result<Endpoint, LlmError> {
        let provider = Provider {
            base_url: base.to_owned(),
            allow_private,
            ..Provider::new(ProviderId::Custom, "m")
        };
        Endpoint::of(&provider, "/chat/completions")
    }

    #[test]
    fn only_https_leaves_and_http_stays_at_home() {
        for (base, allowed, code) in [
            ("https://api.example.com/v1", false, None),
            ("http://api.example.com", false, Some("address")),
            ("ftp://api.example.com", true, Some("address")),
            ("https://user:pw@api.example.com", false, Some("address")),
            ("https://api.example.com/v1?key=1", false, Some("address")),
            ("not an address", false, Some("address")),
            ("https://127.0.0.1", false, Some("blocked")),
            ("https://2130706433", false, Some("blocked")),
            ("https://0x7f.1/v1", false, Some("blocked")),
            ("https://[::ffff:7f00:1]", false, Some("blocked")),
            ("https://169.254.169.254", true, Some("blocked")),
            ("http://8.8.8.8", true, Some("blocked")),
            ("http://127.0.0.1:8080/v1", true, None),
            ("http://192.168.0.9:1234", true, None),
        ] {
            let given = endpoint(base, allowed);
            assert_eq!(given.as_ref().err().map(LlmError::code), code, "{base}");
        }
    }

    #[test]
    fn a_password_in_the_address_is_not_repeated() {
        let message = endpoint("https://user:hunter2@api.example.com", false)
            .unwrap_err()
            .to_string();
        assert!(!message.contains("hunter2"), "{message}");
    }

    #[test]
    fn the_path_of_an_endpoint_is_left_off() {
        for base in [
            "https://x.example/v1",
            "https://x.example/v1/",
            "https://x.example/v1/chat/completions",
        ] {
            assert_eq!(
                endpoint(base, false).unwrap().at("/models"),
                "https://x.example/v1/models"
            );
        }
        let anthropic = Provider {
            base_url: "https://api.anthropic.com/v1".to_owned(),
            ..Provider::new(ProviderId::Anthropic, "m")
        };
        let endpoint = Endpoint::of(&anthropic, "/v1/messages").unwrap();
        assert_eq!(endpoint.at("/v1/messages"), "https://api.anthropic.com/v1/messages");
    }
}
