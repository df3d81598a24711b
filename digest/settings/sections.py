"""Every setting with its default, its bounds and what it means."""

from ipaddress import IPv4Network, IPv6Network
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from digest.settings.locales import known_code, known_language, known_zone

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

Positive = Annotated[int, Field(gt=0)]
Seconds = Annotated[float, Field(gt=0, le=86_400)]


class Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class EditionSettings(Section):
    title: str = Field("The Digest", description="Title of every edition.")
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
    web_url: str | None = Field(
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


class FallbackSettings(Section):
    """A model that is asked when the one before it can no longer be used."""

    model: str
    base_url: str | None = None
    key_env: Annotated[str, Field(pattern=r"^[A-Z][A-Z0-9_]*API_KEY$")] = "OPENAI_API_KEY"
    """Names a key and nothing else: a file must not be able to send another variable."""


class LlmSettings(Section):
    model: str | None = Field(None, description="Model; unset: the program's default.")
    mode: Literal["auto", "write", "choose"] = Field(
        "auto",
        description="`auto`: it writes where a judge has passed the exam; `choose`: it never does.",
    )
    base_url: str | None = Field(
        None, description="OpenAI-compatible endpoint; unset: OPENAI_BASE_URL, then OpenAI."
    )
    gguf: Path | None = Field(
        None, description="File of a model to run here, without an endpoint; needs the extra local."
    )
    insecure_http: bool = Field(
        default=False, description="Send a key in the clear to an http: endpoint off this machine."
    )
    workers: Annotated[int, Field(ge=1, le=512)] = Field(8, description="Requests at once.")
    timeout_s: Seconds = Field(120, description="Seconds for one answer, from first byte to last.")
    total_time_s: Seconds = Field(
        600, description="Seconds for one request with its retries, or for a server that is busy."
    )
    deadline_s: Seconds = Field(3600, description="Seconds for all that a build asks.")
    ask_again: bool = Field(
        default=False, description="Ask once more for what was answered in vain before."
    )
    attempts: Annotated[int, Field(ge=1, le=20)] = Field(5, description="Tries of one request.")
    input_tokens: Positive = Field(6000, description="Most article tokens in one request.")
    points: Annotated[int, Field(ge=1, le=12)] = Field(5, description="Most sentences of a story.")
    differences: bool = Field(
        default=True,
        description="The model says on what outlets differ; else rules look for it.",
    )
    context: bool = Field(
        default=False, description="A sentence for each top story that says why it matters."
    )
    stories_per_request: Annotated[int, Field(ge=1, le=20)] = Field(
        6, description="Most stories in one request; small models mix up more."
    )
    max_requests: Positive | None = Field(None, description="Most requests in one build.")
    max_tokens: Positive | None = Field(None, description="Most tokens in one build.")
    max_cost: Annotated[float, Field(gt=0)] | None = Field(
        None, description="Most US dollars in one build, where the price is known."
    )
    price_input: Annotated[float, Field(ge=0)] | None = Field(
        None, description="US dollars for a million input tokens, where the list is wrong."
    )
    price_output: Annotated[float, Field(ge=0)] | None = Field(
        None, description="US dollars for a million output tokens."
    )
    batch: Literal["drafts", "all"] = Field(
        "drafts",
        description="What `--batch` asks in a batch: `drafts`; `all`: judging and repairs too, "
        "in batches that follow.",
    )
    fallback: tuple[FallbackSettings, ...] = Field(
        (),
        description="Models asked in turn when the one before is dead: model, base_url, key_env.",
    )
    parameters: dict[str, str | int | float | bool] = Field(
        {}, description="Further fields of each request, such as reasoning_effort."
    )


Share = Annotated[float, Field(ge=0, le=1)]


class CheckSettings(Section):
    judge_model: str | None = Field(
        None, description="Model that reads every sentence again; unset: the one that writes."
    )
    judge_base_url: str | None = Field(
        None, description="Its endpoint; unset: that of the model that writes."
    )
    threshold: Annotated[int, Field(ge=1, le=100)] = Field(
        50, description="Doubt of the judge, 0 to 100, from which on a sentence is refused."
    )
    exam_caught: Share = Field(
        0.85, description="Least share of false sentences that a judge must catch in its exam."
    )
    exam_alarms: Share = Field(
        0.10, description="Largest share of true sentences that it may doubt there."
    )
    repairs: Annotated[int, Field(ge=0, le=5)] = Field(1, description="Rounds of repair.")


class StoriesSettings(Section):
    ask: Literal["auto", "never"] = Field(
        "auto",
        description="`auto`: a model that has passed the exam reads groups that may be one story.",
    )
    per_outlet: Annotated[float, Field(gt=0, le=1)] = Field(
        0.5, description="Largest share of an edition led by one outlet."
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


Colour = Annotated[str, Field(pattern=r"^#[0-9A-Fa-f]{6}$")]


class ThemeSettings(Section):
    name: Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.-]*$")] = Field(
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
    to: tuple[str, ...] = Field((), description="Recipients when --to names none.")
    readers: Path | None = Field(None, description="File of further readers, CSV or TOML.")
    reply_to: str | None = Field(None, description="Address that answers go to.")
    list_id: str | None = Field(None, description="Such as digest.example.org, for a list.")
    unsubscribe: tuple[str, ...] = Field(
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
    kind: str = Field("auto", description="What it is; `auto` looks.")
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
    mute: tuple[str, ...] = Field((), description="Words whose stories are left out.")
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
    theme: ThemeSettings = ThemeSettings()
    mail: MailSettings = MailSettings()
    post: PostSettings = PostSettings()
    sources: tuple[SourceSettings, ...] = ()
    topics: tuple[TopicSettings, ...] = ()
