"""The report of a round: its pages, the rule for small numbers, and the coordinator's own words."""
