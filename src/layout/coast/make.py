"""Makes land.txt, the outlines of land that maps are drawn on.

    python3 make.py LAND        writes land.txt
    python3 make.py --check LAND    compares

LAND is `land-110m.json` of the npm package world-atlas 2.0.2 (TopoJSON made from Natural Earth 4.1, 1:110 million).
Each ring is unrolled where it passes the date line, simplified to 0.35 degrees (Douglas and Peucker 1973,
doi:10.3138/FM57-6770-U75U-7727), rounded to tenths of a degree, and left out where it is smaller than 1.5 square degrees.
"""

import json
import pathlib
import sys

TOLERANCE = 0.35
SMALLEST = 1.5
NOTICE = """\
# Outlines of land: longitude,latitude in tenths of a degree, one ring a line. Made by make.py.
# Made with Natural Earth, free vector and raster map data, naturalearthdata.com; in the public domain.
"""


def decoded(topology):
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        arcs.append(points)
    for geometry in topology["objects"]["land"]["geometries"]:
        for polygon in geometry["arcs"]:
            for ring in polygon:
                points = []
                for index in ring:
                    arc = arcs[index] if index >= 0 else arcs[~index][::-1]
                    points += arc[1:] if points else arc
                yield unrolled(points)


def unrolled(points):
    """The ring without jumps at the date line: longitudes may exceed 180; a ring around the pole is closed along it."""
    turned, before = [], points[0][0]
    for x, y in points:
        while x - before > 180:
            x -= 360
        while x - before < -180:
            x += 360
        turned.append((x, y))
        before = x
    if abs(turned[-1][0] - turned[0][0]) > 180:
        turned += [(turned[-1][0], -90.0), (turned[0][0], -90.0), turned[0]]
    return turned


def simplified(points):
    if len(points) < 3:
        return points
    (ax, ay), (bx, by) = points[0], points[-1]
    length = ((bx - ax) ** 2 + (by - ay) ** 2) ** 0.5

    def off(point):
        if length == 0:
            return ((point[0] - ax) ** 2 + (point[1] - ay) ** 2) ** 0.5
        return abs((bx - ax) * (ay - point[1]) - (ax - point[0]) * (by - ay)) / length

    far, at = max((off(point), i) for i, point in enumerate(points[1:-1], 1))
    if far <= TOLERANCE:
        return [points[0], points[-1]]
    return simplified(points[: at + 1])[:-1] + simplified(points[at:])


def area(points):
    pairs = zip(points, points[1:] + points[:1])
    return abs(sum(ax * by - bx * ay for (ax, ay), (bx, by) in pairs)) / 2


def written(topology):
    lines = []
    for ring in decoded(topology):
        if area(ring) < SMALLEST:
            continue
        tenths = []
        for x, y in simplified(ring)[:-1]:
            point = (round(x * 10), round(y * 10))
            if not tenths or point != tenths[-1]:
                tenths.append(point)
        lines.append(" ".join(f"{x},{y}" for x, y in tenths))
    return NOTICE + "\n".join(lines) + "\n"


def main(arguments):
    check = arguments[:1] == ["--check"]
    text = written(json.load(open(arguments[-1], encoding="utf-8")))
    target = pathlib.Path(__file__).with_name("land.txt")
    if check:
        sys.exit(0 if target.read_text(encoding="utf-8") == text else f"{target.name} differs")
    target.write_text(text, encoding="utf-8")


main(sys.argv[1:])
