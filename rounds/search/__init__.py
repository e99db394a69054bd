"""Search over the public record: what anybody may know, by word and by theme.

The index lives in the memory of each process and holds nothing that is not public at the moment
it is asked: ``words`` and ``variants`` say when two words are the same, ``index`` keeps which entry
holds which words, ``printed`` what stands beside each, ``query`` finds and ranks, ``spelling``
corrects, ``facets`` counts by theme, ``highlights`` marks, and ``views`` reads what is shown from
the database again. No query is logged or kept.
"""
