"""Set-up as messages: one private card with everything to choose on it, and a question to try."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import discord

from bot.boards.scopes import fingerprint
from bot.calendar.locales import common_zones
from bot.calendar.zones import fixed_offset, shown_name
from bot.chat.forms import FIELD, Form
from bot.chat.message import Shown, Tone, embed
from bot.chat.router import Buttons, Name
from bot.grading.verdict import Outcome
from bot.questions.forms import Form as CardForm
from bot.questions.messages.question import LETTERS
from bot.questions.messages.verdict import counted, outcome_words, rule_lines
from bot.questions.service.outcomes import DeckView
from bot.setup.draft import Draft
from bot.setup.service import Preview, PreviewVerdict
from bot.text.catalogue import DEFAULT_LOCALE, say
from bot.text.clip import LIMITS, Limit, clip
from bot.text.escape import escape, one_line, plain, quoted

#: A select shows no more options.
OPTIONS_MOST = 25
ZONE_FIELD, TIME_FIELD = "zone", "time"
_PLACEHOLDERS = {"deck": "setup-deck", "zone": "setup-zone", "time": "setup-time"}
#: Of the form for what is not listed: a field, its label, and what to write into it.
_FIELDS = ((ZONE_FIELD, "setup-zone", "setup-zone-about"), (TIME_FIELD, "setup-time", "setup-time-about"))
_TIMES = tuple(f"{hour:02}:00" for hour in range(6, 23))
_ASK_MOST = 1_500
_TEXT_MOST = 300
_TONES = {Outcome.RIGHT: Tone.GOOD, Outcome.PARTLY: Tone.MIXED, Outcome.WRONG: Tone.BAD}


def card(
    draft: Draft, decks: Sequence[DeckView], guild_locale: str | None, locale: str = DEFAULT_LOCALE, *, lacks: str = ""
) -> Shown:
    """Show what is chosen, what else could be, and the way on.

    Args:
        draft: The choices so far.
        decks: All decks of the server.
        guild_locale: The server's language, for zones to offer.
        locale: The person's language.
        lacks: What the bot may not do in the chosen channel, in words; "" where it may do all.
    """
    title = next((deck.title for deck in decks if deck.id == draft.deck), draft.deck)
    lines = [
        say(
            "setup-what",
            locale,
            channel=f"<#{draft.channel}>",
            deck=clip(one_line(title), _TEXT_MOST),
            time=draft.at,
            zone=shown_name(draft.zone),
        ),
        say("refusal-channel-unwritable", locale, channel=f"<#{draft.channel}>", missing=lacks) if lacks else "",
        say("zone-fixed", locale, zone=shown_name(draft.zone)) if fixed_offset(draft.zone) is not None else "",
        say("setup-hint", locale),
    ]
    rows = Buttons()
    rows.add_item(_channels(draft, locale))
    rows.add_item(_select("deck", draft, locale, _decks(draft, decks)))
    zones = common_zones(draft.zone, guild_locale, OPTIONS_MOST)
    rows.add_item(_select("zone", draft, locale, [(shown_name(zone), zone, zone == draft.zone) for zone in zones]))
    times = sorted({draft.at, *_TIMES})
    rows.add_item(_select("time", draft, locale, [(time, time, time == draft.at) for time in times]))
    start = Name("setup", "start", str(draft))
    rows.add(say("button-start", locale), start, style=discord.ButtonStyle.success, row=4)
    rows.add(say("button-preview", locale), Name("setup", "preview", str(draft)), row=4)
    rows.add(say("button-other", locale), Name("setup", "other", str(draft)), row=4)
    text = "\n\n".join(line for line in lines if line)
    return Shown(embed=embed(title=say("setup-title", locale), text=text), buttons=rows)


def other_form(draft: Draft, locale: str = DEFAULT_LOCALE) -> Form:
    """Make the form for a zone or a time that is not listed."""
    name = Name("setup", "typed", str(draft))
    form = Form(title=clip(say("setup-other-title", locale), Limit.MODAL_TITLE), custom_id=str(name))
    present = {ZONE_FIELD: shown_name(draft.zone), TIME_FIELD: draft.at}
    for field, key, hint in _FIELDS:
        now, about = present[field], clip(say(hint, locale), Limit.MODAL_DESCRIPTION)
        typed: discord.ui.TextInput[Form] = discord.ui.TextInput(custom_id=field, default=now, max_length=_TEXT_MOST)
        label = clip(say(key, locale), Limit.MODAL_LABEL)
        form.add_item(discord.ui.Label(text=label, description=about, component=typed))
    return form


def preview(shown: Preview, locale: str = DEFAULT_LOCALE) -> Shown:
    """Put a question to try."""
    text = "\n".join(
        (
            f"**{clip(escape(shown.ask), _ASK_MOST)}**",
            *([""] if shown.options else []),
            *(
                say("option-line", locale, letter=letter, text=clip(one_line(option), _TEXT_MOST))
                for letter, option in zip(LETTERS, shown.options, strict=False)
            ),
            "",
            say("preview-hint", locale),
        )
    )
    return Shown(embed=embed(title=_title(shown, locale), text=text), buttons=_ways(shown, locale))


def preview_form(card_version: int, locale: str = DEFAULT_LOCALE) -> Form:
    """Make the form for a tried answer; the question stands in the message it is opened from."""
    name = Name("preview", "submit", card_version)
    form = Form(title=clip(say("preview-form", locale), Limit.MODAL_TITLE), custom_id=str(name))
    field: discord.ui.TextInput[Form] = discord.ui.TextInput(
        custom_id=FIELD, style=discord.TextStyle.paragraph, max_length=LIMITS[Limit.TEXT_INPUT]
    )
    hint = clip(say("form-hint", locale), Limit.MODAL_DESCRIPTION)
    label = clip(say("form-label", locale), Limit.MODAL_LABEL)
    return form.add_item(discord.ui.Label(text=label, description=hint, component=field))


def tried(verdict: PreviewVerdict, locale: str = DEFAULT_LOCALE) -> Shown:
    """Tell how a tried answer would have fared."""
    lines = [
        f"**{clip(escape(verdict.preview.ask), _ASK_MOST)}**",
        clip(quoted(verdict.text), _TEXT_MOST),
        "",
        *([counted(verdict.covered, locale)] if verdict.covered else []),
        *([say("verdict-hits", locale)] if verdict.hits else []),
        *(f"- {clip(one_line(hit), _TEXT_MOST)}" for hit in verdict.hits),
        *rule_lines(verdict.rules, locale),
        "",
        say("preview-done", locale),
    ]
    title = outcome_words(verdict.outcome, gave_up=False, locale=locale)
    buttons = _again(verdict.preview, Buttons(), locale)
    return Shown(embed=embed(title=title, text="\n".join(lines), tone=_TONES[verdict.outcome]), buttons=buttons)


class _Chosen(discord.SelectDefaultValue):
    """What is chosen already; the library would send its id as a number, where Discord's schema has a string."""

    def to_dict(self) -> Any:  # noqa: ANN401 - the library's own type is wrong here
        return {**super().to_dict(), "id": str(self.id)}


