"""First run as messages: the card of `/setup` with everything to choose on it, a question to try, `/help`, `/about`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import discord

from bot.calendar.errors import TimeUnreadable, ZoneUnknown
from bot.calendar.zones import common_zones, fixed_offset, shown_name
from bot.chat.forms import FIELD, Form
from bot.chat.message import OutgoingMessage, Tone, embed
from bot.chat.router import Buttons, CustomId
from bot.decks.naming import fingerprint
from bot.grading.verdict import Outcome
from bot.library.queries.decks import DeckInfo
from bot.questions.forms import Form as CardForm
from bot.questions.messages.question import LETTERS
from bot.questions.messages.verdict import counted, outcome_words, rule_lines
from bot.setup.draft import TIME_MOST, ZONE_MOST, Draft, Typed, Unreadable
from bot.setup.service import Preview, PreviewVerdict
from bot.text.catalogue import DEFAULT_LOCALE, say
from bot.text.clip import LIMITS, Limit, clip
from bot.text.escape import escape, one_line, plain, quoted

#: A select shows no more options.
OPTIONS_MOST = 25
ZONE_FIELD, TIME_FIELD = "zone", "time"
_TIMES = tuple(f"{hour:02}:00" for hour in range(6, 23))
_ASK_MOST = 1_500
_TEXT_MOST = 300
#: What one may want to do: a title each, and under its key with "-text" how.
_TASKS = (
    "help-answer",
    "help-stand",
    "help-streak",
    "help-right",
    "help-run",
    "help-decks",
    "help-privacy",
    "help-more",
)
_TONES = {Outcome.RIGHT: Tone.GOOD, Outcome.PARTLY: Tone.MIXED, Outcome.WRONG: Tone.BAD}


def card(
    draft: Draft,
    decks: Sequence[DeckInfo],
    guild_locale: str | None,
    locale: str = DEFAULT_LOCALE,
    *,
    lacks: str = "",
    typed: Typed | None = None,
    unreadable: Sequence[Unreadable] = (),
) -> OutgoingMessage:
    """Show what is chosen, what else could be, and the way on.

    While something typed cannot be read, the card says what to type instead, offers the zones that may be meant, opens
    the form again with what was typed, and starts nothing.

    Args:
        draft: The choices so far.
        decks: All decks of the server.
        guild_locale: The server's language, for zones to offer.
        locale: The person's language.
        lacks: What the bot may not do in the chosen channel, in words; "" where it may do all.
        typed: What was typed into the form; None: nothing, or all of it is in the draft.
        unreadable: What of it cannot be read.
    """
    meant = next((error.nearest for error in unreadable if isinstance(error, ZoneUnknown)), ())
    lines = [
        *_unreadable(typed, unreadable, locale),
        *_chosen(draft, decks, lacks, locale),
        *([] if unreadable else [say("setup-hint", locale)]),
    ]
    rows = Buttons()
    rows.add_item(_channels(draft, locale))
    rows.add_item(_select("deck", draft, say("setup-deck", locale), _decks(draft, decks)))
    zone, at = _settled(draft, unreadable)
    zones = [(shown_name(name), name, name == zone) for name in common_zones(draft.zone, guild_locale, OPTIONS_MOST)]
    which = [(name, name, False) for name in meant[:OPTIONS_MOST]]
    rows.add_item(_select("zone", draft, say("setup-which-zone" if which else "field-zone", locale), which or zones))
    times = [(time, time, time == at) for time in sorted({draft.at, *_TIMES})]
    rows.add_item(_select("time", draft, say("field-time", locale), times))
    start = CustomId("setup", "start", str(draft))
    if typed is not None and unreadable:
        rows.add(say("button-retype", locale), typed.name, style=discord.ButtonStyle.primary, row=4)
    else:
        rows.add(say("button-start", locale), start, style=discord.ButtonStyle.success, row=4)
        rows.add(say("button-preview", locale), CustomId("setup", "preview", str(draft)), row=4)
        rows.add(say("button-other", locale), CustomId("setup", "other", str(draft)), row=4)
    tone = Tone.MIXED if unreadable else Tone.CALM
    return OutgoingMessage(
        embed=embed(title=say("setup-title", locale), text="\n\n".join(lines), tone=tone), buttons=rows
    )


def other_form(draft: Draft, typed: Typed, locale: str = DEFAULT_LOCALE) -> Form:
    """Make the form for a zone or a time that is not listed, with the texts to begin with."""
    name = CustomId("setup", "typed", str(draft))
    form = Form(title=clip(say("setup-other-title", locale), Limit.MODAL_TITLE), custom_id=str(name))
    fields = (
        (ZONE_FIELD, "setup-zone-about", typed.zone, ZONE_MOST),
        (TIME_FIELD, "setup-time-about", typed.time, TIME_MOST),
    )
    for field, hint, text, most in fields:
        about = clip(say(hint, locale), Limit.MODAL_DESCRIPTION)
        entry: discord.ui.TextInput[Form] = discord.ui.TextInput(custom_id=field, default=text, max_length=most)
        label = clip(say(f"field-{field}", locale), Limit.MODAL_LABEL)
        form.add_item(discord.ui.Label(text=label, description=about, component=entry))
    return form


def preview(shown: Preview, locale: str = DEFAULT_LOCALE) -> OutgoingMessage:
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
    return OutgoingMessage(embed=embed(title=_title(shown, locale), text=text), buttons=_ways(shown, locale))


def preview_form(card_version: int, locale: str = DEFAULT_LOCALE) -> Form:
    """Make the form for a tried answer; the question stands in the message it is opened from."""
    name = CustomId("preview", "submit", card_version)
    form = Form(title=clip(say("preview-form", locale), Limit.MODAL_TITLE), custom_id=str(name))
    field: discord.ui.TextInput[Form] = discord.ui.TextInput(
        custom_id=FIELD, style=discord.TextStyle.paragraph, max_length=LIMITS[Limit.TEXT_INPUT]
    )
    hint = clip(say("form-hint", locale), Limit.MODAL_DESCRIPTION)
    label = clip(say("form-label", locale), Limit.MODAL_LABEL)
    return form.add_item(discord.ui.Label(text=label, description=hint, component=field))


def tried(verdict: PreviewVerdict, locale: str = DEFAULT_LOCALE) -> OutgoingMessage:
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
    return OutgoingMessage(
        embed=embed(title=title, text="\n".join(lines), tone=_TONES[verdict.outcome]), buttons=buttons
    )


def greeting(guild: int, locale: str = DEFAULT_LOCALE) -> OutgoingMessage:
    """Say the one helpful thing to a server the bot was invited to."""
    name = CustomId("setup", "begin", guild)
    buttons = Buttons().add(say("button-set-up", locale), name, style=discord.ButtonStyle.primary)
    return OutgoingMessage(
        embed=embed(title=say("greeting-title", locale), text=say("greeting-text", locale)), buttons=buttons
    )


def guide(locale: str = DEFAULT_LOCALE, *, decks: bool = True) -> OutgoingMessage:
    """Tell what Deckhand can do, task by task.

    Args:
        locale: The person's language.
        decks: Whether there is anything to ask yet.
    """
    fields = [(say(task, locale), say(f"{task}-text", locale)) for task in _TASKS]
    text = "" if decks else say("help-no-deck", locale)
    return OutgoingMessage(embed=embed(title=say("help-title", locale), text=text, fields=fields))


def about(version: str, locale: str = DEFAULT_LOCALE) -> OutgoingMessage:
    """Tell what Deckhand is and what it keeps."""
    keeps = (say("about-keeps", locale), say("about-keeps-text", locale))
    title = say("about-title", locale, version=version)
    return OutgoingMessage(embed=embed(title=title, text=say("about-text", locale), fields=[keeps]))


class _Chosen(discord.SelectDefaultValue):
    """What is chosen already; the library would send its id as a number, where Discord's schema has a string."""

    def to_dict(self) -> Any:  # noqa: ANN401 - the library's own type is wrong here
        return {**super().to_dict(), "id": str(self.id)}


