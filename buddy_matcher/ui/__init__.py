"""The window, the only layer with Qt besides `app`.

From the top, each sees only those below it: `window`, `scheme`, then the tabs, which do not know each other
(`overview`, `people`, `organisations`, `pairings`, `letters`, `importing`, `meetings` and others), then
`leaving`, `acting` and `widgets`.
"""

import sys

from PySide6 import QtCore  # noqa: F401 - what is looked for below is there only then

_features = sys.modules.get("shibokensupport.feature")
if _features is not None and hasattr(_features, "_mod_uses_pyside"):
    # PySide reads the source of each module imported after it, to see whether it asks for optional features.
    # None of ours does, and reading them takes as long again as importing them.
    vars(_features)["_mod_uses_pyside"] = lambda _module: False
