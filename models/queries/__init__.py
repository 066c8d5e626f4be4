"""What casework asks and keeps: plain functions over a session, one file for each subject."""
