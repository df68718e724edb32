"""What a coordinator should know of a scheme in a synced folder, in words."""

from buddy_matcher.domain.phrases import in_a_list
from buddy_matcher.services.synced_folder import SyncedFolder


def synced_notice(synced: SyncedFolder) -> str:
    """Return why the scheme's folder matters and which other versions of it lie there, or ""."""
    why = synced.why()
    if not why:
        return ""
    sentences = [why]
    versions = [path.name for path in synced.versions_beside()]
    if versions:
        files = "Another file" if len(versions) == 1 else "Other files"
        verb = "holds" if len(versions) == 1 else "hold"
        sentences.append(
            f"{files} in the folder {verb} a version of this scheme: {in_a_list(versions)}."
            " Look which one is right, and delete what is not needed."
        )
    aside = synced.set_aside()
    if synced.was_mended():
        kept = f" What could be saved of them is in {aside.name}." if aside else ""
        sentences.append(
            "The copy on this computer was damaged, with changes that were not in the folder yet."
            f"{kept} The file in the folder is sound."
        )
    elif aside:
        sentences.append(f"Somebody else changed the file; what was changed here is kept in {aside.name}.")
    return " ".join(sentences)
