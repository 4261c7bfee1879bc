"""The words that stand for entities are checked like all that editors write."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from beian.content.checking import content_faults
from beian.content.vocabulary import provider_faults, vocabulary_faults
from tests.content.small_project import SmallProject
from tests.paths import ROOT

VOCABULARY = ROOT / "beian" / "nlu" / "vocabulary"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(VOCABULARY, tmp_path / "vocabulary"))


def told(folder: Path) -> list[str]:
    return [str(fault).replace(f"{folder}/", "") for fault in sorted(vocabulary_faults(folder))]


def test_the_words_that_come_with_it_are_in_order() -> None:
    assert told(VOCABULARY) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        (
            "province.yml",
            "anhui: [",
            "anhui： [",
            "4:6: A full-width colon (：)",
        ),
        ("province.yml", "anhui: [安徽", "anhui: [北京, 安徽", "5: “北京” stands for anhui, too"),
        ("province.yml", "anhui:", "anhuy:", "4: province.yml has no anhuy."),
        ("document.yml", "passport:", "pasport:", "has no pasport. Do you mean passport?"),
        ("subject_type.yml", "  after: [", "  behind: [", "not has no behind."),
        ("cancellation.yml", "acts: [", "axts: [", "9: cancellation.yml has no axts. Do you mean"),
        ("cancellation.yml", "  zh_after: [", "  zh_afer: [", "12: between has no zh_afer."),
        ("cancellation.yml", "  website:", "  websit:", "19: nouns has no websit. Do you mean"),
        ("cancellation.yml", "接入(?!商", "接入(?!(商", "24: The condition behind “接入"),
    ],
)
def test_a_fault_is_told_on_its_line(
    folder: Path, file: str, old: str, new: str, said: str
) -> None:
    text = (folder / file).read_text(encoding="utf-8")
    assert text.count(old) == 1
    (folder / file).write_text(text.replace(old, new), encoding="utf-8")
    assert any(one.startswith(f"{file}:") and said in one for one in told(folder)), told(folder)


def test_a_missing_file_and_one_that_nothing_reads_are_told(folder: Path) -> None:
    (folder / "document.yml").rename(folder / "documents.yml")
    assert told(folder) == [
        "document.yml:1: The file can't be read: No such file or directory.",
        "documents.yml:1: Nothing reads this file. Do you mean document?",
    ]


def test_words_without_a_form_are_told(folder: Path) -> None:
    (folder / "document.yml").write_text(
        "mainland_id: []\npassport: [护照]\nhk_macau_permit: [通行证]\ntaiwan_permit: [台胞证]\n",
        encoding="utf-8",
    )
    assert told(folder) == ["document.yml:1: mainland_id holds no words. Write some."]


def test_the_words_are_part_of_what_a_model_is_trained_from(
    project: SmallProject, folder: Path
) -> None:
    (folder / "document.yml").unlink()
    assert [fault.file.name for fault in content_faults(project.folder, folder)] == ["document.yml"]


PROVIDERS = """\
# a comment
tencent: [腾讯云, Tencent Cloud]
huawei: [华为云]
on_file:
  huawei: [华为]
no_brand: [tencent]
"""


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("", "", ""),
        (
            "huawei: [华为云]",
            "huawei: [华为云, 腾讯云]",
            "3: “腾讯云” stands for tencent, too (line 2)",
        ),
        ("  huawei: [华为]", "  huawei: [ＴencentCloud]", "stands for tencent, too (line 2)"),
        ("  huawei: [华为]", "  huawai: [华为]", "5: on_file has no huawai. Do you mean huawei?"),
        ("huawei: [华为云]", "huawei: []", "3: huawei holds no words. Write some."),
        (
            "[tencent]",
            "[tencet]",
            "6: “tencet” under no_brand is no provider. Use one of the codes.",
        ),
        ("on_file:\n  huawei: [华为]\n", "", "1: providers.yml lacks on_file. Add it."),
    ],
)
def test_the_names_of_providers_are_checked(tmp_path: Path, old: str, new: str, said: str) -> None:
    file = tmp_path / "providers.yml"
    file.write_text(PROVIDERS.replace(old, new) if old else PROVIDERS, encoding="utf-8")
    told = [str(fault) for fault in provider_faults(file)]
    assert any(said in one for one in told) if said else told == []
