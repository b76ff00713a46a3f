"""What kind of device someone uses, roughly: enough to recognise one's own phone in a list."""

import re

from django.utils.translation import gettext as _

# The order matters: Edge also says Chrome, and Chrome also says Safari.
_BROWSERS = (
    ("edge", "Edge", r"Edg(e|A|iOS)?/"),
    ("samsung", "Samsung Internet", r"SamsungBrowser/"),
    ("opera", "Opera", r"OPR/"),
    ("firefox", "Firefox", r"(Firefox|FxiOS)/"),
    ("chrome", "Chrome", r"(Chrome|CriOS|Chromium)/"),
    ("safari", "Safari", r"Safari/"),
)
_SYSTEMS = (
    ("iphone", "iPhone", r"iPhone"),
    ("ipad", "iPad", r"iPad"),
    ("android", "Android", r"Android"),
    ("windows", "Windows", r"Windows"),
    ("mac", "Mac", r"Mac OS X"),
    ("linux", "Linux", r"Linux|CrOS"),
)
_NAMES = {code: name for code, name, _pattern in (*_BROWSERS, *_SYSTEMS)}


def recognise(user_agent: str) -> str:
    """Return `browser/system` (`firefox/android`); a part that is not recognised is empty."""
    return f"{_first(_BROWSERS, user_agent)}/{_first(_SYSTEMS, user_agent)}"


def name(device: str) -> str:
    """Write a device for people: "Firefox on Android"."""
    browser, _slash, system = device.partition("/")
    if browser in _NAMES and system in _NAMES:
        return _("%(browser)s on %(system)s") % {"browser": _NAMES[browser], "system": _NAMES[system]}
    return _NAMES.get(browser) or _NAMES.get(system) or _("a device we do not know")


def _first(kinds: tuple[tuple[str, str, str], ...], user_agent: str) -> str:
    return next((code for code, _name, pattern in kinds if re.search(pattern, user_agent)), "")
