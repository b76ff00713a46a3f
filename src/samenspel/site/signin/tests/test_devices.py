import pytest
from django.utils.translation import override

from samenspel.site.signin import devices

AGENTS = {
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0 Safari/537.36 Edg/120.0": "edge/windows",
    "Mozilla/5.0 (Linux; Android 13; SM-A536B) AppleWebKit/537.36 SamsungBrowser/23.0 Chrome/115.0 Mobile Safari/537.36": "samsung/android",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_1 like Mac OS X) AppleWebKit/605.1.15 Version/17.1 Mobile/15E148 Safari/604.1": "safari/iphone",
    "Mozilla/5.0 (X11; Linux x86_64; rv:120.0) Gecko/20100101 Firefox/120.0": "firefox/linux",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 Chrome/120.0 Safari/537.36": "chrome/mac",
    "curl/8.0": "/",
    "": "/",
}


@pytest.mark.parametrize("agent", AGENTS)
def test_a_device_is_known_roughly(agent: str) -> None:
    assert devices.recognise(agent) == AGENTS[agent]


@pytest.mark.parametrize(
    ("device", "name"),
    [
        ("firefox/android", "Firefox op Android"),
        ("/windows", "Windows"),
        ("/", "een apparaat dat we niet kennen"),
        ("<b>", "een apparaat dat we niet kennen"),
    ],
)
def test_a_device_has_a_name_for_people(device: str, name: str) -> None:
    with override("nl"):
        assert devices.name(device) == name
