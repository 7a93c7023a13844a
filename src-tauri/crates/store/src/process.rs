//! SQLite in this process: what every connection gets, and the end of the process.
//!
//! SQLCipher frees its memory, its mutexes and its cipher in a handler of `exit`, and OpenSSL does the same for itself,
//! while sqlx closes connections on threads of their own. A process that ended before such a thread was done would crash
//! in it. So OpenSSL is told to leave its memory to the system, connections are counted, and a handler that runs before
//! SQLCipher's waits until the last one is closed.

use std::ffi::{c_char, c_int, c_void};
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use libsqlite3_sys::{SQLITE_OK, sqlite3, sqlite3_api_routines};
use parking_lot::{Condvar, Mutex};

use crate::function;

/// How long the end of the process waits for connections to close. Only one that nobody closes takes all of it.
const PATIENCE: Duration = Duration::from_secs(2);

static OPEN: Mutex<usize> = Mutex::new(0);
static CLOSED: Condvar = Condvar::new();

type Entry = unsafe extern "C" fn(*mut sqlite3, *mut *mut c_char, *const sqlite3_api_routines) -> c_int;

/// Makes sqlite-vec part of every connection of this process, and readies the process for its end. Cheap after the
/// first time.
pub(crate) fn prepare() -> Result<(), sqlx::Error> {
    static OUTCOME: OnceLock<c_int> = OnceLock::new();
    let outcome = *OUTCOME.get_or_init(|| {
        openssl_sys::init();
        #[expect(unsafe_code, reason = "an extension is registered by its C entry point")]
        // SAFETY: `connected` has the signature that SQLite calls entry points with and lives as long as the process.
        let outcome = unsafe { libsqlite3_sys::sqlite3_auto_extension(Some(connected)) };
        // That call has initialised SQLCipher, whose handler is registered by now: handlers run last to first.
        wait_at_exit();
        outcome
    });
    if outcome == SQLITE_OK {
        Ok(())
    } else {
        Err(sqlx::Error::Protocol(format!(
            "the extensions of SQLite could not be registered: code {outcome}"
        )))
    }
}

/// What SQLite calls for every connection that opens.
#[expect(unsafe_code, reason = "SQLite calls it with raw values")]
unsafe extern "C" fn connected(
    connection: *mut sqlite3,
    message: *mut *mut c_char,
    routines: *const sqlite3_api_routines,
) -> c_int {
    *OPEN.lock() += 1;
    // SAFETY: SQLite passes the connection that it is opening. sqlite3_vec_init is the entry point of a statically
    // linked extension and has this signature; sqlite-vec declares it without its parameters.
    unsafe {
        let code = function::define(connection, disconnected);
        if code != SQLITE_OK {
            return code;
        }
        let vectors = std::mem::transmute::<*const (), Entry>(sqlite_vec::sqlite3_vec_init as *const ());
        vectors(connection, message, routines)
    }
}

#[expect(unsafe_code, reason = "SQLite calls it with a raw value")]
unsafe extern "C" fn disconnected(_: *mut c_void) {
    let mut open = OPEN.lock();
    *open = open.saturating_sub(1);
    if *open == 0 {
        CLOSED.notify_all();
    }
}

/// Called once.
fn wait_at_exit() {
    extern "C" fn wait() {
        let end = Instant::now() + PATIENCE;
        let mut open = OPEN.lock();
        while *open > 0 && !CLOSED.wait_until(&mut open, end).timed_out() {}
    }
    #[expect(unsafe_code, reason = "the C library has no safe way to register a handler")]
    // SAFETY: the handler lives as long as the process and takes nothing. Should there be no room for it, the process
    // ends as it would without.
    unsafe {
        libc::atexit(wait);
    }
}