def _title(shown: Preview, locale: str) -> str:
    return say("preview-title", locale, deck=one_line(shown.deck_title))


def _ways(shown: Preview, locale: str) -> Buttons:
    buttons = Buttons()
    if shown.form is not CardForm.CHOICE:
        name = Name("preview", "answer", shown.card)
        buttons.add(say("button-answer", locale), name, style=discord.ButtonStyle.primary, row=0)
    for letter, _ in zip(LETTERS, shown.options, strict=False):
        buttons.add(letter, Name("preview", "choose", shown.card, letter), style=discord.ButtonStyle.primary, row=0)
    return _again(shown, buttons, locale)


def _again(shown: Preview, buttons: Buttons, locale: str) -> Buttons:
    # A fingerprint may read as a number; the letter keeps it a text.
    return buttons.add(say("button-again", locale), Name("preview", "again", f"d{fingerprint(shown.deck)}"), row=1)


def _channels(draft: Draft, locale: str) -> discord.ui.ChannelSelect[Buttons]:
    chosen = _Chosen(id=draft.channel, type=discord.SelectDefaultValueType.channel)
    return discord.ui.ChannelSelect(
        custom_id=str(Name("setup", "channel", str(draft))),
        placeholder=clip(say("setup-channel", locale), Limit.PLACEHOLDER),
        channel_types=[discord.ChannelType.text],
        default_values=[chosen],
        row=0,
    )


def _select(
    what: str, draft: Draft, locale: str, options: Sequence[tuple[str, str, bool]]
) -> discord.ui.Select[Buttons]:
    return discord.ui.Select(
        custom_id=str(Name("setup", what, str(draft))),
        placeholder=clip(say(_PLACEHOLDERS[what], locale), Limit.PLACEHOLDER),
        options=[discord.SelectOption(label=label, value=value, default=chosen) for label, value, chosen in options],
    )


def _decks(draft: Draft, decks: Sequence[DeckView]) -> list[tuple[str, str, bool]]:
    # The chosen one is always among them, however many there are.
    ordered = sorted(decks, key=lambda deck: deck.id != draft.deck)[:OPTIONS_MOST]
    return [(clip(plain(deck.title), Limit.CHOICE_NAME), deck.id, deck.id == draft.deck) for deck in ordered]
