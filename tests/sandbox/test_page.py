"""The page in a real browser, with a bare bot at the other end."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from playwright.async_api import Page, expect

from bot.sandbox import posting
from bot.sandbox.clock import SandboxClock
from bot.sandbox.control import web
from bot.sandbox.server import Sandbox
from bot.sandbox.wire import Upload
from tests.conftest import SCHEMES, TOO_WIDE

pytestmark = pytest.mark.asyncio(loop_scope="session")

FOCUSED = "document.activeElement"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"><rect width="40" height="30" fill="teal"/></svg>'


def say(sandbox: Sandbox, content: str, channel: str = "daily-quiz", **body: Any) -> str:
    """Let the bot write; return the message's id."""
    guild = next(iter(sandbox.world.guilds.values()))
    message = posting.compose(sandbox.state, guild.channel(channel), sandbox.world.bot, {"content": content, **body})
    sandbox.state.message_created(message)
    return str(message.id)


def button(page: Page, name: str) -> Any:
    """Return the button of that name."""
    return page.get_by_role("button", name=name, exact=True)


def said(page: Page, words: str | re.Pattern[str]) -> Any:
    """Return the place in the open channel that says so (the live region says it too)."""
    return page.locator("#messages").get_by_text(words)


async def tab_to(page: Page, name: str) -> None:
    """Press Tab until the control of that name has the focus."""
    for _ in range(60):
        await page.keyboard.press("Tab")
        if name == await page.evaluate(f"({FOCUSED}.getAttribute('aria-label') ?? {FOCUSED}.textContent).trim()"):
            return
    pytest.fail(f"no Tab leads to {name!r}")


async def test_axe_finds_nothing_serious(opening: Any, tabs: Any) -> None:
    """Neither the room, a form, a private reply, the command picker, a select nor the clock; dark and light."""
    async with opening.played() as sandbox, tabs(sandbox.state.base) as page:

        async def looked_at() -> None:
            for scheme in SCHEMES:
                # Without motion: a colour on its way from one scheme to the other has no contrast.
                await page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
                assert await tabs.faults(page) == [], scheme

        await expect(button(page, "Answer")).to_be_visible()
        await looked_at()
        await button(page, "Answer").click()
        await expect(page.get_by_role("dialog", name="Question 1 of 1")).to_be_visible()
        await looked_at()
        await page.keyboard.press("Escape")
        await button(page, "Hint").click()
        await expect(said(page, "Only you can see this")).to_be_visible()
        await page.get_by_role("combobox", name="Window").click()
        await expect(page.get_by_role("option", name="Week")).to_be_visible()
        await looked_at()
        await page.keyboard.press("Escape")
        await page.locator("#composer-text").fill("/")
        await expect(page.get_by_role("option", name="/daily add")).to_be_visible()
        await looked_at()
        await page.keyboard.press("Enter")
        await expect(page.get_by_role("combobox", name="deck")).to_be_visible()
        await looked_at()
        await page.keyboard.press("Escape")
        await page.locator("#clock-button").click()
        await expect(page.get_by_role("dialog", name="Sandbox clock")).to_be_visible()
        await looked_at()


async def test_axe_finds_nothing_serious_in_the_drawer(opening: Any, tabs: Any) -> None:
    """Nor has the narrow page, with its drawer shut and open."""
    async with opening.played() as sandbox, tabs(sandbox.state.base, width=360, height=740) as page:
        assert await tabs.faults(page) == []
        await button(page, "Channels and people").click()
        await expect(page.get_by_role("link", name="practice")).to_be_visible()
        assert await tabs.faults(page) == []


async def test_nothing_scrolls_sideways(opening: Any, tabs: Any) -> None:
    """The page fits its window, long words, names, dates, code and wide tables included."""
    async with opening.played() as sandbox, tabs(sandbox.state.base) as page:
        say(sandbox, "x" * 400 + "\n```\n" + "y" * 400 + "\n```\nhttps://example.org/" + "z" * 300)
        embed = {"title": "t" * 250, "description": "d" * 300, "fields": [{"name": "n" * 90, "value": "v" * 90}] * 3}
        say(sandbox, "", embeds=[embed])
        longest = int(datetime(2026, 9, 30, 12, tzinfo=UTC).timestamp())
        say(sandbox, "", embeds=[{"title": "A date", "description": f"**Closes** <t:{longest}:F> (<t:{longest}:R>)"}])
        guild = next(iter(sandbox.world.guilds.values()))
        sandbox.world.add_member(guild, sandbox.world.add_user("w" * 32))
        sandbox.admin.adds_channel(guild, "m" * 100)
        await expect(page.locator("#channels").get_by_text("m" * 100)).to_be_attached()
        await expect(said(page, re.compile("Wednesday.*30 September"))).to_be_visible()
        await page.locator("#clock-button").click()
        for width in (1440, 760, 360):
            await page.set_viewport_size({"width": width, "height": 900})
            assert await page.evaluate(TOO_WIDE) == [], width


