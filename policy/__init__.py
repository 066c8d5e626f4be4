"""Rules as data, owned by practice leads: profiles, calendars, agencies, ladders."""
