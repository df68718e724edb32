"""The Follow-up tab: pairs that run, what happened in them, and the ring-round."""
