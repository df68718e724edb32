"""An open scheme in the window: the rail that joins the tabs, and the life of its file."""
