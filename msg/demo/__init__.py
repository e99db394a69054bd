"""The demo: an invented programme on top of the real facts, built through the use cases.

Nobody in it exists. Its data files say of themselves that they are invented, and so does every
page that shows them.
"""
