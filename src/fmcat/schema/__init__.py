"""What a registry may say: entries, vocabularies, notes, and the values inside them."""
