"""The planning page: what it shows, in which words, and what its forms send."""
