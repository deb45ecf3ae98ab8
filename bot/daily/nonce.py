"""Nonce: what makes Discord recognise a message that is sent a second time."""

from __future__ import annotations

from hashlib import sha256

#: Longest nonce Discord takes. Source: Discord documentation, resources, "Create Message".
NONCE_MOST = 25


def nonce_for(*parts: object) -> str:
    """Derive a nonce from what a message is for.

    Args:
        parts: What tells it from every other message of this bot, in any database it may ever use.
    """
    return sha256("|".join(map(str, parts)).encode()).hexdigest()[:NONCE_MOST]
