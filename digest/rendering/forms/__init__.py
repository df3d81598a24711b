"""The forms of an edition: a module each, and its `FORM` says what it is."""
