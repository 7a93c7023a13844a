fn main() -> Result<(), Box<dyn std::error::Error>> {
    // Naming the commands makes each of them need a permission in capabilities/, window by window.
    let commands = tauri_build::AppManifest::new().commands(&["rpc", "subscribe"]);
    // The built web view is part of the program.
    println!("cargo:rerun-if-changed=../ui/dist");
    tauri_build::try_build(tauri_build::Attributes::new().app_manifest(commands))?;
    Ok(())
}
