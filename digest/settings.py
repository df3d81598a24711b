"""What the user decided: flags > DIGEST_* environment > digest.toml > defaults.

Secrets are no settings: they come from the environment alone (see `Secrets`), and a file that holds
one is refused. Unknown keys are refused by name, wherever they stand.
"""

import difflib
import os
import tomllib
from collections.abc import Iterator, Mapping
from ipaddress import IPv4Network, IPv6Network
from pathlib import Path
from typing import Annotated, Any, Literal, cast, get_args

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic_settings import (
    BaseSettings,
    InitSettingsSource,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)

from digest.errors import ConfigError

FILE_NAME = "digest.toml"
ENV_PREFIX = "DIGEST_"
SECRET_VARIABLES = {"DIGEST_SMTP_USER", "DIGEST_SMTP_PASSWORD"}

Positive = Annotated[int, Field(gt=0)]
Seconds = Annotated[float, Field(gt=0, le=86_400)]


class Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class EditionSettings(Section):
    title: str = Field("The Digest", description="Title of every edition.")
    out: Path = Field(Path("digests"), description="Folder in which editions are written.")
    theme: str = Field("default", description="Folder of the templates that are used.")
    words: Positive = Field(90, description="Words of a story told by extraction.")
    sections: tuple[str, ...] = Field((), description="Order of the sections; others follow.")
    stories: Positive = Field(30, description="Most stories in an edition.")
    stories_per_section: Positive | None = Field(None, description="Most stories in a section.")
    repeats: Literal["line", "drop"] = Field(
        "line", description="A story with nothing new: one line, or left out."
    )


class LlmSettings(Section):
    model: str | None = Field(None, description="Model; unset: the program's default.")
    base_url: str | None = Field(
        None, description="OpenAI-compatible endpoint; unset: OPENAI_BASE_URL, then OpenAI."
    )
    workers: Annotated[int, Field(ge=1, le=64)] = Field(4, description="Requests at once.")
    timeout_s: Seconds = Field(120, description="Seconds for one request.")
    total_time_s: Seconds = Field(600, description="Seconds for one request with its retries.")
    attempts: Annotated[int, Field(ge=1, le=20)] = Field(5, description="Tries of one request.")
    input_tokens: Positive = Field(6000, description="Most article tokens in one request.")
    max_requests: Positive | None = Field(None, description="Most requests in one build.")
    max_cost: Annotated[float, Field(gt=0)] | None = Field(
        None, description="Most US dollars in one build, where the price is known."
    )


class CheckSettings(Section):
    judge: Literal["none", "model"] = Field(
        "none", description="Second opinion on every sentence: `model` asks the model."
    )
    repairs: Annotated[int, Field(ge=0, le=5)] = Field(2, description="Rounds of repair.")


class StoriesSettings(Section):
    per_outlet: Annotated[float, Field(gt=0, le=1)] = Field(
        0.5, description="Largest share of an edition led by one outlet."
    )


class FetchSettings(Section):
    allow_networks: tuple[IPv4Network | IPv6Network, ...] = Field(
        (), description="Private networks that may be read, such as 10.1.0.0/16."
    )
    timeout_s: Seconds = Field(20, description="Seconds for one answer, from first byte to last.")
    max_bytes: Positive = Field(10_000_000, description="Largest page or feed that is read.")
    workers: Annotated[int, Field(ge=1, le=256)] = Field(16, description="Requests at once.")
    per_host: Annotated[int, Field(ge=1, le=32)] = Field(2, description="Of these, to one host.")
    max_items: Positive = Field(500, description="Most entries taken from one feed.")
    full_text: bool = Field(
        default=True, description="Fetch the page where a feed has a teaser only."
    )


class PathsSettings(Section):
    prompts: Path | None = Field(None, description="Folder with prompts of your own.")
    templates: Path | None = Field(None, description="Folder with templates of your own.")
    store: Path | None = Field(None, description="The database; unset: the user's state folder.")


class MailSettings(Section):
    host: str | None = Field(None, description="SMTP server.")
    port: Annotated[int, Field(ge=1, le=65_535)] = Field(587, description="Its port.")
    security: Literal["starttls", "implicit", "none"] = Field(
        "starttls", description="`none` is for a server on this machine alone."
    )
    sender: str | None = Field(None, description="Address the edition comes from.")
    to: tuple[str, ...] = Field((), description="Recipients when --to names none.")
    reply_to: str | None = Field(None, description="Address that answers go to.")
    list_id: str | None = Field(None, description="Such as digest.example.org, for a list.")
    unsubscribe: tuple[str, ...] = Field(
        (), description="https: and mailto: addresses for List-Unsubscribe."
    )
    ca_file: Path | None = Field(None, description="Certificates to trust besides the system's.")
    timeout_s: Seconds = Field(30, description="Seconds for one answer of the server.")


class SourceSettings(Section):
    address: str = Field(description="Address, file or folder.")
    name: str | None = Field(None, description="The outlet's name.")
    kind: Literal["auto", "feed", "page", "sitemap"] = Field("auto", description="What it is.")
    section: str | None = Field(None, description="Section of its stories.")
    weight: Annotated[float, Field(ge=0, le=10)] = Field(1.0, description="Trust; 1 is ordinary.")
    language: str | None = Field(None, description="ISO 639-1.")


class TopicSettings(Section):
    name: str = Field(description="The topic's name.")
    words: tuple[str, ...] = Field((), description="Words to watch: their stories rank higher.")
    mute: tuple[str, ...] = Field((), description="Words whose stories are left out.")
    section: str | None = Field(None, description="Section of its stories.")
    weight: Annotated[float, Field(ge=0, le=10)] = Field(1.0, description="How much it counts.")


