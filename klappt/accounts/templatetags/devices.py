"""What a browser calls itself, in words one recognises one's own device by."""

from django import template
from django.utils.translation import gettext as _

register = template.Library()

# The first that occurs counts: Edge also calls itself Chrome, Chrome also Safari, Android also Linux.
BROWSERS = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("Firefox", "Firefox"),
    ("Chrom", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)


@register.filter
def device(user_agent: str) -> str:
    browser = next((name for sign, name in BROWSERS if sign in user_agent), _("a browser"))
    system = next((name for sign, name in SYSTEMS if sign in user_agent), _("another system"))
    return _("%(browser)s on %(system)s") % {"browser": browser, "system": system}
