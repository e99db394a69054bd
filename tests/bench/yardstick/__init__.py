"""What the pages are measured against: a small Django project in the way anybody would write it."""
