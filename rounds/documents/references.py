"""A publication as an entry for a list of references: RIS and BibTeX."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from rounds.access import Access, open_to
from rounds.channels import SITE_NAME
from rounds.documents.citing import address_of, correction_in_words
from rounds.models import Publication

LATEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{sign: f"\\{sign}" for sign in "{}%$&#_"},
    }
)
"""What a sign of LaTeX's own is written as, to be read as itself."""
BABEL = {"de": "ngerman", "en": "british"}
MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()


@open_to(Access.PUBLIC)
@require_safe
def reference(request: HttpRequest, public_id: str, form: str) -> HttpResponse:
    """One publication as ``ris`` or ``bib``; what was withdrawn is gone here as well."""
    row = get_object_or_404(Publication, public_id=public_id)
    if row.is_withdrawn:
        return render(request, "rounds/withdrawn.html", status=410)
    write, kind = FORMS[form]
    return HttpResponse(
        write(row),
        content_type=f"{kind}; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{row.public_id}.{form}"'},
    )


def ris(publication: Publication) -> str:
    """Return the lines of RIS. Nobody is the author but the house."""
    released = publication.released_on
    lines = [
        ("TY", "RPRT"),
        ("AU", f"{SITE_NAME},"),
        ("TI", publication.title),
        ("AB", publication.lead),
        ("M3", publication.get_kind_display()),
        ("PB", SITE_NAME),
        ("PY", f"{released:%Y}"),
        ("DA", f"{released:%Y/%m}//"),
        ("LA", get_language()),
        ("N1", correction_in_words(publication)),
        ("UR", address_of(publication)),
        ("ER", ""),
    ]
    return "".join(
        f"{tag}  - {' '.join(text.split())}\r\n" for tag, text in lines if text or tag == "ER"
    )


def bibtex(publication: Publication) -> str:
    """Return an entry of BibTeX, kept in the case it is written in."""
    released = publication.released_on
    fields = {
        "author": f"{{{{{SITE_NAME}}}}}",
        "title": f"{{{{{_latex(publication.title)}}}}}",
        "type": f"{{{_latex(publication.get_kind_display())}}}",
        "institution": f"{{{SITE_NAME}}}",
        "year": f"{released:%Y}",
        "month": MONTHS[released.month - 1],
        "language": f"{{{BABEL[get_language()]}}}",
        "url": f"{{{address_of(publication)}}}",
    }
    if corrected := correction_in_words(publication):
        fields["note"] = f"{{{_latex(corrected)}}}"
    lines = "".join(f"  {name} = {value},\n" for name, value in fields.items())
    return f"@techreport{{msg-{publication.public_id},\n{lines}}}\n"


def _latex(text: str) -> str:
    return " ".join(text.translate(LATEX).split())


FORMS = {
    "ris": (ris, "application/x-research-info-systems"),
    "bib": (bibtex, "application/x-bibtex"),
}
