"""Subgroups for an alliance that begins: a starting point to change; without numbers, which nobody can know.

The names are German: they are content that the alliance takes over and owns, not labels of the program.
"""

from klappt.profiles.selectors.situation import Stored

SUGGESTIONS: tuple[tuple[str, str, dict[str, Stored]], ...] = (
    (
        "Aufenthaltsgestattung, kaum Deutsch",
        "Im Asylverfahren, erst seit Kurzem hier, noch ohne Deutschkurs.",
        {"status": "gestattung", "age": 20, "german": "A1", "months_in_germany": 6, "in_work": False},
    ),
    (
        "Aufenthaltsgestattung, Deutsch ab A2",
        "Im Asylverfahren, seit über einem Jahr hier, kommt im Alltag zurecht.",
        {"status": "gestattung", "age": 21, "german": "A2", "months_in_germany": 18, "work_permit": True},
    ),
    (
        "Duldung, Identität geklärt, ohne Schulabschluss",
        "Seit Jahren geduldet, Papiere liegen vor, hier anerkannter Schulabschluss fehlt.",
        {
            "status": "duldung_allg",
            "identity_clarified": True,
            "age": 22,
            "german": "A2",
            "school": "none",
            "months_in_germany": 40,
            "months_duldung": 18,
        },
    ),
    (
        "Duldung, Identität geklärt, mit Schulabschluss",
        "Könnte eine Ausbildung beginnen.",
        {
            "status": "duldung_allg",
            "identity_clarified": True,
            "age": 20,
            "german": "B1",
            "school": "ESA",
            "months_in_germany": 48,
            "months_duldung": 24,
            "in_training": False,
        },
    ),
    (
        "Duldung bei ungeklärter Identität (§ 60b)",
        "Arbeit und Ausbildung sind verboten, solange die Identität ungeklärt ist.",
        {
            "status": "duldung_60b",
            "identity_clarified": False,
            "work_permit": False,
            "age": 23,
            "german": "A2",
            "months_duldung": 24,
        },
    ),
    (
        "In Ausbildung mit Ausbildungsduldung",
        "Braucht Unterstützung, damit die Ausbildung gelingt.",
        {
            "status": "duldung_ermessen",
            "identity_clarified": True,
            "age": 21,
            "german": "B1",
            "in_training": True,
            "work_permit": True,
        },
    ),
    (
        "Junge Mütter mit Duldung oder Gestattung",
        "Kommen ohne Kinderbetreuung in kaum ein Angebot. Der Status ist verschieden und deshalb offen.",
        {"gender": "female", "child_care": True, "age": 24, "german": "A1", "in_work": False},
    ),
    (
        "Chancen-Aufenthaltsrecht",
        "Haben 18 Monate Zeit, die Voraussetzungen für ein Bleiberecht zu erfüllen.",
        {"status": "ae_104c", "age": 24, "german": "A2", "months_in_germany": 84, "work_permit": True},
    ),
)
