"""What the user decided: flags > DIGEST_* environment > digest.toml > defaults.

Secrets are no settings: they come from the environment alone (see `Secrets`), and a file that holds
one is refused. Unknown keys are refused by name, wherever they stand.
"""

import difflib
import os
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, cast, get_args

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic_settings import (
    BaseSettings,
    InitSettingsSource,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)

from digest.errors import ConfigError
from digest.settings import trusted
from digest.settings.paths import path_settings
from digest.settings.sections import (
    CheckSettings,
    EditionSettings,
    FetchSettings,
    LlmSettings,
    MailSettings,
    PathsSettings,
    Section,
    SourceSettings,
    StoreSettings,
    StoriesSettings,
    TopicSettings,
)

FILE_NAME = "digest.toml"
ENV_PREFIX = "DIGEST_"
_PASSWORD_IN_URL = re.compile(r"://[^/@:]*:[^@]+@|[?&](?:ssl)?password=")
OTHER_VARIABLES = {trusted.VARIABLE}
SECRET_VARIABLES = {"DIGEST_JUDGE_API_KEY", "DIGEST_SMTP_USER", "DIGEST_SMTP_PASSWORD"}


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
    store: StoreSettings = StoreSettings()
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
    judge_api_key: str | None = Field(None, repr=False)
    """For `[check] judge_base_url`; the other key is never sent there."""
    base_url: str | None = None
    keys: Mapping[str, str] = Field({}, repr=False)
    """Every variable whose name ends in API_KEY, for `[[llm.fallback]] key_env`."""
    smtp_user: str | None = None
    smtp_password: str | None = Field(None, repr=False)


def secrets(environment: Mapping[str, str]) -> Secrets:
    return Secrets(
        api_key=environment.get("OPENAI_API_KEY") or None,
        judge_api_key=environment.get("DIGEST_JUDGE_API_KEY") or None,
        base_url=environment.get("OPENAI_BASE_URL") or None,
        keys={name: key for name, key in environment.items() if name.endswith("API_KEY") and key},
        smtp_user=environment.get("DIGEST_SMTP_USER") or None,
        smtp_password=environment.get("DIGEST_SMTP_PASSWORD") or None,
    )


Ask = Callable[[Path, Mapping[str, str]], bool]
"""Whether a file is to be trusted with these settings from now on."""


def _nobody(_file: Path, _needed: Mapping[str, str]) -> bool:
    return False


def load(
    path: Path | None,
    flags: Mapping[str, Mapping[str, Any]],
    ask: Ask = _nobody,
) -> Settings:
    """Settings from the flags, the environment and the file at path.

    Without a path, `digest.toml` of the working folder is read if it is there.
    Relative folders in the file are relative to the file. `ask` decides on a file that is not
    trusted yet. Raises ConfigError, also for one that it does not trust.
    """
    file = path or Path(FILE_NAME)
    if path is not None and not path.is_file():
        raise ConfigError(f"there is no configuration file {str(path)!r}; `digest init` writes one")
    table = _anchored(_parse(file), file.parent) if file.is_file() else {}
    for name in _unknown_variables():
        raise ConfigError(f"unknown environment variable {name}; {_nearest_variable(name)}")
    try:
        chosen = Settings(flags=dict(flags), file=table)  # type: ignore[call-arg]
    except ValidationError as error:
        raise ConfigError(_explain(error, file)) from error
    found = trusted.risks(table, file.parent)
    if needed := found.untold(is_named=path is not None):
        _refuse_untrusted(file, found, needed, ask)
    return chosen


def _refuse_untrusted(
    file: Path, found: trusted.Risks, needed: Mapping[str, str], ask: Ask
) -> None:
    known = trusted.Trusted.of_user()
    if known.holds(file, found):
        return
    if not ask(file, needed):
        raise ConfigError(trusted.refusal(file, needed))
    known.add(file, found)


def risks_of(file: Path) -> trusted.Risks:
    """The settings of a file that need trust. Raises ConfigError for one that cannot be read."""
    return trusted.risks(_anchored(_parse(file), file.parent), file.parent)


def _parse(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise ConfigError(f"cannot read {str(file)!r}: {error}") from error


def _anchored(table: dict[str, Any], folder: Path) -> dict[str, Any]:
    """The file's table with its relative paths made relative to the file.

    Raises ConfigError for a password in the store's URL.
    """
    store = table.get("store")
    if isinstance(store, dict) and _PASSWORD_IN_URL.search(str(store.get("url", ""))):
        raise ConfigError(
            "[store] url holds a password: secrets come from the environment alone; "
            "set PGPASSWORD, or the whole URL as DIGEST_STORE__URL"
        )
    for setting in path_settings(table):
        setting.anchor(folder)
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
    if isinstance(default, tuple | dict):
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
    return names | SECRET_VARIABLES | OTHER_VARIABLES


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
