import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('dialogue_sessions', '0011_the_box_counts_people'),
        ('participants', '0007_invitations_find_their_mail'),
    ]

    operations = [
        migrations.CreateModel(
            name='NamedSubstitute',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('given_name', models.CharField(blank=True, max_length=100, verbose_name='given name')),
                ('family_name', models.CharField(blank=True, max_length=100, verbose_name='family name')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail address')),
                ('named_by', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='participants.participant', verbose_name='participant')),
                ('session', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='dialogue_sessions.session', verbose_name='dialogue session')),
            ],
            options={
                'verbose_name': 'named substitute',
                'verbose_name_plural': 'named substitutes',
                'constraints': [models.UniqueConstraint(fields=('session', 'named_by'), name='named_substitute_one_a_seat')],
            },
        ),
    ]
