"""What is asked and done when somebody leaves or pauses, from whatever tab: end, hold, stop, who steps in."""
