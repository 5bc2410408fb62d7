"""The terminal browser: a Textual app with a query, a table and a card."""
