"""What several formats share: SVG, colors, cells, and escaping."""
