"""Gives the method of a verdict the room its sentences need."""

from django.db import migrations, models


def lift_guard(apps, schema_editor):
    """PostgreSQL changes no column that a trigger names; the guards are put back after every migration."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP TRIGGER IF EXISTS guard_thread_verdict_update ON thread_verdict")


class Migration(migrations.Migration):

    dependencies = [("thread", "0002_voice_source")]

    operations = [
        migrations.RunPython(lift_guard, migrations.RunPython.noop),
        migrations.AlterField("verdict", "method", models.TextField(max_length=1000)),
    ]
