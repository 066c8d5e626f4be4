"""`python -m cli`, the same as `throughline`."""

from cli.main import app

app()
