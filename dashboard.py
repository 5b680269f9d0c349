"""The front door: ``streamlit run dashboard.py``."""

import streamlit as st

from data import journal, settings
from papers import offer
from queries import akses, kendali, kesehatan, tautan
from queries.db import SettingError
from ui import entry, identity, server, wall
from ui.hall import assets

try:
    rules = identity.Rules(**akses.choices(), oidc=entry.provider())
except SettingError as error:
    raise SystemExit(str(error)) from None
# Before anything is served: the operator reads this in the terminal.
if sentence := identity.refusal(rules, st.get_option("server.address")):
    raise SystemExit(sentence)

journal.start(settings.journal_file(), secrets=[*settings.database_passwords(), *entry.secrets()])
server.share_log()
server.make_room()
app = st.App(
    "ui/visit.py",
    routes=[
        server.health_route(kesehatan.report),
        server.icon_route(),
        *assets.routes(kendali.last),
        *offer.routes(),
        *wall.routes(tautan.standing, tautan.take, tautan.is_screen),
    ],
    middleware=server.middleware(rules, tautan.holds, tautan.goes_on, settings.host_names),
    lifespan=server.lifespan(kesehatan.start, kesehatan.stop),
    on_script_error=server.on_script_error,
)
