"""Who was there counts as it was corrected: until now only the minutes said it, not the figures of the year."""

from django.db import migrations


def count_as_corrected(apps, schema_editor):
    Correction = apps.get_model("meetings", "Correction")
    rows = Correction.objects.filter(column="presence", attendance__isnull=False).order_by("at", "pk")
    for row in rows.select_related("attendance"):
        row.attendance.presence = row.becomes
        row.attendance.save(update_fields=["presence"])


class Migration(migrations.Migration):
    dependencies = [("meetings", "0001_initial")]

    operations = [migrations.RunPython(count_as_corrected, migrations.RunPython.noop)]
