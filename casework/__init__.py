"""Use cases: one function for each command and question; clock, policy and store meet here."""
