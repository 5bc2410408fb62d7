"""The version of fmcat."""

__version__ = "0.1.0"
