"""`digest post` and `digest draft`: an edition goes to chats, and to where newsletters are sent."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from digest.cli import flags, going_out
from digest.cli.bars import progress
from digest.cli.chosen_edition import place_of
from digest.cli.command import command
from digest.cli.console import report
from digest.errors import ConfigError

if TYPE_CHECKING:
    from digest.delivery.letter import Letter
    from digest.delivery.outcomes import Outcome

POST_EXAMPLES = (
    "digest post                                  # the last edition, to [post] to",
    "digest post 12 --to slack://TOKEN_A/TOKEN_B/TOKEN_C",
)
DRAFT_EXAMPLES = (
    "digest draft buttondown                      # the key is in BUTTONDOWN_API_KEY",
    "digest draft ghost 12                        # the site is [post] ghost",
)


DryRun = Annotated[
    Path | None,
    typer.Option(metavar="FOLDER", help="Send nothing; write what would be sent there."),
]


def register(app: typer.Typer) -> None:
    command(app, examples=POST_EXAMPLES, reports=True)(post)
    command(app, examples=DRAFT_EXAMPLES, reports=True)(draft)


def post(
    edition: flags.AnyEdition = None,
    to: Annotated[
        list[str] | None,
        typer.Option(metavar="URL", help="An address of apprise; may be given many times."),
    ] = None,
    again: going_out.Again = False,
    retry_unknown: going_out.RetryUnknown = False,
    anyway: going_out.Anyway = False,
    dry_run: DryRun = None,
    config: flags.Config = None,
) -> None:
    """Post an edition to chats and other services; none gets it twice."""
    from digest.delivery.channels import by_channel
    from digest.delivery.chat import CHATS
    from digest.delivery.letter import Letter
    from digest.pipeline import mailing
    from digest.pipeline.publishing import in_form

    chosen = flags.settings(config)
    urls = list(dict.fromkeys(to or chosen.post.to))
    if not urls:
        raise ConfigError("nowhere to post to: --to URL, or DIGEST_POST__TO")
    refuse_unknown(urls)  # before anybody is told
    with flags.store_of(chosen) as store, progress() as listener:
        place = place_of(edition, chosen, store)
        digest = going_out.ready(place, anyway=anyway)
        outcomes: list[Outcome] = []
        by_chat = list(by_channel(urls, CHATS))
        letters = {c.form: Letter(content=in_form(digest, c.form, chosen)) for c, _ in by_chat}
        if dry_run:
            _write(letters, dry_run)
            return
        for channel, some in by_chat:
            letter = letters[channel.form]
            going = mailing.on_its_way(letter, digest, chosen, store, listener)
            going = replace(going, again=again, retry_unknown=retry_unknown)
            outcomes += channel.connect(going_out.access(chosen))(going, some)
        going_out.remember(store, place, digest, outcomes)
    going_out.tell(place, outcomes)


def refuse_unknown(urls: Iterable[str]) -> None:
    """Raise ConfigError for an address that leads nowhere, or where nothing can post to any."""
    from digest.delivery.chat import recipient_of

    for url in urls:
        recipient_of(url)


def draft(
    service: Annotated[str, typer.Argument(help="buttondown or ghost.")],
    edition: flags.AnyEdition = None,
    again: going_out.Again = False,
    retry_unknown: going_out.RetryUnknown = False,
    anyway: going_out.Anyway = False,
    dry_run: DryRun = None,
    config: flags.Config = None,
) -> None:
    """Make a draft of an edition where a newsletter is sent from; it is never sent."""
    from digest.delivery.drafts import DRAFTS, make
    from digest.pipeline import drafting, mailing

    wanted = DRAFTS.get(service)
    if wanted is None:
        raise ConfigError(f"no drafts for {service!r}; there are: {', '.join(DRAFTS)}")
    chosen = flags.settings(config)
    with flags.store_of(chosen) as store, progress() as listener:
        place = place_of(edition, chosen, store)
        digest = going_out.ready(place, anyway=anyway)
        letter = drafting.draft_of(digest, wanted, chosen)
        if dry_run:
            _write({wanted.form: letter}, dry_run)
            return
        desk = drafting.desk_of(wanted, chosen, flags.secrets())
        going = mailing.on_its_way(letter, digest, chosen, store, listener)
        going = replace(going, again=again, retry_unknown=retry_unknown)
        outcome = make(wanted, desk, going, drafting.subject_of(digest, chosen))
    going_out.tell(place, [outcome])


def _write(letters: "Mapping[str, Letter]", folder: Path) -> None:
    """What goes out in each form, as a file."""
    from digest.cli.output import put
    from digest.rendering import form_named

    files = {form: folder / form_named(form).file for form in letters}
    for form, file in files.items():
        put(letters[form].content, file)
    report([{"form": form, "file": file} for form, file in files.items()], map(str, files.values()))
