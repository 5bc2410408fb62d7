"""Registry files in and out: where they are, what they say, how layers combine, how they are written."""
