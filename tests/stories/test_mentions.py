"""Mentions: whatever people are called or type, the bot's messages ping nobody."""

from __future__ import annotations

import json

from bot.sandbox.permissions import ALL
from tests.stories.evening import QUIZ, Evening

PING = "@everyone @here <@1457705189376000002> <@&1457705189376000003>"


async def test_names_and_answers_ping_nobody(evening: Evening) -> None:
    """A bot that may mention everyone, a player named @everyone, an answer full of pings: not one mention."""
    role = evening.sandbox.admin.bot_role[evening.guild.id]
    evening.sandbox.admin.changes_role(evening.guild, role, ALL)
    mallory = evening.joins("mallory", "@everyone")
    evening.guild.members[mallory.user.id].nick = "@everyone <@&1>"
    await evening.asks("rivers")
    for person, text in ((mallory, "Nile"), (evening.ben, PING)):
        await evening.answers(person, text, post=evening.posts()[0])
    evening.passes(seconds=10)
    await evening.reads(evening.ada, "2 people have answered.")
    await evening.closes()
    await evening.until(lambda: len(evening.posts()) == 2)
    await mallory.runs("leaderboard")
    await evening.ben.presses("My result")
    await evening.ada.runs("daily add", channel=QUIZ, deck=PING)

    for channel in evening.guild.channels.values():
        for message in channel.messages.values():
            assert not message.data["mention_everyone"]
            assert message.pings == frozenset()
    for exchange in evening.sandbox.exchanges.rest():
        body = exchange.request if isinstance(exchange.request, dict) else {}
        body = body.get("data") or body
        if "content" in body or "embeds" in body:
            allowed = body.get("allowed_mentions", {"parse": []})
            assert allowed.get("parse") == [], json.dumps(body)
            assert not allowed.get("users")
            assert not allowed.get("roles")
            assert not allowed.get("replied_user")
