"""Triggers that forbid changing or deleting audit entries (written by hand; see core/audit/append_only.py)."""

from django.db import migrations

from vakwerk.core.audit import append_only


def install(apps, schema_editor):
    append_only.install(schema_editor.connection)


def remove(apps, schema_editor):
    append_only.remove(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("core", "0001_initial")]
    operations = [migrations.RunPython(install, remove)]
