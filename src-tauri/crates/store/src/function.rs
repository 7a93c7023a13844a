//! The SQL function `folded(text)`, for comparing without case and accents inside the database.

use std::ffi::{CStr, c_int, c_void};

use libsqlite3_sys as ffi;

use crate::fold;

const NAME: &CStr = c"folded";

/// What SQLite calls with the data of a function when its connection is closed.
pub(crate) type Destructor = unsafe extern "C" fn(*mut c_void);

/// Gives a connection its functions; `closed` runs when its files are closed and its cipher is given back, or at once
/// when the functions could not be defined. Answers a result code of SQLite.
///
/// # Safety
///
/// The connection is open and nobody else uses it.
#[expect(unsafe_code, reason = "sqlx has no safe way to define a function")]
pub(crate) unsafe fn define(connection: *mut ffi::sqlite3, closed: Destructor) -> c_int {
    // SAFETY: the name is a static C string; the callback reads only the arguments that SQLite passes it, and neither
    // it nor the destructor is given data.
    unsafe {
        ffi::sqlite3_create_function_v2(
            connection,
            NAME.as_ptr(),
            1,
            ffi::SQLITE_UTF8 | ffi::SQLITE_DETERMINISTIC | ffi::SQLITE_INNOCUOUS,
            std::ptr::null_mut::<c_void>(),
            Some(call_folded),
            None,
            None,
            Some(closed),
        )
    }
}

#[expect(unsafe_code, reason = "SQLite calls it with raw values")]
unsafe extern "C" fn call_folded(
    context: *mut ffi::sqlite3_context,
    count: c_int,
    values: *mut *mut ffi::sqlite3_value,
) {
    // SAFETY: SQLite passes `count` valid values, of which this function was defined to take one. The text of a value
    // is valid for its length in bytes until the value is converted or the call ends, and it is copied before. The
    // result is copied by SQLite, as SQLITE_TRANSIENT asks.
    unsafe {
        if count != 1 {
            return;
        }
        let value = *values;
        let text = ffi::sqlite3_value_text(value);
        if text.is_null() {
            ffi::sqlite3_result_null(context);
            return;
        }
        let Ok(length) = usize::try_from(ffi::sqlite3_value_bytes(value)) else {
            return;
        };
        let folded = fold::folded(&String::from_utf8_lossy(std::slice::from_raw_parts(text, length)));
        ffi::sqlite3_result_text64(
            context,
            folded.as_ptr().cast(),
            folded.len() as u64,
            ffi::SQLITE_TRANSIENT(),
            u8::try_from(ffi::SQLITE_UTF8).unwrap_or(1),
        );
    }
}
