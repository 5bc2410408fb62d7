"""The answers of single commands in the forms they have besides the terminal: JSON, tables, Markdown, pictures."""
