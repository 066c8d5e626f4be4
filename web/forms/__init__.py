"""Forms: made from the commands themselves, so that a new command has a form at once."""
