"""Folders whose files somebody else moves too: synced by a service, or on another computer."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SyncedPlace:
    """A synced folder, by its service, or a network drive, where the service is the kind of drive."""

    service: str
    is_network: bool = False

    @property
    def why(self) -> str:
        """Why it matters to the coordinator, in two sentences."""
        if self.is_network:
            return (
                f"This scheme is on a network drive ({self.service}), where two people can overwrite each"
                " other. You work on a copy on this computer, which is put back when nobody has changed the"
                " file."
            )
        return (
            f"This scheme is in a folder that {self.service} keeps in step with other computers, which can"
            " split or mix a file that is in use. You work on a copy on this computer, which is put back as a"
            " whole."
        )
