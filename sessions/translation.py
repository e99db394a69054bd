"""Which fields of the room exist in German and in English."""

from modeltranslation.translator import TranslationOptions, register

from sessions import models


@register(models.Session)
class SessionTranslation(TranslationOptions):
    fields = ("title", "invitation", "city", "venue")
    required_languages = {"default": ("title",)}


@register(models.AgendaItem)
class AgendaItemTranslation(TranslationOptions):
    fields = ("title",)
    required_languages = ("de", "en")


@register(models.Document)
class DocumentTranslation(TranslationOptions):
    fields = ("title",)
    required_languages = ("de", "en")


@register(models.Output)
class OutputTranslation(TranslationOptions):
    fields = ("title", "lead")


@register(models.Statement)
class StatementTranslation(TranslationOptions):
    fields = ("text",)
