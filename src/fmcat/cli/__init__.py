"""The command line: the only package that combines the others, and the only one that prints."""
