"""Parts of public addresses: what does not look like one leads to the one 404."""


class YearConverter:
    """A year in four digits."""

    regex = "[0-9]{4}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return f"{value:04}"


class PublicIdConverter:
    """Sixteen hexadecimal digits, as ``rounds.models.new_public_id`` makes them."""

    regex = "[0-9a-f]{16}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class LaterPageConverter:
    """The number of a page after the first: that one has no number, and so one address."""

    regex = "[2-9]|[1-9][0-9]{1,3}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return str(value)
