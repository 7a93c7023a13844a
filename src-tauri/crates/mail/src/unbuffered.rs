//! The connection while it is still in the clear, before STARTTLS.

use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::task::{Context, Poll};

use lettre::transport::smtp::client::AsyncTokioStream;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;

/// The first byte of a TLS handshake. No SMTP command begins with it.
const HANDSHAKE: u8 = 0x16;
/// How much a server may say in the clear, in bytes: a greeting, an offer and an answer.
const MOST_IN_CLEAR: usize = 64 * 1024;

/// Hands on one byte at a time until TLS begins.
///
/// lettre reads through a buffer that outlives the change to TLS. Whoever sits in between could send, right behind
/// the answer to STARTTLS and in the clear, answers that would then be taken for the encrypted server's: that it
/// accepted a message, say. With a byte at a time nothing is read ahead; what was slipped in meets the TLS
/// handshake, which fails on it.
#[derive(Debug)]
pub(crate) struct Unbuffered {
    tcp: TcpStream,
    encrypted: bool,
    /// Bytes read in the clear.
    read: usize,
}

impl Unbuffered {
    pub(crate) const fn new(tcp: TcpStream) -> Self {
        Self {
            tcp,
            encrypted: false,
            read: 0,
        }
    }
}

impl AsyncTokioStream for Unbuffered {
    fn peer_addr(&self) -> io::Result<SocketAddr> {
        self.tcp.peer_addr()
    }
}

impl AsyncRead for Unbuffered {
    fn poll_read(mut self: Pin<&mut Self>, context: &mut Context<'_>, into: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        if self.encrypted || into.remaining() == 0 {
            return Pin::new(&mut self.tcp).poll_read(context, into);
        }
        if self.read >= MOST_IN_CLEAR {
            return Poll::Ready(Err(io::Error::other("the server says too much before encryption")));
        }
        let mut byte = [0];
        let mut one = ReadBuf::new(&mut byte);
        let read = Pin::new(&mut self.tcp).poll_read(context, &mut one);
        if matches!(read, Poll::Ready(Ok(()))) {
            let got = one.filled();
            self.read += got.len();
            into.put_slice(got);
        }
        read
    }
}

impl AsyncWrite for Unbuffered {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        self.encrypted |= bytes.first() == Some(&HANDSHAKE);
        Pin::new(&mut self.tcp).poll_write(context, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.tcp).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.tcp).poll_shutdown(context)
    }
}
