from django.db import migrations


class Migration(migrations.Migration):
    """Both get random keys; until now neither had a page, so no row of them is worth keeping."""

    dependencies = [("dialogue_sessions", "0003_groups")]

    operations = [
        migrations.DeleteModel("Objection"),
        migrations.DeleteModel("NamingConsent"),
    ]
