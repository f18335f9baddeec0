"""Signs that no font at hand can show: an accessible PDF may not hold them, nor fail for them."""

from functools import cache
from unicodedata import category

import typst

# Letters of the languages written with Latin ones; every font has them.
_SAFE = 0x250
_INSTEAD = "\ufffd"
_PROBE = b'#set document(title: "x")\n#set text(font: "Libertinus Serif")\n#sys.inputs.sign'


@cache
def every_font() -> typst.Fonts:
    """The fonts that come along and those of the machine: looked through once."""
    return typst.Fonts(include_system_fonts=True, include_embedded_fonts=True)


def without_unshown(text: str) -> str:
    """The text with a question mark of its own kind for each sign that cannot be shown."""
    return "".join(sign if _shown(sign) else _substitute(sign) for sign in text)


def latin_only(text: str) -> str:
    """What is left when signs can be shown one by one, but not together."""
    return "".join(sign if ord(sign) < _SAFE else _substitute(sign) for sign in text)


def _substitute(sign: str) -> str:
    return "" if category(sign) in {"Mn", "Me", "Cf"} else _INSTEAD


@cache
def _shown(sign: str) -> bool:
    if ord(sign) < _SAFE:
        return True
    try:
        typst.compile(
            _PROBE, format="pdf", pdf_standards=["ua-1"], font_paths=every_font(), sys_inputs={"sign": sign}
        )
    except typst.TypstError:
        return False
    return True
