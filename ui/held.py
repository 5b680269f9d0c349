"""Files that were made to be taken away stay until the browser has come for them.

Streamlit forgets a file that was made on a click after two more runs of anybody's screen, which with fifty viewers is
a fraction of a second.
"""

import threading
from itertools import count
from types import SimpleNamespace

from streamlit import runtime
from streamlit.runtime.scriptrunner_utils.script_run_context import SCRIPT_RUN_CONTEXT_ATTR_NAME

# As many of the newest files as are kept, a fifth of a megabyte each.
NEWEST = 48
_numbers = count()


def hold(content: bytes, *, name: str, mime: str) -> bytes:
    """Keep a file that is about to be handed to Streamlit under this name, and give it back."""
    thread = threading.current_thread()
    # Files belong to a session; this one is nobody's, so that no run of a screen lets go of it.
    setattr(thread, SCRIPT_RUN_CONTEXT_ATTR_NAME, SimpleNamespace(session_id="unduhan"))
    try:
        runtime.get_instance().media_file_mgr.add(
            content, mime, f"unduhan.{next(_numbers) % NEWEST}", file_name=name, is_for_static_download=True
        )
    finally:
        delattr(thread, SCRIPT_RUN_CONTEXT_ATTR_NAME)
    return content
