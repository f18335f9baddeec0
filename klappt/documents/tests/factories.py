"""Minutes of a meeting, with everything that documents here are made of."""

from klappt.documents.model import (
    Block,
    Bullets,
    Document,
    Facts,
    Heading,
    Paragraph,
    Signatures,
    Table,
)

TALK = (
    "Frau Çelik berichtet aus der Sprechstunde des Teilhabemanagements: Zwischen Sprachkurs und Berufskolleg "
    "vergehen oft acht Monate. Die Arbeitsmarktdienstleistungsgesellschaft bietet an, Übergangsgespräche im "
    'letzten Kursmonat zu führen - die Runde nennt das die "Brücke". Offen bleibt, wer die Fahrten zahlt.'
)
BLOCKS: tuple[Block, ...] = (
    Facts(
        (
            ("Datum", "1. Dezember 2026, 14:00 bis 16:00 Uhr"),
            ("Ort", "Rathaus, Raum 12"),
            ("Leitung", "Alma Ahrens, Kommunales Integrationszentrum"),
            ("Anwesend", "Ceren Çelik (Jobcenter)\nBernd Brand (Jugendamt)\nNguyễn Thị Hoa (Berufskolleg)"),
        )
    ),
    Heading(1, "Tagesordnung"),
    Bullets(("Begrüßung", "Übergänge in das Berufskolleg", "Verschiedenes"), numbered=True),
    Heading(1, "1. Begrüßung"),
    Paragraph("Das Protokoll vom 3. November wird ohne Änderung genehmigt."),
    Heading(1, "2. Übergänge in das Berufskolleg"),
    Paragraph(TALK),
    Heading(2, "Ergebnisse"),
    Paragraph("Die „Brücke“ beginnt im Februar mit zwölf Plätzen.", lead="Beschluss:"),
    Table(
        "Vereinbarte Maßnahmen",
        ("Maßnahme", "Wer", "Bis wann"),
        (
            (
                "Übergangsgespräche im letzten Kursmonat anbieten",
                "Ceren Çelik, Jobcenter Musterstadt",
                "31.01.2027",
            ),
            ("Fahrtkosten mit dem Jugendamt klären", "Bernd Brand", "15.12.2026"),
        ),
        widths=(5, 3, 2),
    ),
    Heading(3, "Hinweise"),
    Bullets(
        (
            "Die Ausländerbehörde schickt ihre Ansprechpartner*innen bis Ende Dezember.",
            "Nächstes Treffen: 12. Januar 2027.",
        )
    ),
    Signatures(("Alma Ahrens, Leitung", "Doris Damm, Protokoll")),
)


def make_document(**changes: object) -> Document:
    values: dict[str, object] = {
        "title": "Protokoll der Bündnis-Kerngruppe",
        "lines": ("4. Sitzung · 1. Dezember 2026",),
        "header": "Bündnis Musterstadt",
        "author": "Alma Ahrens",
        "blocks": BLOCKS,
    }
    return Document(**(values | changes))  # type: ignore[arg-type]
