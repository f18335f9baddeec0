"""Case conferences are no meetings (docs/decisions/0011): the kind goes, which no page ever set."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("meetings", "0002_who_was_there_as_corrected")]

    operations = [migrations.RemoveField(model_name="meeting", name="kind")]
