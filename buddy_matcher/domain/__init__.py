"""What a buddy scheme is made of: frozen dataclasses and pure functions on them.

The domain knows no file, no window and no solver, and needs the standard library only. An `id` of
`UNSAVED` (0) means that the scheme file has not given the object one yet.
"""
