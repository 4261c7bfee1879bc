"""Says in plain words what libyaml could not read, and on which line an editor has to look.

libyaml stops where it can go on no longer, which is often below the line that is wrong, and says so
in the words of its grammar. What editors get wrong is looked for in the lines around that place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import yaml

Place = tuple[int, int, str]
"""Line and column, counted from 1, and what is wrong there."""

FULL_WIDTH_COLON = "："
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ufffe\uffff]")
_STRANGE_INDENTATION = re.compile("[ ]*([\t\u3000\u00a0\u2002-\u200b])")
_CONFLICT = re.compile(r"^(?:<{7} |={7}$|>{7} )", re.MULTILINE)
_NAME_WITH_FULL_WIDTH = re.compile(r"[\s{,-]*([A-Za-z_][\w/]*)[ ]*：")
_NAME_WITHOUT_SPACE = re.compile(r"\s*(?:- )?([A-Za-z_][\w/]*):(?=[^\s:/])")
_DASH_WITHOUT_SPACE = re.compile(r"\s*-(?=[^\s-])")
_BRACKET = re.compile(r"\s*(?:- |[\w/]+: +)([\[{])")
_QUOTED_VALUE = re.compile(r"""(?:^\s*|[:\-\[{,]\s+|[\[{])(["'])""")
_SEARCHED = 3
"""Lines above the place where libyaml stopped."""


@dataclass(frozen=True)
class _Stop:
    """Where libyaml stopped, and why; lines and columns are counted from 0."""

    lines: Sequence[str]
    line: int
    column: int
    begun: int
    problem: str
    context: str

    @property
    def text(self) -> str:
        return self.lines[self.line] if self.line < len(self.lines) else ""

    @property
    def before(self) -> str:
        """Return the part of the line before the place."""
        return self.text[: self.column]


def explained(text: str, error: yaml.YAMLError) -> Place:
    """Return where the text is wrong, what is wrong and what to do about it."""
    control = _CONTROL.search(text)
    if control:
        line = text.count("\n", 0, control.start())
        column = control.start() - (text.rfind("\n", 0, control.start()) + 1)
        code = f"U+{ord(control.group()):04X}"
        return (
            line + 1,
            column + 1,
            f"An invisible control character stands here ({code}). Delete it.",
        )
    conflict = _CONFLICT.search(text)
    if conflict:
        line = text.count("\n", 0, conflict.start())
        message = (
            "A mark of an unsettled merge stands here. Choose one version, and delete the marks."
        )
        return line + 1, 1, message
    if not isinstance(error, yaml.MarkedYAMLError) or error.problem_mark is None:
        return 1, 1, "The file can't be read as YAML."
    stop = _Stop(
        text.split("\n"),
        error.problem_mark.line,
        error.problem_mark.column,
        (error.context_mark or error.problem_mark).line,
        error.problem or "",
        error.context or "",
    )
    for search in _SEARCHES:
        found = search(stop)
        if found is not None:
            line, column, message = found
            return line + 1, column + 1, message
    return stop.line + 1, stop.column + 1, _INDENTATION


_INDENTATION = (
    "The file can't be read from here on. This line, or the one before it, is indented otherwise "
    "than its neighbours, or lacks its colon or dash. Give it as many spaces as they have."
)


def _near(stop: _Stop) -> range:
    """Return the lines in which the fault is likely to be, libyaml's own last."""
    first = max(0, min(stop.begun, stop.line) if stop.line - stop.begun < 9 else stop.line)
    return range(max(0, min(first, stop.line - _SEARCHED)), min(stop.line + 1, len(stop.lines)))


def _tab(stop: _Stop) -> Place | None:
    for line in reversed(_near(stop)):
        found = _STRANGE_INDENTATION.match(stop.lines[line])
        if found:
            what = "A tab" if found.group(1) == "\t" else "A full-width or other special space"
            message = (
                f"{what} stands at the beginning of this line. Indent with plain spaces alone."
            )
            return line, found.start(1), message
    return None


def _full_width(stop: _Stop) -> Place | None:
    for line in _near(stop):
        found = _NAME_WITH_FULL_WIDTH.match(stop.lines[line])
        if found:
            return line, found.end() - 1, full_width_after(found.group(1))
    return None


def full_width_after(name: str) -> str:
    """Return what to do about a name with a full-width colon after it."""
    return (
        f"A full-width colon (：) stands after {name}. Type a plain one and a space instead: "
        f'"{name}: ".'
    )


def _no_space(stop: _Stop) -> Place | None:
    for line in reversed(_near(stop)):
        found = _NAME_WITHOUT_SPACE.match(stop.lines[line])
        if found and not _in_quotes(stop.lines[line], found.end()):
            name = found.group(1)
            return line, found.end() - 1, f'A space is missing after the colon: "{name}: ".'
        if _DASH_WITHOUT_SPACE.match(stop.lines[line]) and stop.lines[line].strip() != "---":
            column = stop.lines[line].index("-")
            return line, column, 'A space is missing after the dash: "- ".'
    return None


def _in_quotes(line: str, column: int) -> bool:
    return bool(line[:column].count('"') % 2)


def _open_quote(stop: _Stop) -> Place | None:
    """Return a quotation mark that is not closed on its line, so that the next one opens another
    text."""
    if "quoted scalar" not in stop.context and "expected" not in stop.problem:
        return None
    begun: tuple[int, int, str] | None = None
    for number, line in enumerate(stop.lines[: max(stop.line, stop.begun) + 1]):
        if begun is not None:
            mark = begun[2]
            if mark not in line:
                continue
            opened = _QUOTED_VALUE.search(line)
            if opened is not None and opened.start(1) == line.index(mark):
                return begun[0], begun[1], _unclosed(mark)
            begun = None
            continue
        begun = _left_open(number, line)
    if begun is not None:
        return begun[0], begun[1], _unclosed(begun[2])
    return None


def _left_open(number: int, line: str) -> tuple[int, int, str] | None:
    """Return the quotation mark that begins a value in the line and has no counterpart there."""
    position = 0
    while True:
        opened = _QUOTED_VALUE.search(line, position)
        if opened is None:
            return None
        mark, start = opened.group(1), opened.start(1)
        end = start + 1
        while end < len(line) and line[end] != mark:
            end += 2 if mark == '"' and line[end] == "\\" else 1
        if end >= len(line):
            return number, start, mark
        position = end + 1


def _unclosed(mark: str) -> str:
    return (
        f"The quotation mark that begins here is not closed. Put a second {mark} behind the text."
    )


def _after_quote(stop: _Stop) -> Place | None:
    """Return a text that goes on behind its closing quotation mark."""
    before = stop.before.rstrip()
    if (
        "expected" in stop.problem
        and before[-1:] in ('"', "'")
        and stop.text[stop.column :].strip()
    ):
        return (
            stop.line,
            stop.column,
            "The text goes on behind its closing quotation mark. Use “ ” for quotation marks "
            'within the text, and one " at each end.',
        )
    return None


def _colon_in_text(stop: _Stop) -> Place | None:
    if "mapping values are not allowed" not in stop.problem:
        return None
    if re.search(r":\s", stop.before) or re.match(r"\s*- ", stop.before):
        message = 'A text with a colon and a space in it needs quotation marks around it: "...".'
        return stop.line, stop.column, message
    return None


def _no_colon(stop: _Stop) -> Place | None:
    if "could not find expected ':'" not in stop.problem:
        return None
    line = min(stop.begun, stop.line)
    text = stop.lines[line].strip()
    column = len(stop.lines[line]) - len(stop.lines[line].lstrip())
    above = next((one for one in reversed(stop.lines[:line]) if one.strip()), "").strip()
    if re.fullmatch(r"[A-Za-z_]\w*", text):
        return line, column + len(text), f'A colon is missing after {text}: "{text}:".'
    shown = text if len(text) <= 30 else f"{text[:30]}..."
    if above.startswith("- "):
        return line, column, f'A line without a dash: “{shown}”. Begin it with "- ".'
    return (
        line,
        column,
        f"This line has no colon: “{shown}”. Write a name, a colon and a space before the text; or "
        "indent it, if it belongs to the text above.",
    )


def _open_bracket(stop: _Stop) -> Place | None:
    kind = "mapping" if "flow mapping" in stop.context else "sequence"
    if f"flow {kind}" not in stop.context:
        return None
    brackets = "{ and }" if kind == "mapping" else "[ and ]"
    return (
        stop.begun,
        0,
        f"What stands between {brackets} ends too early, or not at all. Close the bracket; a comma "
        "stands between two values, and a text that holds a comma, a bracket or a colon needs "
        'quotation marks: "...".',
    )


def _text_in_brackets(stop: _Stop) -> Place | None:
    """Return a text that begins with a bracket and goes on behind its counterpart."""
    found = _BRACKET.match(stop.text)
    if "expected" not in stop.problem or found is None or stop.text.rstrip()[-1:] in "]}":
        return None
    return stop.line, found.start(1), _needs_quotes(found.group(1))


def _beginning(stop: _Stop) -> Place | None:
    """Return a text that begins with a character that means something in YAML."""
    character = stop.text[stop.column : stop.column + 1]
    strange = "cannot start any token" in stop.problem
    anchor = any(word in stop.context + stop.problem for word in ("alias", "anchor", "tag"))
    if anchor:
        for mark in "*&!":
            found = re.search(rf"(?:^|[\s\[{{,]){re.escape(mark)}", stop.text)
            if found:
                return stop.line, found.end() - 1, _needs_quotes(mark)
    if strange and character:
        return stop.line, stop.column, _needs_quotes(character)
    if "block scalar" in stop.context:
        return stop.line, stop.column, _needs_quotes("| or >")
    return None


def _needs_quotes(beginning: str) -> str:
    return f'A text that begins with {beginning} needs quotation marks around it: "...".'


def _escape(stop: _Stop) -> Place | None:
    if "escape" not in stop.problem and "hexdecimal" not in stop.problem:
        return None
    message = 'A backslash between " and " begins a special character. Write two of them: \\\\.'
    return stop.line, stop.column, message


def _second_document(stop: _Stop) -> Place | None:
    if "document" not in stop.problem:
        return None
    line = next((n for n in range(stop.line, -1, -1) if stop.lines[n].startswith("---")), stop.line)
    if stop.lines[line].startswith("---"):
        return line, 0, "A line that begins with --- ends the file's content. Leave it out."
    return None


_SEARCHES: tuple[Callable[[_Stop], Place | None], ...] = (
    _tab,
    _escape,
    _full_width,
    _beginning,
    _open_quote,
    _after_quote,
    _colon_in_text,
    _no_space,
    _text_in_brackets,
    _no_colon,
    _open_bracket,
    _second_document,
)
