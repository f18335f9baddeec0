from django.db import migrations


class Migration(migrations.Migration):
    """Who sits where is kept by the bodies; their migration has taken every row over before the table goes."""

    dependencies = [
        ("actors", "0001_initial"),
        ("bodies", "0002_seats_of_groups"),
    ]

    operations = [
        migrations.DeleteModel(
            name="GroupMembership",
        ),
    ]
