"""How the tables came to be what they are: one file for each revision, run in order."""
