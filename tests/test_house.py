"""What the house promises about its own text, read from the files. ``make check`` holds who may import whom."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import queries
from data.engine import engine
from data.settings import ROOT

FOLDERS = ("bench", "data", "docs", "pages", "papers", "queries", "tests", "ui", ".ci", ".streamlit")
FRONT = ("ui", "pages")
THEME = ROOT / "ui" / "theme.py"
LONGEST_PAGE = 90


def files(*endings: str, under: tuple[str, ...] = FOLDERS) -> list[Path]:
    """The text files of the repository below some folders, and those at its root when all folders are meant."""
    found = [path for folder in under for path in (ROOT / folder).rglob("*") if path.is_file()]
    found += [path for path in ROOT.iterdir() if path.is_file()] if under == FOLDERS else []
    return sorted(path for path in found if path.suffix in endings and "__pycache__" not in path.parts)


def code(*under: str) -> list[Path]:
    """The program without its tests."""
    program = tuple(folder for folder in FOLDERS if folder != "tests")
    return files(".py", under=under or program) + ([] if under else [ROOT / "dashboard.py", ROOT / "memory.py"])


def lines_with(pattern: str, paths: list[Path]) -> list[str]:
    """Where a pattern stands, as file:line: text."""
    return [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()}"
        for path in paths
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if re.search(pattern, line)
    ]


def functions(path: Path) -> Iterator[ast.FunctionDef]:
    """The public functions of a module."""
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            yield node


def test_the_program_is_found() -> None:
    assert {path.parent.name for path in code()} >= {"data", "queries", "ui", "pages"}
    assert ROOT / "dashboard.py" in code()
    assert lines_with(r"def test_the_program_is_found", files(".py")) != []


def test_no_text_is_shown_as_html() -> None:
    assert lines_with(r"unsafe_allow_html|\bst\.html\b|components\.v1", code()) == []


def test_no_script_of_ours_makes_markup_of_text() -> None:
    own = [path for path in files(".js", under=FRONT) if "plotly" not in path.name]
    assert len(own) >= 3
    assert lines_with(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|createContextualFragment", own) == []


def test_statements_stand_in_queries_and_data() -> None:
    statement = r"(?<![.\w])(select|insert|update|delete|text|read_sql\w*)\(|\.read_sql|\bSELECT\b.*\bFROM\b"
    assert lines_with(statement, [*code(*FRONT), ROOT / "dashboard.py"]) == []
    assert lines_with(statement, code("queries")) != []


def test_colours_stand_in_the_configuration_and_the_theme() -> None:
    colour = r"#([0-9a-fA-F]{6}|[0-9a-fA-F]{3})\b"
    assert lines_with(colour, [path for path in code() if path != THEME]) == []
    assert lines_with(colour, files(".toml", under=(".streamlit",))) != []


def test_figures_are_built_without_plotly_express() -> None:
    assert lines_with(r"plotly\.express|plotly import express", code()) == []


def test_everything_is_remembered_in_one_way() -> None:
    others = [path for path in code() if path.name != "memory.py"]
    assert lines_with(r"\bcache_(data|resource)\b", others) == []
    assert lines_with(r"\blru_cache\b", [path for path in others if path.parent.name != "loading"]) == []


@pytest.mark.parametrize("path", code("pages"), ids=lambda path: path.name)
def test_a_page_is_an_outline(path: Path) -> None:
    length = len(path.read_text(encoding="utf-8").splitlines())
    assert length <= LONGEST_PAGE


@pytest.mark.parametrize("path", [path for path in code("queries") if path.name != "db.py"], ids=lambda path: path.name)
def test_a_query_says_what_comes_back(path: Path) -> None:
    for function in functions(path):
        said = ast.get_docstring(function)
        assert said, f"{function.name} has no docstring"
        if "DataFrame" in ast.unparse(function.returns or ast.Constant(None)):
            assert "Columns:" in said, f"{function.name} does not list its columns"


def test_every_subject_is_part_of_the_snapshot() -> None:
    subjects = {path.stem for path in code("queries") if lines_with(r"^@(dataset|watched)$", [path])}
    assert subjects == set(queries.__all__)


@pytest.mark.parametrize("path", code(), ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_says_what_it_is_for(path: Path) -> None:
    if path.parent.name != "versions":
        assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))


def test_every_setting_is_explained() -> None:
    source = (ROOT / "data" / "settings.py").read_text(encoding="utf-8")
    names = re.findall(r'(?:read|whole_number)\("([A-Z_]+)"', source)
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "DATABASE_URL" in names
    assert [name for name in names if name not in readme] == []


def test_no_path_of_one_machine() -> None:
    everything = files(".py", ".md", ".toml", ".txt", ".csv", ".mako", "")
    assert lines_with(r"(?<![\w.~/)}])/(?:tmp|work|root|home|Users)/|\b[A-Z]:\\\\?Users", everything) == []


def test_no_number_of_a_person() -> None:
    # A NIK: six digits of a place, the day of birth (for women plus 40), the month, six more.
    nik = r"(?<!\d)\d{6}(?:[04][1-9]|[1256]\d|[37][01])(?:0[1-9]|1[0-2])\d{6}(?!\d)"
    assert lines_with(nik, files(".py", ".md", ".toml", ".txt", ".csv", "")) == []
    assert re.search(nik, "350501" + "41" + "12" + "900001")


def test_the_real_database_is_out_of_reach() -> None:
    with pytest.raises(AssertionError, match="the real"), engine().connect():
        pass
    with pytest.raises(AssertionError, match="the real"), engine(write=True).connect():
        pass
