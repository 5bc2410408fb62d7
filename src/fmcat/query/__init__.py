"""The query language: text → expression → SQL."""
