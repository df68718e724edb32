"""What VCSE time is paid for: rates, agreements, and what is sent to organisations."""
