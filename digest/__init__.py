"""Turn many articles into one sourced edition in which every sentence is proven."""

__version__ = "0.1.0"
