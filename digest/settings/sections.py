"""Every setting with its default, its bounds and what it means."""

from ipaddress import IPv4Network, IPv6Network
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import AfterValidator, Field

from digest.settings.base import Legible, Positive, Seconds, Section
from digest.settings.links import of_an_edition, ways_out
from digest.settings.locales import known_code, known_language, known_zone
from digest.settings.models import CheckSettings, LlmSettings
from digest.settings.recipients import known_addresses
from digest.settings.schedules import known_schedule, loopback_address
from digest.settings.spellings import known_colour, known_theme_name

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo


class EditionSettings(Section):
    title: Legible = Field("The Digest", description="Title of every edition.")
    id: str | None = Field(
        None, description="What the newsletter is remembered by; unset: its title."
    )
    out: Path = Field(Path("digests"), description="Folder in which editions are written.")
    words: Positive = Field(90, description="Words of a story told by extraction.")
    quotes: Annotated[int, Field(ge=0, le=10)] = Field(2, description="Most quotations of a story.")
    sections: tuple[str, ...] = Field((), description="Order of the sections; others follow.")
    stories: Positive = Field(12, description="Most stories in an edition.")
    brief_after: Annotated[int, Field(ge=0)] = Field(
        8, description="Stories after this number are briefs of one proven sentence."
    )
    stories_per_section: Positive | None = Field(None, description="Most stories in a section.")
    repeats: Literal["line", "drop"] = Field(
        "line", description="A story with nothing new: one line, or left out."
    )
    language: Annotated[str, AfterValidator(known_language)] | None = Field(
        None,
        description="Of its labels, dates and numbers, such as `de`, `pt-BR`; unset: that of most "
        "of its stories.",
    )
    timezone: Annotated[str, AfterValidator(known_zone)] = Field(
        "UTC", description="Of its date and times, such as `Europe/Berlin`."
    )
    schedule: Annotated[str, AfterValidator(known_schedule)] | None = Field(
        None,
        description="When a fleet's workers make it, as cron has it: `30 6 * * 1-5`, in its zone.",
    )
    web_url: Annotated[str, AfterValidator(of_an_edition)] | None = Field(
        None,
        description="Address of an edition online, with `{number}` or `{date}`, for Read online.",
    )

    @property
    def zone(self) -> "ZoneInfo":
        """The zone of that name."""
        from zoneinfo import ZoneInfo

        return ZoneInfo(self.timezone)

    @property
    def newsletter(self) -> str:
        """Whose memory of what was read and told an edition builds on."""
        return self.id or self.title


class StoriesSettings(Section):
    ask: Literal["auto", "never"] = Field(
        "auto",
        description="`auto`: a model that has passed the exam reads groups that may be one story.",
    )
    per_outlet: Annotated[float, Field(gt=0, le=1)] = Field(
        0.5, description="Largest share of an edition led by one outlet."
    )
    mute_outlets: tuple[str, ...] = Field(
        (), description="Names of outlets whose articles are not told; others' stay."
    )


class FetchSettings(Section):
    allow_networks: tuple[IPv4Network | IPv6Network, ...] = Field(
        (), description="Private networks that may be read, such as 10.1.0.0/16."
    )
    timeout_s: Seconds = Field(20, description="Seconds for one answer, from first byte to last.")
    deadline_s: Seconds = Field(300, description="Seconds for all that a build fetches.")
    max_bytes: Positive = Field(10_000_000, description="Largest page or feed that is read.")
    read_timeout_s: Seconds = Field(10, description="Seconds for making an article of a document.")
    read_memory_mb: Annotated[int, Field(ge=500, le=1_000_000)] = Field(
        2000, description="Megabytes that making it may take, where the system can limit them."
    )
    workers: Annotated[int, Field(ge=1, le=256)] = Field(16, description="Requests at once.")
    per_host: Annotated[int, Field(ge=1, le=32)] = Field(2, description="Of these, to one host.")
    grace: Annotated[int, Field(ge=0, le=365)] = Field(
        7, description="Days before its last reading in which a feed may show an item late."
    )
    max_items: Positive = Field(500, description="Most entries taken from one feed.")
    full_text: bool = Field(
        default=True, description="Fetch the page where a feed has a teaser only."
    )

    @property
    def read_memory(self) -> int:
        """The same in bytes."""
        return self.read_memory_mb * 1_000_000


class PathsSettings(Section):
    prompts: Path | None = Field(None, description="Folder with prompts of your own.")
    templates: Path | None = Field(None, description="Folder with templates of your own.")
    store: Path | None = Field(
        None, description="File of the database; unset: digest.sqlite in the user's state folder."
    )


class StoreSettings(Section):
    url: str | None = Field(
        None,
        repr=False,  # a variable may hold a password
        description="`postgresql://user@host/name` or `sqlite:///path`; wins over `paths.store`.",
    )
    keep: Annotated[int, Field(ge=1, le=36_500)] = Field(
        90,
        description="Days after which `digest store prune` and a fleet drop what can be had again.",
    )


