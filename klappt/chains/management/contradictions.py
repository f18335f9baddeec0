"""Where a tree contradicts itself, in words for the one who can mend it."""

from django.utils.translation import gettext as _

from klappt.core.trees import Contradiction, Flaw


def contradiction_words(found: Contradiction) -> str:
    """File, line, node, what is the matter, and what was taken."""
    place = _("%(file)s, line %(line)d") % {"file": found.file, "line": found.line}
    if found.node:
        place += f", {found.node}"
    nothing_taken = found.values.get("taken") == ""
    sentences = _where_nothing_is_taken() if nothing_taken else _about_questions() | _about_pages()
    return f"{place}: {sentences[found.flaw] % found.values}"


def _where_nothing_is_taken() -> dict[Flaw, str]:
    return {
        Flaw.UNLABELLED: _("The arrow to %(target)s has no answer. It is left out."),
        Flaw.NO_LINK: _("The result “%(text)s” has no link to a page. It is a result without ways."),
    }


def _about_questions() -> dict[Flaw, str]:
    return {
        Flaw.NOT_UNDERSTOOD: _("“%(text)s” is not understood. It is left out."),
        Flaw.TWO_TEXTS: _(
            "Drawn twice with different texts: “%(first)s” (line %(first_line)s) and “%(last)s”. "
            "Taken: “%(taken)s”."
        ),
        Flaw.NODE_WITHOUT_TEXT: _("Nothing says what stands in this box. Its name is taken."),
        Flaw.NO_START: _("No arrow leads anywhere. There is no tree to read."),
        Flaw.NOT_REACHED: _("No answer leads to “%(text)s”. It is left out."),
        Flaw.CIRCLE: _("The answer “%(answer)s” leads back to %(target)s. The arrow is left out."),
        Flaw.UNLABELLED: _("The arrow to %(target)s has no answer. “%(taken)s” is taken, the one missing."),
        Flaw.SAME_ANSWER: _(
            "The answer “%(answer)s” leads to %(first)s and to %(last)s. The first is taken."
        ),
        Flaw.DEAD_END: _("“%(text)s” leads nowhere. Who comes here gets no result."),
        Flaw.ONE_ANSWER: _("“%(text)s” has no other answer than “%(answer)s”. Any other gets no result."),
        Flaw.OTHER_ANSWERS: _(
            "“%(text)s” has the answers %(answers)s here, elsewhere %(elsewhere)s. All of them are taken."
        ),
        Flaw.ASKED_AGAIN: _(
            "“%(text)s” was answered with “%(answer)s” by everybody who comes here. “%(lost)s” could "
            "never be answered. It is taken as a question of its own."
        ),
    }


def _about_pages() -> dict[Flaw, str]:
    return {
        Flaw.TWO_LINKS: _("Links to %(first)s and to %(last)s. The last is taken."),
        Flaw.LINK_WITHOUT_NODE: _("The link to %(page)s belongs to no box. It is left out."),
        Flaw.OTHER_PAGE: _("The label names %(label)s, but the link leads to %(link)s. The link is taken."),
        Flaw.NO_LINK: _("The result “%(text)s” has no link. The page it names is taken: %(taken)s."),
        Flaw.NO_PAGE: _("The page %(page)s is not there. It is a result without ways."),
        Flaw.UNUSED_PAGE: _("No result leads to the page %(page)s. It is left out."),
        Flaw.OTHER_HEADING: _(
            "The page %(page)s is headed as another one, “%(heading)s”. The link is taken."
        ),
        Flaw.RUN_TOGETHER: _("Two conditions run together: “%(text)s”. They are taken as one."),
    }
