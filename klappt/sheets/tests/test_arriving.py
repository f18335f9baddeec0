"""A file as it arrives: nothing of it is read before it is there and known not to be too large."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from klappt.sheets import limits
from klappt.sheets.arriving import arrived, refuse_too_large
from klappt.sheets.refusals import RefusalKind, Refused


def test_what_arrived_is_given_with_its_name() -> None:
    assert arrived(SimpleUploadedFile("Liste.csv", b"a;b")) == (b"a;b", "Liste.csv")


def test_no_file_is_said() -> None:
    with pytest.raises(Refused) as refused:
        arrived(None)
    assert refused.value.kind is RefusalKind.EMPTY


def test_one_byte_too_many_is_said_before_anything_is_read() -> None:
    file = SimpleUploadedFile("groß.xlsx", b"something")
    file.size = limits.FILE_BYTES + 1
    with pytest.raises(Refused) as refused:
        arrived(file)
    assert file.tell() == 0
    assert refused.value.kind is RefusalKind.TOO_LARGE
    assert "20 MB" in refused.value.message


def test_exactly_as_much_as_allowed_is_taken() -> None:
    refuse_too_large(limits.FILE_BYTES)
    with pytest.raises(Refused):
        refuse_too_large(4 * limits.MEGABYTE + 1, 4 * limits.MEGABYTE)
