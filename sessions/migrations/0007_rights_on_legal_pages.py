from django.contrib.auth.management import create_permissions
from django.db import migrations

# docs/roles says the same in words. Nobody adds or deletes one: there is one of each kind.
RIGHTS = {"convener": ("change", "view"), "rapporteur": ("view",), "reviewer": ("view",)}


def give_rights(apps, schema_editor) -> None:
    database = schema_editor.connection.alias
    config = apps.get_app_config("rounds")
    config.models_module = True
    create_permissions(config, apps=apps, verbosity=0, using=database)
    config.models_module = None
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    for name, actions in RIGHTS.items():
        for action in actions:
            Group.objects.using(database).get(name=name).permissions.add(
                Permission.objects.using(database).get(
                    content_type__app_label="rounds", codename=f"{action}_legalpage"
                )
            )


class Migration(migrations.Migration):
    dependencies = [
        ("rounds", "0005_legal_texts"),
        ("dialogue_sessions", "0006_random_ids_and_rights"),
    ]

    operations = [migrations.RunPython(give_rights, migrations.RunPython.noop)]
