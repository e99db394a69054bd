"""The project itself as an app: its commands, the public reader's grants, the staff site."""

from django.apps import AppConfig, apps
from django.contrib.admin.apps import AdminConfig
from django.db.models.signals import post_migrate


class MsgConfig(AppConfig):
    """Holds the commands; keeps the public reader's rights and the count of changes in step."""

    name = "msg"
    verbose_name = "MSG"

    def ready(self) -> None:
        """Renew grants and triggers after each migration; register the project's own checks."""
        from msg import checks  # noqa: F401  registers on import
        from msg.public_reader import grant_after_migrate
        from rounds.version import count_changes

        # Sent for apps with models, which this one has not; once a migrate is enough.
        rounds = apps.get_app_config("rounds")
        post_migrate.connect(grant_after_migrate, sender=rounds)
        post_migrate.connect(count_changes, sender=rounds)


class StaffSiteConfig(AdminConfig):
    """Django's admin with our sign-in and our one 404."""

    default_site = "msg.staff_site.StaffSite"
