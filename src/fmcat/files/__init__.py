"""Files of any kind: written whole or not at all, locked, and where a platform keeps them."""

from typing import TYPE_CHECKING

from fmcat.lazy import lazily

if TYPE_CHECKING:
    from fmcat.files.digests import digest as digest
    from fmcat.files.digests import digest_of as digest_of
    from fmcat.files.write import write_whole as write_whole

#: What costs a start some milliseconds, and only runs that write a file need.
__getattr__ = lazily(
    __name__,
    {
        "digest": "fmcat.files.digests",
        "digest_of": "fmcat.files.digests",
        "write_whole": "fmcat.files.write",
    },
)
