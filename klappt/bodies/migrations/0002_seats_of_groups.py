"""Seats in the core group and in forums were rows of the actors; they become seats of bodies."""

from django.db import migrations

USUAL_NAMES = {"core_group": "Bündnis-Kerngruppe (BKG)", "forum": "Bündnis-Forum"}


def begins(rows):
    """The first day of all of them; unknown as soon as one is unknown."""
    days = [row.valid_from for row in rows]
    return min(days) if all(days) else None


def by_body(rows):
    """Core group as one body, forums by their name, however it was written."""
    found = {}
    for row in rows:
        found.setdefault((row.group, row.forum_name.strip().casefold()), []).append(row)
    return found


def copy_person(apps, seat, row, contact, part):
    Membership = apps.get_model("alliances", "Membership")
    email = contact.email if "@" in contact.email else ""
    member = (
        Membership.objects.filter(alliance_id=row.alliance_id, user__email__iexact=email).order_by("pk").first()
        if email
        else None
    )
    apps.get_model("bodies", "SeatHolder").objects.create(
        alliance_id=row.alliance_id,
        seat=seat,
        part=part,
        contact=contact,
        name=contact.name or contact.function[:120] or contact.phone or contact.email[:120],
        email=email,
        user_id=member.user_id if member else None,
        valid_from=row.valid_from,
        valid_until=row.valid_until,
    )


def found(apps, alliance, group, rows, position):
    called = " ".join(rows[0].forum_name.split()) or alliance.part_names.get(group) or USUAL_NAMES[group]
    body, _is_new = apps.get_model("bodies", "Body").objects.get_or_create(
        alliance=alliance,
        kind=group,
        name=called,
        defaults={"valid_from": begins(rows), "position": position},
    )
    return body


def seats_become_bodies(apps, schema_editor):
    GroupMembership = apps.get_model("actors", "GroupMembership")
    Seat = apps.get_model("bodies", "Seat")
    for alliance in apps.get_model("alliances", "Alliance").objects.order_by("pk"):
        rows = GroupMembership.objects.filter(alliance=alliance).select_related("institution", "person", "deputy")
        groups = by_body(rows.order_by("group", "institution__position", "pk"))
        for position, ((group, _name), members) in enumerate(groups.items()):
            body = found(apps, alliance, group, members, position)
            for place, row in enumerate(members):
                seat, is_new = Seat.objects.get_or_create(
                    alliance=alliance,
                    body=body,
                    institution=row.institution,
                    valid_from=row.valid_from,
                    valid_until=row.valid_until,
                    defaults={"field": row.institution.field, "position": place},
                )
                if not is_new:
                    continue
                for contact, part in ((row.person, "holder"), (row.deputy, "deputy")):
                    if contact:
                        copy_person(apps, seat, row, contact, part)


def bodies_become_seats(apps, schema_editor):
    """Back again, as far as the old rows could say it: one person and one deputy, core group and forums only."""
    GroupMembership = apps.get_model("actors", "GroupMembership")
    Seat = apps.get_model("bodies", "Seat")
    for seat in Seat.objects.filter(body__kind__in=USUAL_NAMES).select_related("body").order_by("pk"):
        people = {part: seat.holders.filter(part=part).order_by("-valid_from", "pk").first() for part in ("holder", "deputy")}
        GroupMembership.objects.create(
            alliance_id=seat.alliance_id,
            institution_id=seat.institution_id,
            group=seat.body.kind,
            forum_name=seat.body.name[:120] if seat.body.kind == "forum" else "",
            person_id=people["holder"].contact_id if people["holder"] else None,
            deputy_id=people["deputy"].contact_id if people["deputy"] else None,
            valid_from=seat.valid_from,
            valid_until=seat.valid_until,
        )


class Migration(migrations.Migration):
    dependencies = [
        ("bodies", "0001_initial"),
        ("actors", "0001_initial"),
        ("alliances", "0001_initial"),
    ]

    operations = [migrations.RunPython(seats_become_bodies, bodies_become_seats)]
