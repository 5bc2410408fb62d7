"""The contents of a registry: entries, vocabularies, notes, and the values inside them."""
