from django.core.management import call_command


def make_cache_table(**kwargs: object) -> None:
    """Limits on guessing passwords are counted in the cache: it is there before anybody signs in."""
    call_command("createcachetable", database=kwargs["using"], verbosity=0)
