"""klappt: where a local alliance does its work and where research gets what it needs."""

__version__ = "0.1.0"
