"""The answers of single commands in other forms than the terminal's: JSON, tables, Markdown, pictures."""
