"""An edition as a newsletter service takes it for a draft."""

from digest.delivery.drafts import Desk, Service
from digest.delivery.letter import Letter
from digest.errors import ConfigError
from digest.model import Digest
from digest.pipeline.publishing import in_form, look_of
from digest.rendering.forms import paste
from digest.rendering.message import subject
from digest.rendering.viewing import view
from digest.settings import Secrets, Settings


def subject_of(digest: Digest, settings: Settings) -> str:
    """As a mail has it."""
    return subject(view(digest, look_of(digest, settings)))


def draft_of(digest: Digest, service: Service, settings: Settings) -> Letter:
    """The edition without its title, which a draft has apart."""
    content = in_form(digest, service.form, settings).decode()
    if service.form == paste.FORM.name:
        words = paste.body_of(content).partition("</h1>\n")[2]
    else:
        words = content.partition("\n\n")[2]
    return Letter(content=words.encode())


def desk_of(service: Service, settings: Settings, known: Secrets) -> Desk:
    """How the user is let in there. Raises ConfigError where the key is missing."""
    key = known.keys.get(service.key_variable)
    if key is None:
        raise ConfigError(f"no {service.key_variable} in the environment: {service.name} needs it")
    return Desk(key=key, site=settings.post.ghost)
