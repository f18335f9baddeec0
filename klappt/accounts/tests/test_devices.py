import pytest

from klappt.accounts.templatetags.devices import device


@pytest.mark.parametrize(
    ("says", "meant"),
    [
        (
            "Mozilla/5.0 (Windows NT 10.0) Chrome/130 Safari/537.36 Edg/130",
            "Edge auf Windows",
        ),
        (
            "Mozilla/5.0 (Linux; Android 15) Chrome/130 Mobile Safari/537.36",
            "Chrome auf Android",
        ),
        (
            "Mozilla/5.0 (iPhone; like Mac OS X) Version/18 Safari/604.1",
            "Safari auf iPhone",
        ),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:131.0) Gecko/20100101 Firefox/131.0", "Firefox auf Linux"),
        ("", "ein Browser auf einem anderen System"),
    ],
)
def test_one_recognises_the_own_device(says: str, meant: str) -> None:
    assert device(says) == meant
