"""Reads what secretariats already have, text in and checked values out, before anything is stored."""
