"""The edition as Markdown."""

from digest.rendering.escaping import escape
from digest.rendering.output_form import Form, Template, by_template

TEMPLATE = Template(suffix="md", escape=escape)

FORM = Form(
    name="markdown",
    file="digest.md",
    media_type="text/markdown",
    meaning="for reading as it is, for a forge or a wiki; its evidence is listed under each story",
    render=by_template(TEMPLATE),
)
