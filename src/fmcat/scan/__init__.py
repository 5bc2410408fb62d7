"""Which models a repository uses: its files are read as data, never run, and what they name is looked up."""
