from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('dialogue_sessions', '0009_indexes_of_staff_lists'),
    ]

    operations = [
        # whoever was invited has been able to read what is on record so far
        migrations.AddField(
            model_name='document',
            name='is_open',
            field=models.BooleanField(default=True, editable=False, verbose_name='open to those invited'),
        ),
        migrations.AlterField(
            model_name='document',
            name='is_open',
            field=models.BooleanField(default=False, editable=False, verbose_name='open to those invited'),
        ),
    ]