async def test_a_form_is_filled_in_by_keyboard_alone(opening: Any, tabs: Any) -> None:
    """Tab reaches the button, the focus stays in the form, Escape gives it back, and what was typed waits there."""
    async with opening.played() as sandbox, tabs(sandbox.state.base) as page:
        await expect(button(page, "Answer")).to_be_visible()
        await tab_to(page, "Answer")
        await page.keyboard.press("Enter")
        await expect(page.get_by_role("dialog")).to_be_visible()
        await page.keyboard.type("documents")
        for _ in range(12):
            assert await page.evaluate(f"{FOCUSED}.closest('dialog') !== null || {FOCUSED} === document.body")
            await page.keyboard.press("Tab")
        await page.keyboard.press("Escape")
        await expect(page.get_by_role("dialog")).to_have_count(0)
        await expect(button(page, "Answer")).to_be_focused()
        await page.keyboard.press("Enter")
        await expect(page.get_by_label("Your answer")).to_have_value("documents")
        await expect(page.get_by_label("Your answer")).to_be_focused()
        await page.keyboard.type(" and data")
        await tab_to(page, "Submit")
        await page.keyboard.press("Enter")
        await expect(page.get_by_role("dialog")).to_have_count(0)
        await expect(said(page, "Recorded for ada: documents and data")).to_be_visible()
        await expect(button(page, "Answer")).to_be_focused()


async def test_a_form_says_what_is_missing(opening: Any, tabs: Any) -> None:
    """An empty required field is named and focused, nothing is sent, and no more than the limit can be typed."""
    async with opening.played() as sandbox, tabs(sandbox.state.base) as page:
        await button(page, "Answer").click()
        await button(page, "Submit").click()
        await expect(page.get_by_text("Write something here first.")).to_be_visible()
        field = page.get_by_label("Your answer")
        await expect(field).to_be_focused()
        await expect(field).to_have_attribute("aria-invalid", "true")
        await expect(page.get_by_text("0 / 200")).to_be_visible()
        await page.keyboard.insert_text("y" * 300)
        assert len(await field.input_value()) == 200
        assert len(sandbox.person("ada").messages("#daily-quiz")) == 1


async def test_every_kind_of_field_is_sent(opening: Any, tabs: Any) -> None:
    """Selects, radio buttons, check boxes and texts reach the bot; what is missing or too short is said first."""
    async with opening.played() as sandbox, tabs(sandbox.state.base) as page:
        await button(page, "Survey").click()
        form = page.get_by_role("dialog")
        assert await tabs.faults(page) == []
        await form.get_by_label("Remark").fill("x")
        await button(page, "Submit").click()
        await expect(form.get_by_text("Choose something here first.")).to_have_count(3)
        await expect(form.get_by_text("Write at least 3 characters.")).to_be_visible()
        await form.get_by_role("combobox", name="Window").click()
        await page.get_by_role("option", name="Week").click()
        await form.get_by_role("radio", name="Hard").check()
        await form.get_by_role("checkbox", name="Monday").check()
        await form.get_by_role("checkbox", name="Friday").check()
        await form.get_by_role("checkbox", name="Remind me").check()
        await form.get_by_label("Remark").fill("fine")
        await form.get_by_label("Remark").press("Control+Enter")
        await expect(said(page, "Got ['Week'] hard ['monday', 'friday'] True 'fine'")).to_be_visible()


