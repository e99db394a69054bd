from typing import Any

from django.db import migrations, models

import rounds.models


def tell_what_was_closed(apps: Any, _editor: Any) -> None:
    """Of a closed box the support is told already, and what was never shown never will be."""
    contributions = apps.get_model("dialogue_sessions", "Contribution").objects.filter(
        agenda_item__is_collecting=False
    )
    contributions.filter(is_shown=True).update(is_counted=True)
    contributions.filter(is_shown=False).delete()


class Migration(migrations.Migration):

    dependencies = [
        ('dialogue_sessions', '0010_papers_are_opened'),
    ]

    operations = [
        migrations.AddField(
            model_name='agendaitem',
            name='batch_secret',
            field=models.CharField(default=rounds.models.new_public_id, editable=False, max_length=16),
        ),
        migrations.AddField(
            model_name='boxmark',
            name='is_waiting',
            field=models.BooleanField(default=False, editable=False),
        ),
        migrations.AddField(
            model_name='contribution',
            name='is_counted',
            field=models.BooleanField(default=False, verbose_name='support is counted'),
        ),
        migrations.RunPython(tell_what_was_closed, migrations.RunPython.noop),
    ]
