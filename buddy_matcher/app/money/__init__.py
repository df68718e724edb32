"""Commands about the money for VCSE time: what was agreed, what it comes to, and what is sent."""
