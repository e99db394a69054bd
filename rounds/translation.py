"""Which fields of the public record exist in German and in English."""

from modeltranslation.translator import TranslationOptions, register

from rounds import models


@register(models.Initiative)
class InitiativeTranslation(TranslationOptions):
    fields = ("name", "lead", "participants_from", "aims", "format")
    required_languages = ("de", "en")


@register(models.Round)
class RoundTranslation(TranslationOptions):
    fields = ("theme", "geographic_focus", "fields")
    required_languages = ("de", "en")


@register(models.GuidingQuestion)
class GuidingQuestionTranslation(TranslationOptions):
    fields = ("text",)
    required_languages = ("de", "en")


@register(models.SessionNotice)
class SessionNoticeTranslation(TranslationOptions):
    fields = ("title", "city")
    required_languages = ("de", "en")


@register(models.Publication)
class PublicationTranslation(TranslationOptions):
    fields = ("title", "lead")


@register(models.PublicationStatement)
class PublicationStatementTranslation(TranslationOptions):
    fields = ("text", "label")


@register(models.LegalPage)
class LegalPageTranslation(TranslationOptions):
    fields = ("title", "text")
    required_languages = ("de", "en")
