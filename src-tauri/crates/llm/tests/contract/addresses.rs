//! Where connections may go, and how safe they are.

use std::net::IpAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use rcgen::{CertificateParams, Issuer, KeyPair};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::PrivateKeyDer;
use tokio_rustls::rustls::{ServerConfig, SupportedProtocolVersion, version};

use workestra_core::Secret;
use workestra_llm::{Client, Provider, Settings};

use crate::script::{Adapter, all};
use crate::setup::{ask, client_with, hear, read, settings};
use crate::stub::{Act, Stub, stream};

fn names(addresses: &'static [&'static str]) -> Settings {
    let mut settings = settings();
    settings.lookup = Arc::new(move |_| {
        Box::pin(async move { Ok(addresses.iter().map(|address| address.parse().unwrap()).collect()) })
    });
    settings
}

fn public_client(adapter: &Adapter, base_url: &str, settings: &Settings) -> Client {
    let provider = Provider {
        base_url: base_url.to_owned(),
        ..Provider::new(adapter.id, adapter.model)
    };
    Client::new(provider, Some(Secret::new("k".to_owned())), settings).unwrap()
}

#[tokio::test]
async fn a_name_that_leads_to_a_private_address_is_not_contacted() {
    let adapter = &all()[0];
    let stub = Stub::saying(stream("")).await;
    let port = stub.port;
    for addresses in [
        &["127.0.0.1"][..],
        &["10.0.0.7"],
        &["169.254.169.254"],
        &["fd00:ec2::254"],
        &["::ffff:127.0.0.1"],
        &["64:ff9b::7f00:1"],
        // One honest answer does not cover for the other.
        &["1.1.1.1", "127.0.0.1"],
    ] {
        let client = public_client(adapter, &format!("https://llm.example:{port}"), &names(addresses));
        assert_eq!(read(ask(&client)).await.code(), "blocked", "{addresses:?}");
    }
    // The machine's own resolver, without any stand-in.
    let client = public_client(adapter, &format!("https://localhost:{port}"), &settings());
    assert_eq!(read(ask(&client)).await.code(), "blocked");
    assert!(stub.seen().await.is_empty());
}

#[tokio::test]
async fn metadata_services_stay_refused_where_private_addresses_are_allowed() {
    let adapter = &all()[0];
    for address in [
        &["169.254.169.254"][..],
        &["fd00:ec2::254"],
        &["100.100.100.200"],
        &["8.8.8.8"],
    ] {
        let client = client_with(adapter, "http://llm.example:1", &names(address)).unwrap();
        assert_eq!(read(ask(&client)).await.code(), "blocked", "{address:?}");
    }
}

#[tokio::test]
async fn a_name_that_changes_its_mind_is_checked_each_time() {
    let adapter = &all()[0];
    let stub = Stub::saying(stream(&adapter.text.concat())).await;
    let asked = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&asked);
    let mut settings = settings();
    settings.lookup = Arc::new(move |_| {
        let first = counted.fetch_add(1, Ordering::SeqCst) == 0;
        let address: IpAddr = if first { "127.0.0.1" } else { "169.254.169.254" }.parse().unwrap();
        Box::pin(async move { Ok(vec![address]) })
    });
    let client = client_with(adapter, &format!("http://llm.example:{}", stub.port), &settings).unwrap();
    // The connection goes to the address that was checked: the stub is at no such name.
    assert_eq!(read(ask(&client)).await.code(), "none");
    let host = format!("llm.example:{}", stub.port);
    assert_eq!(stub.seen().await[0].header("host"), Some(host.as_str()));
    assert_eq!(read(ask(&client)).await.code(), "blocked");
    assert_eq!(asked.load(Ordering::SeqCst), 2);
}

#[tokio::test]
async fn a_key_is_asked_for_where_one_is_needed() {
    for adapter in all() {
        let provider = Provider {
            base_url: "http://127.0.0.1:9".to_owned(),
            allow_private: true,
            ..Provider::new(adapter.id, adapter.model)
        };
        let code = Client::new(provider, None, &settings()).err().map(|error| error.code());
        let expected = adapter.id.needs_key().then_some("key_missing");
        assert_eq!(code, expected, "{}", adapter.model);
    }
}

/// A certificate authority, and a server for a name that it vouches for.
fn server(name: &str, versions: &[&'static SupportedProtocolVersion]) -> (Vec<u8>, TlsAcceptor) {
    let mut authority = CertificateParams::new(Vec::new()).unwrap();
    authority.is_ca = rcgen::IsCa::Ca(rcgen::BasicConstraints::Unconstrained);
    let authority_key = KeyPair::generate().unwrap();
    let authority_der = authority.self_signed(&authority_key).unwrap().der().to_vec();
    let issuer = Issuer::new(authority, authority_key);
    let key = KeyPair::generate().unwrap();
    let certificate = CertificateParams::new(vec![name.to_owned()])
        .unwrap()
        .signed_by(&key, &issuer)
        .unwrap();
    let crypto = Arc::new(ring::default_provider());
    let config = ServerConfig::builder_with_provider(crypto)
        .with_protocol_versions(versions)
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(
            vec![certificate.der().clone()],
            PrivateKeyDer::try_from(key.serialize_der()).unwrap(),
        )
        .unwrap();
    (authority_der, TlsAcceptor::from(Arc::new(config)))
}

async fn over_tls(name: &str, versions: &[&'static SupportedProtocolVersion], trusted: bool) -> &'static str {
    let adapter = &all()[0];
    let (authority, acceptor) = server(name, versions);
    let reply = vec![Act::Send(stream(&adapter.text.concat()))];
    let stub = Stub::start(vec![reply], Some(acceptor)).await;
    let mut settings = names(&["127.0.0.1"]);
    if trusted {
        settings.authorities = vec![authority];
    }
    let client = client_with(adapter, &format!("https://llm.example:{}", stub.port), &settings).unwrap();
    read(ask(&client)).await.code()
}

#[tokio::test]
async fn a_connection_is_as_safe_as_its_certificate() {
    let both = [&version::TLS13, &version::TLS12];
    assert_eq!(over_tls("llm.example", &both, true).await, "none");
    assert_eq!(over_tls("llm.example", &[&version::TLS12], true).await, "none");
    assert_eq!(
        over_tls("llm.example", &both, false).await,
        "tls",
        "nobody vouches for it"
    );
    assert_eq!(
        over_tls("other.example", &both, true).await,
        "tls",
        "it is somebody else"
    );
}

#[tokio::test]
async fn plain_http_where_tls_is_expected_is_refused() {
    let adapter = &all()[0];
    let stub = Stub::saying(stream(&adapter.text.concat())).await;
    let client = client_with(
        adapter,
        &format!("https://llm.example:{}", stub.port),
        &names(&["127.0.0.1"]),
    )
    .unwrap();
    assert_eq!(read(ask(&client)).await.code(), "tls");
    assert!(stub.seen().await.is_empty(), "nothing is sent in the clear");
    assert_eq!(hear(adapter, stream(&adapter.text.concat())).await.code(), "none");
}
