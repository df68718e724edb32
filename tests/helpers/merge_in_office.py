"""Merges a letter with the rows of a table in LibreOffice, run by a Python that has LibreOffice's `uno`.

merge_in_office.py OFFICE TABLE.csv LETTER.fodt FOLDER: FOLDER/merged0.fodt holds all letters then. The fields
of the letter name the database "scheme" and the table as its file is named.
"""

import importlib
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

uno: Any = importlib.import_module("uno")

PATIENCE, TRIES = 0.5, 200
"""How long, in seconds, and how often one waits for LibreOffice to answer."""
OF_A_TABLE, TO_A_FILE = 0, 2
"""What LibreOffice calls CommandType.TABLE and MailMergeType.FILE."""


def setting(name: str, value: object) -> object:
    """Return a value under its name as LibreOffice takes it."""
    made = uno.createUnoStruct("com.sun.star.beans.PropertyValue")
    made.Name, made.Value = name, value
    return made


def started(command: Path, folder: Path) -> Any:
    """Start LibreOffice with settings of its own and return what it can be asked by."""
    profile = (folder / "profile").as_uri()
    office = subprocess.Popen(
        [
            str(command),
            "--headless",
            "--norestore",
            f"-env:UserInstallation={profile}",
            "--accept=pipe,name=merge;urp;",
        ]
    )
    here = uno.getComponentContext()
    way = here.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", here)
    for _ in range(TRIES):
        with suppress(Exception):
            return way.resolve("uno:pipe,name=merge;urp;StarOffice.ComponentContext")
        with suppress(subprocess.TimeoutExpired):
            office.wait(PATIENCE)
    sys.exit("LibreOffice does not answer.")


def main(command: Path, table: Path, letter: Path, folder: Path) -> None:
    """Make the table a data source, and merge."""
    context = started(command, folder)
    create = context.ServiceManager.createInstanceWithContext
    sources = create("com.sun.star.sdb.DatabaseContext", context)
    source = sources.createInstance()
    source.URL = f"sdbc:flat:{table.parent.as_uri()}"
    source.Info = (
        setting("Extension", table.suffix[1:]),
        setting("CharSet", "UTF-8"),
        setting("FieldDelimiter", ","),
        setting("StringDelimiter", '"'),
        setting("HeaderLine", value=True),
    )
    source.DatabaseDocument.storeAsURL((folder / "scheme.odb").as_uri(), ())
    sources.registerObject("scheme", source)
    merge = create("com.sun.star.text.MailMerge", context)
    merge.DataSourceName, merge.CommandType, merge.Command = "scheme", OF_A_TABLE, table.stem
    merge.DocumentURL, merge.OutputURL = letter.as_uri(), folder.as_uri()
    merge.OutputType, merge.SaveAsSingleFile, merge.FileNamePrefix = TO_A_FILE, True, "merged"
    merge.SaveFilter = "OpenDocument Text Flat XML"
    merge.execute(())
    create("com.sun.star.frame.Desktop", context).terminate()


if __name__ == "__main__":
    main(*(Path(argument).resolve() for argument in sys.argv[1:]))
