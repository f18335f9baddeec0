from klappt.core.persons.signs import BLOCKING, Sign, signs

__all__ = ["BLOCKING", "Sign", "signs"]
