"""Fairness: before a question closes its answer leaves the bot in no form, by no way."""

from __future__ import annotations

import json
import re
import tomllib
from typing import Any

from bot.sandbox.exchanges import Exchange
from tests.stories.evening import QUIZ, Evening, plain

#: Words that only an answer key, a note or a source of our decks holds: none of our people types them below.
SECRETS = {
    "rivers": ("nile", "niger", "delta"),
    "lighthouse": ("rhythm", "flashes", "sailors", "blinks", "reef", "lantern", "lamp shop", "fresnel", "horizon"),
    "planets": ("no moon",),
    "harbour": ("danube", "donau", "to and fro", "leaves", "1889"),
}
#: What Chiyo hits of the lighthouse, and may read back.
TYPED = "a tower on the coast with a strong lamp that warns ships of rocks and shallows"


async def test_nothing_tells_an_answer_before_closing(evening: Evening) -> None:
    """Everything the bot sent, to whomever, and everything it logged holds no word of an answer that nobody typed."""
    await _plays_the_morning(evening)
    sent = [*_sent(evening), *evening.log.lines()]
    _finds_nothing(sent, [word for words in SECRETS.values() for word in words])


async def test_nothing_tells_an_answer_after_a_restart(evening: Evening) -> None:
    """A bot that comes back tells no more than before."""
    await _plays_the_morning(evening)
    await evening.kill()
    evening.passes(minutes=5)
    await evening.start()
    await evening.quiet()
    await evening.chiyo.presses("Answer", message=evening.posts()[0])
    _finds_nothing([*_sent(evening), *evening.log.lines()], [word for words in SECRETS.values() for word in words])


async def test_after_closing_everything_is_told(evening: Evening) -> None:
    """The search above would find something: once closed, the same words are there."""
    await evening.asks("rivers")
    await evening.closes()
    assert re.search("nile", "\n".join(_sent(evening)), re.IGNORECASE)


async def test_what_one_person_knows_stays_with_them(evening: Evening) -> None:
    """A right answer is on its author's screen alone: not in the post, not with others, not on the board."""
    await evening.asks("rivers")
    await evening.answers(evening.ben, "Nile")
    evening.passes(seconds=10)
    await evening.reads(evening.ada, "1 person has answered.")
    await evening.ada.runs("leaderboard")
    for person in (evening.ada, evening.chiyo):
        assert "Nile" not in person.sees(QUIZ)
    assert "Nile" in evening.ben.sees(QUIZ)


async def test_a_choice_does_not_mark_the_right_option(evening: Evening) -> None:
    """Of five letters none looks different: same style, and a custom id of question and letter alone."""
    post = await evening.asks("planets")
    buttons = [part for row in post["components"] for part in row["components"] if len(part["label"]) == 1]
    (question,) = evening.rows("SELECT id FROM questions")[0]
    assert [button["label"] for button in buttons] == ["A", "B", "C", "D"]
    assert [button["custom_id"] for button in buttons] == [f"question:choose:{question}:{letter}" for letter in "ABCD"]
    shapes = [{**button, "label": "", "custom_id": "", "id": 0} for button in buttons]
    assert all(shape == shapes[0] for shape in shapes)


async def test_options_stand_in_the_same_order_for_all(evening: Evening) -> None:
    """The order drawn when asking is kept: on the post, in hints and after a restart."""
    post = await evening.asks("planets")
    lines = _options(post["embeds"][0]["description"])
    hint = await evening.ben.presses("Hint (costs 25%)")
    assert _options(hint.text) == lines
    await evening.restart()
    hint = await evening.chiyo.presses("Hint (costs 25%)", message=post)
    assert _options(hint.text) == lines


async def test_a_card_that_is_open_is_withheld(evening: Evening) -> None:
    """Another schedule of the same deck does not ask what is open in the server, and says so if nothing is left."""
    await evening.asks("rivers")
    await evening.ada.runs("daily add", channel="#practice", deck="rivers", zone="Europe/Berlin")
    choices = await evening.ada.suggestions("daily now", "schedule", "practice")
    shown = await evening.ada.runs("daily now", schedule=choices[0]["value"])
    assert "Rivers has no card left to ask" in plain(shown.text)
    await evening.quiet()
    assert evening.posts("#practice") == []


