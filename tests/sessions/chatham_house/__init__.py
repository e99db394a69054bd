"""Tests of the rule engine: plain Python, no database."""
