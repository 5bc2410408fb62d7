"""The command line: the only place where rooms meet, and the only one that prints."""
