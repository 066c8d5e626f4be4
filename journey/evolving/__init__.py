"""How each kind of event changes a journey, one file for each family of events."""
