"""What several formats are written with: SVG, colors, and cells and text made safe for where they are read."""
