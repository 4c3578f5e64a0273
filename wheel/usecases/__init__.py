"""Use cases, one verb a file: load, ask core, apply, record."""
