"""Addresses of public pages, looked up once: a page of lists holds dozens of them."""

from functools import lru_cache

from django.urls import reverse
from django.utils.translation import get_language, override


def address_of(view: str, **kwargs: object) -> str:
    """Return the address of a public view in the active language."""
    return address_in(get_language(), view, **kwargs)


@lru_cache(maxsize=4096)
def address_in(language: str | None, view: str, **kwargs: object) -> str:
    """Return the address of a public view in a language."""
    with override(language):
        return reverse(view, kwargs=kwargs)