async def test_pictures_have_words(opening: Any, tabs: Any) -> None:
    """Attached pictures and those of embeds are shown with their alt text; a file that is none is offered."""
    async with opening.quiet() as sandbox, tabs(sandbox.state.base) as page:
        guild = next(iter(sandbox.world.guilds.values()))
        uploads = (
            Upload(filename="board.svg", data=SVG, field="files[0]"),
            Upload(filename="lamp.svg", data=SVG, field="files[1]"),
            Upload(filename="deck.toml", data=b"format = 1", field="files[2]"),
        )
        body = {
            "embeds": [{"title": "Board", "image": {"url": "attachment://board.svg"}}],
            "attachments": [{"id": 0, "description": "Ada leads"}, {"id": 1, "description": "A lamp"}],
        }
        place, bot = guild.channel("daily-quiz"), sandbox.world.bot
        sandbox.state.message_created(posting.compose(sandbox.state, place, bot, body, uploads=uploads))
        for words in ("Ada leads", "A lamp"):
            picture = page.get_by_role("img", name=words, exact=True)
            await expect(picture).to_be_visible()
            assert await picture.evaluate("(one) => one.complete && one.naturalWidth > 0")
        await expect(page.get_by_role("link", name=re.compile("deck.toml.*10 bytes"))).to_be_visible()
        assert await tabs.faults(page) == []


async def test_components_of_the_newer_kind_are_drawn(opening: Any, tabs: Any) -> None:
    """Containers, sections, texts and separators stand where they belong, and their buttons can be pressed."""
    async with opening.played() as sandbox, tabs(sandbox.state.base) as page:
        hint = {"type": 2, "style": 2, "label": "More", "custom_id": "q:hint"}
        inside = [
            {"type": 10, "content": "# A card"},
            {"type": 14},
            {"type": 9, "components": [{"type": 10, "content": "beside a button"}], "accessory": hint},
        ]
        say(sandbox, "", flags=1 << 15, components=[{"type": 17, "accent_color": 0xF2B84B, "components": inside}])
        await expect(said(page, "A card")).to_be_visible()
        await button(page, "More").click()
        await expect(said(page, "A hint:")).to_be_visible()
        assert await tabs.faults(page) == []


async def test_private_replies_are_seen_by_one_alone(opening: Any, tabs: Any) -> None:
    """Ben's page shows nothing of Ada's reply, and neither does the same page once it is Ben's."""
    async with opening.played() as sandbox, tabs(sandbox.state.base) as ada, tabs(sandbox.state.base, "ben") as ben:
        await button(ada, "Hint").click()
        await expect(said(ada, "A hint:")).to_be_visible()
        say(sandbox, "for everybody")
        await expect(said(ben, "for everybody")).to_be_visible()
        assert "hint" not in (await ben.locator("#messages").inner_text()).lower().replace("hint\n", "")
        await ada.keyboard.press("Alt+2")
        await expect(ada.get_by_role("link", name="Ben")).to_have_attribute("aria-current", "true")
        await expect(said(ada, "for everybody")).to_be_visible()
        await expect(said(ada, "A hint:")).to_have_count(0)
        await ada.get_by_role("link", name="Ada").click()
        await expect(said(ada, "A hint:")).to_be_visible()
        await button(ada, "Dismiss").click()
        await expect(said(ada, "A hint:")).to_have_count(0)


async def test_no_answer_shows_as_a_failed_interaction(opening: Any, tabs: Any) -> None:
    """Below the button stands what Discord says; the next press takes it away."""
    async with opening.played(answer_within=timedelta(seconds=1)) as sandbox, tabs(sandbox.state.base) as page:
        await button(page, "Silent").click()
        await expect(page.get_by_text("This interaction failed")).to_be_visible()
        await expect(button(page, "Off")).to_be_disabled()
        await button(page, "Hint").click()
        await expect(page.get_by_text("This interaction failed")).to_have_count(0)


async def test_a_spoiler_waits_for_a_press(opening: Any, tabs: Any) -> None:
    """The hidden words are not even in the page before."""
    async with opening.played() as sandbox, tabs(sandbox.state.base) as page:
        await button(page, "Hint").click()
        await expect(said(page, "A hint:")).to_be_visible()
        assert "documents" not in await page.content()
        await button(page, "Spoiler, press to show").click()
        await expect(said(page, "documents")).to_be_visible()


