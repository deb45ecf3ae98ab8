"""Settings: the file and the environment, read once into one frozen value."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Literal, Self

from pydantic import Field, SecretStr, ValidationError, model_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, TomlConfigSettingsSource

_PACKAGE = Path(__file__).parent
_PREFIX = "DECKHAND_"


class SettingsInvalid(Exception):
    """The settings cannot be used; the message names each setting and what is wrong with it."""


def shipped(name: str) -> Path:
    """Find a file or folder that comes with the program, such as ``cards`` or ``config/deckhand.toml``.

    In a checkout it is the checkout's own; in an installed package it is the copy that the wheel carries.
    """
    checkout = _PACKAGE.parent
    return (checkout if (checkout / "pyproject.toml").is_file() else _PACKAGE / "shipped") / name


class Settings(BaseSettings):
    """Everything an operator may set.

    The environment (``DECKHAND_TOKEN`` and so on) wins over the file; the file's comments state units.

    Attributes:
        token: The bot's token; None only for commands that do not connect.
        discord_api: Base URL of the REST API; None for Discord's own.
        discord_gateway: URL of the gateway; None for Discord's own.
        database: SQLAlchemy URL.
        cards: Folder of the decks that every server can use.
        cards_look_s: Seconds between two looks at that folder; 0: only at the start and when asked.
        own_decks_most: How many decks of its own a server may have.
        own_cards_most: How many cards these may hold together.
        own_file_mib_most: How large the file of one may be, in MiB.
        log_level: Least severe level that is written.
        log_format: ``console`` for people, ``json`` for machines, ``auto`` chooses by whether a person looks on.
        drain_s: Seconds that answers under way get to finish at a stop.
        answer_text_days: For how many days texts of answers are kept; a question may be open for seven days, and its
            answers be appealed for fourteen more.
        guild_ready_timeout_s: Seconds without a new server after which the start counts as complete.
    """

    model_config = SettingsConfigDict(env_prefix=_PREFIX, frozen=True, extra="forbid")

    token: SecretStr | None = None
    discord_api: str | None = Field(default=None, pattern=r"^https?://[^/]+/.+$")
    discord_gateway: str | None = Field(default=None, pattern=r"^wss?://.+$")
    database: str = "sqlite+aiosqlite:///.deckhand/deckhand.sqlite"
    cards: Path = Field(default_factory=lambda: shipped("cards"))
    cards_look_s: float = Field(default=30.0, ge=0, le=86_400)
    own_decks_most: int = Field(default=50, ge=0, le=1_000)
    own_cards_most: int = Field(default=20_000, ge=1, le=1_000_000)
    own_file_mib_most: int = Field(default=25, ge=1, le=25)
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    log_format: Literal["auto", "console", "json"] = "auto"
    drain_s: float = Field(default=10.0, ge=0, le=300)
    answer_text_days: int = Field(default=365, ge=21, le=36_500)
    guild_ready_timeout_s: float = Field(default=2.0, ge=0, le=60)

    @model_validator(mode="after")
    def _aimed_wholly(self) -> Self:
        if (self.discord_api is None) != (self.discord_gateway is None):
            raise ValueError("discord_api and discord_gateway are set together, or neither")
        return self

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - the base class names it
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - likewise
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Order the sources: given values, the environment, the file."""
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls, toml_file=_file())

    def aimed_at(self, *, api: str, gateway: str, token: str) -> Settings:
        """Return these settings, aimed at another server that speaks Discord's API."""
        return self.model_copy(
            update={"discord_api": api, "discord_gateway": gateway, "token": SecretStr(token)},
        )


def load(**given: object) -> Settings:
    """Read the settings; `given` (a command's own options) wins over environment and file.

    Raises:
        SettingsInvalid: A value cannot be used, a key is unknown, or the file cannot be read.
    """
    file = _file()
    if not file.is_file():
        raise SettingsInvalid(f"no settings file at {file}: correct {_PREFIX}CONFIG or unset it")
    try:
        return Settings(**given)  # type: ignore[arg-type]
    except ValidationError as error:
        faults = (_fault(fault["loc"], fault["msg"], file) for fault in error.errors())
        raise SettingsInvalid("; ".join(faults)) from error
    except (OSError, ValueError) as error:
        raise SettingsInvalid(f"{file} cannot be read: {error}") from error


def _file() -> Path:
    named = os.environ.get(f"{_PREFIX}CONFIG")
    return Path(named) if named else shipped("config/deckhand.toml")


def _fault(where: tuple[int | str, ...], what: str, file: Path) -> str:
    # Values are left out on purpose: one of them is the token.
    name = ".".join(map(str, where))
    return f"setting {name} ({_PREFIX}{name.upper()} or {file.name}): {what}"
