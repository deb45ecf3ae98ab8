"""Memory: what is loaded once stays, so the garbage collector need not look through it again and again.

Why: a full collection looks at every object there is, and some hundred thousand of them are modules, classes and
statements. That took 70 ms each time, in which nobody was answered, and a fifth of the time that loading takes.
"""

from __future__ import annotations

import gc

#: After how many new objects the young are looked through, and after how many such rounds the older ones.
_ROUNDS = (10_000, 20, 20)


def begin_loading() -> None:
    """Collect nothing until `keep_loaded`; for a process, once, before it imports the bot."""
    gc.disable()


def keep_loaded() -> None:
    """Take everything there is now out of the collector's rounds; for a process, once, before it begins to serve."""
    gc.freeze()
    # An answer makes some thousand objects that live no longer than it: let several come and go between two rounds.
    gc.set_threshold(*_ROUNDS)
    gc.enable()
