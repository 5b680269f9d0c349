"""Who a request comes from, and as what; and when the program must not start."""

import time

import pytest

from data import settings
from ui.identity import NOBODY, OPEN_NETWORK, Rules, decide, refusal
from ui.permissions import MATRIX, ROLES, may
from ui.screens import SCREENS

BROWSER = {"host": "127.0.0.1:8501", "origin": "http://127.0.0.1:8501"}
AUTH = {
    "redirect_uri": "http://127.0.0.1:8501/oauth2callback",
    "client_id": "dasbor",
    "client_secret": True,
    "server_metadata_url": "http://127.0.0.1:9000/.well-known/openid-configuration",
    "cookie_secret": 64,
}
PROXY = {"masuk": "proksi", "proksi_tepercaya": ("127.0.0.1", "10.1.0.0/24"), "proksi_identitas": "X-Pengguna"}
KNOWN = Rules(**PROXY, proksi_peran="X-Peran", daftar={"admin": frozenset({"kepala@contoh.id"})})


OFF = Rules(unggah=True)


def role(rules=OFF, *, server="127.0.0.1", client=("127.0.0.1", 40000), claims=None, **headers):
    said = {name.replace("_", "-"): value for name, value in headers.items()}
    return decide(rules, server=server, client=client, headers=BROWSER | said, claims=lambda: claims or {}).role


@pytest.mark.parametrize("server", ["127.0.0.1", "localhost", "::1"])
@pytest.mark.parametrize("client", ["127.0.0.1", "::1"])
@pytest.mark.parametrize("host", ["127.0.0.1:8501", "localhost:8501", "[::1]:8501", ""])
def test_somebody_at_the_server_is_an_operator(server, client, host):
    assert role(server=server, client=(client, 40000), host=host) == "operator"


def test_without_the_setting_everybody_only_looks():
    assert role(Rules()) == "viewer"


@pytest.mark.parametrize("server", [None, "", "0.0.0.0", "::", "192.168.1.10", "dasbor.example"])  # noqa: S104
def test_on_a_server_that_others_can_reach_nobody_changes_data(server):
    assert role(server=server) == "anonymous"
    assert role(Rules(unggah=True, dipercaya=OPEN_NETWORK), server=server) == "viewer"


@pytest.mark.parametrize("client", ["192.168.1.20", "10.0.0.1", "2001:db8::1", ""])
def test_nobody_from_elsewhere_changes_data(client):
    assert role(client=(client, 40000)) == "viewer"
    assert role(client=None) == "viewer"


