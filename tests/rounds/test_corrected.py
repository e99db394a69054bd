"""A corrected publication says everywhere which text it is, and one that was not says nothing."""

import io
from datetime import date

import pypdf
from django.test import TestCase

from rounds.models import Publication
from tests.rounds.record import make_publication, make_round

WAYS = ("", "publication.ris", "publication.bib", "publication.pdf")


class CorrectedTest(TestCase):
    """Released in July 2020; with a correction of March 2021, or without."""

    def publish(self, corrected_on: date | None) -> Publication:
        """Return the publication, and start from nothing kept."""
        return make_publication(
            make_round(2020, 2021), released_on=date(2020, 7, 1), corrected_on=corrected_on
        )

    def answers(self, publication: Publication, language: str) -> dict[str, str]:
        """Return what each way of reading it says, in one line."""
        said = {}
        for way in WAYS:
            address = f"/{language}/publications/{publication.public_id}/{way}"
            content = self.client.get(address).content
            if way.endswith(".pdf"):
                reader = pypdf.PdfReader(io.BytesIO(content))
                text = " ".join(page.extract_text() for page in reader.pages)
                said[way] = f"{text} {reader.metadata.get('/ModDate')}"
            else:
                said[way] = content.decode()
        return {way: " ".join(text.split()) for way, text in said.items()}

    def test_page_print_paper_citations_and_references_name_the_correction(self) -> None:
        publication = self.publish(date(2021, 3, 1))
        for language, corrected, cited, version in (
            ("de", "Berichtigt im März 2021", "Juli 2020, berichtigt im März 2021", "März 2021"),
            ("en", "Corrected in March 2021", "July 2020, corrected in March 2021", "March 2021"),
        ):
            said = self.answers(publication, language)
            printed = {
                "de": f"Fassung vom {version}",
                "en": f"version of {version}",
            }[language]
            for way in ("", "publication.pdf"):
                assert corrected in said[way]
                assert f"{cited}." in said[way]
                assert printed in said[way]
            assert f", {cited}, http" in said[""], "what one may say tomorrow"
            assert "D:202103" in said["publication.pdf"]
            assert f"N1 - {corrected}" in said["publication.ris"]
            assert f"note = {{{corrected}}}" in said["publication.bib"]

    def test_where_nothing_was_corrected_nothing_is_said_of_it(self) -> None:
        publication = self.publish(None)
        for language, words in (("de", "erichtigt"), ("en", "orrected")):
            said = self.answers(publication, language)
            assert [way for way, text in said.items() if words in text] == []
            assert "D:202007" in said["publication.pdf"]
            assert "note =" not in said["publication.bib"]
            assert "N1" not in said["publication.ris"]
