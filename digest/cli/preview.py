"""`digest preview`, `digest open`: the edition in the editor's own browser."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from digest.cli import flags
from digest.cli.chosen_edition import place_of
from digest.cli.command import command
from digest.cli.console import say
from digest.cli.output import STDOUT, put
from digest.errors import ConfigError

if TYPE_CHECKING:
    from digest.settings import Settings


def register(app: typer.Typer) -> None:
    command(app, examples=["digest preview", "digest preview --theme mine"])(preview)
    command(app, "open", examples=["digest open", "digest open 12"])(open_page)


def preview(
    edition: flags.AnyEdition = None,
    theme: Annotated[str | None, typer.Option(help="Name of the theme.")] = None,
    port: Annotated[int, typer.Option(help="Of this machine; 0 is any that is free.")] = 0,
    no_browser: Annotated[
        bool, typer.Option("--no-browser", help="Only print the address.")
    ] = False,
    config: flags.Config = None,
) -> None:
    """Show an edition in the browser, following changes of its templates, until Ctrl-C."""
    from digest.delivery.preview_server import PreviewServer
    from digest.pipeline.previewing import Preview

    chosen = flags.settings(config, theme={"name": theme})
    shown = Preview(_place(edition, chosen), chosen)
    with PreviewServer(shown.stage(), port) as server:
        put(f"{server.address}\n".encode(), STDOUT)  # at once, also for who reads it from a pipe
        if not no_browser and not _opened(server.address):
            say("no browser can be opened here; open the address yourself")
        say("Ctrl-C ends it")
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            say("ended")


def open_page(edition: flags.AnyEdition = None, config: flags.Config = None) -> None:
    """Open an edition's page in the browser."""
    from digest.rendering import FORMS

    place = _place(edition, flags.settings(config))
    page = (place if place.is_dir() else place.parent) / FORMS["html"].file
    if not page.is_file():
        raise ConfigError(
            f"there is no {str(page)!r}; digest render {str(place)!r} --format html -o it"
        )
    if not _opened(page.resolve().as_uri()):
        raise ConfigError(f"no browser can be opened here; open {str(page)!r} yourself")
    say(f"opened {page}")


def _place(edition: str | None, chosen: "Settings") -> Path:
    with flags.store_of(chosen) as store:
        return place_of(edition, chosen, store)


def _opened(address: str) -> bool:
    """Whether a browser was told to open it; who has none reads the address."""
    import webbrowser

    return webbrowser.open(address)