async def _plays_the_morning(evening: Evening) -> None:
    """Let four quizzes be asked, and people do all they can think of, except knowing the answers."""
    places = {"lighthouse": "#practice", "planets": "#arena", "harbour": "#harbour"}
    evening.sandbox.admin.adds_channel(evening.guild, "harbour")
    for deck, channel in places.items():
        questions = 6 if deck == "harbour" else 1
        await evening.ada.runs(
            "daily add", channel=channel, deck=deck, time="09:00", zone="Europe/Berlin", questions=questions
        )
    rivers = await evening.asks("rivers")
    await evening.until(lambda: all(evening.posts(channel) for channel in places.values()))
    lighthouse, planets, harbour = (evening.posts(channel)[0] for channel in places.values())
    await evening.answers(evening.ben, "the Thames", post=rivers)
    await evening.chiyo.presses("Hint (costs 25%)", message=rivers)
    await evening.chiyo.presses("I don't know", message=rivers)
    await evening.chiyo.presses("Yes, I don't know")
    assert "2 of 3 key points" in (await evening.answers(evening.chiyo, TYPED, post=lighthouse)).text
    await evening.answers(evening.ben, "a fish soup with onions", post=lighthouse)
    await evening.answers(evening.ada, "x" * 4_000, post=lighthouse)
    await evening.ben.presses("A", message=planets)
    await evening.chiyo.presses("B", message=planets)
    shown = await evening.ben.presses("Play", message=harbour)
    for _ in range(6):
        if "[Answer]" in shown.text:
            await evening.ben.presses("Answer", message=shown)
            shown = await evening.ben.submits("no idea at all")
        else:
            shown = await evening.ben.presses("A", message=shown)
        if "[Next question]" in shown.text:
            shown = await evening.ben.presses("Next question", message=shown)
    await evening.ben.presses("Play", message=harbour)
    for command, option in (("daily add", "deck"), ("daily edit", "schedule"), ("leaderboard", "deck")):
        for typed in ("", "n", "nil", "the"):
            await evening.ada.suggestions(command, option, typed)
    for command in ("daily list", "leaderboard", "help", "about"):
        await evening.ada.runs(command)
    evening.passes(seconds=11)
    await evening.quiet()


def _sent(evening: Evening) -> list[str]:
    """Return every request of the bot and every message and event that it or anyone was sent back, as texts."""
    texts: list[str] = []
    for entry in evening.sandbox.exchanges:
        if isinstance(entry, Exchange):
            texts += [entry.sent(), json.dumps(entry.response), json.dumps(entry.headers), entry.path]
        else:
            texts.append(json.dumps(entry.data))
    for guild in evening.sandbox.world.guilds.values():
        for channel in guild.channels.values():
            texts += [json.dumps(message.data, ensure_ascii=False) for message in channel.messages.values()]
    return texts


def _finds_nothing(texts: list[str], words: list[str]) -> None:
    everything = "\n".join(texts).casefold()
    for word in words:
        found = re.search(rf"(?<![0-9a-z]){re.escape(word)}(?![0-9a-z])", everything)
        where = everything[max(found.start() - 200, 0) : found.end() + 50] if found else ""
        assert not found, f"{word!r} left the bot: …{where}…"


def _options(text: str) -> list[str]:
    return [line for line in plain(text).splitlines() if re.match(r"[A-E] \w+$", line)]


def test_secrets_are_in_the_decks(pytestconfig: Any) -> None:
    """Every word that is searched for stands in the deck it is said to stand in, and not in one of its questions."""
    for deck, words in SECRETS.items():
        text = (pytestconfig.rootpath / "tests/stories/decks" / f"{deck}.toml").read_text("utf-8")
        asked = " ".join(str(card["ask"]) for card in tomllib.loads(text)["card"]).casefold()
        for word in words:
            assert word in text.casefold()
            assert word not in asked
