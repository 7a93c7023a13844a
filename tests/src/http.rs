//! Requests as a server on this machine gets them, byte by byte from the socket.

use tokio::io::AsyncReadExt as _;
use tokio::net::TcpStream;

/// A request that came in.
#[derive(Debug, Clone)]
pub struct Heard {
    /// Of the URL.
    pub path: String,
    /// Request line and headers.
    pub head: String,
    /// As it came.
    pub body: String,
}

/// The next request of a connection, whose bytes so far are in `buffer`; none once it is closed. `came` hears of each
/// bunch of bytes how many they are, also of a request that never becomes whole.
pub async fn read(stream: &mut TcpStream, buffer: &mut Vec<u8>, came: &(dyn Fn(usize) + Sync)) -> Option<Heard> {
    loop {
        if let Some(end) = buffer.windows(4).position(|window| window == b"\r\n\r\n") {
            let head = String::from_utf8_lossy(&buffer[..end]).into_owned();
            let length = head
                .lines()
                .find_map(|line| line.to_lowercase().strip_prefix("content-length:").map(str::to_owned))
                .map_or(0, |length| length.trim().parse::<usize>().unwrap_or(0));
            if buffer.len() >= end + 4 + length {
                let body = String::from_utf8_lossy(&buffer[end + 4..end + 4 + length]).into_owned();
                buffer.drain(..end + 4 + length);
                let path = head.split(' ').nth(1).unwrap_or_default().to_owned();
                return Some(Heard { path, head, body });
            }
        }
        let mut more = vec![0; 65_536];
        match stream.read(&mut more).await {
            Ok(0) | Err(_) => return None,
            Ok(read) => {
                came(read);
                buffer.extend_from_slice(&more[..read]);
            }
        }
    }
}