async def test_a_command_is_run_by_keyboard_alone(opening: Any, tabs: Any) -> None:
    """A slash opens the list, arrows and Enter choose, options suggest, and a wrong number is refused in words."""
    async with opening.played() as sandbox, tabs(sandbox.state.base) as page:
        await page.keyboard.press("/")
        await expect(page.get_by_role("option")).to_have_count(3)
        await page.keyboard.type("gre")
        await expect(page.get_by_role("option")).to_have_count(1)
        for _ in range(3):
            await page.keyboard.press("Backspace")
        await page.keyboard.press("ArrowDown")
        await page.keyboard.press("ArrowUp")
        await page.keyboard.press("Enter")
        await expect(page.get_by_role("combobox", name="channel")).to_be_focused()
        await expect(page.get_by_role("option", name="#arena")).to_be_visible()
        await page.keyboard.type("are")
        await page.keyboard.press("Enter")
        await expect(page.get_by_role("combobox", name="deck")).to_be_focused()
        await page.keyboard.type("bed")
        await expect(page.get_by_role("option", name="Deck bed")).to_be_visible()
        await page.keyboard.press("Enter")
        await tab_to(page, "Add questions: …")
        await page.keyboard.press("Enter")
        await page.keyboard.type("many")
        await page.keyboard.press("Enter")
        await expect(page.get_by_text("This takes a number.")).to_be_visible()
        for _ in range(4):
            await page.keyboard.press("Backspace")
        await page.keyboard.type("3")
        await page.keyboard.press("Enter")
        await expect(said(page, "Added aws-bedrock in #arena, 3 each")).to_be_visible()
        await expect(said(page, "/daily add")).to_be_visible()
        await expect(page.locator("#composer-text")).to_be_focused()


async def test_a_file_goes_up_with_a_command(opening: Any, tabs: Any) -> None:
    """An option that takes a file offers one, and the bot reads what was chosen."""
    async with opening.played() as sandbox, tabs(sandbox.state.base) as page:
        await page.locator("#composer-text").fill("/import")
        await page.keyboard.press("Enter")
        await button(page, "Run /import").click()
        await expect(page.get_by_text("This one is needed.")).to_be_visible()
        chosen = {"name": "deck.toml", "mimeType": "application/toml", "buffer": b"format = 1"}
        await page.get_by_label("file", exact=True).set_input_files([chosen])
        await expect(page.get_by_text("This one is needed.")).to_have_count(0)
        await button(page, "Run /import").click()
        await expect(said(page, "Read deck.toml: format = 1")).to_be_visible()


async def test_an_escape_too_much_costs_nothing(opening: Any, tabs: Any) -> None:
    """The first Escape shuts the list, the second asks, only the third leaves a command with something in it."""
    async with opening.played() as sandbox, tabs(sandbox.state.base) as page:
        await page.locator("#composer-text").fill("/daily add")
        await page.keyboard.press("Enter")
        await page.keyboard.type("aren")
        await expect(page.get_by_role("option", name="#arena")).to_be_visible()
        await page.keyboard.press("Escape")
        await expect(page.get_by_role("option")).to_have_count(0)
        await page.keyboard.press("Escape")
        await expect(page.get_by_text("Escape once more leaves /daily add.")).to_be_visible()
        await expect(page.get_by_role("combobox", name="channel")).to_have_value("aren")
        await page.keyboard.press("Escape")
        await expect(page.locator("#composer-text")).to_be_focused()


async def test_a_select_sends_what_was_chosen(opening: Any, tabs: Any) -> None:
    """Options carry their descriptions, and the choice reaches the bot."""
    async with opening.played() as sandbox, tabs(sandbox.state.base) as page:
        select = page.get_by_role("combobox", name="Window")
        await select.press("ArrowDown")
        await expect(page.get_by_text("Points of the week")).to_be_visible()
        await select.press("ArrowDown")
        await select.press("Enter")
        await expect(said(page, "Chosen: ['Week']")).to_be_visible()


async def test_times_count_and_follow_the_clock(opening: Any, tabs: Any) -> None:
    """A relative time says so anew when the clock is moved; "to closing" goes there and the page tells what it is."""
    async with opening.played(clock=SandboxClock()) as sandbox, tabs(sandbox.state.base) as page:
        moment = page.locator("time.moment")
        await expect(moment).to_have_text("in 8 hours")
        await page.locator("#clock-button").click()
        await button(page, "+ 1 h").click()
        await expect(moment).to_have_text("in 7 hours")
        await expect(page.get_by_text("1 hour ahead of your computer.")).to_be_visible()
        await button(page, "To closing, in 7 hours").click()
        await expect(moment).to_have_text(re.compile(r"^\d seconds ago$"))
        await expect(button(page, "Nothing is open")).to_be_disabled()
        await page.keyboard.press("Escape")
        await expect(page.locator("#clock-button")).to_be_focused()


