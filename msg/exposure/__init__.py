"""Looks at this site from outside, as everybody who may come, for what must not show.

A last look, after all the doors: it reads what is confidential from the database, opens every
address as the public and as each kind of participant, and searches the whole answers. Who may
see what is worked out here from the tables, without the querysets the pages use: a mistake in
one of them must not excuse itself.

``needles`` says what must not show, ``allowed`` what may after all and why, ``visitors`` who
comes, ``crawl`` where they go, ``answers`` and ``folding`` how an answer is read, ``search`` what
is found in it, ``audit`` puts these together and ``report`` tells.
"""
