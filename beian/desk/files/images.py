"""Pictures: checked before they are decoded, then drawn anew, so that nothing is left of what came
with them: places, cameras, previews, comments, bytes after the end."""

from __future__ import annotations

import io
from dataclasses import dataclass

import pi_heif
from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from beian.desk.files.faults import FileRefused
from beian.desk.files.kinds import Given

THUMBNAIL_SIDE = 480
_QUALITY, _THUMBNAIL_QUALITY = 90, 75
_FORMATS = {"jpeg": "JPEG", "png": "PNG", "webp": "WEBP", "heic": "HEIF"}
_LONGEST_SIDE = 30_000
_SHORTEST_SIDE = 32
_WITH_ALPHA = ("RGBA", "LA", "PA")


@dataclass(frozen=True)
class Drawn:
    """A picture drawn anew, and a small one of it (JPEG)."""

    content: bytes
    thumbnail: bytes
    width: int
    height: int


def drawn_anew(content: bytes, kind: Given, most_pixels: int) -> Drawn:
    """Return the first picture of a file. Raises FileRefused."""
    Image.MAX_IMAGE_PIXELS = None  # checked here, before anything is decoded
    pi_heif.register_heif_opener(thumbnails=False)
    try:
        with Image.open(io.BytesIO(content), formats=[_FORMATS[kind]]) as picture:
            width, height = picture.size
            if width * height > most_pixels or max(width, height) > _LONGEST_SIDE:
                raise FileRefused("too_many_pixels")
            if min(width, height) < _SHORTEST_SIDE:
                raise FileRefused("too_few_pixels")
            plain = _plain(picture)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError) as error:
        raise FileRefused("unreadable") from error
    return Drawn(_written(plain, kind), _thumbnail(plain), *plain.size)


def _plain(picture: Image.Image) -> Image.Image:
    """Return the pixels alone, upright, in sRGB."""
    picture.load()
    has_alpha = picture.mode in _WITH_ALPHA or "transparency" in picture.info
    upright = ImageOps.exif_transpose(picture)
    profile = upright.info.get("icc_profile")
    if upright.mode.startswith("I"):  # 16 bits of grey, which would all become white
        upright = upright.convert("I").point(lambda grey: grey / 256).convert("L")
    plain = upright.convert("RGBA" if has_alpha else "RGB")
    if profile and picture.mode in ("RGB", "RGBA"):
        plain = _in_srgb(plain, profile)
    plain.info = {}
    return plain


def _in_srgb(picture: Image.Image, profile: bytes) -> Image.Image:
    """Return the picture in the colours that all screens know; as it is where its profile is
    broken."""
    try:
        given = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        converted = ImageCms.profileToProfile(
            picture, given, ImageCms.createProfile("sRGB"), outputMode=picture.mode
        )
    except (ImageCms.PyCMSError, OSError, ValueError):
        return picture
    return converted or picture


def _written(picture: Image.Image, kind: Given) -> bytes:
    written = io.BytesIO()
    if kind == "png":
        picture.save(written, "PNG")
    else:
        _on_white(picture).save(written, "JPEG", quality=_QUALITY)
    return written.getvalue()


def _thumbnail(picture: Image.Image) -> bytes:
    small = _on_white(picture)
    small.thumbnail((THUMBNAIL_SIDE, THUMBNAIL_SIDE))
    written = io.BytesIO()
    small.save(written, "JPEG", quality=_THUMBNAIL_QUALITY)
    return written.getvalue()


def _on_white(picture: Image.Image) -> Image.Image:
    if picture.mode != "RGBA":
        return picture.copy()
    white = Image.new("RGB", picture.size, "white")
    white.paste(picture, mask=picture.getchannel("A"))
    return white
