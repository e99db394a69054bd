"""A public page in other shapes: as PDF, as a card for link previews, as data, as words to cite.

Nothing in any of them that the page does not show. A card and what is meant to be passed on carry
no name: they are copied and kept by others, and a name stands where its owner can take it back.
"""
