import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('participants', '0005_indexes_of_staff_lists'),
    ]

    operations = [
        migrations.AddField(
            model_name='invitation',
            name='mailing',
            field=models.OneToOneField(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='participants.mailing'),
        ),
    ]
