from django.db import migrations, models

from samenspel.ground.foundation.scope import across_collectives


def say_how_choices_count(apps, schema_editor):
    """Until now every choice among options was counted by approval."""
    with across_collectives("a migration serves every collective"):
        apps.get_model("deciding", "Proposal").objects.exclude(options=[]).update(counting="approval")
        apps.get_model("deciding", "Round").objects.filter(way="approval").update(way="choice")


def call_choices_approval(apps, schema_editor):
    with across_collectives("a migration serves every collective"):
        apps.get_model("deciding", "Round").objects.filter(way="choice").update(way="approval")


class Migration(migrations.Migration):

    dependencies = [
        ("deciding", "0003_register_struck_off"),
    ]

    operations = [
        migrations.AddField(
            model_name="proposal",
            name="counting",
            field=models.CharField(blank=True, default="", max_length=40),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="proposal",
            name="count_rules",
            field=models.JSONField(default=dict),
        ),
        migrations.RunPython(say_how_choices_count, call_choices_approval),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.CheckConstraint(
                condition=models.Q(("counting", ""), ("options", []))
                | models.Q(models.Q(("options", []), _negated=True), models.Q(("counting", ""), _negated=True)),
                name="proposal_with_options_says_how_it_counts",
            ),
        ),
    ]
