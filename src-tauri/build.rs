fn main() -> Result<(), Box<dyn std::error::Error>> {
    // Naming the commands makes each of them need a permission in capabilities/, window by window.
    let commands = tauri_build::AppManifest::new().commands(&["rpc", "subscribe"]);
    tauri_build::try_build(tauri_build::Attributes::new().app_manifest(commands))?;
    Ok(())
}
