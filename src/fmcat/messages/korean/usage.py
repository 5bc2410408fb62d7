"""The help of the commands, their arguments and options."""

SENTENCES: dict[str, str] = {}
