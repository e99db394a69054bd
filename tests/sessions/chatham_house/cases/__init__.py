"""Labelled cases for the attribution scanner, and the means to read and score them."""
