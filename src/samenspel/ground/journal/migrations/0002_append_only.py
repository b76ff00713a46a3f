"""The database itself refuses to change or remove a deed."""

from django.db import migrations

from samenspel.ground.journal import triggers


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_initial")]
    operations = [
        migrations.RunPython(
            lambda _, editor: triggers.create(editor),
            lambda _, editor: triggers.drop(editor),
        )
    ]
