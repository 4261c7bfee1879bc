"""`beian letter`: what staff hand out, for every kind of thing and for none that is not on file."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document

from beian.filing.filing_store import FilingStore
from beian.filing.importing import load_sample
from tests.letters.pdf import text_of_pdf

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]


@pytest.fixture(autouse=True, scope="module")
def _filed(environment: dict[str, str]) -> None:
    store = FilingStore(environment["BEIAN_DATABASE_URL"])
    load_sample(store)
    store.close()


def words_of(file: Path) -> str:
    return "\n".join(paragraph.text for paragraph in Document(str(file)).paragraphs)


def test_the_only_subject_needs_no_name(beian: Run, tmp_path: Path) -> None:
    file = tmp_path / "letter.docx"
    done = beian("letter", "chen-hongkong", "-o", str(file))
    assert done.returncode == 0, done.stderr
    assert "陈嘉豪" in words_of(file), "in full"
    assert "港澳居民来往内地通行证" in words_of(file)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("hanqiao-trading", "--website", "hanqiao-shop"), "名下网站「"),
        (("haoyue-travel", "--service", "haoyue-mini"), "名下小程序「"),
        (("dingsheng-group", "--subject", "dingsheng-bj"), "北京市通信管理局"),
        (("zhou-shell", "--application"), "空壳主体注销申请书"),
        (("zhou-shell",), "空壳主体注销申请书"),
        (("wright-english", "--subject", "wright"), "English reading aid"),
    ],
)
def test_a_letter_is_of_what_is_named(
    beian: Run, tmp_path: Path, options: tuple[str, ...], said: str
) -> None:
    file = tmp_path / "letter.pdf"
    done = beian("letter", *options, "-o", str(file))
    assert done.returncode == 0, done.stderr
    assert said in text_of_pdf(file.read_bytes())


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("nobody",), "Nothing is on file for an account nobody"),
        (("dingsheng-group",), "--website dingsheng-mall"),
        (("lin-individual", "--application"), "No subject is an empty shell"),
        (("lin-individual", "--subject", "zhou"), "No subject zhou is on file"),
        (("tang-cancelled", "--subject", "tang"), "cancelled already"),
        (("zhou-shell", "--application", "--website", "zhou-maps"), "about a subject"),
    ],
)
def test_what_cannot_be_written_is_told_with_the_way_out(
    beian: Run, tmp_path: Path, options: tuple[str, ...], told: str
) -> None:
    file = tmp_path / "letter.pdf"
    done = beian("letter", *options, "-o", str(file))
    assert done.returncode == 1
    assert told in done.stderr.decode()
    assert not file.exists()


def test_another_kind_of_file_is_refused(beian: Run, tmp_path: Path) -> None:
    done = beian("letter", "lin-individual", "-o", str(tmp_path / "letter.odt"))
    assert done.returncode == 1
    assert "has to end in .docx, .pdf or .png" in done.stderr.decode()
