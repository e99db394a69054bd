import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('rounds', '0011_privacy_text'),
    ]

    operations = [
        migrations.AlterField(
            model_name='round',
            name='label_organisations',
            field=models.PositiveSmallIntegerField(default=3, validators=[django.core.validators.MinValueValidator(2)], verbose_name='fewest organizations behind a label (l)'),
        ),
        migrations.AlterConstraint(
            model_name='round',
            name='round_label_thresholds_not_below_3_and_2',
            constraint=models.CheckConstraint(condition=models.Q(('label_people__gte', 3), ('label_organisations__gte', 2)), name='round_label_thresholds_not_below_3_and_2', violation_error_message='A label must hide a speaker among at least 3 people from 2 organizations.'),
        ),
    ]
