"""State: everything in a running sandbox, and the gateway events that its changes cause."""

from __future__ import annotations

from datetime import timedelta

from bot.sandbox.changes import Change, ChangeKind, Changes
from bot.sandbox.clock import SandboxClock
from bot.sandbox.command_registry import CommandRegistry
from bot.sandbox.entities import Channel, Member, Message, User, gated
from bot.sandbox.exchanges import Exchanges
from bot.sandbox.files import Files
from bot.sandbox.interactions import Interactions
from bot.sandbox.sessions import Event, Intent, Sessions
from bot.sandbox.wire import Payload, Snowflakes
from bot.sandbox.world import World

#: How long `enforce_nonce` remembers: Discord says "the past few minutes".
NONCE_LIVES = timedelta(minutes=3)


class SandboxState:
    """The state that routes and people act on.

    Attributes:
        base: Where it is served, such as "http://127.0.0.1:8080"; "" before it is.
        nonces: Messages by (author, nonce), for `enforce_nonce`.
    """

    def __init__(self, world: World, clock: SandboxClock, exchanges: Exchanges, *, answer_within: timedelta) -> None:
        self.world = world
        self.clock = clock
        self.exchanges = exchanges
        self.ids = Snowflakes(clock)
        self.changes = Changes()
        self.sessions = Sessions(clock, exchanges)
        self.commands = CommandRegistry(world.application, self.ids)
        self.files = Files()
        self.interactions = Interactions(clock, answer_within=answer_within)
        self.base = ""
        self.nonces: dict[tuple[int, str], Message] = {}
        clock.on_jump(lambda: self.changes.tell(Change(kind=ChangeKind.CLOCK)))

    # --- what happens -----------------------------------------------------------------------------

    def message_created(self, message: Message) -> None:
        """Put a message into its channel and dispatch the event."""
        message.channel.messages[message.id] = message
        self._tell(ChangeKind.MESSAGE, "MESSAGE_CREATE", message)

    def remember_nonce(self, key: tuple[int, str], message: Message) -> None:
        """Keep a nonce; those that no longer count are forgotten."""
        for old, sent in list(self.nonces.items()):
            if message.created_at - sent.created_at <= NONCE_LIVES:
                break
            del self.nonces[old]
        self.nonces.pop(key, None)
        self.nonces[key] = message

    def message_edited(self, message: Message) -> None:
        """Dispatch the event of an edited message."""
        self._tell(ChangeKind.EDIT, "MESSAGE_UPDATE", message)

    def message_deleted(self, message: Message) -> None:
        """Delete a message and dispatch the event."""
        message.channel.messages.pop(message.id, None)
        place = _place(message.channel) | {"id": str(message.id)}
        self._emit_about(message, "MESSAGE_DELETE", place)
        self.changes.tell(
            Change(kind=ChangeKind.DELETE, channel=message.channel.id, message=message.id, only_for=message.only_for)
        )

    def reacted(self, message: Message, user: User, emoji: str, *, added: bool) -> None:
        """Add or remove a reaction and dispatch the event."""
        users = message.reactions.setdefault(emoji, [])
        if added == (user.id in users):
            return
        (users.append if added else users.remove)(user.id)
        if not users:
            del message.reactions[emoji]
        channel = message.channel
        data = _place(channel) | {
            "user_id": str(user.id),
            "message_id": str(message.id),
            "emoji": {"id": None, "name": emoji},
            "burst": False,
            "type": 0,
        }
        if added:
            data["message_author_id"] = str(message.author.id)
            if member := self._member(user, channel):
                data["member"] = member.payload()
        intents = Intent.DIRECT_MESSAGE_REACTIONS if channel.guild is None else Intent.GUILD_MESSAGE_REACTIONS
        name = "MESSAGE_REACTION_ADD" if added else "MESSAGE_REACTION_REMOVE"
        if self.bot_sees(channel):
            self.emit(name, data, channel, intents)
        self.changes.tell(Change(kind=ChangeKind.REACTION, channel=channel.id, message=message.id))

    def channel_changed(self, channel: Channel, name: str, data: Payload) -> None:
        """Dispatch that a channel or thread was created, updated or deleted."""
        self.emit(name, data, channel, Intent.GUILDS)
        self.changes.tell(Change(kind=ChangeKind.CHANNEL, channel=channel.id))

    # --- telling ----------------------------------------------------------------------------------

    def emit(self, name: str, data: Payload, channel: Channel | None = None, intents: int = 0) -> None:
        """Send an event to the sessions of a channel's guild (of shard 0 without one)."""
        guild = channel.guild.id if channel and channel.guild else None
        self.sessions.dispatch(Event(name, data, guild=guild, intents=intents))

    def bot_sees(self, channel: Channel) -> bool:
        """Tell whether the bot may see a channel; it gets no events of others."""
        world = self.world
        return bool(world.permissions(world.bot, channel, self.clock.now()))

    def _tell(self, kind: ChangeKind, name: str, message: Message) -> None:
        self._emit_about(message, name, None)
        self.changes.tell(Change(kind=kind, channel=message.channel.id, message=message.id, only_for=message.only_for))

    def _emit_about(self, message: Message, name: str, data: Payload | None) -> None:
        """Send a message's event; ephemerals are not dispatched, and content is gated per session."""
        channel = message.channel
        if message.only_for is not None or not self.sessions.any or not self.bot_sees(channel):
            return
        guild = channel.guild
        closed = None
        if data is None:
            data = message.payload(self.world.bot.id) | self._where_and_who(message)
            closed = None if message.is_open_to(self.world.bot) else gated(data)
        self.sessions.dispatch(
            Event(
                name,
                data,
                guild=guild.id if guild else None,
                intents=Intent.GUILD_MESSAGES if guild else Intent.DIRECT_MESSAGES,
                gated=closed,
            )
        )

    def _where_and_who(self, message: Message) -> Payload:
        """Return what the event has beside the message: the guild, its author and the mentioned as members."""
        channel = message.channel
        if channel.guild is None:
            return {"channel_type": channel.kind}
        extra: Payload = {"guild_id": str(channel.guild.id), "channel_type": channel.kind}
        author = self._member(message.author, channel)
        if author and "webhook_id" not in message.data:
            extra["member"] = author.payload(user=False)
        mentions = message.data["mentions"]
        if mentions:
            members = channel.guild.members
            extra["mentions"] = [
                user | {"member": members[int(user["id"])].payload(user=False)} if int(user["id"]) in members else user
                for user in mentions
            ]
        return extra

    @staticmethod
    def _member(user: User, channel: Channel) -> Member | None:
        return channel.guild.members.get(user.id) if channel.guild else None


def _place(channel: Channel) -> Payload:
    place: Payload = {"channel_id": str(channel.id)}
    return place | {"guild_id": str(channel.guild.id)} if channel.guild else place
