"""What `throughline doctor` looks at: every setting and where it comes from, and what is wrong."""
