"""The main window: its menus, the welcome page, About, and what it remembers; the top of `ui`."""
