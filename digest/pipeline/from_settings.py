"""What the user decided, in the plain values that each room takes: settings stop here."""

from pathlib import Path

from digest import stories
from digest.delivery.channels import Access
from digest.errors import ConfigError
from digest.grounding.exam import Candidate, Standard
from digest.llm.client import LlmClient
from digest.llm.prompts import Prompts
from digest.pipeline.reading_pool import ReadingLimits
from digest.rendering.logo import MOST_LOGO_BYTES, Logo, logo_of
from digest.rendering.theme import Theme
from digest.resources import loader
from digest.settings import Secrets, Settings
from digest.sources import FetchOptions, Place, SourceOptions
from digest.telling.options import TellOptions


def places(settings: Settings, *, paused: bool = False) -> tuple[Place, ...]:
    """The `[[sources]]` of the configuration; of those that are paused none, unless asked for.

    What is paused stays unread below a folder that is not, too.
    """
    still = () if paused else paused_files(settings)
    return tuple(
        Place(
            address=source.address,
            name=source.name,
            kind=source.kind,
            aggregator=source.aggregator,
            section=source.section,
            weight=source.weight,
            language=source.language,
            without=() if "://" in source.address else still,
        )
        for source in settings.sources
        if paused or not source.paused
    )


def paused_files(settings: Settings) -> tuple[str, ...]:
    """The files and folders among the sources that are paused."""
    paused = (source.address for source in settings.sources if source.paused)
    return tuple(address for address in paused if "://" not in address)


def reading(settings: Settings, *, again: bool = False) -> SourceOptions:
    """How places are read; `again` takes also what an earlier edition has read."""
    return SourceOptions(
        fetch_pages=settings.fetch.full_text, again=again, max_items=settings.fetch.max_items
    )


def reading_limits(settings: Settings) -> ReadingLimits:
    """What one document may take."""
    return ReadingLimits(seconds=settings.fetch.read_timeout_s, memory=settings.fetch.read_memory)


def fetching(settings: Settings) -> FetchOptions:
    """How the network is used for articles."""
    return FetchOptions(
        timeout_s=settings.fetch.timeout_s,
        deadline_s=settings.fetch.deadline_s,
        max_bytes=settings.fetch.max_bytes,
        workers=settings.fetch.workers,
        per_host=settings.fetch.per_host,
        allow_networks=settings.fetch.allow_networks,
    )


def grouping(settings: Settings) -> stories.GroupOptions:
    """How articles become stories, ranked and in sections."""
    topics = tuple(
        stories.Topic(
            name=topic.name,
            watch=topic.words,
            mute=topic.mute,
            section=topic.section,
            boost=topic.weight,
        )
        for topic in settings.topics
    )
    return stories.GroupOptions(
        topics=topics,
        sections=settings.edition.sections,
        limit=settings.edition.stories,
        section_limit=settings.edition.stories_per_section,
        mute_outlets=settings.stories.mute_outlets,
        share=settings.stories.per_outlet,
    )


def telling(settings: Settings) -> TellOptions:
    """How stories are told and judged."""
    return TellOptions(
        mode=settings.llm.mode,
        words=settings.edition.words,
        repairs=settings.check.repairs,
        standard=Standard(
            caught=settings.check.exam_caught,
            alarms=settings.check.exam_alarms,
            threshold=settings.check.threshold,
        ),
        input_tokens=settings.llm.input_tokens,
        points=settings.llm.points,
        differences=settings.llm.differences,
        context=settings.edition.brief_after if settings.llm.context else 0,
        quotes=settings.edition.quotes,
        stories_per_request=settings.llm.stories_per_request,
    )


def candidate(settings: Settings, judge: LlmClient) -> Candidate:
    """The model that may judge once it has passed the exam, with the words that it is asked in."""
    prompts = Prompts(loader("prompts", settings.paths.prompts))
    return telling(settings).candidate(judge, prompts)


def access(settings: Settings, known: Secrets) -> Access:
    """How editions go out; each channel says what it cannot do without."""
    mail = settings.mail
    return Access(
        sender=mail.sender,
        host=mail.host,
        port=mail.port,
        security=mail.security,
        timeout_s=mail.timeout_s,
        ca_file=str(mail.ca_file) if mail.ca_file else None,
        user=known.smtp_user,
        password=known.smtp_password,
    )


def theme(settings: Settings) -> Theme:
    """How the editor dresses the edition. Raises ConfigError for a logo that cannot be used."""
    chosen = settings.theme
    return Theme(
        name=chosen.name,
        accent=chosen.accent,
        dark_accent=chosen.dark_accent,
        fonts=chosen.fonts,
        logo=_logo(chosen.logo, settings) if chosen.logo else None,
        footer=tuple(line for line in chosen.footer.splitlines() if line.strip()),
    )


def _logo(file: Path, settings: Settings) -> Logo:
    alt = settings.theme.logo_alt
    if not file.is_file():
        raise ConfigError(f"[theme] logo: there is no file {str(file)!r}")
    try:
        with file.open("rb") as opened:
            content = opened.read(MOST_LOGO_BYTES + 1)
    except OSError as error:
        raise ConfigError(f"[theme] logo: cannot read {str(file)!r}: {error.strerror}") from error
    return logo_of(content, settings.edition.title if alt is None else alt)
