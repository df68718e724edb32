"""Commands about money and the report: what VCSE time comes to, what is sent, what funders are told."""
