"""Streamlit's own words in Bahasa Indonesia: it has no setting for them, so its scripts are served translated."""

from collections.abc import Mapping
from pathlib import Path

import streamlit as st

SCRIPTS = Path(st.__file__).parent / "static" / "static" / "js"
# By the beginning of the script's name: its words as they stand there, and ours. A test fails when one is gone.
WORDS: Mapping[str, Mapping[str, str]] = {
    "FileUploader": {
        "`${T(t,D.Byte,0)} per file`": "`Paling besar ${T(t,D.Byte,0)}`",
        ":`Drag and drop a file here`": ":`Lepaskan berkas di sini`",
        "`Upload directories`:`Upload`": "`Pilih folder`:`Pilih berkas`",
        '"aria-label":`Add files`': '"aria-label":`Ganti berkas`',
    },
    # The rules of the uploader. A refused file says why in its place, not only when a mouse rests on it.
    "utils.Dl0nPRk0": {
        "`File must be ${$(n,`b`)} or smaller.`": "`Lebih besar dari ${$(n,`b`,0)}, tidak diterima.`",
        "`${t.type} files are not allowed.`": "`Jenis berkas ini tidak diterima.`",
        "`File size is too small.`": "`Berkas terlalu kecil.`",
        "`Only one file is allowed.`": "`Serahkan satu berkas saja.`",
        "`Unexpected error. Please try again.`": "`Gagal dikirim. Coba lagi.`",
        "`Upload failed`": "`Gagal dikirim. Coba lagi.`",
        "`Click to retry upload`": "`Klik untuk mengirim lagi`",
        "`Cancel upload of ${e.name}`": "`Batalkan pengiriman ${e.name}`",
        "`Remove ${e.name}`": "`Lepaskan ${e.name}`",
        "children:[`Error: `,h]": "children:[`Kesalahan: `,h]",
        '"aria-label":`file upload`': '"aria-label":`Pilih berkas`',
        "i(rt,{children:$(e.size,ot.Byte)})": "i(rt,{children:s?h:$(e.size,ot.Byte)})",
        "`${e.toFixed(n)}${t.toUpperCase()}`": "`${e.toFixed(n).replace(`.`,`,`)} ${t.toUpperCase()}`",
    },
    "InputInstructions": {
        "`submit form`:`apply`": "`mengirim`:`memakai`",
        "+Enter to ${e}`": "+Enter untuk ${e}`",
        "`Press Enter to ${e}`": "`Tekan Enter untuk ${e}`",
        "f(`Press ${": "f(`Tekan ${",
    },
    "NumberInput": {
        '"aria-label":`Increment`': '"aria-label":`Tambah`',
        '"aria-label":`Decrement`': '"aria-label":`Kurangi`',
        '"aria-label":`Clear value`': '"aria-label":`Kosongkan`',
    },
    "Selectbox": {
        '"aria-label":`Open`': '"aria-label":`Buka`',
        '"aria-label":`Clear value`': '"aria-label":`Kosongkan`',
        "`No results`": "`Tidak ada`",
        "`Selectbox options`": "`Pilihan`",
    },
    "TextInput": {'"aria-label":`Clear entry`': '"aria-label":`Kosongkan`'},
    "DownloadButton": {
        "e instanceof Error?e.message:`Download failed`": "`Berkas belum dapat dibuat. Coba lagi.`",
    },
    "index": {
        '"aria-label":`App pages`': '"aria-label":`Layar`',
        '"aria-label":`Expand sidebar`': '"aria-label":`Buka menu`',
        '"aria-label":`Collapse sidebar`': '"aria-label":`Tutup menu`',
        "`View less`:`View ${x-m} more`": "`Lebih sedikit`:`${x-m} lagi`",
        '"aria-label":`Main menu`': '"aria-label":`Menu utama`',
        "`Skip to main content`": "`Langsung ke isi`",
        "`Running...`": "`Sedang memuat`",
        "`Stopping...`:`Stop`": "`Berhenti`:`Hentikan`",
        "_O=`Connecting`": "_O=`Menyambung`",
        "vO=`Connecting to Streamlit server`": "vO=`Menyambung ke dasbor`",
        "bO=`Error`": "bO=`Terputus`",
        "xO=`Unable to connect to Streamlit server`": "xO=`Dasbor tidak dapat dihubungi`",
        "showError(`Connection error`": "showError(`Dasbor tidak terhubung`",
        "`Streamlit server is not responding. Are you connected to the internet?`": (
            "`Dasbor sedang tidak menjawab. Layar ini menyambung sendiri begitu dasbor kembali.`"
        ),
        "message:`Connection timed out.`": "message:`Dasbor terlalu lama tidak menjawab.`",
        "children:`Try again`": "children:`Coba lagi`",
        "`Continue anyway`:`Close`": "`Lanjutkan`:`Tutup`",
        "children:`Close`": "children:`Tutup`",
        '"aria-label":`Close`,children': '"aria-label":`Tutup`,children',
        "`Connection lost. Please wait for the app to reconnect, then try again.`": (
            "`Sambungan terputus. Tunggu sampai tersambung lagi, lalu ulangi.`"
        ),
    },
}


def scripts() -> list[Path]:
    """The installed scripts that have words to translate."""
    return sorted(path for path in SCRIPTS.glob("*.js") if _words(path))


def translated(path: Path) -> str:
    """A script with our words; one that has none is as it was."""
    content = path.read_text(encoding="utf-8")
    for theirs, ours in _words(path).items():
        content = content.replace(theirs, ours)
    return content


def missing() -> list[str]:
    """The words of the dictionary that the installed Streamlit does not have, each with its script."""
    contents = dict.fromkeys(WORDS, "")
    for path in scripts():
        contents[beginning(path)] += path.read_text(encoding="utf-8")
    return [f"{name}: {theirs}" for name, words in WORDS.items() for theirs in words if theirs not in contents[name]]


def _words(path: Path) -> Mapping[str, str]:
    return WORDS.get(beginning(path), {})


def beginning(path: Path) -> str:
    """Names are NAME.HASH.js; where several scripts share a name, the hash tells them apart."""
    name, _, rest = path.name.partition(".")
    exact = f"{name}.{rest.removesuffix('.js')}"
    return exact if exact in WORDS or "." in rest.removesuffix(".js") else name
