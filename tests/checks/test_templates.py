"""What the content security policy refuses is found in a template, and nothing else is."""

import pytest

from tests.checks.templates import complaints

ALLOWED = """{% load static %}
<!doctype html>
<html lang="{{ LANGUAGE_CODE }}">
<head><link rel="canonical" href="https://msg.example.org/">
<link rel="stylesheet" href="{% static "site.css" %}"></head>
{# <p style="colour: red"> in a comment #}
{% comment %}<script>alert(1)</script>{% endcomment %}
<body class="{% if a > b %}wide{% endif %}" data-hx-boost="true">
<p title="{{ text|default:'style="x"' }}">style= in a sentence, onclick= too</p>
<input {% if c %}checked{% endif %} {% if d %}hidden{% endif %} {{ a }} {{ b }}>
<script src="{% static "site.js" %}" defer></script>
<script type="application/json" id="data">{"a": 1}</script>
{% blocktranslate %}one line{% endblocktranslate %}
{% blocktranslate trimmed %}
  several
  lines
{% endblocktranslate %}
</body></html>
"""


def test_a_page_without_anything_inline_is_well():
    assert list(complaints(ALLOWED)) == []


@pytest.mark.parametrize(
    ("source", "word"),
    [
        ('<p style="color: red">', "style="),
        ("<style>p {}</style>", "<style>"),
        ("<script>alert(1)</script>", "script without src"),
        ('<button onclick="go()">', "onclick="),
        ('<a href="javascript:go()">', "runs a script"),
        ('<div data-hx-on:click="go()">', "eval"),
        ('<div hx-get="/de/">', "data-hx-get"),
        ('<p class="a" class="b">', "twice"),
        ('<img src="https://example.org/a.png" alt="">', "another host"),
        ('<script src="//example.org/a.js"></script>', "another host"),
        ("{% blocktranslate %}several\nlines{% endblocktranslate %}", "trimmed"),
    ],
)
def test_what_the_policy_refuses_is_named_with_its_line(source, word):
    ((line, text),) = complaints(f"<!doctype html>\n{source}")
    assert line == 2
    assert word in text
