//! The keychain of each operating system.

#[cfg(target_os = "macos")]
pub(super) use apple_native_keyring_store::keychain::Store;
#[cfg(windows)]
pub(super) use windows_native_keyring_store::Store;
#[cfg(not(any(target_os = "macos", windows)))]
pub(super) use zbus_secret_service_keyring_store::Store;
