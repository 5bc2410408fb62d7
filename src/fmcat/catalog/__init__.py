"""The compiled catalog, and the facts that follow from it."""
