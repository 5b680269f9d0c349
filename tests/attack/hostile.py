"""Words that want to be more than words, and how they get into every text column of the database."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from sqlalchemy import Column, Connection, Table, Text, delete, insert, select, update

from data.schema import metadata, muatan, muatan_total, riwayat, tindak_lanjut, tindak_lanjut_ubah
from tests.builders import KABUPATEN

# Everything that would lead away leads here, and every element that came of it would name it.
MARK = "jahat"
_EVIL = f"https://{MARK}.example"
STRINGS = (
    "<script>alert('jahat')</script>",
    f"<img src={_EVIL}/a.png onerror=alert(1)>",
    "<svg onload=alert(2) id=jahat><circle r=999></svg>",
    f'<iframe src="{_EVIL}"></iframe>',
    f'<a href="{_EVIL}">klik</a>',
    '<a href="javascript:alert(3)">klik</a>',
    '<div style="position:fixed;inset:0;background:red" class=jahat>TUTUP</div>',
    f'<form action="{_EVIL}"><button>masuk</button></form>',
    f'<link rel=stylesheet href={_EVIL}/a.css><meta http-equiv=refresh content="0;url={_EVIL}">',
    "</td></tr></table></svg><h1>besar</h1>",
    "<!-- jahat --> <![CDATA[jahat]]>",
    f"![gambar]({_EVIL}/b.png)",
    f"[tautan]({_EVIL})",
    "[tautan](javascript:alert(4))",
    f"[rujukan][jahat] [jahat]: {_EVIL}",
    f"{_EVIL}/langsung",
    "www.jahat.example",
    "surat@jahat.example dan mailto:surat@jahat.example",
    "**TEBAL** __tebal__ _miring_ ~~coret~~ `kode`",
    "# Judul",
    "1. satu",
    "- butir",
    "> kutipan",
    "| a | b |",
    "--- a -> b <- c <-> d -- e >= f <= g ~= h",
    r"$\sum x^2$ $$\href{https://jahat.example}{x}$$ \(x\)",
    ":material/delete: :red[merah] :rocket: :blue-background[b] :small[s]",
    "<b>tebal</b><i>miring</i><br>baris<sup>2</sup><span style='font-size:99px'>x</span>",
    "%{x} %{customdata[0]} %{y:.2f}<extra></extra>",
    "{{7*7}} ${7*7} #{7*7} {0} {nama} %s %(x)s",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("https://jahat.example";"klik")',
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "baris satu\n\n# baris dua\nbaris tiga\n===",
    "\x1b[31mmerah\x1b[0m \x07",
    "\u202egnilabret\u202c \u2067kanan\u2069 \u200f",
    "nol\u200b\u200dlebar\ufeff\u00ad",
    "a" + "\u0301\u0336" * 20,
    "null", "NaN", "None", "undefined", "#REF!", "#N/A",
    "\U0001f468\u200d\U0001f469\u200d\U0001f467 \U0001f1ee\U0001f1e9 \U0001f600",
    '{"a": [1, "b"], "__proto__": {}}',
    "'; DROP TABLE kecamatan; --",
    "' OR '1'='1",
    "../../etc/passwd %2e%2e%2f",
    "&lt;b&gt; &amp; &#60;script&#62;",
    "panjang" * 60,
)  # fmt: skip
# A geometry and no words: what a broken one does is shown by tests/browser/test_screens.py.
NO_WORDS = frozenset({"batas.geojson"})
# A column with fewer cells holds all strings in each of them.
MANY = 20


def columns() -> Iterator[tuple[Table, Column]]:
    """Every column of the schema that may hold any text."""
    for table in metadata.sorted_tables:
        for column in table.columns:
            if isinstance(column.type, Text) and str(column) not in NO_WORDS:
                yield table, column


def plant(connection: Connection, *, first: int = 0) -> None:
    """Put every string into every text column. first: the one that the first cell begins with."""
    _add_rows(connection)
    for table, column in columns():
        keys = list(table.primary_key)
        # Of an ecosystem a row is of an OPD or of a desa.
        of_opd = [column.is_not(None)] if str(column) == "ekosistem.opd" else []
        rows = connection.execute(select(*keys).where(*of_opd).order_by(*keys)).all()
        groups: dict[object, list] = {}
        for row in rows:
            # The desa of one kecamatan are seen together.
            groups.setdefault(row[0][:8] if table.name == "desa" else "", []).append(row)
        for group in groups.values():
            for row, cell in zip(group, _cells(len(group), first), strict=True):
                here = [key == value for key, value in zip(keys, row, strict=True)]
                words = " ".join(marked(words, column) for words in cell)
                connection.execute(update(table).where(*here).values({column: words}))


def marked(words: str, column: Column) -> str:
    """One string as it stands in a column, so that it is told from the same one in another."""
    return f"{words} §{_names().index(str(column))}"


@cache
def _names() -> list[str]:
    return [str(column) for _, column in columns()]


def _cells(count: int, first: int) -> list[tuple[str, ...]]:
    """Strings for so many cells, in which each stands at least once, each cell beginning with another one."""
    step = count if count > MANY else 1
    turned = [STRINGS[(first + n) % len(STRINGS) :] + STRINGS[: (first + n) % len(STRINGS)] for n in range(count)]
    return [strings[::step] for strings in turned]


def _add_rows(connection: Connection) -> None:
    """What the sample has none of: totals and acts of files, and changes of actions."""
    loads = connection.execute(select(muatan).order_by(muatan.c.id)).mappings().all()
    # Of a sample less is told.
    connection.execute(update(muatan).where(muatan.c.asal == "contoh").values(asal="berkas"))
    moment = {"mulai": loads[0]["dimuat_pada"], "selesai": loads[0]["dimuat_pada"], "sha256": "0" * 64}
    for number in range(3):
        words = {"oleh": "-", "nama_berkas": "-", "tindakan": "muat", "keadaan": "selesai"}
        connection.execute(insert(riwayat).values(kabupaten_kode=KABUPATEN, **words, **moment))
        total = {"muatan_id": loads[0]["id"], "ukuran": f"uji {number}", "urutan": 90 + number}
        connection.execute(insert(muatan_total).values(dinyatakan=number, dihitung=5, **total))
    # The actions of one year are seen together.
    connection.execute(delete(tindak_lanjut).where(tindak_lanjut.c.tahun != 2023))
    action = connection.execute(select(tindak_lanjut).order_by(tindak_lanjut.c.id).limit(1)).mappings().one()
    keys = {"tindak_lanjut_id": action["id"], "muatan_id": action["muatan_id"], "kabupaten_kode": KABUPATEN}
    for number in (1, 2):
        change = {"versi": number, "oleh": "-", "sumber_dana": "-", "penanggung_jawab": "-"}
        connection.execute(insert(tindak_lanjut_ubah).values(**keys, **change, pada=loads[0]["dimuat_pada"]))


def seen(text: str) -> str:
    """Text as the eye takes it: without marks that cannot be seen, one space between words, in lower case."""
    visible = "".join(mark if mark.isspace() or unicodedata.category(mark) not in ("Cc", "Cf") else "" for mark in text)
    return re.sub(r"\s+", " ", visible).strip().casefold()
