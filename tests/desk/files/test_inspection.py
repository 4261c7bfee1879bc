"""What is taken of uploaded files, and what is refused, by the worker in its own process."""

from __future__ import annotations

import io
from dataclasses import dataclass

import pikepdf
import pytest
from PIL import Image

from beian.desk.files.faults import FileRefused
from beian.desk.files.inspection import inspected
from beian.desk.files.names import LONGEST_NAME, safe_name
from tests.desk.files import samples

MOST_BYTES, MOST_PIXELS = 20_000_000, 50_000_000


@dataclass(frozen=True)
class Kept:
    media_type: str
    ending: str
    content: bytes
    thumbnail: bytes
    width: int | None
    pages: int | None


def kept(content: bytes, most_pixels: int = MOST_PIXELS) -> Kept:
    parts = (content[start : start + 100_000] for start in range(0, len(content), 100_000))
    with inspected(parts, MOST_BYTES, most_pixels) as found:
        whole = b"".join(found.content)
        assert len(whole) == found.size
        thumbnail = b"".join(found.thumbnail)
        return Kept(found.media_type, found.ending, whole, thumbnail, found.width, found.pages)


def refused(content: bytes, most_pixels: int = MOST_PIXELS) -> str:
    with pytest.raises(FileRefused) as refusal:
        kept(content, most_pixels)
    return refusal.value.fault


@pytest.mark.parametrize(
    ("content", "media_type", "form"),
    [
        (samples.photo(), "image/jpeg", "JPEG"),
        (samples.png(), "image/png", "PNG"),
        (samples.webp(), "image/jpeg", "JPEG"),
        (samples.HEIC.read_bytes(), "image/jpeg", "JPEG"),
    ],
    ids=["jpeg", "png", "webp", "heic"],
)
def test_a_picture_is_drawn_anew_without_what_came_with_it(
    content: bytes, media_type: str, form: str
) -> None:
    found = kept(content)
    assert found.media_type == media_type
    with Image.open(io.BytesIO(found.content)) as picture:
        picture.load()
        assert picture.format == form
        assert not picture.getexif()
        assert not {"comment", "xmp", "icc_profile", "Location"} & set(picture.info)
    assert samples.PLACE.encode() not in found.content
    assert b"camera" not in found.content
    assert b"script" not in found.content
    with Image.open(io.BytesIO(found.thumbnail)) as small:
        assert small.format == "JPEG"
        assert max(small.size) <= 480


def test_a_photo_that_was_taken_upright_is_shown_upright() -> None:
    with Image.open(io.BytesIO(kept(samples.photo(320, 200)).content)) as picture:
        assert picture.size == (200, 320)


def test_a_scan_with_16_bits_of_grey_stays_readable() -> None:
    scan = Image.new("I;16", (60, 40), 20_000)
    written = io.BytesIO()
    scan.save(written, "PNG")
    with Image.open(io.BytesIO(kept(written.getvalue()).content)) as picture:
        assert picture.convert("L").getextrema() == (78, 78)


def test_a_pdf_is_written_anew_without_its_maker() -> None:
    found = kept(samples.pdf(pages=3))
    assert (found.media_type, found.pages, found.thumbnail) == ("application/pdf", 3, b"")
    with pikepdf.open(io.BytesIO(found.content)) as document:
        assert len(document.pages) == 3
        assert "/Info" not in document.trailer or "/Author" not in document.docinfo
        assert "/Metadata" not in document.Root


@pytest.mark.parametrize(
    "catalogue",
    [
        {"OpenAction": "<< /S /JavaScript /JS (app.alert\\(1\\)) >>"},
        {"OpenAction": "<< /S /#4aavaScript >>"},
        {"AA": "<< /WC << /S /Launch /F (calc.exe) >> >>"},
        {"OpenAction": "<< /S /SubmitForm /F (https://elsewhere.example) >>"},
        {"Names": "<< /EmbeddedFiles << /Names [] >> >>"},
        {"AcroForm": "<< /XFA [] >>"},
        {"Deep": f"{'[' * 60} << /S /Launch >> {']' * 60}"},
    ],
    ids=["script", "hidden name", "launch", "submit", "embedded", "xfa", "deep"],
)
def test_a_pdf_that_does_something_is_refused(catalogue: dict[str, str]) -> None:
    assert refused(samples.pdf(**catalogue)) == "active_pdf"


@pytest.mark.parametrize(
    "content",
    [
        samples.SVG,
        b"<!doctype html><script>alert(1)</script>",
        b"GIF89a" + bytes(100),
        b"MZ" + bytes(100),
        b"PK\x03\x04" + bytes(100),
        b"",
    ],
    ids=["svg with script", "html", "gif", "program", "zip", "nothing"],
)
def test_anything_else_is_refused_whatever_it_is_called(content: bytes) -> None:
    assert refused(content) == "wrong_type"


def test_a_decompression_bomb_is_refused_before_it_is_decoded() -> None:
    assert refused(samples.png_bomb()) == "too_many_pixels"
    assert refused(samples.photo(400, 300), most_pixels=400 * 299) == "too_many_pixels"


def test_a_picture_in_which_nothing_can_be_read_is_refused() -> None:
    assert refused(samples.photo(1, 1)) == "too_few_pixels"
    assert refused(samples.photo(400, 31)) == "too_few_pixels"
    assert kept(samples.photo(400, 32)).ending == "jpg"


def test_what_is_broken_locked_or_too_large_is_refused_as_such() -> None:
    assert refused(samples.photo()[:200]) == "unreadable"
    assert refused(b"%PDF-1.7 and nothing more") == "unreadable"
    assert refused(samples.locked_pdf()) == "locked_pdf"
    assert refused(samples.pdf(pages=300)) == "too_many_pages"
    assert refused(b"\xff\xd8\xff" + bytes(MOST_BYTES)) == "too_large"


def test_a_bomb_that_lies_about_its_size_ends_the_worker_and_nothing_else() -> None:
    assert refused(samples.png_bomb(60_000), most_pixels=1 << 40) in (
        "too_many_pixels",
        "unreadable",
    )
    assert kept(samples.photo()).ending == "jpg"


@pytest.mark.parametrize(
    ("given", "ending", "name"),
    [
        ("身份证 正面.HEIC", "jpg", "身份证 正面.jpg"),
        ("C:\\fake\\path\\licence.png", "png", "licence.png"),
        ("../../etc/passwd", "pdf", "passwd.pdf"),
        ("photo\u202egpj.exe", "jpg", "photogpj.jpg"),
        ('a<b>"c"\r\n.svg', "png", "a_b__c_.png"),
        ("", "jpg", "file.jpg"),
        ("...", "jpg", "file.jpg"),
    ],
)
def test_a_name_is_shown_without_what_could_mislead(given: str, ending: str, name: str) -> None:
    assert safe_name(given, ending) == name
    assert len(safe_name("名" * 500, ending)) == LONGEST_NAME
