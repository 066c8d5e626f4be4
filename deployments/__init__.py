"""How the house is run: the clock, the schedule, the local Prefect, and what starts them."""
