"""Files that visitors send: photos, PDFs, and what only looks like them."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path

import pikepdf
from PIL import Image, ImageDraw

PLACE = "31 North, 121 East"
"""What must not be left of a photo."""
HEIC = Path(__file__).with_name("photo.heic")
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def drawing(width: int = 320, height: int = 200, mode: str = "RGB") -> Image.Image:
    picture = Image.new(mode, (width, height), (240, 240, 235, 255)[: len(mode)])
    ImageDraw.Draw(picture).rectangle((20, 20, 140, 180), fill=(30, 60, 120, 255)[: len(mode)])
    return picture


def photo(width: int = 320, height: int = 200) -> bytes:
    """A JPEG as a phone takes it: turned, with a place, a camera, a comment, and something behind
    its end."""
    picture = drawing(width, height)
    exif = picture.getexif()
    exif[0x0112] = 6  # to be turned right
    exif[0x010E] = PLACE
    written = io.BytesIO()
    picture.save(written, "JPEG", exif=exif, comment=PLACE.encode())
    return written.getvalue() + b"<script>behind the end</script>"


def png() -> bytes:
    from PIL.PngImagePlugin import PngInfo  # noqa: PLC0415

    told = PngInfo()
    told.add_text("Location", PLACE)
    written = io.BytesIO()
    drawing(mode="RGBA").save(written, "PNG", pnginfo=told)
    return written.getvalue()


def webp() -> bytes:
    written = io.BytesIO()
    drawing().save(written, "WEBP", xmp=PLACE.encode())
    return written.getvalue()


def png_bomb(side: int = 60_000) -> bytes:
    """A small PNG whose pixels would take gigabytes."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        check = zlib.crc32(kind + content)
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", check)

    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    squeezer = zlib.compressobj(9)
    row = bytes(1 + 3 * side)
    rows = b"".join(squeezer.compress(row) for _ in range(100)) + squeezer.flush()
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def pdf(pages: int = 2, **catalogue: object) -> bytes:
    """A PDF with a maker's name; `catalogue`: further entries of its root."""
    document = pikepdf.new()
    for _ in range(pages):
        document.add_blank_page(page_size=(595, 842))
    document.docinfo["/Author"] = PLACE
    for name, value in catalogue.items():
        document.Root[f"/{name}"] = document.make_indirect(
            pikepdf.Object.parse(str(value).encode())
        )
    written = io.BytesIO()
    document.save(written, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return written.getvalue()


def locked_pdf() -> bytes:
    document = pikepdf.new()
    document.add_blank_page()
    written = io.BytesIO()
    document.save(written, encryption=pikepdf.Encryption(owner="o", user="u"))
    return written.getvalue()
