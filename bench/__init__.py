"""How fast the service is, beside a yardstick in the same run: `make bench`. It is no test, and fails nothing."""
