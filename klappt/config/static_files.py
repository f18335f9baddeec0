"""Static files under names that change with their content."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc] # whitenoise brings no types
    """A script of ours that imports another names it by its name of today, too.

    Loaded as one, both are there before the page says that it is. Fetched later, a line that breaks in
    between would leave a page that cannot keep a chosen file. Django's own switch for it reads the scripts of
    packages as well, and stumbles over examples in their comments.
    """

    patterns = (
        *CompressedManifestStaticFilesStorage.patterns,
        ("returns/*.js", (('(?P<matched>from "(?P<url>[.]/[^"]+)")', 'from "%(url)s"'),)),
    )
