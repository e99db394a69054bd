"""Addresses for machines that hold both languages, or none, and so stand under neither."""

from django.urls import path

from rounds.channels import record, sitemap

app_name = "channels"
urlpatterns = [
    # /robots.txt          where search engines may look
    path("robots.txt", sitemap.robots, name="robots"),
    # /sitemap.xml         every public page
    path("sitemap.xml", sitemap.sitemap, name="sitemap"),
    # /record.json         the whole public record
    path("record.json", record.record, name="record"),
    # /record.schema.json  what that document looks like
    path("record.schema.json", record.record_schema, name="schema"),
]

ADDRESSES = frozenset(f"/{pattern.pattern}" for pattern in urlpatterns)
"""All of them, for whoever must not ask there which language somebody speaks."""
