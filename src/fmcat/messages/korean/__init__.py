"""The Korean table: every sentence by its English template, with the same placeholders. One module for each subject.

Sentences end in ‑습니다 or ‑십시오, labels in a noun. A particle after a placeholder is written for both kinds of
syllables: (이)라는, 을(를), 은(는), (으)로; `particles.py` chooses.
"""

from collections.abc import Mapping

from fmcat.messages.korean import (
    agents,
    checks,
    cli,
    exports,
    extras,
    fields,
    identity,
    query,
    registry,
    rules,
    scan,
    sources,
    usage,
)

TABLES = (agents, checks, cli, exports, extras, fields, identity, query, registry, rules, scan, sources, usage)
KOREAN: Mapping[str, str] = {english: korean for table in TABLES for english, korean in table.SENTENCES.items()}
