"""The practice rules, pure: no clock, no database, no framework."""
