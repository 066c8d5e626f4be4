"""Pages and the JSON API.  Each calls casework; nothing here knows practice or SQL."""
