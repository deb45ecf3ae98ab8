"""Files that hold no deck, whatever they are called: what they are instead, so that a person is told what to do."""

from __future__ import annotations

import re

#: First bytes of files that are no text.
_MAGIC = (
    (b"%PDF", "pdf"),
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"RIFF", "picture"),
    (b"{\\rtf", "word"),
    (b"\xd0\xcf\x11\xe0", "word"),
    (b"PK\x03\x04", "archive"),
    (b"\x1f\x8b", "archive"),
    (b"7z\xbc\xaf", "archive"),
    (b"Rar!", "archive"),
    (b"SQLite format 3\0", "database"),
)
_HEAD = 4_096
_LINES_MOST = 2_000
_SHARE_LEAST = 0.5
_HTML = re.compile(r"\A\s*(?:<!doctype\s+html|<html\b|<head\b|<body\b)", re.IGNORECASE)
_XML = re.compile(r"\A\s*<\?xml\b|\A\s*<(?!details|div|p\b|h\d|center|img|br)[\w:]+[^<>]*>\s*<", re.IGNORECASE)
_JSON = re.compile(r"\A\s*(?:\{\s*\"[^\"\n]*\"\s*:|\[\s*[\[{\"]|\{\s*\}|\[\s*\]|\{\s*\\?\"?\w+\"?\s*:\s*[\[{\"])")
_LOG = re.compile(
    r"^\W{0,2}(?:\d{4}-\d{2}-\d{2}[T ]\d{1,2}:\d{2}|\d{1,2}[:.]\d{2}(?::\d{2})?[\])\s,]"
    r"|[A-Z][a-z]{2}\s+\d{1,2} \d{2}:\d{2}:\d{2}"
    r"|\[?(?:INFO|DEBUG|WARN(?:ING)?|ERROR|TRACE|FATAL|CRITICAL)\b|\d{1,3}(?:\.\d{1,3}){3} )"
)
_CODE = re.compile(
    r"^\s*(?:import\s+[\w{*]|from\s+\S+\s+import\b|#include\b|using\s+[\w.]+;"
    r"|package\s+[\w.]+;?$|(?:async\s+)?def\s+\w+\(|class\s+\w+[(:{ ]"
    r"|(?:export\s+)?(?:async\s+)?function\b|(?:const|let|var)\s+[\w{\[]|(?:public|private|protected|static)\s|fn\s+\w+|func\s+\w+"
    r"|return\b|if\s*\(|if\s.*:$|for\s*\(|for\s.*:$|while\b.*[:{]$|else\b.*[:{]?$"
    r"|elif\b|try\b\W*$|except\b.*:$|@\w+|//|/\*|\*/|<\?php|#!"
    r"|\}|\{(?!\{c\d)|\)|\]|end$|module\.exports|[\w.]+\(.*\)[;:]?$)"
    r"|[;{}]\s*$|\)\s*:\s*$|=>\s*\{?$"
)
_SETTING = re.compile(r"^\s*(?:\[[\w. :\"'-]+\]|[#;].*|[\w.-]+\s*=\s*\S.*)$")
_STYLE = re.compile(r"^\s*[\w-]+\s*:\s*[^;]+;\s*$")


def kind_of_bytes(raw: bytes) -> str:
    """Say what a file is that no reader takes, by its first bytes; "" for a text."""
    for magic, kind in _MAGIC:
        if raw.startswith(magic):
            return "word" if kind == "archive" and _is_document(raw) else kind
    return ""


def _is_document(raw: bytes) -> bool:
    return any(
        name in raw for name in (b"word/document.xml", b"ppt/presentation.xml", b"application/vnd.oasis.opendocument")
    )


def kind_of_text(text: str) -> str:
    """Say what a text is that is no list of questions: "html", "xml", "json", "log", "settings", "code" or ""."""
    head = text[:_HEAD].lstrip("\ufeff")
    for kind, mark in (("html", _HTML), ("xml", _XML), ("json", _JSON)):
        if mark.search(head):
            return kind
    lines = [line for line in text.split("\n", _LINES_MOST)[:_LINES_MOST] if line.strip()]
    if len(lines) > 1:
        for kind, line in (("log", _LOG), ("settings", _SETTING), ("code", _CODE)):
            found = sum(1 for one in lines if line.match(one) or (kind == "code" and line.search(one)))
            if kind == "settings":
                named = sum(1 for one in lines if re.match(r"\s*\[[\w. :\"'-]+\]\s*$", one))
                if named and found == len(lines) and found > named:
                    return kind
            elif found > _SHARE_LEAST * len(lines):
                return kind
    return ""