async def test_the_clock_offers_the_next_question_where_the_bot_tells_it(opening: Any, tabs: Any) -> None:
    """A bot that does not say when it asks next has no such button; with nothing scheduled the page says so."""
    async with opening.quiet(clock=SandboxClock()) as sandbox, tabs(sandbox.state.base) as page:
        question = page.get_by_role("button", name=re.compile("^To next question"))
        unscheduled = page.get_by_text("No question is scheduled.")
        await page.locator("#clock-button").click()
        await expect(button(page, "Nothing is open")).to_be_visible()
        await expect(question).to_have_count(0)
        await expect(unscheduled).to_be_hidden()

        asks_at = [sandbox.clock.now() + timedelta(days=3)]

        async def next_question_at() -> datetime | None:
            return asks_at[0] if asks_at else None

        sandbox.next_question_at = next_question_at
        say(sandbox, "news")
        await expect(question).to_have_text("To next question, in 3 days")
        assert await tabs.faults(page) == []
        await question.click()
        await expect(page.get_by_text("3 days ahead of your computer.")).to_be_visible()
        await expect(button(page, "Asking…")).to_be_disabled()
        asks_at.clear()
        say(sandbox, "more news")
        await expect(unscheduled).to_be_visible()
        await expect(question).to_have_count(0)


async def test_it_comes_back_after_a_break(opening: Any, tabs: Any) -> None:
    """A lost connection is said, what is being typed stays, and the page catches up once the sandbox is there again."""
    sandbox = Sandbox()

    def app() -> Any:
        made = sandbox.application()
        web.add_routes(made, sandbox)
        return made

    async with sandbox.serving(app=app()):
        port = sandbox.port
        opened = tabs(sandbox.state.base, may_complain=True)
        page = await opened.__aenter__()
        await page.locator("#composer-text").fill("half a thought")
    await expect(page.get_by_role("status").get_by_text("Reconnecting")).to_be_visible()
    say(sandbox, "said meanwhile")
    async with sandbox.serving(port=port, app=app()):
        await expect(said(page, "said meanwhile")).to_be_visible()
        await expect(page.get_by_text("Reconnecting")).to_have_count(0)
        await expect(page.locator("#composer-text")).to_have_value("half a thought")
        await opened.__aexit__(None, None, None)


async def test_unread_channels_are_marked(opening: Any, tabs: Any) -> None:
    """News elsewhere marks its channel, a mention counts, a look takes both away, and news are said aloud."""
    async with opening.played() as sandbox, tabs(sandbox.state.base) as page:
        say(sandbox, "a match begins", "arena")
        await expect(page.get_by_role("link", name="arena, unread")).to_be_visible()
        await expect(page.locator("#announcer")).to_contain_text("Deckhand in #arena: a match begins")
        say(sandbox, f"<@{sandbox.person('ada').user.id}> your turn", "arena")
        await page.get_by_role("link", name="arena, 1 for you").click()
        await expect(said(page, "your turn")).to_be_visible()
        await expect(page.get_by_role("link", name="arena", exact=True)).to_have_attribute("aria-current", "page")
        await page.keyboard.press("Alt+ArrowUp")
        await expect(page.get_by_role("heading", name="practice")).to_be_visible()


async def test_people_talk_reply_and_react(opening: Any, tabs: Any) -> None:
    """What Ada writes stands in Ben's page, with the message it replies to; a reaction counts."""
    async with opening.played() as sandbox, tabs(sandbox.state.base) as ada, tabs(sandbox.state.base, "ben") as ben:
        await ada.locator(".message").first.hover()
        await button(ada, "Reply to Deckhand").click()
        await ada.keyboard.type("**good** one")
        await ada.keyboard.press("Enter")
        await expect(ben.locator("strong", has_text="good")).to_be_visible()
        await expect(ben.locator("a.reference")).to_contain_text("What does RAG look up?")
        await ben.locator(".message").last.hover()
        await button(ben, "Add a thumbs up to Ada's message").click()
        await button(ada, "👍, 1").click()
        await expect(button(ben, "👍, 2")).to_be_visible()


