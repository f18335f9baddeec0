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
    "actors:record_cooperation": "akteure-pflegen#zusammenarbeit-festhalten",
    "actors:assess": "akteure-pflegen#zusammenarbeit-festhalten",
    "actors:second_text": "akteure-pflegen#zwei-personen-im-selben-feld",
    "actors:add": "akteure-pflegen#eine-institution-aufnehmen",
    "actors:remove": "akteure-pflegen#eine-institution-entfernen",
    "actors:remove_several": "akteure-pflegen#eine-institution-entfernen",
    "actors:import": "akteure-mitbringen#schritt-1-die-datei-auswählen",
    "actors:import_columns": "akteure-mitbringen#schritt-2-die-spalten-prüfen",
    "actors:import_preview": "akteure-mitbringen#schritt-3-die-zeilen-durchsehen",
    "actors:import_receipt": "akteure-mitbringen#schritt-4-übernehmen",
    "actors:imported_notes": "akteure-mitbringen#was-keine-spalte-hat",
    "actors:criteria": "kerngruppe#zuerst-die-sechs-leitfragen",
    "actors:core_group": "ansprache#wer-in-der-kerngruppe-sitzt",
    "actors:survey": "kerngruppe#zuerst-die-sechs-leitfragen",
    "actors:survey_sheet": "kerngruppe#zuerst-die-sechs-leitfragen",
    "actors:proposal": "kerngruppe#sagen-was-sie-sich-wünschen",
    "actors:approaches": "ansprache",
    "actors:approach": "ansprache",
    "actors:replacement": "ansprache#nach-einer-absage",
    "actors:duplicates": "doppelte",
    "actors:merge": "doppelte",
    "actors:ask": "bestaetigen-lassen",
    "needs:situations": "lebenswelt-und-bedarfe#die-lebenswelt",
    "needs:situation_add": "lebenswelt-und-bedarfe#die-lebenswelt",
    "needs:subgroup": "lebenswelt-und-bedarfe#die-lebenswelt",
    "needs:situation_edit": "lebenswelt-und-bedarfe#wenn-sich-etwas-ändert",
    "needs:situation_replace": "lebenswelt-und-bedarfe#wenn-sich-etwas-ändert",
    "needs:second_text": "lebenswelt-und-bedarfe#wenn-sich-etwas-ändert",
    "needs:themes": "lebenswelt-und-bedarfe#die-themen",
    "needs:theme": "lebenswelt-und-bedarfe#die-themen",
    "needs:weigh": "lebenswelt-und-bedarfe#gemeinsam-gewichten",
    "needs:rounds": "lebenswelt-und-bedarfe#gemeinsam-gewichten",
    "needs:surveys": "umfrage",
    "needs:survey": "umfrage#öffnen-und-bekannt-machen",
    "needs:survey_add": "umfrage#eine-umfrage-vorbereiten",
    "needs:survey_edit": "umfrage#eine-umfrage-vorbereiten",
    "needs:survey_results": "umfrage#das-ergebnis",
    "needs:survey_languages": "umfrage#texte-ändern",
    "needs:survey_texts": "umfrage#texte-ändern",
    "chains:gaps": "luecken",
    "chains:cell": "luecken#worauf-ein-feld-beruht",
    "chains:answers": "luecken#angebote-zu-einem-bedarf-nennen",
    "chains:picture": "ketten#das-bild-lesen",
    "chains:links": "ketten#verknüpfungen-und-überleitungen",
    "chains:link": "ketten#verknüpfungen-und-überleitungen",
    "chains:count": "ketten#verknüpfungen-und-überleitungen",
    "chains:levers": "ketten#hebel",
    "chains:lever": "ketten#hebel",
    "chains:lever_add": "ketten#hebel",
    "chains:goals": "ketten#ziele",
    "public:confirm": "bestaetigen-lassen#was-die-institution-sieht",
    "public:agree": "federfuehrung#zustimmen",
}
CONTEXTS = {
    "": "anmelden",
    "accounts": "anmelden",
    "actors": "akteure-pflegen",
    "alliances": "buendnis-einrichten",
    "needs": "lebenswelt-und-bedarfe#bedarfe-aufnehmen",
    "chains": "ketten",
    "public": "bestaetigen-lassen",
}


def help_for(route: str) -> str:
    """The address of the place in the handbook for a page, by the name of its route."""
    context = route.rpartition(":")[0]
    chapter, _, anchor = PAGES.get(route, CONTEXTS.get(context, "") if route else "").partition("#")
    if chapter not in chapters():
        return reverse("handbook:index")
    return reverse("handbook:chapter", args=[chapter]) + (f"#{anchor}" if anchor else "")
