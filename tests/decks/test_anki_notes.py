"""What Anki's note types ask, by their templates."""

from __future__ import annotations

import pytest

from bot.decks.fault import Fault, FaultCode
from bot.decks.formats.anki_notes import NoteType, Template, entries_of, sections_of

BACK = "{{FrontSide}}\n\n<hr id=answer>\n\n"


def asked(templates: list[tuple[str, str]], *, cloze: bool = False, **fields: str) -> list[tuple[str, str, str]]:
    """The questions of a note, as (question, answer, note)."""
    kind = NoteType(
        is_cloze=cloze,
        fields=tuple(fields),
        templates=tuple(Template(front=front, back=back) for front, back in templates),
    )
    found = entries_of(kind, list(fields.values()), 1)
    assert not isinstance(found, Fault), found
    return [(entry.ask, entry.answer, entry.note) for entry in found]


def test_words_of_the_template_belong_to_the_question() -> None:
    """What the front shows is asked, the first field that only the back shows answers, the others are the note."""
    templates = [
        ("<div>{{Country}}</div><div>Capital of</div>", "{{Country}}<hr id=answer>{{Capital}}<br>{{Info}}"),
        ("{{Capital}}", BACK + "{{Country}}"),
        ("{{Flag}}", BACK + "{{Country}}"),
    ]
    fields = {"Country": "Peru", "Capital": "Lima", "Info": "on the coast", "Flag": "<img src='peru.png'>"}
    assert asked(templates, **fields) == [("Peru\nCapital of", "Lima", "Info: on the coast")]


def test_a_field_that_is_called_a_meaning_answers() -> None:
    """Readings and sounds stand before it on many backs; they are remarks."""
    templates = [("{{Kanji}}", "{{furigana:Word-Furigana}}<br>{{Word-English}}<br>{{Audio}}<hr>{{Example}}")]
    fields = {
        "Kanji": "犬",
        "Word-Furigana": " 犬[いぬ]",
        "Word-English": "dog",
        "Audio": "[sound:inu.mp3]",
        "Example": "犬がいる。",
    }
    assert asked(templates, **fields) == [("犬", "dog", "Word-Furigana: 犬(いぬ)\nExample: 犬がいる。")]


def test_each_template_that_asks_for_something_new_is_a_card() -> None:
    """Another field asked for is another card; the way back is none, and neither is the same question again."""
    templates = [("{{Word}}", "{{Meaning}}"), ("Plural of {{Word}}", "{{Plural}}"), ("{{Meaning}}", "{{Word}}")]
    assert asked(templates, Word="Hund", Meaning="dog", Plural="Hunde") == [
        ("Hund", "dog", ""),
        ("Plural of Hund", "Hunde", ""),
    ]
    twice = [("{{Kanji}}", "{{Reading}}"), ("{{Kanji}}", "{{Meaning}}")]
    assert asked(twice, Kanji="犬", Reading="いぬ", Meaning="dog") == [("犬", "いぬ", "")]


def test_conditions_hints_and_typing() -> None:
    """A condition shows what it says, a hint is a hint, and a field to type in is no part of the question."""
    front = "{{#Extra}}{{Extra}}: {{/Extra}}{{^Extra}}{{Tags}}{{/Extra}}{{Front}}{{hint:Hint}}{{type:Back}}"
    kind = NoteType(
        is_cloze=False,
        fields=("Front", "Back", "Extra", "Hint"),
        templates=(Template(front=front, back=BACK + "{{type:Back}}"),),
    )
    (entry,) = entries_of(kind, ["2 + 2?", "4", "", "even"], 1)
    assert (entry.ask, entry.answer, entry.hints) == ("2 + 2?", "4", ("even",))
    (entry,) = entries_of(kind, ["2 + 2?", "4", "Sums", ""], 1)
    assert entry.ask == "Sums: 2 + 2?"


@pytest.mark.parametrize(
    ("cloze", "front", "fields", "code"),
    [
        (False, "{{A}}", ("<img src='a.jpg'>", "a pot"), FaultCode.MEDIA_ONLY),
        (False, "{{A}}", ("a pot", "[sound:pot.mp3]"), FaultCode.MEDIA_ONLY),
        (False, "{{A}}", ("a question", ""), FaultCode.NOTES_ANSWER_MISSING),
        (True, "{{cloze:A}}", ("{{c1::image-occlusion:rect:left=.1}}", "<img src='a.jpg'>"), FaultCode.MEDIA_ONLY),
        (True, "{{cloze:A}}", ("no blank", ""), FaultCode.NOTES_ANSWER_MISSING),
    ],
    ids=["picture asks", "sound answers", "nothing answers", "occlusion", "no blank"],
)
def test_a_note_without_a_card_says_why(*, cloze: bool, front: str, fields: tuple[str, str], code: FaultCode) -> None:
    """A picture or a sound alone is one reason, an empty back another."""
    kind = NoteType(is_cloze=cloze, fields=("A", "B"), templates=(Template(front=front, back=BACK + "{{B}}"),))
    found = entries_of(kind, fields, 7)
    assert isinstance(found, Fault)
    assert (found.code, found.line) == (code, 7)


@pytest.mark.parametrize(
    ("decks", "title", "sections"),
    [
        (["Bio"], "Bio", [""]),
        (["Spanish::Lesson 1"], "Spanish: Lesson 1", [""]),
        (["Bio::Cells", "Bio::Genes::DNA"], "Bio", ["Cells", "Genes DNA"]),
        (["Bio", "Bio::Cells"], "Bio", ["", "Cells"]),
        (["Bio", "Tea"], "", ["Bio", "Tea"]),
        (["Default"], "", [""]),
        ([], "", []),
    ],
)
def test_names_of_decks_are_title_and_sections(decks: list[str], title: str, sections: list[str]) -> None:
    """What all of them begin with is the title, the rest of each is a section."""
    found, by_deck = sections_of(decks)
    assert (found, [by_deck[deck] for deck in decks]) == (title, sections)