async def test_the_focus_survives_a_message_drawn_anew(opening: Any, tabs: Any) -> None:
    """An edit of the message whose button has the focus leaves the focus on that button."""
    async with opening.played() as sandbox, tabs(sandbox.state.base) as page:
        await button(page, "Hint").focus()
        message = next(iter(sandbox.person("ada").channel("#daily-quiz").messages.values()))
        posting.edit(sandbox.state, message, {"content": "Two answers so far"}, ())
        await expect(said(page, "Two answers so far")).to_be_visible()
        await expect(button(page, "Hint")).to_be_focused()


@pytest.mark.parametrize(
    ("said", "drawn"),
    [
        ("**a** *b* _c_ __d__ ~~e~~", "<p><strong>a</strong> <em>b</em> <em>c</em> <u>d</u> <s>e</s></p>"),
        ("***both***", "<p><strong><em>both</em></strong></p>"),
        ("a_snake_case and 2*3*4", "<p>a_snake_case and 2<em>3</em>4</p>"),
        (r"\*not\* <b>", "<p>*not* &lt;b&gt;</p>"),
        ("`**code**`", "<p><code>**code**</code></p>"),
        ("> quoted\nnot", "<blockquote><p>quoted</p></blockquote><p>not</p>"),
        ("# Big\n-# small", '<p class="heading heading-1">Big</p><p class="small">small</p>'),
        ("- a\n  - b\n- c", "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>"),
        ("- a\n3. b", '<ul><li>a</li></ul><ol start="3"><li>b</li></ol>'),
        ("one\n\ntwo", "<p>one<br><br>two</p>"),
        ("```py\n*x* = 1\n```", '<pre class="fence" tabindex="0"><code>*x* = 1</code></pre>'),
        ("<#1> <@2> @everyone", None),
        ("[x](javascript:alert(1)) <script>alert(1)</script>", None),
        ("**" * 900 + "||" * 100 + "_*" * 400, None),
    ],
)
async def test_markdown_reads_as_in_discord(opening: Any, tabs: Any, said: str, drawn: str | None) -> None:
    """Each mark draws its element, nothing becomes markup that is not ours, and no text takes long or breaks."""
    async with opening.quiet() as sandbox, tabs(sandbox.state.base) as page:
        html = await page.evaluate(
            """async (said) => {
                const { prose } = await import('/page/script/rendering.js');
                const place = document.createElement('div');
                place.append(prose(said));
                return place.innerHTML;
            }""",
            said,
        )
        assert drawn is None or html == drawn
        assert not re.search(r"<script|javascript:[^)]*\"", html)


async def test_motion_can_be_had_less(opening: Any, tabs: Any) -> None:
    """Who asks the system for less motion gets no animation."""
    async with (
        opening.played(answer_within=timedelta(seconds=1)) as sandbox,
        tabs(sandbox.state.base, reduced_motion="reduce") as page,
    ):
        await button(page, "Silent").click()
        moving = "getComputedStyle(document.querySelector('.button[aria-busy] .dots i')).animationName"
        assert await page.evaluate(moving) == "none"
        await expect(page.get_by_text("This interaction failed")).to_be_visible()


async def test_the_theme_is_chosen_and_kept(opening: Any, tabs: Any) -> None:
    """The button turns dark into light, and a reload keeps it."""
    async with opening.quiet() as sandbox, tabs(sandbox.state.base, scheme="dark") as page:
        colour = "getComputedStyle(document.body).backgroundColor"
        dark = await page.evaluate(colour)
        await button(page, "Light theme").click()
        light = await page.evaluate(colour)
        assert light != dark
        await page.reload()
        await expect(button(page, "Dark theme")).to_be_visible()
        assert await page.evaluate(colour) == light


async def test_the_drawer_opens_and_shuts(opening: Any, tabs: Any) -> None:
    """On a narrow page a button opens the channels; Escape shuts them and gives the focus back, a choice goes there."""
    async with opening.played() as sandbox, tabs(sandbox.state.base, width=360, height=740) as page:
        await button(page, "Channels and people").click()
        await expect(page.get_by_role("link", name="daily-quiz")).to_be_focused()
        await page.keyboard.press("Escape")
        await expect(button(page, "Channels and people")).to_be_focused()
        await button(page, "Channels and people").click()
        await page.get_by_role("link", name="practice").click()
        await expect(page.get_by_role("heading", name="practice")).to_be_visible()
        await expect(page.locator("#side")).to_have_attribute("inert", "")