def _chosen(draft: Draft, decks: Sequence[DeckInfo], lacks: str, locale: str) -> list[str]:
    """Say what the quiz would be, and what stands in its way."""
    deck = next((deck.title for deck in decks if deck.id == draft.deck), draft.deck)
    channel, zone = f"<#{draft.channel}>", shown_name(draft.zone)
    deck = clip(one_line(deck), _TEXT_MOST)
    return [
        say("setup-what", locale, channel=channel, deck=deck, time=draft.at, zone=zone),
        *([say("error-channel-unwritable", locale, channel=channel, missing=lacks)] if lacks else []),
        *([say("zone-fixed", locale, zone=zone)] if fixed_offset(draft.zone) is not None else []),
    ]


def _settled(draft: Draft, errors: Sequence[Unreadable]) -> tuple[str, str]:
    """Return the zone and the time to show as chosen; "": to be chosen, for what is chosen already cannot be picked."""
    kinds = {type(error) for error in errors}
    return "" if ZoneUnknown in kinds else draft.zone, "" if TimeUnreadable in kinds else draft.at


def _unreadable(typed: Typed | None, errors: Sequence[Unreadable], locale: str) -> list[str]:
    """Say of each text what to type instead, and that what was typed is still there."""
    if typed is None or not errors:
        return []
    said = [say(_what_to_type(error), locale, given=one_line(error.given)) for error in errors]
    kept = {field: one_line(text) for field, text in ((ZONE_FIELD, typed.zone), (TIME_FIELD, typed.time))}
    return [*said, say("setup-retype", locale, **kept)]


