"""The database itself keeps every sum, bound and purpose of the ledger."""

from django.db import migrations

from samenspel.rooms.ledger import triggers


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial")]
    operations = [
        migrations.RunPython(
            lambda _, editor: triggers.create(editor),
            lambda _, editor: triggers.drop(editor),
        )
    ]
