"""One retry-safe piece of timed work each, as Prefect tasks that commit what they did."""
