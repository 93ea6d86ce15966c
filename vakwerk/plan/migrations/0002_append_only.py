"""Triggers that forbid changing or deleting figures and statuses (written by hand; see core/db/append_only.py)."""

from django.db import migrations

from vakwerk.plan.guards import GUARDS


def install(apps, schema_editor):
    for guard in GUARDS:
        guard.install(schema_editor.connection)


def remove(apps, schema_editor):
    for guard in GUARDS:
        guard.remove(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("plan", "0001_initial")]
    operations = [migrations.RunPython(install, remove)]
