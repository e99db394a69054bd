import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('dialogue_sessions', '0013_what_lay_before_the_readers'),
        ('participants', '0008_words'),
    ]

    operations = [
        migrations.AlterField(
            model_name='attendance',
            name='organisation',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='participants.organisation', verbose_name='organization on that day'),
        ),
    ]
