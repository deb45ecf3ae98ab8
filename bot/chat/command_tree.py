"""The command tree: the slash commands of all features, and telling Discord about them when they changed."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from discord import app_commands

from bot.chat.failures import Restarting
from bot.chat.feature import Features
from bot.chat.labels import Labels
from bot.chat.permissions import CommandPermissions
from bot.chat.queries import set_synced_hash, synced_hash
from bot.chat.router import Interaction
from bot.db.database import Database

if TYPE_CHECKING:
    from bot.chat.client import Deckhand

#: The scope of commands that exist in every server; a server's own would be its id.
EVERYWHERE = 0


class CommandTree(app_commands.CommandTree["Deckhand"]):
    """The slash commands, for servers alone."""

    def __init__(self, client: Deckhand, db: Database, permissions: CommandPermissions) -> None:
        super().__init__(
            client,
            allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=False, private_channel=False),
            allowed_installs=app_commands.AppInstallationType(guild=True, user=False),
        )
        self._db = db
        self._permissions = permissions
        self._labels = Labels()

    async def register(self, features: Features) -> None:
        """Take the commands of all features, and tell Discord if they changed; call it after the login."""
        for feature in features:
            for command in feature.commands:
                self.add_command(command)
        await self.set_translator(self._labels)
        await self.sync_if_changed(force=False)

    async def sync_if_changed(self, *, force: bool) -> bool:
        """Tell Discord our commands if they changed since the last time, or if forced; returns whether it was told."""
        application = self.client.application_id
        if application is None:
            raise app_commands.MissingApplicationID
        payloads = [await command.get_translated_payload(self, self._labels) for command in self.get_commands()]
        payloads.sort(key=lambda payload: (payload["type"], payload["name"]))
        digest = hashlib.sha256(json.dumps(payloads, sort_keys=True).encode()).hexdigest()
        known = await self._db.read(lambda tx: synced_hash(tx, application=application, scope=EVERYWHERE))
        if not force and known == digest:
            return False
        self._permissions.learn(await self.sync())
        await self._db.write(lambda tx: set_synced_hash(tx, application=application, scope=EVERYWHERE, digest=digest))
        return True

    async def interaction_check(self, interaction: Interaction) -> bool:
        """Let a command in unless the bot is draining."""
        try:
            self.client.enter()
            self.client.record_activity(interaction)
        except Restarting as error:
            await self.client.failures.answer(interaction, error)
            return False
        return True

    async def on_error(self, interaction: Interaction, error: app_commands.AppCommandError) -> None:
        """Answer whatever goes wrong in a command."""
        await self.client.failures.answer(interaction, error)
