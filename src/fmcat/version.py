"""The version of fmcat."""

__version__ = "0.2.0"
