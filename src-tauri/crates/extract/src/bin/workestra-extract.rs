//! The reading process alone, for tests and for trying files out by hand. The app and the command line are their own.

use std::process::ExitCode;

fn main() -> ExitCode {
    workestra_extract::serve_if_asked().unwrap_or(ExitCode::FAILURE)
}
