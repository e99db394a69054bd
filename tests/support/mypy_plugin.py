"""Types for translated models: `title_de` and `title_en` beside `title`, and our own managers.

django-modeltranslation adds fields and exchanges managers when the apps load, where no type
checker can see it. The plugin of django-stubs has loaded the apps already, so the registry can
simply be asked.
"""

from collections.abc import Callable
from functools import partial

from mypy.options import Options
from mypy.plugin import ClassDefContext, Plugin
from mypy.plugins.common import add_attribute_to_class
from mypy.types import NoneType, UnionType
from mypy_django_plugin.main import NewSemanalDjangoPlugin


def add_translated_fields(
    context: ClassDefContext, *, plugin: NewSemanalDjangoPlugin, inner: Callable[..., None]
) -> None:
    """Do what django-stubs does with a model class, then add one `str` for each language."""
    # reads the settings, which django-stubs has made findable by now
    from modeltranslation.translator import NotRegistered, translator

    inner(context)
    model = plugin.django_context.get_model_class_by_fullname(context.cls.fullname)
    if model is None:
        return
    try:
        options = translator.get_options_for_model(model)
    except NotRegistered:
        return
    for fields in options.all_fields.values():
        for field in fields:
            text = context.api.named_type("builtins.str")
            kind = UnionType([text, NoneType()]) if field.null else text
            add_attribute_to_class(context.api, context.cls, field.name, kind)


def restore_managers() -> None:
    """Give translated models back the manager classes they were written with.

    Those of django-modeltranslation are made on the fly, so their name leads nowhere and a
    manager's own methods would be unknown. Nothing but the type checker runs in this process.
    """
    from django.db.models import Manager
    from modeltranslation.manager import MultilingualManager
    from modeltranslation.translator import translator

    for model in translator.get_registered_models():
        for manager in model._meta.local_managers:
            if type(manager) is MultilingualManager:
                manager.__class__ = Manager  # type: ignore[assignment]
            elif isinstance(manager, MultilingualManager):
                # made as: class New(MultilingualManager, <the class as written>, …)
                manager.__class__ = type(manager).__bases__[1]
        model._meta._expire_cache()  # type: ignore[attr-defined]


class TranslatedModelsPlugin(NewSemanalDjangoPlugin):
    """django-stubs with one more question asked of each model class."""

    def __init__(self, options: Options) -> None:
        super().__init__(options)
        restore_managers()

    def get_base_class_hook(self, fullname: str) -> Callable[[ClassDefContext], None] | None:
        """Wrap the hook for models and leave those for forms and querysets alone."""
        inner = super().get_base_class_hook(fullname)
        if isinstance(inner, partial) and "django_context" in inner.keywords:
            return partial(add_translated_fields, plugin=self, inner=inner)
        return inner


def plugin(version: str) -> type[Plugin]:
    """Tell mypy which class to use, whatever its version."""
    return TranslatedModelsPlugin
