"""The verbs of the post office and of the workers."""

from klappt.jobs.services.delivery import MAIL_ATTEMPTS, NotDelivered, deliver, give_up
from klappt.jobs.services.drop import fetch_dropped
from klappt.jobs.services.forgetting import forget_old_mail
from klappt.jobs.services.imap import Account, MailboxProblem, Tls, fetch_mailbox
from klappt.jobs.services.owed import stuck, write_each
from klappt.jobs.services.receiving import LARGEST_MAIL, put_aside, take_in
from klappt.jobs.services.upkeep import SILENCE, beat, reap, start_due, try_again

__all__ = [
    "LARGEST_MAIL",
    "MAIL_ATTEMPTS",
    "SILENCE",
    "Account",
    "MailboxProblem",
    "NotDelivered",
    "Tls",
    "beat",
    "deliver",
    "fetch_dropped",
    "fetch_mailbox",
    "forget_old_mail",
    "give_up",
    "put_aside",
    "reap",
    "start_due",
    "stuck",
    "take_in",
    "try_again",
    "write_each",
]
