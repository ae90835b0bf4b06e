import pytest

from dogbreed.ui.server_owner import is_local

HERE = {"Host": "localhost:8501", "Origin": "http://localhost:8501"}


@pytest.mark.parametrize("address", [None, "127.0.0.1", "::1", "::ffff:127.0.0.1"])
@pytest.mark.parametrize("host", ["localhost:8501", "127.0.0.1:8501", "[::1]:8501", "localhost"])
def test_a_browser_on_the_same_computer_is_that_of_whoever_runs_the_server(address, host):
    assert is_local(address, {"Host": host, "Origin": f"http://{host}"})


@pytest.mark.parametrize(
    ("address", "headers"),
    [
        ("192.168.1.20", HERE),
        ("203.0.113.7", HERE),
        ("::ffff:192.168.1.20", HERE),
        ("not an address", HERE),
        (None, HERE | {"X-Forwarded-For": "203.0.113.7"}),
        (None, HERE | {"Forwarded": "for=203.0.113.7"}),
        (None, HERE | {"Via": "1.1 proxy"}),
        (None, HERE | {"Host": "dogs.example.org"}),
        (None, HERE | {"Origin": "https://dogs.example.org"}),
        (None, HERE | {"Origin": "http://localhost.example.org"}),
        (None, {"Host": "localhost:8501"}),
        (None, {}),
    ],
)
def test_whoever_comes_from_elsewhere_or_through_a_proxy_is_a_visitor(address, headers):
    assert not is_local(address, headers)
