"""Places of the same name as somebody: where things travel, come from and stand.

'Ferries from Cork and trains through Holland', 'milk from Cork', 'migrants in Holland': nobody is
a stop of a ferry or the home of goods, and who moves in crowds comes from a place.
"""

from __future__ import annotations

import re

_VEHICLES = (
    r"(?:ferr(?:y|ies)|trains?|trucks?|lorr(?:y|ies)|boats?|ships?|vessels?|flights?|planes?|bus|"
    r"buses|coach(?:es)?|trams?|convoys?|barges?|trawlers?|pipelines?|railways?|motorways?|"
    r"highways?|roads?|routes?|way|tracks?|crossings?|sailings?|departures?|drivers?|trips?|"
    r"journeys?)"
)
_GOODS = (
    r"(?:milk|cheese|butter|beef|meat|fish|wine|beer|wool|cotton|grain|wheat|timber|coal|steel|"
    r"oil|gas|apples|potatoes|tomatoes|flowers|tulips|freight|cargo|goods|containers?|imports?|"
    r"exports?|shipments?|parcels|deliveries|machinery|ore|copper|medicines|vaccines)"
)
_CROWDS = (
    r"(?:tourists|commuters|passengers|migrants|immigrants|emigrants|refugees|workers|nurses|"
    r"doctors|carers|students|pupils|families|farmers|sailors|fishermen|arrivals|applicants|"
    r"returnees|people|residents|inhabitants|households|settlers|traders|merchants|recruits|"
    r"asylum seekers|seasonal workers|labourers|apprentices|graduates)"
)
_HOUSES = (
    r"(?:mayor|villages?|farmers|schools?|clinics?|camps?|town|city|district|valley|hills|market|"
    r"hospitals?|farms?|factor(?:y|ies)|warehouses?|ports?|harbours?|docks?|plants?|prisons?|"
    r"airports?|shipyards?|rents?|wages|prices|house prices|weather|winters?)"
)
# Of a pair of places the second stands behind the first: 'from Holland and Cork'.
_FIRST = r"(?:[a-z'-]+(?:,| and| or| to| via) (?:(?:from|to|through|via|in) )?)?"
_PLACED = re.compile(
    rf"\b(?:(?:{_VEHICLES}) (?:to|from|between|via|through|out of|into|past)|"
    rf"{_GOODS} (?:from|out of|via|through)|"
    rf"{_CROWDS} (?:in|from|of|around|near|to|into|via|through|across)|"
    rf"{_HOUSES} (?:in|of|around|near|outside)|"
    r"(?:carr(?:y|ies|ied)|ships?|shipped|sails?|sailed|fl(?:y|ies|ew)|travels?|travelled|drove|"
    r"exported|hauled|transported|commutes?|commuted|ferried|trucked|crossed)(?: [a-z]+){0,2} "
    r"(?:to|from|via|through|into)|"
    r"(?:bus|zug|strasse|bahn|fahre|fahrt|weg|linie|autobahn|fluge?|konvois?) "
    rf"(?:nach|von|bis|uber)) {_FIRST}$"
)


def is_stop(left: str) -> bool:
    """Whether what stands before a name makes it a place things or crowds travel by."""
    # Most names stand behind another word: looking at it first spares the search.
    last = left.rstrip().rpartition(" ")[2]
    return last in _LAST and _PLACED.search(left) is not None


_LAST = frozenset(
    "to from between via through of into past in near around across outside nach von bis uber and "
    "or".split()
)
