"""The Letters tab: who is due which letter, the page as it prints, and the ways out."""
