"""Registry files: finding, reading, layering and writing them."""
