"""The one database: what the program must remember from one run to the next."""

from digest.store.opening import Store, open_store

__all__ = ["Store", "open_store"]
