"""Every sentence with which the program refuses or warns an operator stands in docs/operasi.md, with what to do."""

import ast
import re

import pytest

from data.settings import ROOT

TEXT = re.sub(r"\s+", " ", (ROOT / "docs" / "operasi.md").read_text(encoding="utf-8"))
# What carries a sentence for the one who runs the dashboard or its commands; uploads explain their faults themselves.
CARRIERS = {"DatabaseUnavailable", "RolesError", "Unwritable", "SettingError", "PlainTextResponse"}
CARRIERS |= {"log.warning", "log.exception"}


def sentences() -> dict[str, str]:
    """The beginning of each sentence, up to what varies or to its cure; and the file in which it stands."""
    found = {}
    for folder in ("data", "queries", "ui"):
        for file in sorted((ROOT / folder).glob("*.py")):
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if not isinstance(node, ast.Call) or not node.args:
                    continue
                said = node.args[0].values[0] if isinstance(node.args[0], ast.JoinedStr) else node.args[0]
                if (
                    ast.unparse(node.func) in CARRIERS
                    and isinstance(said, ast.Constant)
                    and isinstance(said.value, str)
                ):
                    found[re.split(r"[:;.%(]", said.value)[0].strip()] = file.name
    return found


@pytest.mark.parametrize("sentence", sentences())
def test_it_is_explained(sentence: str) -> None:
    assert sentence in TEXT


def test_they_are_found() -> None:
    assert {"Basis data belum disiapkan", "Nama host ini tidak dikenal"} < sentences().keys()
