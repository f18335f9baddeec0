"""Built-in themes come first, in their own order; what the alliance added follows."""

from klappt.needs.enums import BuiltInTheme
from klappt.needs.models import Theme


def themes(*, with_retired: bool = False) -> list[Theme]:
    """Every theme of the alliance whose scope is open; a built-in one without a row is not saved yet."""
    rows = list(Theme.objects.order_by("position", "pk"))
    built_in = {row.key: row for row in rows if row.key}
    found = [built_in.get(each.value) or Theme(key=each.value) for each in BuiltInTheme]
    found += [row for row in rows if not row.key]
    return [theme for theme in found if with_retired or theme.retired_on is None]


def find_theme(code: str) -> Theme | None:
    return next((theme for theme in themes(with_retired=True) if theme.code == code), None)
