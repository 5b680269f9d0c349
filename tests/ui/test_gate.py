"""Who may change data: only somebody at the server itself, and only when the installation says so."""

import pytest

from ui.gate import is_open

BROWSER = {"Host": "127.0.0.1:8501", "Origin": "http://127.0.0.1:8501"}


@pytest.mark.parametrize("server", ["127.0.0.1", "localhost", "::1"])
@pytest.mark.parametrize("visitor", [None, "127.0.0.1", "::1"])
@pytest.mark.parametrize("headers", [{}, BROWSER, {"host": "localhost:8501"}, {"host": "[::1]:8501"}])
def test_somebody_at_the_server_may(server, visitor, headers):
    assert is_open(allowed=True, server=server, visitor=visitor, headers=headers)


def test_nobody_may_while_the_installation_does_not_say_so():
    assert not is_open(allowed=False, server="127.0.0.1", visitor=None, headers=BROWSER)


@pytest.mark.parametrize("server", [None, "", "0.0.0.0", "::", "192.168.1.10", "dasbor.example"])  # noqa: S104
def test_nobody_may_on_a_server_that_others_can_reach(server):
    assert not is_open(allowed=True, server=server, visitor=None, headers=BROWSER)


@pytest.mark.parametrize("visitor", ["192.168.1.20", "10.0.0.1", "2001:db8::1", ""])
def test_nobody_from_elsewhere_may(visitor):
    assert not is_open(allowed=True, server="127.0.0.1", visitor=visitor, headers=BROWSER)


@pytest.mark.parametrize(
    "header",
    [
        {"X-Forwarded-For": "127.0.0.1"},
        {"x-forwarded-proto": "https"},
        {"Forwarded": "for=127.0.0.1"},
        {"X-Real-IP": "127.0.0.1"},
        {"Via": "1.1 proxy"},
        {"Host": "dasbor.example"},
        {"Host": "["},
        {"Origin": "https://dasbor.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1.example"},
    ],
)
def test_nobody_may_through_a_proxy_or_from_a_foreign_page(header):
    assert not is_open(allowed=True, server="127.0.0.1", visitor=None, headers=BROWSER | header)
