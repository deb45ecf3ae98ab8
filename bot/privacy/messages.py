"""Privacy as messages: the file, the question before everything is erased, and what became of it."""

from __future__ import annotations

import gzip

from bot.chat.message import OutgoingMessage, Picture, confirmation
from bot.chat.router import CustomId
from bot.privacy.service import Erased
from bot.text.catalogue import DEFAULT_LOCALE, say

HERE, EVERYWHERE = "here", "everywhere"
#: Larger files are packed: Discord takes no more than 10 MiB.
_PLAIN_MOST = 8 * 2**20


def exported(content: bytes, locale: str = DEFAULT_LOCALE) -> OutgoingMessage:
    """Hand over everything held about a person."""
    name = "deckhand-my-data.json"
    if len(content) > _PLAIN_MOST:
        name, content = f"{name}.gz", gzip.compress(content)
    return OutgoingMessage(content=say("privacy-exported", locale), picture=Picture(name=name, content=content))


def erasing(*, everywhere: bool, locale: str = DEFAULT_LOCALE) -> OutgoingMessage:
    """Ask back before a person is forgotten."""
    where = EVERYWHERE if everywhere else HERE
    title, text = say("privacy-erase-title", locale, where=where), say("privacy-erase-text", locale)
    yes, no = CustomId("privacy", "erase", where), CustomId("privacy", "keep", where)
    return confirmation(title, text, yes=yes, yes_label=say("button-erase", locale), no=no, locale=locale)


def erased(done: Erased, locale: str = DEFAULT_LOCALE) -> OutgoingMessage:
    """Tell what became of it."""
    return OutgoingMessage(content=say("privacy-erased" if done.wholly else "privacy-erased-later", locale))


def kept(locale: str = DEFAULT_LOCALE) -> OutgoingMessage:
    """Confirm that nothing was erased."""
    return OutgoingMessage(content=say("privacy-kept", locale))


def hidden(*, hidden: bool, locale: str = DEFAULT_LOCALE) -> OutgoingMessage:
    """Confirm that a person is on no board, or on them again."""
    return OutgoingMessage(content=say("privacy-hidden" if hidden else "privacy-shown", locale))
