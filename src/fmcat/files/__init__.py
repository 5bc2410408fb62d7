"""Files of any kind: written completely or not at all, locked, and the platform's folders."""

from typing import TYPE_CHECKING

from fmcat.lazy import lazily

if TYPE_CHECKING:
    from fmcat.files.digests import digest as digest
    from fmcat.files.digests import digest_of as digest_of
    from fmcat.files.write import write_whole as write_whole

#: Names whose modules take some milliseconds to import, and that only writing needs.
__getattr__ = lazily(
    __name__,
    {
        "digest": "fmcat.files.digests",
        "digest_of": "fmcat.files.digests",
        "write_whole": "fmcat.files.write",
    },
)
