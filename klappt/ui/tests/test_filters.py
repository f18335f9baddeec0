"""A filter stands in the address: whatever somebody writes there, the table answers."""

from klappt.ui.filters import PER_PAGE, PagedFilter


class InstitutionsFilter(PagedFilter):
    sorted_by = ("name", "town")


def test_an_order_there_is_holds_in_both_ways() -> None:
    assert InstitutionsFilter({"sort": "-town"}).asked("sort") == {"sort": "-town"}


def test_an_order_there_is_not_counts_as_not_asked() -> None:
    assert InstitutionsFilter({"sort": "password"}).asked("sort", "text") == {"sort": "", "text": ""}


def test_only_numbers_of_rows_that_are_offered_count() -> None:
    assert InstitutionsFilter({"per": str(PER_PAGE[1])}).per_page() == PER_PAGE[1]
    assert InstitutionsFilter({"per": "1000000"}).per_page() == PER_PAGE[0]
    assert InstitutionsFilter({}).per_page() == PER_PAGE[0]
