"""The page: its styles stand in its head, and it loads nothing."""

from markupsafe import escape

from digest.rendering.output_form import Form, Template, by_template
from digest.rendering.text import clean


def escape_html(value: str) -> str:
    """Words for an element or a quoted attribute."""
    return str(escape(clean(value)))


TEMPLATE = Template(suffix="html", escape=escape_html)

FORM = Form(
    name="html",
    file="digest.html",
    media_type="text/html",
    meaning="a page for a browser; each sentence unfolds its evidence",
    render=by_template(TEMPLATE),
)
