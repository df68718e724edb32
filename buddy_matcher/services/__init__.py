"""What the application does, one use case a module and one transaction an action.

Read the main story in this order: `import_people`, `plan_round`, `adjust_pairings`, `issue_letters`.
Every mutating method returns `Changes`, which tells the window what to show anew. No Qt here, and no
rows of the database.
"""
