"""The catalog to look around in: a terminal app of a query, a table and a card, on Textual."""