def _what_to_type(error: Unreadable) -> str:
    if isinstance(error, ZoneUnknown):
        return "setup-zone-meant" if error.nearest else "setup-zone-unknown"
    return "setup-time-unreadable"


def _title(shown: Preview, locale: str) -> str:
    return say("preview-title", locale, deck=one_line(shown.deck_title))


def _ways(shown: Preview, locale: str) -> Buttons:
    buttons = Buttons()
    if shown.form is not CardForm.CHOICE:
        name = CustomId("preview", "answer", shown.card)
        buttons.add(say("button-answer", locale), name, style=discord.ButtonStyle.primary, row=0)
    for letter, _ in zip(LETTERS, shown.options, strict=False):
        buttons.add(letter, CustomId("preview", "choose", shown.card, letter), style=discord.ButtonStyle.primary, row=0)
    return _again(shown, buttons, locale)


def _again(shown: Preview, buttons: Buttons, locale: str) -> Buttons:
    # A fingerprint may read as a number; the letter keeps it a text.
    return buttons.add(say("button-again", locale), CustomId("preview", "again", f"d{fingerprint(shown.deck)}"), row=1)


def _channels(draft: Draft, locale: str) -> discord.ui.ChannelSelect[Buttons]:
    chosen = _Chosen(id=draft.channel, type=discord.SelectDefaultValueType.channel)
    return discord.ui.ChannelSelect(
        custom_id=str(CustomId("setup", "channel", str(draft))),
        placeholder=clip(say("setup-channel", locale), Limit.PLACEHOLDER),
        channel_types=[discord.ChannelType.text],
        default_values=[chosen],
        row=0,
    )


def _select(
    what: str, draft: Draft, placeholder: str, options: Sequence[tuple[str, str, bool]]
) -> discord.ui.Select[Buttons]:
    return discord.ui.Select(
        custom_id=str(CustomId("setup", what, str(draft))),
        placeholder=clip(placeholder, Limit.PLACEHOLDER),
        options=[discord.SelectOption(label=label, value=value, default=chosen) for label, value, chosen in options],
    )


def _decks(draft: Draft, decks: Sequence[DeckInfo]) -> list[tuple[str, str, bool]]:
    # The chosen one is always among them, however many there are.
    ordered = sorted(decks, key=lambda deck: deck.id != draft.deck)[:OPTIONS_MOST]
    return [(clip(plain(deck.title), Limit.CHOICE_NAME), deck.id, deck.id == draft.deck) for deck in ordered]
