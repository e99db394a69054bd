"""Parts of a page that are the same each time: worked out once in each language."""

from django import template
from django.template.base import NodeList, Parser, Token
from django.template.context import Context
from django.utils.safestring import SafeString
from django.utils.translation import get_language

register = template.Library()


class FixedNode(template.Node):
    """Sees nothing of the page but the variables it names, so that it cannot depend on more."""

    def __init__(self, nodelist: NodeList, names: list[str]) -> None:
        self.nodelist = nodelist
        self.names = names
        self._kept: dict[tuple[object, ...], SafeString] = {}

    def render(self, context: Context) -> SafeString:
        """Return what was rendered for these values before, or render it."""
        values = {name: context.get(name, "") for name in self.names}
        key = (get_language(), *values.values())
        if key not in self._kept:
            inner = Context(values)
            assert context.template is not None
            with inner.render_context.push_state(context.template):
                inner.template = context.template
                self._kept[key] = self.nodelist.render(inner)
        return self._kept[key]


@register.tag
def fixed(parser: Parser, token: Token) -> FixedNode:
    """Render what stands between ``{% fixed %}`` and ``{% endfixed %}`` once in each language.

    ``{% fixed section %}`` names variables it may use: few, of few values, for each is kept.
    """
    nodelist = parser.parse(("endfixed",))
    parser.delete_first_token()
    return FixedNode(nodelist, token.split_contents()[1:])
