import secrets

from django.contrib.auth.management import create_permissions
from django.db import migrations

VIEW = ("view",)
WATCH = {"dialogue_sessions.recheck": VIEW, "dialogue_sessions.exposureaudit": VIEW}

# What each group may do besides; docs/roles says the same in words. Notes are for those who take
# them, and nobody looks into somebody else's notebook.
FURTHER = {
    "convener": {**WATCH, "participants.mailing": VIEW},
    "rapporteur": {**WATCH, "dialogue_sessions.note": ("add", "change", "delete", "view")},
    "reviewer": WATCH,
}


def give_random_ids(apps, schema_editor) -> None:
    """One default was put into all rows; each output needs its own."""
    Output = apps.get_model("dialogue_sessions", "Output")
    database = schema_editor.connection.alias
    for pk in Output.objects.using(database).values_list("pk", flat=True):
        Output.objects.using(database).filter(pk=pk).update(
            publication_public_id=secrets.token_hex(8), objection_secret=secrets.token_hex(8)
        )


def give_rights(apps, schema_editor) -> None:
    database = schema_editor.connection.alias
    for label in ("participants", "dialogue_sessions"):
        config = apps.get_app_config(label)
        config.models_module = True
        create_permissions(config, apps=apps, verbosity=0, using=database)
        config.models_module = None
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    for name, rights in FURTHER.items():
        group = Group.objects.using(database).get(name=name)
        for model, actions in rights.items():
            label, model_name = model.split(".")
            for action in actions:
                group.permissions.add(
                    Permission.objects.using(database).get(
                        content_type__app_label=label, codename=f"{action}_{model_name}"
                    )
                )


class Migration(migrations.Migration):
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("participants", "0002_draft_way_to_the_public"),
        ("dialogue_sessions", "0005_draft_way_to_the_public"),
    ]

    operations = [
        migrations.RunPython(give_random_ids, migrations.RunPython.noop),
        migrations.RunPython(give_rights, migrations.RunPython.noop),
    ]
