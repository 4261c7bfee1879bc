"""The names of responses are read from the actions' sources, those put together included."""

from __future__ import annotations

from pathlib import Path

import pytest

from beian.content.uttered import read_sources
from tests.paths import ROOT


def uttered(folder: Path, code: str, built: str = "{}") -> dict[str, frozenset[str] | None]:
    (folder / "module.py").write_text(code, encoding="utf-8")
    (folder / "built_names.py").write_text(f"BUILT_NAMES = {built}\n", encoding="utf-8")
    sources = read_sources([folder], folder / "built_names.py")
    return {one.name: one.values for one in [*sources.exact, *sources.unexplained]}


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("def f(x):\n    return reply('utter_a', x=x, y=1)", {"utter_a": {"x", "y"}}),
        (
            "def f(x):\n    return [wording('utter_a' if x else 'utter_b')]",
            {"utter_a": set(), "utter_b": set()},
        ),
        (
            "def f(x):\n    r = 'utter_a'\n    if x:\n        r += '_b'\n    if not x:\n"
            "        r += '_c'\n    return reply(r, n=1)",
            {"utter_a": {"n"}, "utter_a_b": {"n"}, "utter_a_c": {"n"}, "utter_a_b_c": {"n"}},
        ),
        (
            "def f():\n    v = {'x': 1, 'y': 2}\n"
            "    return Reply('utter_a', v), reply('utter_b', z=1, **v)",
            {"utter_a": {"x", "y"}, "utter_b": {"x", "y", "z"}},
        ),
        (
            "KEYS = ('x', 'y')\ndef f(g):\n    v = {k: g(k) for k in KEYS}\n"
            "    return Reply('utter_a', v)",
            {"utter_a": {"x", "y"}},
        ),
        ("def f(v):\n    return reply('utter_a', **v)", {"utter_a": None}),
        ("def f(q):\n    return q.one_of('utter_a')", {"utter_a": None}),
        (
            "class A:\n    lost = 'utter_a'\nclass B:\n    lost = 'utter_b'\nclass C:\n"
            "    def f(self):\n        return reply(self.lost), reply(f'{self.lost}_by', w=1)",
            {"utter_a": set(), "utter_b": set(), "utter_a_by": {"w"}, "utter_b_by": {"w"}},
        ),
        ("def f(d):\n    d.utter_message(response='utter_a')", {"utter_a": set()}),
        ("TROUBLE = 'utter_a'\n", {"utter_a": None}),
        ("def f(x):\n    return reply(f'utter_{x}_a')", {"utter_*_a": set()}),
    ],
)
def test_a_name_is_found_however_it_is_written(
    tmp_path: Path, code: str, names: dict[str, set[str] | None]
) -> None:
    assert uttered(tmp_path, code) == names


def test_built_names_say_what_a_part_may_be(tmp_path: Path) -> None:
    code = "def f(x, y):\n    return reply(f'utter_{x}_of_{y}', n=1)"
    built = "{'utter_*_of_*': (('a', 'b'), ('c',))}"
    assert uttered(tmp_path, code, built) == {"utter_a_of_c": {"n"}, "utter_b_of_c": {"n"}}


def test_the_actions_explain_all_names_that_they_put_together_and_no_others(tmp_path: Path) -> None:
    actions = ROOT / "actions"
    sources = read_sources([actions], actions / "built_names.py")
    assert sources.unexplained == ()
    names = {one.name for one in sources.exact}
    assert {"utter_progress_review_about_overdue", "utter_order_change_named"} <= names
    # Without the table, its own names are but texts of one more module.
    bare = read_sources([actions], tmp_path / "none.py").unexplained
    table = {one.name for one in bare if one.file.name == "built_names.py"}
    assert table == {one.name for one in bare if one.file.name != "built_names.py"}


@pytest.mark.parametrize("code", ["def f(:\n", "x = '\n"])
def test_a_source_that_is_not_python_is_a_fault(tmp_path: Path, code: str) -> None:
    (tmp_path / "module.py").write_text(code, encoding="utf-8")
    (fault,) = read_sources([tmp_path], tmp_path / "built_names.py").faults
    assert (fault.file.name, fault.line) == ("module.py", 1)
    assert fault.message.startswith("This is not Python: ")


@pytest.mark.parametrize("table", ["import nowhere_at_all", "NAMES = {}", "BUILT_NAMES = x"])
def test_a_table_that_cannot_be_run_is_a_fault(tmp_path: Path, table: str) -> None:
    (tmp_path / "built_names.py").write_text(table, encoding="utf-8")
    (fault,) = read_sources([tmp_path], tmp_path / "built_names.py").faults
    assert fault.message.startswith("This can't be run: ")
