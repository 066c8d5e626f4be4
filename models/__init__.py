"""The only room that talks to a database: the log, the tables beside it, and their queries."""
