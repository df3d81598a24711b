"""Plain text in lines of 72 columns, without a link that opens by itself."""

from digest.rendering.output_form import Form, Template, by_template
from digest.rendering.text import clean, defang

TEMPLATE = Template(suffix="txt", escape=defang, own=clean)

FORM = Form(
    name="text",
    file="digest.txt",
    media_type="text/plain",
    meaning="for a terminal; the mail has it as its text part",
    render=by_template(TEMPLATE),
)