class Settings(BaseSettings):
    """Every setting of the program; frozen."""

    model_config = SettingsConfigDict(
        env_prefix=ENV_PREFIX, env_nested_delimiter="__", extra="forbid", frozen=True
    )

    edition: EditionSettings = EditionSettings()
    llm: LlmSettings = LlmSettings()
    check: CheckSettings = CheckSettings()
    stories: StoriesSettings = StoriesSettings()
    fetch: FetchSettings = FetchSettings()
    paths: PathsSettings = PathsSettings()
    mail: MailSettings = MailSettings()
    sources: tuple[SourceSettings, ...] = ()
    topics: tuple[TopicSettings, ...] = ()

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Flags arrive as `flags`, the file as `file`: both are plain nested dictionaries."""
        del dotenv_settings, file_secret_settings
        given = init_settings()
        flags = InitSettingsSource(settings_cls, given.get("flags") or {})
        file = InitSettingsSource(settings_cls, given.get("file") or {})
        return flags, env_settings, file


class Secrets(BaseModel):
    """What only the environment may know."""

    model_config = ConfigDict(frozen=True)

    api_key: str | None = Field(None, repr=False)
    base_url: str | None = None
    smtp_user: str | None = None
    smtp_password: str | None = Field(None, repr=False)


def secrets(environment: Mapping[str, str]) -> Secrets:
    return Secrets(
        api_key=environment.get("OPENAI_API_KEY") or None,
        base_url=environment.get("OPENAI_BASE_URL") or None,
        smtp_user=environment.get("DIGEST_SMTP_USER") or None,
        smtp_password=environment.get("DIGEST_SMTP_PASSWORD") or None,
    )


def load(path: Path | None, flags: Mapping[str, Mapping[str, Any]]) -> Settings:
    """Settings from the flags, the environment and the file at path.

    Without a path, `digest.toml` of the working folder is read if it is there.
    Relative folders in the file are relative to the file. Raises ConfigError.
    """
    file = path or Path(FILE_NAME)
    if path is not None and not path.is_file():
        raise ConfigError(f"there is no configuration file {str(path)!r}; `digest init` writes one")
    table = _parse(file) if file.is_file() else {}
    for name in _unknown_variables():
        raise ConfigError(f"unknown environment variable {name}; {_nearest_variable(name)}")
    try:
        return Settings(flags=dict(flags), file=_anchored(table, file.parent))  # type: ignore[call-arg]
    except ValidationError as error:
        raise ConfigError(_explain(error, file)) from error


def _parse(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise ConfigError(f"cannot read {str(file)!r}: {error}") from error


def _anchored(table: dict[str, Any], folder: Path) -> dict[str, Any]:
    """The file's table with its relative folders made relative to the file."""
    for section, keys in (
        ("edition", ("out",)),
        ("paths", ("prompts", "templates", "store")),
        ("mail", ("ca_file",)),
    ):
        values = table.get(section)
        if isinstance(values, dict):
            for key in keys:
                if isinstance(values.get(key), str):
                    values[key] = str(folder / Path(values[key]).expanduser())
    for source in table.get("sources", []):
        address = source.get("address") if isinstance(source, dict) else None
        if isinstance(address, str) and address != "-" and "://" not in address:
            source["address"] = str(folder / Path(address).expanduser())
    return table


def fields() -> Iterator[tuple[str, str, str]]:
    """(key, default, meaning) of every setting, for the documentation."""
    for section, info in Settings.model_fields.items():
        many = get_args(info.annotation)  # tuple[SourceSettings, ...] or one section
        model = cast("type[Section]", many[0] if many else info.annotation)
        prefix = f"{section}[]." if many else f"{section}."
        for key, value in model.model_fields.items():
            default = "required" if value.is_required() else _shown(value.default)
            yield prefix + key, default, value.description or ""


def _shown(default: object) -> str:
    if default is None:
        return "unset"
    if isinstance(default, tuple):
        return "none" if not default else ", ".join(map(str, default))
    return str(default).lower() if isinstance(default, bool) else str(default)


def _variables() -> set[str]:
    names = set()
    for key, _, _ in fields():
        section, _, field = key.partition(".")
        is_list = section.endswith("[]")
        names.add(ENV_PREFIX + section.removesuffix("[]").upper())
        if not is_list:
            names.add(f"{ENV_PREFIX}{section}__{field}".upper())
    return names | SECRET_VARIABLES


def _unknown_variables() -> list[str]:
    known = _variables()
    return sorted(n for n in os.environ if n.startswith(ENV_PREFIX) and n.upper() not in known)


def _nearest_variable(name: str) -> str:
    guess = difflib.get_close_matches(name.upper(), _variables(), n=1)
    return f"did you mean {guess[0]}?" if guess else "see the README for those there are"


def _explain(error: ValidationError, file: Path) -> str:
    """The first fault in one line: which key, what is wrong, and the likeliest right name."""
    fault = error.errors()[0]
    key = ".".join(str(part) for part in fault["loc"])
    leaf = str(fault["loc"][-1])
    where = f"in {str(file)!r}" if file.is_file() else "in the flags or the environment"
    if any(word in leaf.lower() for word in ("api_key", "password", "token_secret")):
        return f"{key!r} {where}: secrets come from the environment alone; see the README"
    if fault["type"] == "extra_forbidden":
        known = [name.replace("[]", "") for name, _, _ in fields()]
        guess = difflib.get_close_matches(key, known, n=1) or difflib.get_close_matches(
            leaf, [name.rpartition(".")[2] for name in known], n=1
        )
        hint = f"; did you mean {guess[0]!r}?" if guess else ""
        return f"unknown key {key!r} {where}{hint}"
    return f"{key!r} {where}: {fault['msg'][:1].lower()}{fault['msg'][1:]}"
