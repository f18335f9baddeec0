"""Which place of the handbook fits which page. What is not named here gets the chapter of its context."""

from django.urls import reverse

from klappt.handbook.selectors.chapters import chapters

# Route: chapter, or chapter#heading.
PAGES = {
    "account_reset_password": "anmelden#passwort-vergessen",
    "account_reset_password_done": "anmelden#passwort-vergessen",
    "mfa_index": "anmelden#das-konto-besser-schützen",
    "usersessions_list": "anmelden#sie-haben-einen-verdacht",
    "accounts:close": "daten#auskunft-und-löschen",
    "alliances:start": "anmelden",
    "alliances:accept": "anmelden#zum-ersten-mal-anmelden",
    "alliances:home": "erste-schritte",
    "alliances:plan": "buendnis-einrichten#der-ablauf",
    "alliances:plan_step": "buendnis-einrichten#der-ablauf",
    "alliances:search": "erste-schritte#so-ist-jede-seite-aufgebaut",
    "alliances:trail": "verlauf",
    "alliances:lead_name": "buendnis-einrichten#die-federführung-benennen",
    "alliances:lead_end": "buendnis-einrichten#die-federführung-wechselt",
    "alliances:lead_correct": "buendnis-einrichten#die-federführung-wechselt",
    "alliances:office_place": "buendnis-einrichten#die-geschäftsführende-stelle-einrichten",
    "alliances:office_correct": "buendnis-einrichten#die-geschäftsführende-stelle-einrichten",
    "alliances:team": "menschen-einladen",
    "alliances:invite": "menschen-einladen#jemanden-einladen",
    "alliances:change_role": "menschen-einladen#eine-rolle-ändern",
    "alliances:end_work": "menschen-einladen#jemand-hört-auf",
    "alliances:rights": "menschen-einladen#die-vier-rollen",
    "actors:list": "akteure-pflegen",
    "actors:duplicates": "doppelte",
    "actors:merge": "doppelte",
    "actors:ask": "bestaetigen-lassen",
    "public:confirm": "bestaetigen-lassen",
}
CONTEXTS = {
    "": "anmelden",
    "accounts": "anmelden",
    "actors": "akteure-pflegen",
    "alliances": "buendnis-einrichten",
    "public": "bestaetigen-lassen",
}


def help_for(route: str) -> str:
    """The address of the place in the handbook for a page, by the name of its route."""
    context = route.rpartition(":")[0]
    chapter, _, anchor = PAGES.get(route, CONTEXTS.get(context, "") if route else "").partition("#")
    if chapter not in chapters():
        return reverse("handbook:index")
    return reverse("handbook:chapter", args=[chapter]) + (f"#{anchor}" if anchor else "")
