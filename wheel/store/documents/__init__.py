"""The plan as one JSON document: what it holds, how it is written and how it is read back."""
