"""What helps when a file was lost or damaged: backups, restoring, and recovery down to single rows."""
