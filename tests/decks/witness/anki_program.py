"""Anki itself as a program: writes collections of notes, and says what it reads in a package of ours.

    python anki_program.py write PACKAGE (old|new)  < notes.json
    python anki_program.py read PACKAGE... > notes.json
    python anki_program.py pass PACKAGE COPY

It runs in a Python of its own (`make test` prepares it), because the package `anki` brings libraries along whose mere
presence changes how discord.py works. `notes.json` is a list of {"type", "deck", "fields", "tags"}.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

from anki.collection import Collection, ExportAnkiPackageOptions, ImportAnkiPackageOptions, ImportAnkiPackageRequest

#: A type of note whose fields are not called front and back, with a question in its template.
GEOGRAPHY = {
    "fields": ["Country", "Capital", "Flag", "Capital info"],
    "templates": [
        (
            "Country - Capital",
            "<style>b {}</style>What is the capital of <b>{{Country}}</b>?",
            "{{FrontSide}}<hr id=answer>{{Capital}}<br>{{Capital info}}",
        ),
        ("Capital - Country", "{{Capital}}", "{{FrontSide}}<hr id=answer>{{Country}}"),
        ("Flag - Country", "{{Flag}}", "{{FrontSide}}<hr id=answer>{{Country}}"),
    ],
}


def write(package: str, version: str) -> None:
    """Write notes as a package."""
    with tempfile.TemporaryDirectory() as folder:
        collection = Collection(str(Path(folder) / "collection.anki2"))
        _add_type(collection)
        picture = Path(folder) / "pot.jpg"
        picture.write_bytes(b"\xff\xd8\xff\xe0 no cards here")
        collection.media.add_file(str(picture))
        for wanted in json.load(sys.stdin):
            note = collection.new_note(collection.models.by_name(wanted["type"]))
            for name, value in wanted["fields"].items():
                note[name] = value
            note.tags = wanted.get("tags", [])
            collection.add_note(note, collection.decks.id(wanted.get("deck", "Default")))
        options = ExportAnkiPackageOptions(
            with_scheduling=True, with_deck_configs=True, with_media=True, legacy=version == "old"
        )
        collection.export_anki_package(out_path=package, limit=None, options=options)
        collection.close()


def _add_type(collection: Collection) -> None:
    kind = collection.models.new("Geography")
    for name in GEOGRAPHY["fields"]:
        collection.models.add_field(kind, collection.models.new_field(name))
    for name, front, back in GEOGRAPHY["templates"]:
        template = collection.models.new_template(name)
        template["qfmt"], template["afmt"] = front, back
        collection.models.add_template(kind, template)
    collection.models.add(kind)


def read(*packages: str) -> None:
    """Import packages one after the other into one collection, and print its notes and how many cards they make."""
    with tempfile.TemporaryDirectory() as folder:
        collection = Collection(str(Path(folder) / "collection.anki2"))
        for package in packages:
            options = ImportAnkiPackageOptions(merge_notetypes=True)
            collection.import_anki_package(ImportAnkiPackageRequest(package_path=package, options=options))
        notes = []
        for key in collection.find_notes(""):
            note = collection.get_note(key)
            card = note.cards()[0]
            notes.append(
                {
                    "type": note.note_type()["name"],
                    "deck": collection.decks.name(card.did),
                    "guid": note.guid,
                    "fields": dict(note.items()),
                    "tags": note.tags,
                    "question": card.question(),
                    "cards": len(note.cards()),
                }
            )
        problems = collection.fix_integrity()
        collection.close()
        json.dump({"notes": notes, "sound": problems[1]}, sys.stdout)


def hand_on(package: str, copy: str) -> None:
    """Import a package and export it again, in the newest format."""
    with tempfile.TemporaryDirectory() as folder:
        collection = Collection(str(Path(folder) / "collection.anki2"))
        collection.import_anki_package(
            ImportAnkiPackageRequest(package_path=package, options=ImportAnkiPackageOptions())
        )
        options = ExportAnkiPackageOptions(
            with_scheduling=False, with_deck_configs=False, with_media=True, legacy=False
        )
        collection.export_anki_package(out_path=copy, limit=None, options=options)
        collection.close()


if __name__ == "__main__":
    {"write": write, "read": read, "pass": hand_on}[sys.argv[1]](*sys.argv[2:])
