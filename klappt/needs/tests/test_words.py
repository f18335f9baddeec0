from klappt.needs.services.weighing import ABSTAIN
from klappt.needs.words import read_sheet


def test_a_sheet_says_a_word_for_each_number() -> None:
    posted = {
        "csrf": "x",
        "round": "3",
        "weight-7": "4",
        "weight-8": ABSTAIN,
        "weight-": "1",
        "weight-x": "2",
    }
    assert read_sheet(posted) == {7: "4", 8: ABSTAIN}


def test_a_number_no_row_has_is_left_aside() -> None:
    assert read_sheet({"weight-" + "9" * 30: "4", "overweight-7": "1"}) == {}