@pytest.mark.parametrize(
    "header",
    [
        {"x_forwarded_for": "127.0.0.1"},
        {"x_forwarded_proto": "https"},
        {"forwarded": "for=127.0.0.1"},
        {"x_real_ip": "127.0.0.1"},
        {"via": "1.1 proxy"},
        {"host": "dasbor.example"},
        {"host": "["},
        {"origin": "https://dasbor.example"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1.example"},
    ],
)
def test_nobody_changes_data_through_a_proxy_or_from_a_foreign_page(header):
    assert role(**header) == "viewer"


@pytest.mark.parametrize("address", [None, "", "0.0.0.0", "::", "192.168.1.10", "dasbor.example"])  # noqa: S104
def test_other_addresses_need_a_way_in_or_a_trusted_network(address):
    assert "MASUK" in (refusal(Rules(), address) or "")
    assert refusal(Rules(dipercaya=OPEN_NETWORK), address) is None
    assert refusal(Rules(masuk="tautan"), address) is None
    assert refusal(Rules(masuk="oidc", oidc=AUTH), address) is None
    assert refusal(Rules(**PROXY), address) is None


@pytest.mark.parametrize("address", ["127.0.0.1", "127.8.8.8", "::1", "localhost"])
def test_this_machine_needs_nothing(address):
    assert refusal(Rules(), address) is None


@pytest.mark.parametrize(
    "rules",
    [
        {"masuk": "ya"},
        {"dipercaya": "ya"},
        {"dipercaya": OPEN_NETWORK.upper()},
        {"peran_bawaan": "operator"},
        {"masuk": "oidc"},
        {"masuk": "oidc", "oidc": AUTH | {"cookie_secret": 31}},
        {"masuk": "oidc", "oidc": {key: AUTH[key] for key in AUTH if key != "cookie_secret"}},
        {"masuk": "oidc", "oidc": {key: AUTH[key] for key in AUTH if key != "redirect_uri"}},
        {"masuk": "proksi"},
        PROXY | {"proksi_identitas": ""},
        PROXY | {"proksi_tepercaya": ("semua",)},
        PROXY | {"proksi_tepercaya": ("127.0.0.1", "0.0.0.0/0")},
        PROXY | {"proksi_tepercaya": ("::/0",)},
        {"peran_nilai": {"": "admin"}},
        {"peran_nilai": {"kelompok-it": "root"}},
        {"peran_nilai": {"kelompok-it": "anonymous"}},
        PROXY | {"forwarded_allow_ips": "*"},
    ],
)
def test_settings_that_cannot_be_used_are_refused_everywhere(rules):
    assert refusal(Rules(**rules), "127.0.0.1")


def test_a_proxy_is_believed_from_its_address_only():
    assert role(KNOWN, client=("10.1.0.7", 41000), x_pengguna="kepala@contoh.id") == "admin"
    assert role(KNOWN, client=("10.1.0.7", 41000), x_pengguna="a", x_peran="operator, lain") == "operator"
    assert role(KNOWN, client=("10.1.0.7", 41000), x_pengguna="a") == "anonymous", "a name without a role"
    assert role(KNOWN, client=("10.1.0.7", 41000), x_peran="admin") == "anonymous", "a role without a name"
    for elsewhere in ("10.1.1.7", "192.168.1.5", "::1", "", "unix:"):
        assert role(KNOWN, client=(elsewhere, 41000), x_pengguna="kepala@contoh.id") == "anonymous"


def test_a_screen_behind_a_proxy_is_asked_again_in_the_end():
    own = Rules(**PROXY, sesi_jam=2)
    seen = decide(own, server="127.0.0.1", client=("10.1.0.7", 41000), headers={"x-pengguna": "a"}, claims=lambda: {})
    assert seen.ends == pytest.approx(time.time() + 2 * 3600, abs=60)


@pytest.mark.parametrize("said", ["a\nkepala@contoh.id", "kepala@contoh.id\na", "kepala@contoh.id\nkepala@contoh.id"])
def test_a_header_that_was_said_twice_is_believed_from_nobody(said):
    assert role(KNOWN, client=("10.1.0.7", 41000), x_pengguna=said) == "anonymous"
    assert role(KNOWN, client=("10.1.0.7", 41000), x_pengguna="a", x_peran="viewer\nadmin") == "anonymous"
    assert role(host="127.0.0.1:8501\ndasbor.example") == "viewer"


def test_what_is_forwarded_makes_nobody_trusted():
    # uvicorn rewrote the address of a proxy on this machine, which is trusted here.
    assert (
        role(KNOWN, client=("203.0.113.9", 0), x_pengguna="kepala@contoh.id", x_forwarded_for="203.0.113.9") == "admin"
    )
    distant = Rules(**(PROXY | {"proksi_tepercaya": ("10.1.0.0/24",)}), daftar=KNOWN.daftar)
    said = {"x_pengguna": "kepala@contoh.id"}
    assert role(distant, client=("10.1.0.7", 0), x_forwarded_for="10.1.0.7", **said) == "anonymous"
    assert role(distant, client=("10.1.0.7", 443), x_forwarded_for="10.1.0.7:443", **said) == "anonymous"
    assert role(KNOWN, client=("192.168.1.5", 41000), x_forwarded_for="127.0.0.1", **said) == "anonymous"
    assert role(KNOWN, client=("192.168.1.5", 41000), x_forwarded_for="192.168.1.5:41000", **said) == "anonymous"


def test_roles_come_from_claims_and_lists_and_not_by_default():
    rules = Rules(masuk="oidc", oidc=AUTH, peran_klaim="peran", daftar={"operator": frozenset({"b@contoh.id"})})
    now = time.time()
    token = {"is_logged_in": True, "sub": "a", "iat": now, "iss": "x"}
    assert role(rules, claims=token) == "anonymous"
    assert role(rules, claims=token | {"peran": "viewer"}) == "viewer"
    assert role(rules, claims=token | {"peran": ["viewer", "ADMIN", 3]}) == "admin"
    assert role(rules, claims=token | {"peran": {"admin": True}}) == "anonymous"
    assert role(rules, claims=token | {"email": "B@contoh.id", "email_verified": True}) == "operator"
    for vouched in ({}, {"email_verified": False}, {"email_verified": "false"}, {"email_verified": None}):
        assert role(rules, claims=token | {"email": "b@contoh.id"} | vouched) == "anonymous", vouched
    assert role(Rules(masuk="oidc", peran_bawaan="viewer"), claims=token) == "viewer"


def test_what_a_claim_or_header_says_means_what_the_settings_say(monkeypatch):
    monkeypatch.setenv("PERAN_NILAI", "Kelompok-IT=admin, bidang data = operator")
    values = settings.role_values()
    assert values == {"kelompok-it": "admin", "bidang data": "operator"}
    rules = Rules(masuk="oidc", peran_klaim="groups", peran_nilai=values)
    token = {"is_logged_in": True, "sub": "a", "iat": time.time()}
    assert role(rules, claims=token | {"groups": ["lain", "kelompok-it"]}) == "admin"
    assert role(rules, claims=token | {"groups": ["Bidang Data"]}) == "operator"
    assert role(rules, claims=token | {"groups": ["admin", "operator", "viewer", ""]}) == "anonymous"
    behind = Rules(**PROXY, proksi_peran="X-Peran", peran_nilai=values)
    assert role(behind, client=("10.1.0.7", 41000), x_pengguna="a", x_peran="lain, kelompok-it") == "admin"
    assert role(behind, client=("10.1.0.7", 41000), x_pengguna="a") == "anonymous"


@pytest.mark.parametrize("said", ["admin", "=admin", "kelompok-it=", "kelompok-it=root"])
def test_values_that_name_nothing_or_no_role_are_refused(said, monkeypatch):
    monkeypatch.setenv("PERAN_NILAI", said)
    assert "PERAN_NILAI" in (refusal(Rules(peran_nilai=settings.role_values()), "127.0.0.1") or "")


@pytest.mark.parametrize(
    "fault",
    [
        {"iat": 0},
        {"iat": None},
        {"iat": "kapan pun"},
        {"iat": 9e12},
        {"sub": None},
        {"is_logged_in": False},
    ],
)
def test_a_sign_in_that_is_over_or_incomplete_is_nobody(fault):
    rules = Rules(masuk="oidc", peran_bawaan="viewer")
    token = {"is_logged_in": True, "sub": "a", "iat": time.time()} | fault
    assert decide(rules, server="127.0.0.1", client=None, headers={}, claims=lambda: token) == NOBODY


def test_every_screen_has_a_row_and_every_row_a_screen():
    assert {screen for screen, _ in MATRIX} == {screen.slug for screen in SCREENS}
    assert {screen for screen, action in MATRIX if action == "see"} == {screen.slug for screen in SCREENS}
    assert set().union(*MATRIX.values()) <= set(ROLES)


def test_what_is_unknown_is_refused():
    assert not any(may(role, "lain") or may(role, "", "hapus") for role in ROLES)
    assert not any(may(role, *row) for row in MATRIX for role in ("", "ADMIN", "root", "anonymous"))
