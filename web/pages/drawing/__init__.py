"""Pictures drawn by our own templates: each is laid out by a pure function, tested as numbers."""
