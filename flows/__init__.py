"""The order of work, as Prefect flows: they sequence tasks and decide nothing."""
