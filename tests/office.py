"""The LibreOffice that the tests drive: one that is there, else the system's packages.

``python -m tests.office`` makes sure that there is one.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

# Windows has no root.
IS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0
NAMES = ("soffice", "libreoffice")
PACKAGES = ("libreoffice-calc", "libreoffice-impress")
SECONDS = 180
# Of a text: semicolon, double quote, UTF-8, from line 1, no column formats, Indonesian, no quotes that are not needed,
# special numbers recognised; as they are shown, no formulas.
INDONESIAN = 1057
CSV = f"59,34,76,1,,{INDONESIAN},false,true"
FILTERS = {
    "xlsx": "xlsx:Calc MS Excel 2007 XML",
    "ods": "ods",
    "pptx": "pptx:Impress MS PowerPoint 2007 XML",
    "csv": f"csv:Text - txt - csv (StarCalc):{CSV},true,false",
}
# A user whose language is Indonesian, and whose programs ask nothing.
_SETTING = '<item oor:path="/org.openoffice.{}"><prop oor:name="{}" oor:op="fuse"><value>{}</value></prop></item>'
PROFILE = (
    '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry">'
    + _SETTING.format("Setup/L10N", "ooSetupSystemLocale", "id-ID")
    + _SETTING.format("Office.Linguistic/General", "DefaultLocale", "id-ID")
    + _SETTING.format("Office.Calc/Formula/Load", "OOXMLRecalcMode", "0")
    + _SETTING.format("Office.Calc/Formula/Load", "ODFRecalcMode", "0")
    + "</oor:items>"
)


class NoOffice(RuntimeError):
    """There is none and none can be installed. The message is one sentence in Bahasa Indonesia."""


def find() -> Path | None:
    """The program to drive: what SOFFICE names, or one on the path; None without any."""
    if named := os.environ.get("SOFFICE"):
        if not _starts(Path(named)):
            raise NoOffice("SOFFICE tidak menunjuk LibreOffice yang dapat dijalankan.")
        return Path(named)
    candidates = [Path(found) for name in NAMES if (found := shutil.which(name))]
    return next((program for program in candidates if _has_slides(program) and _starts(program)), None)


def install() -> Path:
    """Install the system's package. Raises NoOffice."""
    as_root = [] if IS_ROOT else ["sudo", "-n"]
    steps = [
        [*as_root, "apt-get", "update", "-qq"],
        [*as_root, "apt-get", "install", "-y", "-qq", "--no-install-recommends", *PACKAGES],
    ]
    for step in steps:
        print("+", " ".join(step), flush=True)
        try:
            environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
            subprocess.run(step, check=True, stdin=subprocess.DEVNULL, env=environment)
        except (OSError, subprocess.CalledProcessError):
            continue
    if found := find():
        return found
    raise NoOffice(
        f"LibreOffice tidak ada dan tidak dapat dipasang: pasang {' dan '.join(PACKAGES)}, atau sebut berkasnya dalam "
        "SOFFICE."
    )


def converted(contents: Mapping[str, bytes], kind: str) -> dict[str, bytes]:
    """Files by name, opened and saved in another format (xlsx, ods, csv, pptx) by LibreOffice in one go.

    A name ends as its format does, e.g. rekap.xlsx. A text is read as Indonesian with semicolons.
    """
    program = find()
    assert program, "LibreOffice is missing: python -m tests.office"
    with tempfile.TemporaryDirectory(prefix="dasbor-office-") as name:
        folder, out = Path(name), Path(name, "hasil")
        (folder / "profil" / "user").mkdir(parents=True)
        (folder / "profil" / "user" / "registrymodifications.xcu").write_text(PROFILE, encoding="utf-8")
        for file, content in contents.items():
            (folder / file).write_bytes(content)
        subprocess.run(
            [
                program, f"-env:UserInstallation={(folder / 'profil').as_uri()}", "--headless", "--norestore",
                f"--infilter=CSV:{CSV}" if all(file.endswith(".csv") for file in contents) else "--nologo",
                "--convert-to", FILTERS[kind], "--outdir", out, *(folder / file for file in contents),
            ],
            check=True, capture_output=True, timeout=SECONDS, stdin=subprocess.DEVNULL,
        )  # fmt: skip
        return {file: (out / Path(file).with_suffix(f".{kind}").name).read_bytes() for file in contents}


def _has_slides(program: Path) -> bool:
    """Whether it is one with Impress; that of spreadsheets alone cannot open slides."""
    return any(program.resolve().parent.glob("simpress*"))


def _starts(program: Path) -> bool:
    try:
        return subprocess.run([program, "--version"], capture_output=True, timeout=60).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


if __name__ == "__main__":
    try:
        print(f"LibreOffice: {find() or install()}")
    except NoOffice as error:
        sys.exit(str(error))
