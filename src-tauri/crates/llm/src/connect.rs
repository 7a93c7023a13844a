//! Connections. A name is resolved here, all that it resolves to is checked, and the connection goes to exactly those
//! addresses: a name that changes its mind in between (rebinding) gains nothing.

use std::future::Future;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use hyper::Uri;
use hyper_util::client::legacy::connect::{Connected, Connection};
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::ServerName;
use tokio_rustls::rustls::{self, ClientConfig, RootCertStore, version};
use tower_service::Service;

use crate::address::{Endpoint, Lookup, Rule};
use crate::error::{LlmError, Phase};
use crate::settings::Settings;

/// The least time for one of several addresses.
const LEAST: Duration = Duration::from_secs(2);

/// Connects to one provider, whatever address it is asked for.
#[derive(Clone)]
pub(crate) struct Connector(Arc<Way>);

struct Way {
    endpoint: Endpoint,
    lookup: Lookup,
    limit: Duration,
    /// None for plain http.
    tls: Option<TlsConnector>,
}

impl Connector {
    pub(crate) fn new(endpoint: Endpoint, settings: &Settings) -> Result<Self, LlmError> {
        // Plain http goes to this machine and its network only.
        let tls = match endpoint.rule {
            Rule::Private => None,
            Rule::Public | Rule::Any => Some(tls(&settings.authorities)?),
        };
        Ok(Self(Arc::new(Way {
            endpoint,
            lookup: Arc::clone(&settings.lookup),
            limit: settings.limits.connect,
            tls,
        })))
    }
}

impl Service<Uri> for Connector {
    type Response = TokioIo<Socket>;
    type Error = LlmError;
    type Future = Pin<Box<dyn Future<Output = Result<Self::Response, LlmError>> + Send>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), LlmError>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, _: Uri) -> Self::Future {
        let way = Arc::clone(&self.0);
        Box::pin(async move {
            match timeout(way.limit, way.connect()).await {
                Ok(socket) => socket.map(TokioIo::new),
                Err(_) => Err(way.late()),
            }
        })
    }
}

impl Way {
    async fn connect(&self) -> Result<Socket, LlmError> {
        let addresses = self.addresses().await?;
        let each = (self.limit / u32::try_from(addresses.len()).unwrap_or(u32::MAX)).max(LEAST);
        let mut failed = self.offline("it has no address; check the address");
        for address in addresses {
            let address = SocketAddr::new(address, self.endpoint.port);
            match timeout(each, TcpStream::connect(address)).await {
                Ok(Ok(socket)) => return self.secured(socket).await,
                Ok(Err(_)) => failed = self.offline("nothing answers there; check the address and the network"),
                Err(_) => failed = self.late(),
            }
        }
        Err(failed)
    }

    /// One address that is not allowed refuses the name: an honest one has none.
    async fn addresses(&self) -> Result<Vec<IpAddr>, LlmError> {
        let host = &self.endpoint.host;
        let addresses = match self.endpoint.literal {
            Some(literal) => vec![literal],
            None => (self.lookup)(host.clone())
                .await
                .map_err(|_| self.offline("its name is not known; check the address and the network"))?,
        };
        for address in &addresses {
            self.endpoint.rule.check(*address).map_err(|reason| LlmError::Blocked {
                host: host.clone(),
                reason,
            })?;
        }
        Ok(addresses)
    }

    async fn secured(&self, socket: TcpStream) -> Result<Socket, LlmError> {
        // Requests are small and go out whole; waiting to fill a packet only delays them.
        let _ = socket.set_nodelay(true);
        let Some(tls) = &self.tls else {
            return Ok(Socket(Box::new(socket)));
        };
        let refuse = |reason: String| LlmError::Tls {
            host: self.endpoint.host.clone(),
            reason,
        };
        let name = match self.endpoint.literal {
            Some(literal) => ServerName::from(literal),
            None => ServerName::try_from(self.endpoint.host.clone()).map_err(|error| refuse(error.to_string()))?,
        };
        match tls.connect(name, socket).await {
            Ok(socket) => Ok(Socket(Box::new(socket))),
            Err(error) => Err(match tls_cause(&error) {
                Some(cause) => refuse(cause.to_string()),
                None => refuse("the other end closed the connection".to_owned()),
            }),
        }
    }

    fn offline(&self, reason: &str) -> LlmError {
        LlmError::Offline {
            host: self.endpoint.host.clone(),
            reason: reason.to_owned(),
        }
    }

    fn late(&self) -> LlmError {
        LlmError::Timeout {
            host: self.endpoint.host.clone(),
            phase: Phase::Connect,
            after: self.limit,
        }
    }
}

/// The failure of TLS inside one of reading or writing.
pub(crate) fn tls_cause(error: &io::Error) -> Option<&rustls::Error> {
    error.get_ref().and_then(|inner| inner.downcast_ref())
}

/// TLS 1.2 or newer, verified by the system's authorities.
fn tls(authorities: &[Vec<u8>]) -> Result<TlsConnector, LlmError> {
    let machine = |reason: String| LlmError::Machine { reason };
    let mut roots = RootCertStore::empty();
    roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    for der in authorities {
        roots
            .add(der.clone().into())
            .map_err(|error| machine(format!("an added certificate cannot be used: {error}")))?;
    }
    if roots.is_empty() {
        return Err(machine(
            "it has no certificate authorities: install its CA certificates".to_owned(),
        ));
    }
    let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_protocol_versions(&[&version::TLS13, &version::TLS12])
        .map_err(|error| machine(error.to_string()))?
        .with_root_certificates(roots)
        .with_no_client_auth();
    Ok(TlsConnector::from(Arc::new(config)))
}

/// A connection, with TLS or without.
pub(crate) struct Socket(Box<dyn Duplex>);

trait Duplex: AsyncRead + AsyncWrite + Send + Unpin {}

impl<T: AsyncRead + AsyncWrite + Send + Unpin> Duplex for T {}

impl Connection for Socket {
    fn connected(&self) -> Connected {
        Connected::new()
    }
}

impl AsyncRead for Socket {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_read(cx, buf)
    }
}

impl AsyncWrite for Socket {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &[u8]) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.0).poll_write(cx, buf)
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_shutdown(cx)
    }
}
