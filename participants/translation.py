"""Which fields about people and organisations exist in German and in English."""

from modeltranslation.translator import TranslationOptions, register

from participants import models


@register(models.SectorGroup)
class SectorGroupTranslation(TranslationOptions):
    fields = ("label",)
    required_languages = ("de", "en")


@register(models.Sector)
class SectorTranslation(TranslationOptions):
    fields = ("name", "label")
    required_languages = ("de", "en")


@register(models.Organisation)
class OrganisationTranslation(TranslationOptions):
    fields = ("name",)
    required_languages = ("de", "en")


@register(models.Participant)
class ParticipantTranslation(TranslationOptions):
    fields = ("position", "biography")


@register(models.Membership)
class MembershipTranslation(TranslationOptions):
    fields = ("position",)
