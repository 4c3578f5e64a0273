"""The rule form: one room for each group of its controls, and the whole of it."""
