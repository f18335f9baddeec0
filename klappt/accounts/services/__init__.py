from klappt.accounts.services.own import change_profile, choose_language, close_account, open_account
from klappt.accounts.services.platform import appoint, appoint_operator, dismiss, link_holds_for, way_in

__all__ = [
    "appoint",
    "appoint_operator",
    "change_profile",
    "choose_language",
    "close_account",
    "dismiss",
    "link_holds_for",
    "open_account",
    "way_in",
]
