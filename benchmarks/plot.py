"""A picture of seconds against people, both axes by factors of ten, as plain SVG.

A curve whose name ends in ", before" is drawn in dashes, without figures, in the colour of the other one.
"""

from math import ceil, floor, log10

WIDTH, HEIGHT, MARGIN = 680, 400, 60

# Room for the curves' names, and from one of them to the next.
RIGHT, LINE = 110, 14
COLOURS = ("#1b5e8c", "#b3541e", "#3d7a3a", "#7a3d73", "#8a6d00")

# With more curves than this only the last figure of each is written.
FEW = 2
EARLIER = ", before"


def scaling(curves, people_are="people on each side"):
    """Return the SVG of {name: [(people, seconds), ...]}."""
    points = [point for curve in curves.values() for point in curve]
    spans = [
        (min(log10(point[axis]) for point in points), max(log10(point[axis]) for point in points))
        for axis in (0, 1)
    ]
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}"',
        ' font-family="sans-serif" font-size="12">',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>',
        f'<text x="{WIDTH / 2}" y="{HEIGHT - 15}" text-anchor="middle">{people_are}</text>',
        f'<text x="15" y="{MARGIN - 25}">seconds</text>',
    ]
    lines += _scale(spans)
    names = dict.fromkeys(name.removesuffix(EARLIER) for name in curves)
    colours = dict(zip(names, COLOURS, strict=False))
    ends = {}
    for name, curve in curves.items():
        is_before, colour = name.endswith(EARLIER), colours[name.removesuffix(EARLIER)]
        places = [_place(point, spans) for point in curve]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
        dashes = ' stroke-dasharray="4 4"' if is_before else ""
        lines.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"{dashes}/>')
        if is_before:
            continue
        for (x, y), (people, seconds) in zip(places, curve, strict=True):
            lines.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>')
            if len(names) <= FEW and (people, seconds) != curve[-1]:
                lines.append(f'<text x="{x:.1f}" y="{y - 8:.1f}" text-anchor="middle">{seconds:.2g}</text>')
            lines.append(f'<text x="{x:.1f}" y="{HEIGHT - MARGIN + 20}" text-anchor="middle">{people}</text>')
        ends[name] = places[-1]
    for name, (x, y) in _apart(ends).items():
        said = f"{name} {curves[name][-1][1]:.2g}"
        lines.append(f'<text x="{x + 8:.1f}" y="{y + 4:.1f}" fill="{colours[name]}">{said}</text>')
    return "\n".join([*lines, "</svg>", ""])


def _scale(spans):
    """Return a line and a number for each power of ten in sight."""
    low, high = spans[1]
    for power in range(ceil(low), floor(high) + 1):
        _x, y = _place((10 ** spans[0][0], 10**power), spans)
        yield f'<path d="M{MARGIN},{y:.1f}H{WIDTH - RIGHT}" stroke="#d0d0d0"/>'
        yield f'<text x="{MARGIN - 8}" y="{y + 4:.1f}" text-anchor="end">{10.0**power:g}</text>'


def _apart(ends):
    """Return the ends of the curves with so much between them that a line of text fits beside each."""
    places, lowest = {}, 0
    for name, (x, y) in sorted(ends.items(), key=lambda end: end[1][1]):
        lowest = max(y, lowest + LINE)
        places[name] = x, lowest
    return places


def _place(point, spans):
    (left, right), (low, high) = spans
    x = MARGIN + (log10(point[0]) - left) / (right - left or 1) * (WIDTH - MARGIN - RIGHT)
    y = HEIGHT - MARGIN - (log10(point[1]) - low) / (high - low or 1) * (HEIGHT - 2 * MARGIN)
    return x, y