class FleetSettings(Section):
    engine: Literal["local", "postgres"] = Field(
        "local", description="Who hands out a fleet's work: processes here, or a queue."
    )
    url: str | None = Field(
        None,
        repr=False,  # a variable may hold a password
        description="The queue's database, `postgresql://user@host/name`; unset: the store's.",
    )
    budget_per_day: Annotated[float, Field(gt=0)] | None = Field(
        None, description="Most US dollars that all editions may cost in 24 hours."
    )
    budget_per_edition: Annotated[float, Field(gt=0)] | None = Field(
        None, description="Most US dollars for each edition of a round, on average."
    )
    health: Annotated[str, AfterValidator(loopback_address)] | None = Field(
        None, description="Where `digest fleet work` tells how it is, such as 127.0.0.1:8765."
    )


Colour = Annotated[str, AfterValidator(known_colour)]


class ThemeSettings(Section):
    name: Annotated[str, AfterValidator(known_theme_name)] = Field(
        "broadsheet",
        description="`broadsheet`, `brief`, `desk`, `press-review`, or a folder of "
        "`paths.templates`.",
    )
    accent: Colour | None = Field(None, description="Colour of marks and headings, as #rrggbb.")
    dark_accent: Colour | None = Field(
        None, description="The same on dark paper; unset: a shade of `accent`."
    )
    fonts: Literal["book", "poster", "report", "plain"] | None = Field(
        None,
        description="Headlines and text: `book` serif both, `poster` sans and serif, `report` "
        "serif and sans, `plain` sans both.",
    )
    logo: Path | None = Field(None, description="Picture at the head: PNG, JPEG, GIF or WebP.")
    logo_alt: str | None = Field(
        None, description="Words that stand for the logo; unset: the edition's title."
    )
    footer: str = Field("", description="Last lines of an edition, such as a postal address.")


class MailSettings(Section):
    host: str | None = Field(None, description="SMTP server.")
    port: Annotated[int, Field(ge=1, le=65_535)] = Field(587, description="Its port.")
    security: Literal["starttls", "implicit", "none"] = Field(
        "starttls", description="`none` is for a server on this machine alone."
    )
    sender: str | None = Field(None, description="Address the edition comes from.")
    to: Annotated[tuple[str, ...], AfterValidator(known_addresses)] = Field(
        (), description="Recipients when --to names none."
    )
    readers: Path | None = Field(None, description="File of further readers, CSV or TOML.")
    reply_to: str | None = Field(None, description="Address that answers go to.")
    list_id: str | None = Field(None, description="Such as digest.example.org, for a list.")
    unsubscribe: Annotated[tuple[str, ...], AfterValidator(ways_out)] = Field(
        (), description="https: and mailto: addresses to unsubscribe; `{token}`: the reader's own."
    )
    ca_file: Path | None = Field(None, description="Certificates to trust besides the system's.")
    timeout_s: Seconds = Field(30, description="Seconds for one answer of the server.")


class PostSettings(Section):
    to: tuple[str, ...] = Field(
        (),
        repr=False,  # whoever has such an address can post there
        description="Addresses of chats and other services, as apprise has them; secrets.",
    )
    ghost: str | None = Field(None, description="Address of a Ghost site, for drafts.")


class SourceSettings(Section):
    address: str = Field(description="Address, file or folder.")
    name: str | None = Field(None, description="The outlet's name.")
    kind: Literal["auto", "feed", "page", "sitemap"] = Field(
        "auto", description="What it is; `auto` looks."
    )
    aggregator: bool = Field(
        default=False, description="It collects from others: believe whose its entries are."
    )
    section: str | None = Field(None, description="Section of its stories.")
    weight: Annotated[float, Field(ge=0, le=10)] = Field(1.0, description="Trust; 1 is ordinary.")
    language: Annotated[str, AfterValidator(known_code)] | None = Field(
        None, description="ISO 639-1."
    )
    paused: bool = Field(default=False, description="It is kept, and not read.")


class TopicSettings(Section):
    name: str = Field(description="The topic's name.")
    words: tuple[str, ...] = Field((), description="Words to watch: their stories rank higher.")
    mute: tuple[str, ...] = Field(
        (), description="Words whose stories are left out; a watching topic of more weight wins."
    )
    section: str | None = Field(None, description="Section of its stories.")
    weight: Annotated[float, Field(ge=0, le=10)] = Field(1.0, description="How much it counts.")


class Settings(Section):
    """Every setting of the program; what is not given has its default."""

    edition: EditionSettings = EditionSettings()
    llm: LlmSettings = LlmSettings()
    check: CheckSettings = CheckSettings()
    stories: StoriesSettings = StoriesSettings()
    fetch: FetchSettings = FetchSettings()
    paths: PathsSettings = PathsSettings()
    store: StoreSettings = StoreSettings()
    fleet: FleetSettings = FleetSettings()
    theme: ThemeSettings = ThemeSettings()
    mail: MailSettings = MailSettings()
    post: PostSettings = PostSettings()
    sources: tuple[SourceSettings, ...] = ()
    topics: tuple[TopicSettings, ...] = ()
