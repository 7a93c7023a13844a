#!/usr/bin/env python3
"""Renders the icons from the two drawings beside it. Needs rsvg-convert (Debian: librsvg2-bin) and ImageMagick."""

import pathlib
import struct
import subprocess

here = pathlib.Path(__file__).resolve().parent


def png(drawing: str, size: int) -> bytes:
    command = ["rsvg-convert", f"--width={size}", f"--height={size}", here / drawing]
    return subprocess.run(command, check=True, capture_output=True).stdout


def icns(images: dict[bytes, bytes]) -> bytes:
    """Apple's container: each image behind a four-letter type and its length, and the same in front of all."""
    body = b"".join(kind + struct.pack(">I", 8 + len(image)) + image for kind, image in images.items())
    return b"icns" + struct.pack(">I", 8 + len(body)) + body


for name, drawing, size in [
    ("32x32.png", "icon.svg", 32),
    ("128x128.png", "icon.svg", 128),
    ("128x128@2x.png", "icon.svg", 256),
    ("icon.png", "icon.svg", 512),
    ("tray.png", "tray.svg", 64),
]:
    (here / name).write_bytes(png(drawing, size))

# The types of the sizes that macOS asks for, plain and for dense screens.
apple = {b"ic07": 128, b"ic08": 256, b"ic09": 512, b"ic10": 1024, b"ic11": 32, b"ic12": 64, b"ic13": 256, b"ic14": 512}
(here / "icon.icns").write_bytes(icns({kind: png("icon.svg", size) for kind, size in apple.items()}))

# The first image is the one that Tauri's development build takes.
sizes = ["32", "16", "24", "48", "64", "256"]
layers = []
for size in sizes:
    layer = here / f".{size}.png"
    layer.write_bytes(png("tray.svg" if int(size) < 32 else "icon.svg", int(size)))
    layers.append(layer)
subprocess.run(["convert", *layers, here / "icon.ico"], check=True)
for layer in layers:
    layer.unlink()
