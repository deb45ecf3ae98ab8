"""Ownership: who runs the bot, as Discord knows it."""

from __future__ import annotations

from bot.chat.errors import OwnerOnly
from bot.chat.router import Interaction


def check_owner(interaction: Interaction) -> None:
    """Let only the application's owner, or a member of the team that owns it, pass.

    Raises:
        OwnerOnly: It is somebody else.
    """
    application = interaction.client.application
    if application is None:
        raise OwnerOnly
    people = [application.owner] if application.team is None else application.team.members
    if interaction.user.id not in {person.id for person in people}:
        raise OwnerOnly
