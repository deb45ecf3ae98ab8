"""Looking: where a person is and what they see there."""

from __future__ import annotations

from bot.sandbox import acts, screen, slash
from bot.sandbox.acts import Shown
from bot.sandbox.entities import Channel, Guild, Message, User
from bot.sandbox.scene import Scene
from bot.sandbox.wire import Payload

#: A message: its payload, its id, or what an act returned.
Pointed = Payload | int | Shown


class Onlooker:
    """A human who looks at a client.

    Attributes:
        user: Their account.
        place: The channel they are in: where commands are run unless `where` says otherwise.
        modal: The open form as the bot sent it (title, custom_id, components); None for none.
    """

    def __init__(self, scene: Scene, user: User) -> None:
        self._scene = scene
        self.user = user
        self._place: Channel | None = None
        self.modal: Payload | None = None

    @property
    def place(self) -> Channel:
        """The channel they are in; at first the first one they can see."""
        if self._place is None or self._place.id not in self._scene.world.channels:
            self._place = screen.channels(self._scene, self.user)[0]
        return self._place

    def goes(self, where: str) -> Channel:
        """Go to a channel: "#name" (in the present server first), "Server/#name", or "@deckhand" for the bot's DM.

        Raises:
            CannotAct: They see no such channel.
        """
        self._place = self.channel(where)
        return self._place

    def channel(self, where: str | Channel | None) -> Channel:
        """Return a channel by its name as `goes` takes it; None is where they are.

        Raises:
            CannotAct: They see no such channel.
        """
        if where is None:
            return self.place
        return where if isinstance(where, Channel) else screen.find_channel(self._scene, self.user, where, self._place)

    @property
    def guild(self) -> Guild | None:
        """The server they are in; None in a direct message."""
        return self.place.guild

    def commands(self, where: str | Channel | None = None) -> list[Payload]:
        """Return the commands offered to them there, as registered."""
        return slash.offered(self._scene, self.user, self.channel(where))

    def sees(self, where: str | Channel | None = None) -> str:
        """Return all text they see in a channel: content, embeds, components, own private replies, reactions."""
        return screen.text_of(self._scene, self.user, self.channel(where))

    def messages(self, where: str | Channel | None = None) -> list[Payload]:
        """Return the messages they see in a channel, oldest first."""
        return [
            message.payload(self.user.id) for message in screen.visible(self._scene, self.user, self.channel(where))
        ]

    def channels(self) -> list[Channel]:
        """Return the channels they see, in the order of their servers."""
        return screen.channels(self._scene, self.user)

    def reads_form(self) -> str:
        """Return all text of the open form; "" if none is open."""
        return screen.text_of_form(self.modal) if self.modal else ""

    def _message(self, pointed: Pointed) -> Message:
        return screen.find_message(self._scene, self.user, acts.message_id(pointed))
