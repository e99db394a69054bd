"""How fast the public pages are, beside yardsticks that run at the same time (`make bench`)."""
