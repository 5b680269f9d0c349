"""What was read last, for everyone, and the one thread of this process that reads anew.

Viewers never wait for the database: they get what is published, also while the database is away. Only the first reading
of a process is waited for; when it fails, the file of the last reading takes its place, with its age. Where there is
such a file, a process that starts waits but a moment for an answer, and reads with all patience when it is published.
"""

import datetime as dt
import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from types import MappingProxyType

import memory
from data.engine import DatabaseUnavailable
from queries.reading import Reading, Snapshot, is_same, keep_same, patiently

# How often the database is asked whether something changed; a banner may be this late, and so may new data.
PROBE_SECONDS = 10.0
# How long the database may be silent at a start, when a file can stand in for it.
MOMENT_SECONDS = 1.0
log = logging.getLogger("dasbor.data")


@dataclass(frozen=True)
class Taken:
    """What one reading brought. made_at: when the file was made that it was read from, of a snapshot file only."""

    tables: Snapshot
    made_at: dt.datetime | None = None


@dataclass(frozen=True)
class Situation:
    """How it stands with the data on the screens.

    confirmed_at: when the database last said so (UTC); away: why it does not now, as a sentence, '' while it does;
    made_at: of data from a snapshot file: when it was made.
    """

    confirmed_at: dt.datetime
    away: str
    made_at: dt.datetime | None


class Refresher:
    """The published data sets of this process.

    read: takes everything; look: takes what tells whether something changed; fall_back: takes the file of the last
    reading, None when there is none; is_kept: whether there is one; keep: writes it; seconds: after how many everything
    is read anew.
    """

    def __init__(
        self,
        *,
        read: Callable[[Reading], Taken],
        look: Callable[[Reading], Snapshot],
        fall_back: Callable[[], Taken | None],
        is_kept: Callable[[], bool],
        keep: Callable[[], None],
        seconds: float,
    ) -> None:
        self._read, self._look, self._fall_back = read, look, fall_back
        self._is_kept, self._keep = is_kept, keep
        self._seconds = seconds
        self._one_reader = threading.Lock()
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        self._keeper = threading.Thread()
        self._kept: Snapshot | None = None
        self._kept_badly = False
        self.forget()

    def forget(self) -> None:
        """As if nothing had been read yet."""
        self._published: Taken | None = None
        self._stopgap = False
        self._away = ""
        self._failures = 0
        self._read_at = 0.0
        self._confirmed_at = dt.datetime.fromtimestamp(0, dt.UTC)

    def newest(self, first: Reading | None = None) -> Snapshot:
        """The published data sets. first: how they are read when nothing was yet.

        Raises DatabaseUnavailable when nothing could be read since the start.
        """
        if self._published is None:
            if self._thread and self._away:
                raise DatabaseUnavailable(self._away)
            failures = self._failures
            with self._one_reader:
                if self._published is None and self._failures != failures:
                    # Somebody else waited for the same answer.
                    raise DatabaseUnavailable(self._away)
                if self._published is None:
                    self._first(first)
        assert self._published is not None  # noqa: S101 - for the types
        return self._published.tables

    def renew(self) -> None:
        """Read now and publish at once; when that fails the old data stay published. Raises DatabaseUnavailable."""
        with self._one_reader:
            self._attempt()

    def situation(self) -> Situation | None:
        """How it stands with what is published; None when nothing is."""
        taken = self._published
        return Situation(self._confirmed_at, self._away, taken.made_at) if taken else None

    def start(self) -> None:
        """Read for the first time, then again and again in the background, until ``stop``."""
        try:
            self.newest(Reading(MOMENT_SECONDS) if self._is_kept() else None)
        except DatabaseUnavailable as error:
            log.warning("Mulai tanpa data: %s", error)
        # One of its own: a thread that has not ended yet must not take heart again.
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="segarkan", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End the thread, without waiting for the database."""
        self._stop.set()
        self._thread = None

    def _first(self, reading: Reading | None) -> None:
        try:
            self._attempt(reading)
        except DatabaseUnavailable:
            self._published = self._fall_back()
            if self._published is None:
                raise
            self._stopgap = True
            self._confirmed_at = self._published.made_at or self._confirmed_at

    def _attempt(self, reading: Reading | None = None) -> None:
        started = time.monotonic()
        try:
            taken = patiently(self._read, reading)
        except DatabaseUnavailable as error:
            self._failed(str(error))
            raise
        old = self._published.tables if self._published else {}
        new = keep_same(taken.tables, old)
        # What is published anew is drawn anew on every screen.
        changed = not is_same(new, old)
        self._published = Taken(MappingProxyType(dict(new)) if changed else old, taken.made_at)
        if changed:
            memory.forget()
        self._stopgap = False
        self._read_at = time.monotonic()
        self._answered()
        log.info(
            "Data dibaca: %d baris dalam %.2f detik", sum(map(len, taken.tables.values())), self._read_at - started
        )

    def _failed(self, sentence: str) -> None:
        if sentence != self._away:
            log.warning("Basis data tidak dapat dibaca: %s", sentence)
        self._failures += 1
        self._away = sentence

    def _answered(self) -> None:
        if self._away:
            log.warning("Basis data dapat dibaca lagi")
        self._away = ""
        self._confirmed_at = dt.datetime.now(dt.UTC)

    def _run(self) -> None:
        stop, pause = self._stop, min(PROBE_SECONDS, self._seconds)
        # A database that was waited for but a moment is asked again at once.
        next_in = 0.0 if self._away else pause
        while not stop.wait(next_in):
            next_in = pause
            self._keep_published()
            try:
                with self._one_reader:
                    self._turn()
            except DatabaseUnavailable:
                continue
            except Exception:
                log.exception("Data tidak dapat dibaca")
                self._failed("Data dalam basis data tidak dapat dibaca: pengelola perlu melihat catatan dasbor.")

    def _turn(self) -> None:
        """Read everything when it is time or something changed; else only confirm what is published."""
        taken = self._published
        if taken is None or self._away or time.monotonic() - self._read_at >= self._seconds:
            self._attempt()
            return
        try:
            seen = patiently(self._look)
        except DatabaseUnavailable as error:
            self._failed(str(error))
            raise
        old = taken.tables
        if any(table is not old.get(name) for name, table in keep_same(seen, old).items()):
            self._attempt()
        else:
            self._answered()

    def _keep_published(self) -> None:
        """Write the file, unless the last writing is still under way; in a thread of its own, for a slow disk."""
        taken = self._published
        if taken is None or self._stopgap or taken.made_at or taken.tables is self._kept or self._keeper.is_alive():
            return
        self._keeper = threading.Thread(target=self._keep_safely, args=(taken.tables,), name="potret", daemon=True)
        self._keeper.start()

    def _keep_safely(self, tables: Snapshot) -> None:
        try:
            self._keep()
            self._kept, self._kept_badly = tables, False
        except Exception:
            # Viewers lose nothing; only a start without the database would show older data. It is tried again and
            # again, and told once.
            if not self._kept_badly:
                log.exception("Potret untuk mulai tanpa basis data tidak dapat ditulis")
            self._kept_badly = True
