"""Answers as figures for papers and slides: one module a figure, all of them in one frame."""
