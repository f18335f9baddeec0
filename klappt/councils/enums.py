from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What comes from a council information system."""

    BODY = "body", _("Body")
    SEAT = "membership", _("Membership")
    MEETING = "meeting", _("Meeting")
    ITEM = "agenda_item", _("Agenda item")
    PAPER = "paper", _("Paper")


class Verdict(models.TextChoices):
    """What becomes of one object when the file is taken over."""

    NEW = "new", _("new")
    CHANGED = "changed", _("changed")
    UNCHANGED = "unchanged", _("stays as it is")
    OUT = "left_out", _("left out")


class Doubt(models.TextChoices):
    """What is doubtful, and what klappt makes of it. %(what)s is the value in question."""

    UNREADABLE = "unreadable", _("This file could not be read: %(what)s")
    NOT_OPARL = "not_oparl", _("There is nothing of OParl in this file.")
    NO_ID = "no_id", _("An object has no id and was left aside: %(what)s")
    WRONG_TYPE = "wrong_type", _("OParl knows no type “%(what)s”; the object was left aside.")
    DUPLICATE = (
        "duplicate_id",
        _("This id comes more than once with different content. The latest was taken."),
    )
    TWO_TYPES = (
        "two_types",
        _("This id is used for two kinds of objects, also as “%(what)s”. The first was taken."),
    )
    BAD_VALUE = "bad_value", _("A value is of the wrong kind and was not used: %(what)s")
    UNKNOWN_REFERENCE = "unknown_reference", _("This refers to something that is not in the file: %(what)s")
    NO_NAME = "no_name", _("It has no name.")
    DELETED = "deleted", _("The council's system marks it as deleted.")
    DELETED_THERE = "deleted_there", _("The council's system has deleted it. Here it stays; please decide.")
    REMOVED_HERE = "removed_here", _("It was removed here after an earlier import and does not come back.")
    NAME_CHANGED = "name_changed", _("It was called “%(what)s” before. Both names are kept.")
    NOT_A_BODY = "not_a_body", _("This is no body that meets, but: %(what)s")
    KIND_GUESSED = (
        "kind_guessed",
        _("The kind of body is not clear; taken as a committee: %(what)s"),
    )
    SAME_MEETING = (
        "same_meeting",
        _("A meeting of this body at this time is here already; taken as the same."),
    )
    SAME_NAME = "same_name", _("A body of this name is here already; taken as the same.")
    ENDS_BEFORE_START = "ends_before_start", _("It ends before it begins: %(what)s. The end was not used.")
    OUT_OF_RANGE = "out_of_range", _("This day cannot be right: %(what)s")
    NO_ZONE = "no_zone", _("The time names no zone; taken as German time: %(what)s")
    NO_START = "no_start", _("It does not say when it begins.")
    NO_TIME = "no_time", _("It names only a day and no time: %(what)s")
    NO_END = "no_end", _("No end that could be used; two hours were assumed.")
    NO_BODY = "no_body", _("It belongs to no body of this file.")
    NO_MEETING = "no_meeting", _("The meeting it belongs to was left out.")
    SEVERAL_BODIES = (
        "several_bodies",
        _("It is a meeting of several bodies; it is kept with the first: %(what)s"),
    )
    NO_INSTITUTION = "no_institution", _("It names no institution for which the person sits there.")
    UNKNOWN_INSTITUTION = "unknown_institution", _("This institution is not among your actors: %(what)s")
    SEAT_TAKEN = "seat_taken", _("Somebody else holds the seat of this institution at that time.")
    CLIPPED = "clipped", _("It reaches beyond the days of the body; shortened to them.")
    NO_PERSON = "no_person", _("The person is not in the file; the seat comes without a name.")
    SHORTENED = "shortened", _("The title is very long; the whole of it stands in the text.")
    NOT_PUBLIC = "not_public", _("It is not public and comes without its content.")
    CHANGED_HERE = (
        "changed_here",
        _("It was changed here and there. What stands here stays; there it says: %(what)s"),
    )
    INVITED_HERE = (
        "invited_here",
        _("People have been invited to it from here. Please change it yourself: %(what)s"),
    )
    MINUTES_SENT = "minutes_sent", _("Its minutes were sent round already. It stays as it is.")
    REFUSED = "refused", _("It could not be stored: %(what)s")
