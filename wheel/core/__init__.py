"""The pure rules of the product: no framework, no database, no clock, no files."""
