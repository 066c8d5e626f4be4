"""The `throughline` command: everything a person or a script can ask of a hub from a shell."""
