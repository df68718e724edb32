"""How pages act: operations, the one worker thread, and where messages are shown. Knows no use case."""
