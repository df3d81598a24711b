"""The first form of the store. Later files change it; this one never changes again."""

revision = "0001"
down_revision = None


def upgrade() -> None:
    """A new database is made at the newest form, so there is nothing to do from here."""
