"""The window, the only layer with Qt besides `app`.

From the top, each sees only those below it: `window`, `scheme`, then the tabs, which do not know each other
(`overview`, `people`, `organisations`, `pairings`, `letters`, `importing`, `meetings` and others), then
`leaving`, `acting` and `widgets`.
"""
