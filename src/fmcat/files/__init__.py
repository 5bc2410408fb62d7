"""Files of any kind: written whole or not at all, locked, and where a platform keeps them."""
