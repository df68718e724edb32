"""The Overview tab: where the round stands, and what is to be decided."""
