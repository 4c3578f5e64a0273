"""Årshjul: the annual wheel of a Danish public administration."""
